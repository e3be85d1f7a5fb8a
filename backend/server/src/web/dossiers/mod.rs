//! Policy matters on their way through the policy cycle: the public pages, the API, and what the
//! desk does with them.

pub mod api;
pub mod card;
pub mod desk;
pub mod document;
pub mod list;
mod list_query;
mod ring;
mod routes;
pub mod show;

pub use routes::configure;
