//! What a body does with a petition: the events of its thread, and the public answer.

mod answer;
mod events;

pub use answer::{AnswerEffect, AnswerText, Lack, MayAnswer, lacks, may_answer};
pub use events::{CannotRecord, NewsDay, may_record, recordable};
