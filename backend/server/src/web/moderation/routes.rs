//! The addresses of moderation.

use super::desk::queue::{holds, item, list, signals};
use super::desk::{case, cases, rules as desk_rules};
use super::{complain, csv, log, notice, report, rules, year};
use crate::web::methods::{read, read_and_send, send};
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
                "/report",
                || web::get().to(report::show),
                || web::head().to(report::show),
            )
            .route(web::post().to(report::submit)),
        )
        .service(read(
            "/notices/{token}",
            || web::get().to(notice::show),
            || web::head().to(notice::show),
        ))
        .service(
            read_and_send(
                "/complaints/{side}/{decision}/{proof}",
                || web::get().to(complain::show),
                || web::head().to(complain::show),
            )
            .route(web::post().to(complain::submit)),
        )
        .service(
            read_and_send(
                "/desk/moderation",
                || web::get().to(list::list),
                || web::head().to(list::list),
            )
            .route(web::post().to(list::submit)),
        )
        .service(
            read_and_send(
                "/desk/moderation/signals",
                || web::get().to(signals::show),
                || web::head().to(signals::show),
            )
            .route(web::post().to(signals::add)),
        )
        .service(send(
            "/desk/moderation/signals/{id}/drop",
            web::post().to(signals::drop_word),
        ))
        .service(
            read_and_send(
                "/desk/moderation/holds",
                || web::get().to(holds::show),
                || web::head().to(holds::show),
            )
            .route(web::post().to(holds::submit)),
        )
        .service(send(
            "/desk/moderation/{id}/take",
            web::post().to(item::take),
        ))
        .service(send(
            "/desk/moderation/{id}/next",
            web::post().to(item::next),
        ))
        .service(
            read_and_send(
                "/desk/moderation/{id}",
                || web::get().to(item::show),
                || web::head().to(item::show),
            )
            .route(web::post().to(item::submit)),
        )
        .service(read(
            "/desk/notices",
            || web::get().to(cases::list),
            || web::head().to(cases::list),
        ))
        .service(send("/desk/notices/{id}/take", web::post().to(case::take)))
        .service(
            read_and_send(
                "/desk/notices/{id}",
                || web::get().to(case::show),
                || web::head().to(case::show),
            )
            .route(web::post().to(case::submit)),
        )
        .service(
            read_and_send(
                "/desk/complaints/{id}",
                || web::get().to(case::show),
                || web::head().to(case::show),
            )
            .route(web::post().to(case::submit)),
        )
        .service(
            read_and_send(
                "/desk/house-rules",
                || web::get().to(desk_rules::show),
                || web::head().to(desk_rules::show),
            )
            .route(web::post().to(desk_rules::submit)),
        );
}
