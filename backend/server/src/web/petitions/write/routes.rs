//! The addresses of writing.

use super::{begin, check, later, news, send, similar, step, withdraw};
use crate::web::methods::{read, read_and_send, send as sending};
use actix_web::web::{self, ServiceConfig};

/// Registers the petitioner's pages. `/petitions/new` stands before the petitions' own addresses.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(
            read_and_send(
                "/petitions/new",
                || web::get().to(begin::show),
                || web::head().to(begin::show),
            )
            .route(web::post().to(begin::submit)),
        )
        .service(read(
            "/mine/{token}",
            || web::get().to(check::show),
            || web::head().to(check::show),
        ))
        .service(read(
            "/mine/{token}/similar",
            || web::get().to(similar::show),
            || web::head().to(similar::show),
        ))
        .service(sending("/mine/{token}/send", web::post().to(send::submit)))
        .service(
            read_and_send(
                "/mine/{token}/later",
                || web::get().to(later::show),
                || web::head().to(later::show),
            )
            .route(web::post().to(later::submit)),
        )
        .service(
            read_and_send(
                "/mine/{token}/withdraw",
                || web::get().to(withdraw::show),
                || web::head().to(withdraw::show),
            )
            .route(web::post().to(withdraw::submit)),
        )
        .service(
            read_and_send(
                "/mine/{token}/news",
                || web::get().to(news::show),
                || web::head().to(news::show),
            )
            .route(web::post().to(news::submit)),
        )
        .service(
            read_and_send(
                "/mine/{token}/{step}",
                || web::get().to(step::show),
                || web::head().to(step::show),
            )
            .route(web::post().to(step::submit)),
        );
}
