//! Votes at the desk: the form that begins one, the sheet on which it is written, what follows from it before it
//! is public, and its correction.

mod begin;
mod fields;
mod live;
mod page;
#[cfg(test)]
mod samples;
mod sheet;
mod trouble;

pub use begin::{begin, open};
pub use live::look;
#[cfg(test)]
pub use page::SheetPage;
pub use sheet::{correct, correction, show, submit};
#[cfg(test)]
pub use trouble::UNSOUND;

/// The address of a vote at the desk.
pub fn vote_url(reference: &str) -> String {
    format!("/desk/council/votes/{reference}")
}
