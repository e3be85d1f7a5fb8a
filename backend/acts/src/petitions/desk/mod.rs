//! The desk's decisions on petitions: one file a verb. Each is refused while somebody else holds the
//! petition, and when the text was changed after it was looked at.

mod admit;
mod ask_revision;
mod claim;
mod forward;
mod moderate_news;
mod moderate_petition;
mod refuse;
mod ruling;

pub use admit::admit;
pub use ask_revision::ask_revision;
pub use claim::{CLAIM_HELD, claim, release, take_over};
pub use forward::{ForwardedTo, forward};
pub(crate) use moderate_news::decide_on_news;
pub(crate) use moderate_petition::decide_on_petition;
pub use refuse::refuse;
pub use ruling::Seen;
