//! The petitioner's side: writing, filing, revising, news, taking back. No account: whoever has the
//! link is the petitioner, and only the link that was mailed proves the mailbox.

mod begin;
mod erase_drafts;
mod file;
mod mail_link;
mod person;
mod save;
mod withdraw;
mod write_update;

pub use begin::begin_draft;
pub use erase_drafts::erase_drafts;
pub use file::{Filed, file, filing_slug};
pub use mail_link::mail_link;
pub use person::{PersonOfPetition, PetitionerPage, petitioner_page, petitioner_person};
pub use save::{Answer, may_answer, save_answer};
pub use withdraw::withdraw;
pub use write_update::{MOST_WAITING_UPDATES, has_news, write_update};
