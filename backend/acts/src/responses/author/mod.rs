//! What an author does once an answer is published: says whether it is what was meant, and asks about it.

mod ask_follow_up;
mod say_heard;

pub use ask_follow_up::ask_follow_up;
pub use say_heard::{enter_heard, say_heard};
