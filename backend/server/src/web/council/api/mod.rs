//! `/api/v1/council/…` and `/api/v1/popolo.json`: the council for programs.

pub mod meetings;
pub mod people;
pub mod popolo;
pub mod proposals;
pub mod query;
pub mod votes;
pub mod votes_sheet;

use crate::web::methods::read;
use actix_web::web::{self, ServiceConfig};

/// Registers them within the scope of the API.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(read(
            "/votes",
            || web::get().to(votes::list),
            || web::head().to(votes::list),
        ))
        .service(read(
            "/votes/{id}",
            || web::get().to(votes::one),
            || web::head().to(votes::one),
        ))
        .service(read(
            "/agreement",
            || web::get().to(votes::agreed),
            || web::head().to(votes::agreed),
        ))
        .service(read(
            "/popolo.json",
            || web::get().to(popolo::bundle),
            || web::head().to(popolo::bundle),
        ))
        .service(read(
            "/council/bodies",
            || web::get().to(people::bodies),
            || web::head().to(people::bodies),
        ))
        .service(read(
            "/council/factions",
            || web::get().to(people::faction_list),
            || web::head().to(people::faction_list),
        ))
        .service(read(
            "/council/members",
            || web::get().to(people::member_list),
            || web::head().to(people::member_list),
        ))
        .service(read(
            "/council/members/{slug}",
            || web::get().to(people::one_member),
            || web::head().to(people::one_member),
        ))
        .service(read(
            "/council/meetings",
            || web::get().to(meetings::list),
            || web::head().to(meetings::list),
        ))
        .service(read(
            "/council/meetings/{reference}",
            || web::get().to(meetings::one),
            || web::head().to(meetings::one),
        ))
        .service(read(
            "/council/proposals",
            || web::get().to(proposals::list),
            || web::head().to(proposals::list),
        ))
        .service(read(
            "/council/proposals/{reference}",
            || web::get().to(proposals::one),
            || web::head().to(proposals::one),
        ));
}
