//! Replying below an input, a petition or a dossier, agreeing with a reply, taking one back; staff who
//! reply as their body; and what the desk does with one reply.

mod agree;
mod delete;
mod enter;
mod moderate;
mod person;
mod place;
mod reply;
mod staff_reply;

pub use agree::agree;
pub(crate) use agree::agree_in;
pub use delete::delete_reply;
pub use enter::{EnteredReply, enter_replies};
pub(crate) use moderate::decide_on_reply;
pub use person::{PersonOfReply, person_of_reply};
pub use place::{ThreadPlace, thread_named, thread_place};
pub use reply::{Replied, ReplyWriting, holds_of_thread, reply};
pub(crate) use reply::{open_thread, reply_in};
pub use staff_reply::{StaffReply, pin_reply, staff_reply, unpin_reply};
