//! Petitions: list, page, signing and confirming, and their API.

pub mod api;
pub mod card;
mod chart;
pub mod check_mail;
pub mod confirm;
pub mod desk;
pub mod list;
pub mod list_query;
pub mod news;
pub mod show;
pub mod sign;
pub mod sign_form;
pub mod support;
pub mod taken_down;
pub mod write;

pub use card::{PetitionCard, rfc3339};
