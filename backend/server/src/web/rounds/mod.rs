//! Consultation rounds: the desk's side, calendars and feeds.

mod calendar;
pub mod desk;
mod feeds;

use actix_web::web::ServiceConfig;

/// Registers them.
pub fn configure(config: &mut ServiceConfig) {
    config
        .configure(desk::configure)
        .configure(feeds::configure);
}
