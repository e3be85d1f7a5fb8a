//! The queue at the desk: its list, and one item with everything that whoever decides has to see.

pub mod holds;
pub mod item;
pub mod list;
mod query;
pub mod signals;

#[cfg(test)]
pub use query::WHOSE;
