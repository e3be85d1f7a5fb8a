//! Petitions: their states, who may sign and when, and what a count is made of.

mod count;
mod filing;
mod moderated;
mod signing;
mod slug;
mod state;
mod support;
mod thread;
mod wording;

pub use count::{PlaceKind, SignatureCount, Spread};
pub use filing::{
    ClosingFault, DRAFT_KEPT, LONGEST_PASSAGE, Passage, PassageFault, WriteStep, closing_days,
    closing_of, closing_when_admitted, unanswered,
};
pub use moderated::{moderated_news, moderated_petition, news_standing, petition_standing};
pub use signing::{
    CONFIRM_GRACE, CannotConfirm, CannotSign, Claim, Holder, SigningWindow, Slot, claim_slot,
};
pub use slug::{is_slug, slugify};
pub use state::{PetitionState, Step, Visibility, WrongStep};
pub use support::{CannotSupport, SupportClaims, may_submit, may_support};
pub use thread::{
    EventKind, Handling, NewsState, RefusalCode, RulingKind, TakenDownReason, Verdict,
};
pub use wording::{LONGEST_TITLE, Title, TitleFault};
