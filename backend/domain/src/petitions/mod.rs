//! Petitions: their states, who may sign and when, and what a count is made of.

mod count;
mod signing;
mod slug;
mod state;
mod thread;
mod wording;

pub use count::{PlaceKind, SignatureCount, Spread};
pub use signing::{
    CONFIRM_GRACE, CannotConfirm, CannotSign, Claim, Holder, SigningWindow, Slot, claim_slot,
};
pub use slug::{is_slug, slugify};
pub use state::{PetitionState, Step, Visibility, WrongStep};
pub use thread::{EventKind, RefusalCode, TakenDownReason, Verdict};
pub use wording::{LONGEST_TITLE, Title, TitleFault};
