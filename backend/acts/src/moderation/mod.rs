//! Moderation: what the decisions on every kind of contribution have in common, notices and complaints, and
//! the house rules.

mod complain;
mod contribution;
mod decide_complaint;
mod decide_notice;
mod decision;
mod end_limits;
mod erase_notifiers;
mod erase_originals;
mod limits;
mod moderate;
mod publish_rules;
mod queue;
mod relocate;
mod report;
mod take_notice;
mod writers;

pub use complain::{complain, complaint_path, complaint_proof};
pub use contribution::{NewsTarget, PetitionTarget, Target};
pub use decide_complaint::{ComplaintRuling, decide_complaint};
pub use decide_notice::{NoticeRuling, decide_notice};
pub use decision::{Cause, Measure, Moderation, Order, Undo, Why};
pub(crate) use decision::{Contribution, keep_decision};
pub use end_limits::end_limits;
pub use erase_notifiers::{NOTIFIER_TERM, erase_notifiers};
pub use erase_originals::erase_originals;
pub(crate) use limits::{impose, left_out_of, relieve};
pub use moderate::moderate;
pub use publish_rules::{NewRules, publish_rules};
pub use queue::{
    Batch, MOST_SIGNAL_WORDS, SeenItem, add_signal_word, decide_item, decide_items,
    drop_signal_word, find_item, give_back, open_item, set_holds, take_over,
};
pub(crate) use queue::{Incoming, arrival_of, marks_in, refuse_when_claimed};
pub(crate) use relocate::hold_ways;
pub use report::{Notifier, Report, notifier, report};
pub use take_notice::take_notice;
pub(crate) use writers::{may_write, suspended_until};
