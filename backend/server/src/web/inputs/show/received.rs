//! `GET /rounds/{slug}/inputs/{number}/received`: tells an author that an input was received.

use super::{here, look, number_of};
use crate::web::app::App;
use crate::web::errors::WebResult;
use crate::web::page::{PageView, private_page};
use crate::web::representation::tell_url;
use crate::web::rounds::card::RoundHead;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_domain::inputs::{ModerationState, may_rewrite};
use weerklank_domain::rounds::{Access, InputForm};
use weerklank_store::representation::is_asked;

/// An input was received.
#[derive(Debug, Clone, Serialize)]
pub struct ReceivedPage {
    head: RoundHead,
    number: String,
    url: String,
    is_awaiting: bool,
    is_private: bool,
    is_late: bool,
    /// Whether its author can still change it: `open` or `closed`.
    mail: &'static str,
    /// Whoever comes with a code may have told no address.
    is_by_code: bool,
    has_answer_by: bool,
    answer_by: String,
    again_url: String,
    statements_url: String,
    has_statements: bool,
    /// Whether the round asks people about themselves.
    asks_background: bool,
    background_url: String,
}

/// Tells somebody that an input was received, with its number.
pub async fn received(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    path: web::Path<(String, String)>,
) -> WebResult<HttpResponse> {
    let (slug, number) = path.into_inner();
    let whole = look(&app, &slug, number_of(&number)?, None).await?;
    let (round, input) = (&whole.round, &whole.input);
    let url = here(&whole);
    let now = app.house.clock.now();
    let can_change = may_rewrite(input.standing.state, &round.window(), now).is_ok();
    let id = round.id;
    let asks_background = app
        .block(move |app| {
            let store = &app.house.store;
            store.read(|db| Ok::<_, ActError>(is_asked(db, id)?))
        })
        .await?;
    let view = ReceivedPage {
        asks_background,
        background_url: tell_url(&round.slug),
        head: RoundHead::of(round, visitor.language, now),
        number: input.number.to_string(),
        is_awaiting: input.standing.moderation == ModerationState::Awaiting,
        is_private: !input.is_public,
        is_late: input.is_late,
        mail: if can_change { "open" } else { "closed" },
        is_by_code: round.access == Access::Code,
        has_answer_by: round.answer_by.is_some(),
        answer_by: round
            .answer_by
            .map(|day| day.to_string())
            .unwrap_or_default(),
        again_url: format!("/rounds/{}/take-part", round.slug),
        statements_url: format!("/rounds/{}/statements", round.slug),
        has_statements: round.form(InputForm::Statement).is_some(),
        url,
    };
    let (path, query) = (request.path(), request.query_string());
    private_page(&app, visitor.language, path, query, StatusCode::OK, &view)
}

impl PageView for ReceivedPage {
    const TEMPLATE: &'static str = "pages/inputs/received";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let plain = Self {
            head: RoundHead::sample(weerklank_domain::rounds::RoundState::Open),
            number: "R12-0043".to_owned(),
            url: "/rounds/plein/inputs/43".to_owned(),
            is_awaiting: false,
            is_private: false,
            is_late: false,
            mail: "open",
            is_by_code: false,
            has_answer_by: false,
            answer_by: String::new(),
            again_url: "/rounds/plein/take-part".to_owned(),
            statements_url: "/rounds/plein/statements".to_owned(),
            has_statements: false,
            asks_background: false,
            background_url: "/rounds/plein/about-you".to_owned(),
        };
        let rich = Self {
            is_awaiting: true,
            is_private: true,
            is_late: true,
            mail: "closed",
            is_by_code: true,
            has_answer_by: true,
            answer_by: "2026-06-01".to_owned(),
            has_statements: true,
            asks_background: true,
            ..plain.clone()
        };
        vec![("plain".to_owned(), plain), ("rich".to_owned(), rich)]
    }
}
