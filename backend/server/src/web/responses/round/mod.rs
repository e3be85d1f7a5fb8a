//! What came into a round, at the desk: themes, answers, what is set aside, and the report.

pub mod alike;
pub mod answer;
pub mod board;
pub mod frame;
pub mod handle;
pub mod letters;
pub mod publish;
mod routes;
pub mod sort;
pub mod theme;
mod theme_page;

#[cfg(test)]
pub use frame::{DONE, TROUBLES};
pub use routes::configure;

/// The address of the answers to a round at the desk.
pub fn board_url(round: i64) -> String {
    format!("/desk/rounds/{round}/answers")
}

/// The address of what is in no theme yet.
pub fn sort_url(round: i64) -> String {
    format!("/desk/rounds/{round}/answers/sort")
}

/// The address of a theme at the desk.
pub fn theme_url(round: i64, theme: i64) -> String {
    format!("/desk/rounds/{round}/themes/{theme}")
}

/// The address of an answer at the desk.
pub fn answer_url(round: i64, answer: i64) -> String {
    format!("/desk/rounds/{round}/answers/{answer}")
}

/// The address where one input is cut, set aside or answered by itself.
pub fn handle_url(round: i64, input: i64) -> String {
    format!("/desk/rounds/{round}/inputs/{input}/answer")
}

/// The address where the report is published.
pub fn publish_url(round: i64) -> String {
    format!("/desk/rounds/{round}/report")
}

/// The address where a spreadsheet is taken out and brought back.
pub fn worksheet_url(round: i64) -> String {
    format!("/desk/rounds/{round}/worksheets")
}
