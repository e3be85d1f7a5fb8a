//! The addresses of inputs at the desk.

use super::{list, moderate, show};
use crate::web::methods::{read, send};
use actix_web::web::{self, ServiceConfig};

/// Registers them.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(read(
            "/desk/rounds/{number}/inputs",
            || web::get().to(list::list),
            || web::head().to(list::list),
        ))
        .service(read(
            "/desk/rounds/{number}/inputs/{input}",
            || web::get().to(show::show),
            || web::head().to(show::show),
        ))
        .service(send(
            "/desk/rounds/{number}/inputs/{input}/{action:approve|hide|restore}",
            web::post().to(moderate::submit),
        ));
}
