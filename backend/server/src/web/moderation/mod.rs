//! Moderation in public: the house rules, the log of decisions, the yearly report, and the statements of
//! reasons.

pub mod api;
pub mod complain;
pub mod csv;
pub mod desk;
pub mod holds;
pub mod limits;
pub mod log;
pub mod notice;
pub mod own;
pub mod report;
mod routes;
pub mod rules;
pub mod year;

pub use routes::configure;
