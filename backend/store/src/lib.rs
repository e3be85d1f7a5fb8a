//! Everything that Weerklank keeps: the only crate that knows a database.
//!
//! Reading goes through [`Store::read`], writing only through [`Store::write`], which is one
//! transaction on either engine. The folders are capabilities. A lookup that may find nothing
//! returns an `Option`; an error is always a surprise ([`StoreError`]).
//!
//! To add a query: put it in the folder of its capability, take `&mut Db`, write it once
//! for both engines, and reach for [`on_both!`] only with a comment that names the clause which
//! forces it.

mod connection;
mod counters;
mod errors;
mod migrations;
mod moment;
mod schema;
mod search;

pub mod areas;
pub mod audit;
pub mod commitments;
pub mod council;
pub mod dossiers;
pub mod follow;
pub mod inputs;
pub mod instruments;
pub mod intake;
pub mod jobs;
pub mod moderation;
pub mod obligations;
pub mod outbox;
pub mod people;
pub mod petitions;
pub mod replies;
pub mod representation;
pub mod responses;
pub mod rounds;
pub mod site;
pub mod verify;

pub use connection::{Collides, DatabaseUrl, Db, Store, UrlFault};
pub use errors::{StoreError, StoreResult};
pub use migrations::revert_all_migrations;
