//! Moderation in public: the house rules, the log of decisions, the yearly report, and the statements of
//! reasons.

pub mod api;
pub mod csv;
pub mod desk;
pub mod log;
mod routes;
pub mod rules;
pub mod year;

pub use routes::configure;
