//! What a body does with what it was told: the events of a petition's thread, and public answers to
//! petitions, inputs, parts of them, and themes.

mod answer;
mod events;
mod quote;
mod response;

pub use answer::{AnswerEffect, AnswerText, Lack, MayAnswer, lacks, may_answer};
pub use events::{CannotRecord, NewsDay, may_record, recordable};
pub use quote::{CannotCut, Cut, LONGEST_QUOTE, MOST_PARTS, cut, remainder};
pub use response::{
    ChangePlace, LONGEST_THEME, MayHandle, ReportLack, ResponseState, ResponseText, SetAsideReason,
    ThemeEvent, may_handle, response_lacks,
};
