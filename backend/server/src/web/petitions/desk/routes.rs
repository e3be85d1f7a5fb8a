//! The addresses of petitions at the desk.

use super::{claim, list, rule, show, updates};
use crate::web::methods::{read, read_and_send, send};
use crate::web::moderation::desk::contribution;
use actix_web::web::{self, ServiceConfig};

/// Registers them. Those of hand-over, events and answers stand with their capability, before these.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(read(
            "/desk/petitions",
            || web::get().to(list::list),
            || web::head().to(list::list),
        ))
        .service(send(
            "/desk/petitions/claim",
            web::post().to(claim::claim_many),
        ))
        .service(read(
            "/desk/petitions/{reference}",
            || web::get().to(show::show),
            || web::head().to(show::show),
        ))
        .service(send(
            "/desk/petitions/{reference}/claim",
            web::post().to(claim::claim),
        ))
        .service(send(
            "/desk/petitions/{reference}/release",
            web::post().to(claim::release),
        ))
        .service(send(
            "/desk/petitions/{reference}/take-over",
            web::post().to(claim::take_over),
        ))
        .service(send(
            "/desk/petitions/{reference}/news/{id}/approve",
            web::post().to(updates::approve),
        ))
        .service(
            read_and_send(
                "/desk/petitions/{reference}/moderation",
                || web::get().to(contribution::show_petition),
                || web::head().to(contribution::show_petition),
            )
            .route(web::post().to(contribution::submit_petition)),
        )
        .service(
            read_and_send(
                "/desk/petitions/{reference}/news/{id}",
                || web::get().to(contribution::show_news),
                || web::head().to(contribution::show_news),
            )
            .route(web::post().to(contribution::submit_news)),
        )
        .service(
            read_and_send(
                "/desk/petitions/{reference}/{ruling:admit|revise|refuse|forward}",
                || web::get().to(rule::show),
                || web::head().to(rule::show),
            )
            .route(web::post().to(rule::submit)),
        );
}
