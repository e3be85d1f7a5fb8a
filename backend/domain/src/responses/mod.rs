//! What a body does with what it was told: the events of a petition's thread, and public answers to
//! petitions, inputs, parts of them, and themes.

mod answer;
mod events;
mod heard;
mod involved;
mod quote;
mod response;
mod worksheet;

pub use answer::{AnswerEffect, AnswerText, Lack, MayAnswer, lacks, may_answer};
pub use events::{CannotRecord, NewsDay, may_record, recordable};
pub use heard::{
    AfterAnswer, CannotAsk, FOLLOW_UP_TERM, HeardScore, HeardVoice, after_answer, heard_score,
};
pub use involved::{DoneWith, Involved, Told, told, told_by_group};
pub use quote::{CannotCut, Cut, LONGEST_QUOTE, MOST_PARTS, cut, remainder};
pub use response::{
    ChangePlace, LONGEST_THEME, MayHandle, ReportLack, ResponseState, ResponseText, SetAsideReason,
    ThemeEvent, may_handle, response_lacks,
};
pub use worksheet::{
    Merged, Placing, SheetAnswer, SheetError, SheetFault, SheetField, SheetInput, SheetKey,
    SheetPlace, SheetText, Worksheet, merge, placing,
};
