//! Commitments: the list, one with its history, following it, answering whether it was done, and the
//! desk's side.

pub mod answer;
pub mod api;
pub mod card;
mod csv;
pub mod desk;
mod feed;
pub mod follow;
pub mod list;
mod list_query;
mod routes;
pub mod show;
pub mod stop;

pub use routes::configure;
