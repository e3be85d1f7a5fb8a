//! What can be done with public answers: to a petition here, to what came into a round in [`round`]; what their
//! readers do afterwards in [`author`].

pub mod author;
mod offer_answer;
mod publish_answer;
mod return_answer;
pub mod round;
mod write_answer;

pub use offer_answer::offer_answer;
pub use publish_answer::publish_answer;
pub use return_answer::return_answer;
pub use write_answer::write_answer;
