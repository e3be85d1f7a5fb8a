//! The addresses of dossiers.

use super::{desk, document, list, show};
use crate::web::methods::read;
use actix_web::web::{self, ServiceConfig};

/// Registers the public pages, and those of the desk.
pub fn configure(config: &mut ServiceConfig) {
    config
        .configure(desk::configure)
        .service(read(
            "/dossiers",
            || web::get().to(list::list),
            || web::head().to(list::list),
        ))
        .service(read(
            "/dossiers/{slug}",
            || web::get().to(show::show),
            || web::head().to(show::show),
        ))
        .service(read(
            "/dossiers/{slug}/documents/{id}/{version}/{file_name}",
            || web::get().to(document::download),
            || web::head().to(document::download),
        ));
}
