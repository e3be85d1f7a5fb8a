//! Moderation at the desk.

pub mod rules;
