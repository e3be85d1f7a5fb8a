//! Moderation at the desk.

pub mod case;
pub mod cases;
pub mod decision_form;
pub mod queue;
pub mod rules;
