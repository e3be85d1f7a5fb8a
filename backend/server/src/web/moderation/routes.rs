//! The addresses of moderation.

use super::desk::rules as desk_rules;
use super::{csv, log, rules, year};
use crate::web::methods::{read, read_and_send};
use actix_web::web::{self, ServiceConfig};

/// Registers them.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(read(
            "/house-rules",
            || web::get().to(rules::present),
            || web::head().to(rules::present),
        ))
        .service(read(
            "/house-rules/{version}",
            || web::get().to(rules::of_version),
            || web::head().to(rules::of_version),
        ))
        .service(read(
            "/moderation-log",
            || web::get().to(log::list),
            || web::head().to(log::list),
        ))
        .service(read(
            "/moderation-log.csv",
            || web::get().to(csv::export),
            || web::head().to(csv::export),
        ))
        .service(read(
            "/moderation-log/{year}",
            || web::get().to(year::report),
            || web::head().to(year::report),
        ))
        .service(
            read_and_send(
                "/desk/house-rules",
                || web::get().to(desk_rules::show),
                || web::head().to(desk_rules::show),
            )
            .route(web::post().to(desk_rules::submit)),
        );
}
