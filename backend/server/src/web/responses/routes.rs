//! The addresses of answers and incoming papers, and of the page on which a signer stops the news.

use super::{answer_version, incoming_papers};
use crate::web::follow::unsubscribe;
use crate::web::routes::{read, read_and_send};
use actix_web::web::{self, ServiceConfig};

/// Registers them.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(read(
            "/petitions/{slug}/answers/{version}",
            || web::get().to(answer_version::show),
            || web::head().to(answer_version::show),
        ))
        .service(read(
            "/incoming-papers",
            || web::get().to(incoming_papers::list),
            || web::head().to(incoming_papers::list),
        ))
        .service(
            read_and_send(
                "/unsubscribe/{handle}",
                || web::get().to(unsubscribe::show),
                || web::head().to(unsubscribe::show),
            )
            .route(web::post().to(unsubscribe::submit)),
        );
}
