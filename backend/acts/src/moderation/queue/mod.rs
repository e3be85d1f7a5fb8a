//! The queue: how things come into it, who has an item, and what is decided on one or on many.

mod add_signal_word;
mod arrival;
mod claims;
mod decide;
mod drop_signal_word;
mod open;
mod set_holds;

pub use add_signal_word::{MOST_SIGNAL_WORDS, add_signal_word};
pub(crate) use arrival::{Incoming, arrival_of, marks_in};
pub(crate) use claims::refuse_when_claimed;
pub use decide::{Batch, SeenItem, decide_item, decide_items};
pub use drop_signal_word::drop_signal_word;
pub use open::{find_item, give_back, open_item, take_over};
pub use set_holds::set_holds;
