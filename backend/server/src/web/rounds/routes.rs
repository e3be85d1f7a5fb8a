//! The public addresses of rounds and inputs.

use super::{code, confirm, list, map, sent, show, statements, take_part};
use crate::web::areas::picture;
use crate::web::inputs;
use crate::web::methods::{read, read_and_send, send};
use actix_web::web::{self, ServiceConfig};

/// Registers them.
pub fn configure(config: &mut ServiceConfig) {
    config
        .service(read(
            "/rounds",
            || web::get().to(list::list),
            || web::head().to(list::list),
        ))
        .service(read(
            "/rounds/{slug}",
            || web::get().to(show::show),
            || web::head().to(show::show),
        ))
        .service(read(
            "/rounds/{slug}/map",
            || web::get().to(map::show),
            || web::head().to(map::show),
        ))
        .service(read(
            "/map.svg",
            || web::get().to(picture::map),
            || web::head().to(picture::map),
        ))
        .service(
            read_and_send(
                "/rounds/{slug}/take-part",
                || web::get().to(take_part::show),
                || web::head().to(take_part::show),
            )
            .route(web::post().to(take_part::submit)),
        )
        .service(
            read_and_send(
                "/rounds/{slug}/statements",
                || web::get().to(statements::show),
                || web::head().to(statements::show),
            )
            .route(web::post().to(statements::submit)),
        )
        .service(
            read_and_send(
                "/rounds/{slug}/code",
                || web::get().to(code::show),
                || web::head().to(code::show),
            )
            .route(web::post().to(code::submit)),
        )
        .service(
            read_and_send(
                "/take-part/confirm/{token}",
                || web::get().to(confirm::show),
                || web::head().to(confirm::show),
            )
            .route(web::post().to(confirm::submit)),
        )
        .service(
            read_and_send(
                "/take-part/sent/{handle}",
                || web::get().to(sent::show),
                || web::head().to(sent::show),
            )
            .route(web::post().to(sent::resend)),
        )
        .configure(of_inputs);
}

fn of_inputs(config: &mut ServiceConfig) {
    config
        .service(read(
            "/rounds/{slug}/inputs",
            || web::get().to(inputs::list::list),
            || web::head().to(inputs::list::list),
        ))
        .service(read(
            "/rounds/{slug}/inputs.csv",
            || web::get().to(inputs::csv::export),
            || web::head().to(inputs::csv::export),
        ))
        .service(read(
            "/rounds/{slug}/inputs/{number}",
            || web::get().to(inputs::show::show),
            || web::head().to(inputs::show::show),
        ))
        .service(send(
            "/rounds/{slug}/inputs/{number}/endorse",
            web::post().to(inputs::show::endorse),
        ))
        .service(read(
            "/rounds/{slug}/inputs/{number}/received",
            || web::get().to(inputs::show::received),
            || web::head().to(inputs::show::received),
        ))
        .service(
            read_and_send(
                "/my-input/{token}",
                || web::get().to(inputs::mine::show),
                || web::head().to(inputs::mine::show),
            )
            .route(web::post().to(inputs::mine::submit)),
        )
        .service(send(
            "/my-input/{token}/agree",
            web::post().to(inputs::mine::agree),
        ))
        .service(
            read_and_send(
                "/my-input/{token}/withdraw",
                || web::get().to(inputs::mine::ask_withdraw),
                || web::head().to(inputs::mine::ask_withdraw),
            )
            .route(web::post().to(inputs::mine::withdraw)),
        );
}
