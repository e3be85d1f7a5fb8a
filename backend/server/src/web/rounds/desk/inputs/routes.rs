//! The addresses of inputs at the desk.

use super::{enter, import, list, moderate, show, speaker};
use crate::web::methods::{read, read_and_send, send};
use actix_web::web::{self, ServiceConfig};

/// Registers them.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(read(
            "/desk/rounds/{number}/inputs",
            || web::get().to(list::list),
            || web::head().to(list::list),
        ))
        .service(
            read_and_send(
                "/desk/rounds/{number}/inputs/new",
                || web::get().to(enter::show),
                || web::head().to(enter::show),
            )
            .route(web::post().to(enter::submit)),
        )
        .service(
            read_and_send(
                "/desk/rounds/{number}/inputs/import",
                || web::get().to(import::show),
                || web::head().to(import::show),
            )
            .route(web::post().to(import::submit)),
        )
        .service(read(
            "/desk/rounds/{number}/inputs/{input}",
            || web::get().to(show::show),
            || web::head().to(show::show),
        ))
        .service(send(
            "/desk/rounds/{number}/inputs/{input}/{step:approve|decide}",
            web::post().to(moderate::submit),
        ))
        .service(send(
            "/desk/rounds/{number}/inputs/{input}/speaker",
            web::post().to(speaker::submit),
        ));
}
