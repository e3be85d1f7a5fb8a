//! The desk's decisions on petitions: one file a verb. Each is refused while somebody else holds the
//! petition, and when the text was changed after it was looked at.

mod admit;
mod ask_revision;
mod claim;
mod decide_update;
mod forward;
mod refuse;
mod ruling;
mod take_down;

pub use admit::admit;
pub use ask_revision::ask_revision;
pub use claim::{CLAIM_HELD, claim, release, take_over};
pub(crate) use decide_update::decide_update_in;
pub use decide_update::{approve_update, decline_update};
pub use forward::{ForwardedTo, forward};
pub use refuse::refuse;
pub use ruling::Seen;
pub use take_down::take_down;
