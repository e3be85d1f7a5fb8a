//! The addresses at which the desk answers what came into a round.

use super::{answer, board, handle, letters, publish, sort, theme};
use crate::web::methods::{read, read_and_send};
use actix_web::web::{self, ServiceConfig};

/// Registers them.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(
            read_and_send(
                "/desk/rounds/{number}/answers",
                || web::get().to(board::show),
                || web::head().to(board::show),
            )
            .route(web::post().to(board::submit)),
        )
        .service(
            read_and_send(
                "/desk/rounds/{number}/answers/sort",
                || web::get().to(sort::show),
                || web::head().to(sort::show),
            )
            .route(web::post().to(sort::submit)),
        )
        .service(
            read_and_send(
                "/desk/rounds/{number}/answers/{answer}",
                || web::get().to(answer::show),
                || web::head().to(answer::show),
            )
            .route(web::post().to(answer::submit)),
        )
        .service(
            read_and_send(
                "/desk/rounds/{number}/themes/{theme}",
                || web::get().to(theme::show),
                || web::head().to(theme::show),
            )
            .route(web::post().to(theme::submit)),
        )
        .service(
            read_and_send(
                "/desk/rounds/{number}/inputs/{input}/answer",
                || web::get().to(handle::show),
                || web::head().to(handle::show),
            )
            .route(web::post().to(handle::submit)),
        )
        .service(
            read_and_send(
                "/desk/rounds/{number}/report",
                || web::get().to(publish::show),
                || web::head().to(publish::show),
            )
            .route(web::post().to(publish::submit)),
        )
        .service(read(
            "/desk/rounds/{number}/report/letters",
            || web::get().to(letters::show),
            || web::head().to(letters::show),
        ));
}
