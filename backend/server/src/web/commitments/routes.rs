//! The addresses of commitments.

use super::{answer, csv, desk, feed, follow, list, show, stop};
use crate::web::methods::{read, read_and_send};
use actix_web::web::{self, ServiceConfig};

/// Registers the public pages, and those of the desk.
pub fn configure(config: &mut ServiceConfig) {
    config
        .configure(desk::configure)
        .service(read(
            "/commitments",
            || web::get().to(list::list),
            || web::head().to(list::list),
        ))
        .service(read(
            "/commitments.csv",
            || web::get().to(csv::export),
            || web::head().to(csv::export),
        ))
        .service(read(
            "/feeds/commitments.atom",
            || web::get().to(feed::feed),
            || web::head().to(feed::feed),
        ))
        .service(read(
            "/commitments/{number}",
            || web::get().to(show::show),
            || web::head().to(show::show),
        ))
        .service(
            read_and_send(
                "/commitments/{number}/follow",
                || web::get().to(follow::form),
                || web::head().to(follow::form),
            )
            .route(web::post().to(follow::submit)),
        )
        .service(read(
            "/commitments/{number}/following",
            || web::get().to(follow::done),
            || web::head().to(follow::done),
        ))
        .service(
            read_and_send(
                "/following/{link}",
                || web::get().to(answer::form),
                || web::head().to(answer::form),
            )
            .route(web::post().to(answer::submit)),
        )
        .service(
            read_and_send(
                "/following/{link}/stop",
                || web::get().to(stop::show),
                || web::head().to(stop::show),
            )
            .route(web::post().to(stop::submit)),
        );
}
