//! What can be done with public answers: write one, put it before a second person, give it back,
//! publish it.

mod offer_answer;
mod publish_answer;
mod return_answer;
mod write_answer;

pub use offer_answer::offer_answer;
pub use publish_answer::publish_answer;
pub use return_answer::return_answer;
pub use write_answer::write_answer;
