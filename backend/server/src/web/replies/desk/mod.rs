//! Replies at the desk: replying as the body, and moderation of one reply.

mod act;
pub mod address;
pub mod links;
pub mod list;
mod routes;
pub mod staff;

pub use routes::configure;
