//! The inputs of a round at the desk: the list, one input with what is decided about it, and entering
//! what came by another way than the site.

pub mod list;
mod list_query;
pub mod moderate;
mod routes;
pub mod show;

pub use routes::configure;

/// What can be wrong with a value of these pages, beside what can be wrong elsewhere at the desk.
#[cfg(test)]
pub const PROBLEMS: [&str; 1] = ["choose"];

/// The address of the inputs of a round at the desk.
fn inputs_url(round: i64) -> String {
    format!("{}/inputs", super::desk_url(round))
}

/// The address of an input at the desk.
fn input_url(round: i64, number: i64) -> String {
    format!("{}/{number}", inputs_url(round))
}
