//! Inputs of a round: the list, one input, and the page of its author.

pub mod card;
pub mod csv;
pub mod list;
pub mod mine;
pub mod show;
pub mod support_api;
