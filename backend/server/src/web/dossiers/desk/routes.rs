//! The addresses of dossiers at the desk.

use super::{copy, documents, list, petitions, phase, publish, replace, show, step, tasks, texts};
use crate::web::methods::{read, read_and_send, send};
use actix_web::web::{self, PayloadConfig, ServiceConfig};

/// Registers them.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(read(
            "/desk/dossiers",
            || web::get().to(list::list),
            || web::head().to(list::list),
        ))
        .service(
            read_and_send(
                "/desk/dossiers/new",
                || web::get().to(texts::begin),
                || web::head().to(texts::begin),
            )
            .route(web::post().to(texts::plan)),
        )
        .service(read(
            "/desk/dossiers/{reference}",
            || web::get().to(show::show),
            || web::head().to(show::show),
        ))
        .service(
            read_and_send(
                "/desk/dossiers/{reference}/texts",
                || web::get().to(texts::show),
                || web::head().to(texts::show),
            )
            .route(web::post().to(texts::submit)),
        )
        .service(
            read_and_send(
                "/desk/dossiers/{reference}/phases/{kind}",
                || web::get().to(phase::show),
                || web::head().to(phase::show),
            )
            .app_data(PayloadConfig::new(phase::LARGEST_FORM))
            .route(web::post().to(phase::submit)),
        )
        .service(send(
            "/desk/dossiers/{reference}/publish",
            web::post().to(publish::submit),
        ))
        .service(
            read_and_send(
                "/desk/dossiers/{reference}/move",
                || web::get().to(step::show),
                || web::head().to(step::show),
            )
            .route(web::post().to(step::submit)),
        )
        .service(
            read_and_send(
                "/desk/dossiers/{reference}/copy",
                || web::get().to(copy::show),
                || web::head().to(copy::show),
            )
            .route(web::post().to(copy::submit)),
        );
    lists(config);
}

fn lists(config: &mut ServiceConfig) {
    config
        .service(
            read_and_send(
                "/desk/dossiers/{reference}/documents",
                || web::get().to(documents::show),
                || web::head().to(documents::show),
            )
            .route(web::post().to(documents::submit)),
        )
        .service(
            read_and_send(
                "/desk/dossiers/{reference}/documents/{id}",
                || web::get().to(replace::show),
                || web::head().to(replace::show),
            )
            .route(web::post().to(replace::submit)),
        )
        .service(
            read_and_send(
                "/desk/dossiers/{reference}/tasks",
                || web::get().to(tasks::show),
                || web::head().to(tasks::show),
            )
            .route(web::post().to(tasks::submit)),
        )
        .service(send(
            "/desk/dossiers/{reference}/tasks/{id}/{what:tick|untick}",
            web::post().to(tasks::tick),
        ))
        .service(
            read_and_send(
                "/desk/dossiers/{reference}/petitions",
                || web::get().to(petitions::show),
                || web::head().to(petitions::show),
            )
            .route(web::post().to(petitions::submit)),
        )
        .service(send(
            "/desk/dossiers/{reference}/petitions/{petition}/take-off",
            web::post().to(petitions::take_off),
        ));
}
