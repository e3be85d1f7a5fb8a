//! What can be done with rounds of consultation.

mod csv_file;
pub mod import_polis;
pub mod import_threads;
mod odd;
#[cfg(test)]
mod sample;

pub use odd::{Odd, Recounted};
