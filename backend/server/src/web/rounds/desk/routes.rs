//! The addresses of rounds at the desk.

use super::{cancel, codes, extend, inputs, legal_notice, list, notices, plan, show, step};
use crate::web::methods::{read, read_and_send};
use actix_web::web::{self, ServiceConfig};

/// Registers them.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(read(
            "/desk/rounds",
            || web::get().to(list::list),
            || web::head().to(list::list),
        ))
        .service(
            read_and_send(
                "/desk/rounds/new",
                || web::get().to(plan::new),
                || web::head().to(plan::new),
            )
            .route(web::post().to(plan::create)),
        )
        .service(read(
            "/desk/rounds/{number}",
            || web::get().to(show::show),
            || web::head().to(show::show),
        ))
        .service(
            read_and_send(
                "/desk/rounds/{number}/edit",
                || web::get().to(plan::edit),
                || web::head().to(plan::edit),
            )
            .route(web::post().to(plan::change)),
        )
        .service(
            read_and_send(
                "/desk/rounds/{number}/{step:announce|begin-answering}",
                || web::get().to(step::show),
                || web::head().to(step::show),
            )
            .route(web::post().to(step::submit)),
        )
        .service(
            read_and_send(
                "/desk/rounds/{number}/extend",
                || web::get().to(extend::show),
                || web::head().to(extend::show),
            )
            .route(web::post().to(extend::submit)),
        )
        .service(
            read_and_send(
                "/desk/rounds/{number}/cancel",
                || web::get().to(cancel::show),
                || web::head().to(cancel::show),
            )
            .route(web::post().to(cancel::submit)),
        )
        .service(
            read_and_send(
                "/desk/rounds/{number}/notices",
                || web::get().to(notices::show),
                || web::head().to(notices::show),
            )
            .route(web::post().to(notices::submit)),
        )
        .service(
            read_and_send(
                "/desk/rounds/{number}/codes",
                || web::get().to(codes::show),
                || web::head().to(codes::show),
            )
            .route(web::post().to(codes::submit)),
        )
        .service(read(
            "/desk/rounds/{number}/notice",
            || web::get().to(legal_notice::show),
            || web::head().to(legal_notice::show),
        ))
        .configure(inputs::configure);
}
