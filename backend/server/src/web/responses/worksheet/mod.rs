//! Work on the answers of a round outside: a spreadsheet is taken out, brought back, compared with what
//! stands here, and taken over.

mod columns;
pub mod compare;
mod routes;
mod sheet_in;
mod sheet_out;
mod take_out;
pub mod upload;

pub use routes::configure;

/// What can be wrong with a file.
#[cfg(test)]
pub const FILE_PROBLEMS: [&str; 4] = ["not_a_sheet", "not_ours", "other_round", "sheet_large"];
