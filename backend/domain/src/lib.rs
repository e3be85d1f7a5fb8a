//! The rules of Weerklank: states, decisions and calculations over plain types.
//!
//! Nothing here reads a clock, a database, a file or the network: whatever a rule needs is an
//! argument. Folders are capabilities; the same names stand in `store`, `acts` and `server`.

mod codes;

pub mod areas;
pub mod calendar;
pub mod commitments;
pub mod council;
pub mod dossiers;
pub mod inputs;
pub mod instruments;
pub mod language;
pub mod moderation;
pub mod obligations;
pub mod people;
pub mod petitions;
pub mod replies;
pub mod representation;
pub mod responses;
pub mod rounds;
pub mod search;
pub mod text;
pub mod text_language;

pub use language::Language;
pub use text_language::TextLanguage;
