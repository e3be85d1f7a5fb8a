//! The addresses of the council.

use super::{calendar, faction, meeting, member, paper, proposal, vote};
use crate::web::methods::read;
use actix_web::web::{self, ServiceConfig};

/// Registers the public pages, and those of the desk.
pub fn configure(config: &mut ServiceConfig) {
    config
        .configure(super::desk::configure)
        .configure(super::feeds::configure)
        .configure(super::ori::configure)
        .service(read(
            "/council/votes.csv",
            || web::get().to(super::api::votes_sheet::sheet),
            || web::head().to(super::api::votes_sheet::sheet),
        ))
        .service(read(
            "/council",
            || web::get().to(calendar::show),
            || web::head().to(calendar::show),
        ))
        .service(read(
            "/council/meetings/{reference}",
            || web::get().to(meeting::show),
            || web::head().to(meeting::show),
        ))
        .service(read(
            "/council/meetings/{reference}/papers/{id}/{file_name}",
            || web::get().to(paper::download),
            || web::head().to(paper::download),
        ))
        .service(read(
            "/council/members/{slug}",
            || web::get().to(member::show),
            || web::head().to(member::show),
        ))
        .service(read(
            "/council/factions/{slug}",
            || web::get().to(faction::show),
            || web::head().to(faction::show),
        ))
        .service(read(
            "/council/votes/{reference}",
            || web::get().to(vote::show),
            || web::head().to(vote::show),
        ))
        .service(read(
            "/council/proposals/{reference}",
            || web::get().to(proposal::show),
            || web::head().to(proposal::show),
        ));
}
