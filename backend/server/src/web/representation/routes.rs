//! The addresses of who took part.

use super::{desk, show, tell};
use crate::web::methods::{read, read_and_send};
use actix_web::web::{self, ServiceConfig};

/// Registers the pages.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(read(
            "/rounds/{slug}/who-took-part",
            || web::get().to(show::show),
            || web::head().to(show::show),
        ))
        .service(
            read_and_send(
                "/rounds/{slug}/about-you",
                || web::get().to(tell::show),
                || web::head().to(tell::show),
            )
            .route(web::post().to(tell::submit)),
        )
        .service(
            read_and_send(
                "/desk/rounds/{number}/who-took-part",
                || web::get().to(desk::show),
                || web::head().to(desk::show),
            )
            .route(web::post().to(desk::submit)),
        );
}

/// Registers the data.
pub fn configure_api(config: &mut ServiceConfig) {
    config.service(read(
        "/rounds/{slug}/who-took-part",
        || web::get().to(show::json),
        || web::head().to(show::json),
    ));
}
