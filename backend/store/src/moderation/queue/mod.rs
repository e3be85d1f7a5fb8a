//! The queue: one open row for each thing that somebody who moderates has to look at.

mod alike;
mod claims;
mod keep;
mod list;
mod marks;
mod record;
mod voices;

pub use alike::alike_items;
pub use claims::{claim_item, release_item, take_over_item};
pub(crate) use keep::follow_branch;
pub use keep::{Arrival, arrive, clear_signals, settle, touch_item};
pub use list::{
    CAPPED_AT, ItemCursor, ItemFilter, Kept, Whose, item_count, item_page, item_texts,
    page_statements, rounds_in_queue,
};
pub use marks::{
    SignalWord, add_signal_word, drop_signal_word, marks_of, signal_word, signal_words,
};
pub use record::{ItemRecord, item, open_item_of};
pub use voices::{Voice, decisions_of_voice, is_newcomer, items_of_voice, voice_of};
