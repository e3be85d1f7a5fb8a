//! Moderation: decisions with their reasons, and the house rules that they cite.

mod counters;
mod decisions;
mod log;
mod rules;

pub use counters::{LogCounters, counters};
pub use decisions::{
    DecisionRecord, DecisionSubject, Grounds, NewDecision, add_decision, decision, decisions_of,
};
pub use log::{LogLine, StatementRow, log, statements};
pub use rules::{
    RuleRecord, VersionRecord, current_version, publish, rules_of, version_of, versions,
};
