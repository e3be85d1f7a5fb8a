//! The addresses of spreadsheets at the desk.

use super::{compare, take_out, upload};
use crate::web::methods::{read, read_and_send};
use actix_web::web::{self, ServiceConfig};

/// Registers them.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(
            read_and_send(
                "/desk/rounds/{number}/worksheets",
                || web::get().to(upload::show),
                || web::head().to(upload::show),
            )
            .route(web::post().to(upload::submit)),
        )
        .service(read(
            "/desk/rounds/{number}/worksheet.xlsx",
            || web::get().to(take_out::file),
            || web::head().to(take_out::file),
        ))
        .service(
            read_and_send(
                "/desk/rounds/{number}/worksheets/{sheet}",
                || web::get().to(compare::show),
                || web::head().to(compare::show),
            )
            .route(web::post().to(compare::submit)),
        );
}
