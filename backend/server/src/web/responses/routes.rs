//! The addresses of answers and incoming papers, and of the page on which a signer stops the news.

use super::desk::{answer, answers, events, hand_over, handling, mails, today};
use super::{answer_version, incoming_papers, report};
use crate::web::follow::unsubscribe;
use crate::web::methods::{read, read_and_send, send};
use actix_web::web::{self, ServiceConfig};

/// Registers them.
pub fn configure(config: &mut ServiceConfig) {
    desk(config);
    super::author::configure(config);
    super::round::configure(config);
    super::worksheet::configure(config);
    of_report(config);
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

fn of_report(config: &mut ServiceConfig) {
    config
        .service(read(
            "/rounds/{slug}/report",
            || web::get().to(report::show),
            || web::head().to(report::show),
        ))
        .service(read(
            "/rounds/{slug}/report.csv",
            || web::get().to(report::csv_file),
            || web::head().to(report::csv_file),
        ))
        .service(read(
            "/rounds/{slug}/report-groups.csv",
            || web::get().to(report::groups_csv_file),
            || web::head().to(report::groups_csv_file),
        ))
        .service(read(
            "/rounds/{slug}/report.docx",
            || web::get().to(report::docx_file),
            || web::head().to(report::docx_file),
        ))
        .service(read(
            "/rounds/{slug}/report.json",
            || web::get().to(report::json_file),
            || web::head().to(report::json_file),
        ));
}

fn desk(config: &mut ServiceConfig) {
    config
        .service(read(
            "/desk",
            || web::get().to(today::show),
            || web::head().to(today::show),
        ))
        .service(read(
            "/desk/answers",
            || web::get().to(answers::list),
            || web::head().to(answers::list),
        ))
        .service(read(
            "/desk/mails",
            || web::get().to(mails::list),
            || web::head().to(mails::list),
        ))
        .service(send(
            "/desk/mails/{id}/repeat",
            web::post().to(mails::repeat),
        ))
        .service(
            read_and_send(
                "/desk/petitions/{reference}/hand-over",
                || web::get().to(hand_over::show),
                || web::head().to(hand_over::show),
            )
            .route(web::post().to(hand_over::submit)),
        )
        .service(
            read_and_send(
                "/desk/petitions/{reference}/handling",
                || web::get().to(handling::show),
                || web::head().to(handling::show),
            )
            .route(web::post().to(handling::submit)),
        )
        .service(
            read_and_send(
                "/desk/petitions/{reference}/events",
                || web::get().to(events::show),
                || web::head().to(events::show),
            )
            .route(web::post().to(events::submit)),
        )
        .service(
            read_and_send(
                "/desk/petitions/{reference}/answer",
                || web::get().to(answer::show),
                || web::head().to(answer::show),
            )
            .route(web::post().to(answer::submit)),
        )
        .service(send(
            "/desk/petitions/{reference}/answer/publish",
            web::post().to(answer::publish),
        ))
        .service(send(
            "/desk/petitions/{reference}/answer/return",
            web::post().to(answer::give_back),
        ));
}
