//! Backing a petition by its private link, and confirming that.

pub mod confirm;
pub mod give;

use crate::web::methods::{read, read_and_send};
use actix_web::web::{self, ServiceConfig};

/// Registers the supporters' pages.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(
            read_and_send(
                "/support/confirm/{token}",
                || web::get().to(confirm::show),
                || web::head().to(confirm::show),
            )
            .route(web::post().to(confirm::submit)),
        )
        .service(read(
            "/support/{link}/sent",
            || web::get().to(give::sent),
            || web::head().to(give::sent),
        ))
        .service(
            read_and_send(
                "/support/{link}",
                || web::get().to(give::show),
                || web::head().to(give::show),
            )
            .route(web::post().to(give::submit)),
        );
}
