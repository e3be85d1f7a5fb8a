//! Replies below an input, a petition or a dossier: threads, adding, reading by pages, who agrees,
//! and what became of each.
//!
//! Every count changes after the row of the thread was locked, so that parallel replies add up. Who wrote a
//! reply is proven by the thread in which it was written, also after the reply was moved to another.

mod add;
mod agree;
mod change;
mod desk;
mod erase;
mod find;
mod page;
mod relocate;
mod threads;

pub use add::{AddedReply, NewReplier, NewReply, NewStaffVoice, ReplySource, add, enter};
pub use agree::{Mine, agree, mine};
pub use change::{delete, pin, restand};
pub use desk::{DeskReplies, desk_replies};
pub use erase::erase_repliers;
pub use find::{
    ReplyRecord, StaffVoice, ancestors, find, find_by_id, id_of_source, is_author, proven_in,
};
pub use page::{
    Children, ReplyCursor, ReplyPage, children_of, last_page, page, pinned, unpinned_staff,
};
pub use relocate::{
    ReplyPlace, follow, hold_threads, move_branch, origins_of, places_of, return_branch, stub_of,
};
pub use threads::{ThreadRecord, ThreadSubject, find_thread, thread_by_id, thread_of};
