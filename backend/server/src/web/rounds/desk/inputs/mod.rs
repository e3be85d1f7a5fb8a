//! The inputs of a round at the desk: the list, one input with what is decided about it, and entering
//! what came by another way than the site.

pub mod enter;
pub mod import;
pub mod list;
mod list_query;
pub mod moderate;
mod routes;
pub mod show;
pub mod speaker;

pub use routes::configure;
#[cfg(test)]
pub use show::{sample_card, sample_input};

/// What can be wrong with a value of these pages, beside what can be wrong elsewhere at the desk.
#[cfg(test)]
pub const PROBLEMS: [&str; 7] = [
    "choose",
    "before_round",
    "invalid_email",
    "invalid_name",
    "csv_too_large",
    "csv_rows",
    "csv_unreadable",
];

/// The address of the inputs of a round at the desk.
fn inputs_url(round: i64) -> String {
    format!("{}/inputs", super::desk_url(round))
}

/// The address of an input at the desk.
fn input_url(round: i64, number: i64) -> String {
    format!("{}/{number}", inputs_url(round))
}
