//! Consultation rounds at the desk: planned, announced, opened and closed by the clock, extended,
//! stopped, concluded; letters with codes; calendars and the feed.

mod announce;
mod clock;
mod codes;
mod desk;
mod enter;
mod feeds;
pub mod matter;
mod news;
mod public;
mod twice;
