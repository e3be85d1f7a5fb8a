//! The rules of Weerklank: states, decisions and calculations over plain types.
//!
//! Nothing here reads a clock, a database, a file or the network: whatever a rule needs is an
//! argument. Folders are capabilities; the same names stand in `store`, `acts` and `server`.

mod codes;

pub mod areas;
pub mod calendar;
pub mod inputs;
pub mod instruments;
pub mod language;
pub mod obligations;
pub mod people;
pub mod petitions;
pub mod responses;
pub mod search;
pub mod text;

pub use language::Language;
