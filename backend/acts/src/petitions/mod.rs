//! What can be done with petitions.

mod close;
mod confirm;
mod deliver;
pub mod desk;
mod enter;
mod enter_incoming;
mod erase_unconfirmed;
mod hand_over;
mod import_uk;
mod invitation;
mod open;
mod record_event;
mod record_handling;
mod remind;
mod seal;
mod sign;
pub mod support;
mod type_code;
pub mod write;

pub use close::close;
pub use confirm::confirm;
pub use deliver::{Delivered, Delivery, deliver};
pub use enter::{Entered, Entry, EntryAnswer, EntryEvent, EntrySignature, enter};
pub use enter_incoming::EntryIncoming;
pub use erase_unconfirmed::{erase_unconfirmed, forget_sent_mails};
pub use hand_over::{HandOver, hand_over};
pub use import_uk::{UkReport, import_uk};
pub use invitation::{Invitation, InvitationState, PersonOfSignature, invitation, person_of};
pub use open::open;
pub use record_event::{Happening, record_event};
pub use record_handling::record_handling;
pub use remind::remind;
pub use seal::seal_answered;
pub use sign::{Signing, code_page, prepare, sign};
pub use type_code::{MOST_CODE_ATTEMPTS, TypedCode, code_page_signer, resend_to, type_code};
