//! The desk's part of answering: what is owed today, hand-over, the body's decision, events,
//! answers, and mails that were given up.

pub mod answer;
pub mod answer_form;
pub mod answers;
pub mod events;
pub mod form;
pub mod hand_over;
pub mod handling;
pub mod mails;
pub mod problem;
mod subject;
pub mod today;

#[cfg(test)]
pub use form::PROBLEMS;
