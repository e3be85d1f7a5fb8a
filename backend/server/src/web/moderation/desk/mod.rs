//! Moderation at the desk.

pub mod case;
pub mod cases;
pub mod rules;
