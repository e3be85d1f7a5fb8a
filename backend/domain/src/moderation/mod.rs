//! Moderation: the house rules as codes that decisions cite, what a statement of reasons says, and how
//! decisions are counted in public.

mod complaint;
mod counters;
mod hold;
mod left_out;
mod queue;
mod rule;
mod signal;
mod statement;
mod term;

pub use complaint::{
    CannotComplain, ComplaintOutcome, NoticeOutcome, Side, complaint_until, may_complain,
};
pub use counters::median_of;
pub use hold::{Holds, QuietHours, QuietHoursFault};
pub use left_out::{LeftOut, LeftOutFault, mark_of};
pub use queue::{CLAIM_HELD, Concern, Hold, ItemKind};
pub use rule::{HouseRule, RuleText, RuleTextFault, changed_rules};
pub use signal::{LONGEST_PHRASE, MOST_MARKS, Mark, Phrase, PhraseFault, Signal, signals};
pub use statement::{Decided, DecisionSource, Statement};
pub use term::{ORIGINAL_TERM, Term, WARNING_TERM};
