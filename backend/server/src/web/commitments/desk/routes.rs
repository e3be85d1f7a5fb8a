//! The addresses of commitments at the desk.

use super::{list, make, promise, show, step};
use crate::web::methods::{read, read_and_send};
use actix_web::web::{self, ServiceConfig};

/// Registers them.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(read(
            "/desk/commitments",
            || web::get().to(list::list),
            || web::head().to(list::list),
        ))
        .service(
            read_and_send(
                "/desk/commitments/new",
                || web::get().to(make::form),
                || web::head().to(make::form),
            )
            .route(web::post().to(make::submit)),
        )
        .service(read(
            "/desk/commitments/{number}",
            || web::get().to(show::show),
            || web::head().to(show::show),
        ))
        .service(
            read_and_send(
                "/desk/commitments/{number}/{step:move|correct|finish|drop}",
                || web::get().to(step::form),
                || web::head().to(step::form),
            )
            .route(web::post().to(step::submit)),
        )
        .service(
            read_and_send(
                "/desk/rounds/{number}/answers/{answer}/promises",
                || web::get().to(promise::form),
                || web::head().to(promise::form),
            )
            .route(web::post().to(promise::submit)),
        );
}
