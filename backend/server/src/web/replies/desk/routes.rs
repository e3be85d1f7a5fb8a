//! The addresses of replies at the desk.

use super::{act, list, staff};
use crate::web::methods::{read, read_and_send, send};
use crate::web::moderation::desk::contribution;
use actix_web::web::{self, ServiceConfig};

/// Registers them.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(
            read_and_send(
                "/desk/rounds/{number}/inputs/{input}/reply",
                || web::get().to(staff::show),
                || web::head().to(staff::show),
            )
            .route(web::post().to(staff::submit)),
        )
        .service(
            read_and_send(
                "/desk/petitions/{reference}/reply",
                || web::get().to(staff::show),
                || web::head().to(staff::show),
            )
            .route(web::post().to(staff::submit)),
        )
        .service(
            read_and_send(
                "/desk/dossiers/{reference}/reply",
                || web::get().to(staff::show),
                || web::head().to(staff::show),
            )
            .route(web::post().to(staff::submit)),
        )
        .service(read(
            "/desk/replies",
            || web::get().to(list::list),
            || web::head().to(list::list),
        ))
        .service(
            read_and_send(
                "/desk/replies/{id}",
                || web::get().to(contribution::show_reply),
                || web::head().to(contribution::show_reply),
            )
            .route(web::post().to(contribution::submit_reply)),
        )
        .service(send(
            "/desk/replies/{id}/{what:pin|unpin}",
            web::post().to(act::pin),
        ));
}
