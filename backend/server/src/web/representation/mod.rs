//! Who took part in a round, beside who lives here: the public page and its data, the voluntary questions,
//! and the desk's switch.

pub mod desk;
mod routes;
pub mod show;
mod table;
pub mod tell;

pub use routes::{configure, configure_api};

/// The public page of a round.
pub fn who_url(slug: &str) -> String {
    format!("/rounds/{slug}/who-took-part")
}

/// The questions to somebody who took part.
pub fn tell_url(slug: &str) -> String {
    format!("/rounds/{slug}/about-you")
}
