//! What the desk does with commitments: make, move, correct, finish and drop them.

mod form;
pub mod list;
pub mod make;
pub mod promise;
mod routes;
pub mod show;
pub mod step;

#[cfg(test)]
pub use form::PROBLEMS;
pub use routes::configure;

/// The address of a commitment at the desk.
fn desk_url(number: i64) -> String {
    format!("/desk/commitments/{number}")
}
