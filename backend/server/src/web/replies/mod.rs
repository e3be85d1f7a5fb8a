//! Replies below an input, a petition or a dossier.

pub mod act;
pub mod api;
pub mod desk;
mod form;
pub mod moved;
mod place;
mod query;
mod routes;
pub mod thread;
mod view;
pub mod write_api;

pub use routes::configure;
