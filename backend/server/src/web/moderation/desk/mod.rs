//! Moderation at the desk.

pub mod case;
pub mod cases;
pub mod contribution;
pub mod decision_form;
pub mod queue;
pub mod rules;
