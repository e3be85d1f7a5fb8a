//! Every address, and what it takes.

use super::assets;
use super::commitments::api as commitments;
use super::dossiers;
use super::errors::{ErrorCode, WebError};
use super::form::LARGEST_FORM;
use super::inputs::support_api;
use super::methods::{read, read_and_send, send};
use super::moderation::api as moderation;
use super::petitions::{api, check_mail, confirm, list, news, show, sign, support, write};
use super::replies::{api as replies, write_api as write_replies};
use super::representation;
use super::responses;
use super::rounds::api as rounds;
use super::site::{content, dev, health, home, openapi, security_txt};
use actix_web::web::{self, PathConfig, PayloadConfig, ServiceConfig};
use std::time::Duration;

/// Registers everything. Each address says which methods it takes, and answers 405 with `Allow` to
/// others (API-7).
pub fn configure(config: &mut ServiceConfig) {
    config
        .app_data(PayloadConfig::new(LARGEST_FORM))
        .app_data(
            PathConfig::default().error_handler(|_, _| WebError::from(ErrorCode::NotFound).into()),
        )
        .configure(api_v1)
        .configure(super::desk::configure)
        .configure(super::petitions::desk::configure)
        .configure(super::rounds::configure)
        .configure(super::replies::configure)
        .configure(super::replies::desk::configure)
        .configure(super::dossiers::configure)
        .configure(super::moderation::configure)
        .configure(super::commitments::configure)
        .configure(super::council::configure)
        .configure(write::configure)
        .configure(support::configure)
        .service(read(
            "/",
            || web::get().to(home::home),
            || web::head().to(home::home),
        ))
        .service(read(
            "/petitions",
            || web::get().to(list::list),
            || web::head().to(list::list),
        ))
        .service(read(
            "/petitions/{slug}",
            || web::get().to(show::show),
            || web::head().to(show::show),
        ))
        .service(read(
            "/petitions/{slug}/news/{id}",
            || web::get().to(news::show),
            || web::head().to(news::show),
        ))
        .service(
            read_and_send(
                "/petitions/{slug}/sign",
                || web::get().to(sign::form),
                || web::head().to(sign::form),
            )
            .route(web::post().to(sign::submit)),
        )
        .service(
            read_and_send(
                "/petitions/{slug}/signed/{handle}",
                || web::get().to(check_mail::show),
                || web::head().to(check_mail::show),
            )
            .route(web::post().to(check_mail::submit)),
        )
        .service(send(
            "/petitions/{slug}/signed/{handle}/resend",
            web::post().to(check_mail::resend),
        ))
        .service(
            read_and_send(
                "/confirm/{token}",
                || web::get().to(confirm::show),
                || web::head().to(confirm::show),
            )
            .route(web::post().to(confirm::submit)),
        )
        .service(read(
            "/assets/{file}",
            || web::get().to(assets::asset),
            || web::head().to(assets::asset),
        ))
        .service(read(
            "/healthz",
            || web::get().to(health::healthz),
            || web::head().to(health::healthz),
        ))
        .service(read(
            "/metrics",
            || web::get().to(health::metrics),
            || web::head().to(health::metrics),
        ))
        .service(read(
            "/.well-known/security.txt",
            || web::get().to(security_txt::security_txt),
            || web::head().to(security_txt::security_txt),
        ))
        .configure(responses::routes::configure)
        .configure(representation::configure)
        .configure(texts)
        .configure(demonstration)
        .default_service(web::to(not_found));
}

fn texts(config: &mut ServiceConfig) {
    for (path, _, _) in content::TEXTS {
        config.service(read(
            path,
            || web::get().to(content::text),
            || web::head().to(content::text),
        ));
    }
}

fn demonstration(config: &mut ServiceConfig) {
    config
        .service(read(
            "/dev/mailbox",
            || web::get().to(dev::mailbox),
            || web::head().to(dev::mailbox),
        ))
        .service(read(
            "/dev/mailbox/{id}",
            || web::get().to(dev::mail),
            || web::head().to(dev::mail),
        ))
        .service(send("/dev/clock", web::post().to(dev::clock)));
}

fn api_v1(config: &mut ServiceConfig) {
    // A scope of its own: whoever asks for a page is not compared with these, and the count, which
    // is asked for most, stands first.
    let scope = web::scope("/api/v1")
        .service(read(
            "/petitions/{slug}/count",
            || web::get().to(api::count),
            || web::head().to(api::count),
        ))
        .service(read(
            "/commitments",
            || web::get().to(commitments::list),
            || web::head().to(commitments::list),
        ))
        .service(read(
            "/commitments/{number}",
            || web::get().to(commitments::one),
            || web::head().to(commitments::one),
        ))
        .service(read(
            "/openapi.json",
            || web::get().to(openapi::openapi),
            || web::head().to(openapi::openapi),
        ))
        .service(read(
            "/petitions",
            || web::get().to(api::list),
            || web::head().to(api::list),
        ))
        .service(read(
            "/petitions/{slug}",
            || web::get().to(api::one),
            || web::head().to(api::one),
        ))
        .service(read(
            "/dossiers",
            || web::get().to(dossiers::api::list),
            || web::head().to(dossiers::api::list),
        ))
        .service(read(
            "/dossiers/{slug}",
            || web::get().to(dossiers::api::one),
            || web::head().to(dossiers::api::one),
        ))
        .service(read(
            "/incoming-papers",
            || web::get().to(responses::api::list),
            || web::head().to(responses::api::list),
        ))
        .service(read(
            "/rounds",
            || web::get().to(rounds::list),
            || web::head().to(rounds::list),
        ))
        .service(read(
            "/rounds/{slug}",
            || web::get().to(rounds::one),
            || web::head().to(rounds::one),
        ))
        .service(read(
            "/rounds/{slug}/report",
            || web::get().to(responses::report::json_file),
            || web::head().to(responses::report::json_file),
        ))
        .configure(representation::configure_api)
        .configure(super::council::api::configure)
        .service(read(
            "/rounds/{slug}/coverage",
            || web::get().to(rounds::covered),
            || web::head().to(rounds::covered),
        ))
        .service(
            read_and_send(
                "/rounds/{slug}/inputs",
                || web::get().to(rounds::list_inputs),
                || web::head().to(rounds::list_inputs),
            )
            .route(web::post().to(rounds::create_input)),
        )
        .service(read(
            "/rounds/{slug}/inputs/{number}",
            || web::get().to(rounds::one_input),
            || web::head().to(rounds::one_input),
        ))
        .service(send(
            "/rounds/{slug}/inputs/{number}/endorsements",
            web::post().to(support_api::endorse),
        ))
        .service(send(
            "/rounds/{slug}/inputs/{number}/ballots",
            web::post().to(support_api::vote),
        ))
        .service(
            read_and_send(
                "/rounds/{slug}/inputs/{input}/replies",
                || web::get().to(replies::of_input),
                || web::head().to(replies::of_input),
            )
            .route(web::post().to(write_replies::to_input)),
        )
        .service(send(
            "/rounds/{slug}/inputs/{input}/replies/{number}/agreements",
            web::post().to(write_replies::agree_below_input),
        ))
        .service(read(
            "/moderation/statements",
            || web::get().to(moderation::statements),
            || web::head().to(moderation::statements),
        ))
        .service(
            read_and_send(
                "/petitions/{slug}/replies",
                || web::get().to(replies::of_petition),
                || web::head().to(replies::of_petition),
            )
            .route(web::post().to(write_replies::to_petition)),
        )
        .service(send(
            "/petitions/{slug}/replies/{number}/agreements",
            web::post().to(write_replies::agree_below_petition),
        ))
        .service(
            read_and_send(
                "/dossiers/{slug}/replies",
                || web::get().to(replies::of_dossier),
                || web::head().to(replies::of_dossier),
            )
            .route(web::post().to(write_replies::to_dossier)),
        )
        .service(send(
            "/dossiers/{slug}/replies/{number}/agreements",
            web::post().to(write_replies::agree_below_dossier),
        ))
        .service(send(
            "/petitions/{slug}/signatures",
            web::post().to(api::create),
        ));
    config.service(scope);
}

/// Limits of connections, which keep slow or silent ones from holding a worker.
pub fn connection_limits() -> (Duration, Duration, usize) {
    (Duration::from_secs(5), Duration::from_secs(30), 4_096)
}

async fn not_found() -> Result<actix_web::HttpResponse, WebError> {
    Err(ErrorCode::NotFound.into())
}
