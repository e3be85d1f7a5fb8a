//! What people and the clock can do: one function, one file each, named by its verb.
//!
//! An act checks the permission, asks the rule in `domain`, and writes in one transaction of
//! `store`, with everything that belongs to it (mails, jobs). Pages, API, command line, imports,
//! jobs and seeds all call the same acts.

pub mod clock;
pub mod commitments;
pub mod council;
pub mod dossiers;
mod errors;
pub mod follow;
mod house;
pub mod inputs;
pub mod moderation;
pub mod people;
pub mod petitions;
pub mod places;
pub mod random;
pub mod replies;
pub mod representation;
pub mod responses;
pub mod rounds;

pub use errors::{ActError, ActResult, Overtaken};
pub use house::House;
