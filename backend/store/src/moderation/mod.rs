//! Moderation: decisions with their reasons, and the house rules that they cite.

mod complaints;
mod counters;
mod decisions;
mod holds;
mod limits;
mod log;
mod notices;
mod queue;
mod rules;
mod subject;
mod takedowns;
mod texts;
mod tombstones;
mod writers;

pub use complaints::{
    ComplaintRecord, add_complaint, close_complaint, complaint, complaint_of, open_complaints,
};
pub use counters::{LogCounters, counters};
pub use decisions::{
    DecisionRecord, Grounds, NewDecision, add_decision, decision, decisions_of, decisions_on,
};
pub use holds::{holds_of_body, keep_holds_of_body};
pub(crate) use holds::{keep_holds_of_round, quiet_hours};
pub use limits::{
    LimitRecord, add_limit, due_limits, end_limit, erase_originals, hold_subject, keep_original,
    limits_of, limits_of_inputs, limits_of_replies,
};
pub use log::{LogLine, StatementRow, log, statements};
pub use notices::{
    NewNotice, NoticeRecord, add_notice, assign_notice, decide_notice, erase_notifiers, notice,
    notice_of_token, notices_of_decision, open_notices, open_notices_of, tell_notifier,
};
pub(crate) use queue::follow_branch;
pub use queue::{
    Arrival, CAPPED_AT, ItemCursor, ItemFilter, ItemRecord, Kept, SignalWord, Voice, Whose,
    add_signal_word, alike_items, arrive, claim_item, clear_signals, decisions_of_voice,
    drop_signal_word, is_newcomer, item, item_count, item_page, item_texts, items_of_voice,
    marks_of, open_item_of, page_statements, release_item, rounds_in_queue, settle, signal_word,
    signal_words, take_over_item, touch_item, voice_of,
};
pub use rules::{
    RuleRecord, VersionRecord, current_version, publish, rules_of, version_of, versions,
};
pub use subject::ModerationSubject;
pub use takedowns::{TakedownRecord, add_takedown, reverse_takedown, takedown_of};
pub use texts::{PartText, TextRecord, parts_of, put_parts, put_texts, texts_of};
pub use tombstones::{NewTombstone, TombstoneRecord, bury, tombstone_of};
pub use writers::{
    WriterMark, is_marked, mark_writer, sealed_writer, unmark_old_writers, unmark_writer,
};
