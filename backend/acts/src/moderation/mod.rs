//! Moderation: what the decisions on every kind of contribution have in common, and the house rules.

mod decision;
mod publish_rules;

pub use decision::{Cause, Moderation};
pub(crate) use decision::{Contribution, keep_decision};
pub use publish_rules::{NewRules, publish_rules};
