//! `GET` and `POST /following/{link}`: somebody who follows is asked whether it was done. The address is
//! the proof; only the button changes anything.

use super::card::CommitmentCard;
use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::form::{SealedForm, Unsealed, proof_of_address, see_other};
use crate::web::page::{PageView, private_page};
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::commitments::{Asked, asked, say};
use weerklank_domain::Language;
use weerklank_domain::calendar::{day_of, last_day_before};
use weerklank_domain::commitments::Says;

/// The question.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerPage {
    has_card: bool,
    card: Option<CommitmentCard>,
    is_asked: bool,
    until: String,
    has_said: bool,
    said: &'static str,
    says_done: bool,
    says_not_done: bool,
    lacks_choice: bool,
    action: String,
    csrf: String,
    wants_news: bool,
    stop_url: String,
}

#[derive(Debug, Default, Deserialize)]
struct Fields {
    #[serde(default)]
    says: String,
}

impl AnswerPage {
    fn of(app: &App, link: &str, found: Option<&Asked>, language: Language) -> Self {
        let action = format!("/following/{link}");
        let today = day_of(app.house.clock.now());
        let said = found.and_then(|asked| asked.link.follower.says);
        let until = found.and_then(|asked| asked.until).map(last_day_before);
        let card = found.map(|asked| CommitmentCard::of(&asked.link.commitment, language, today));
        Self {
            has_card: card.is_some(),
            card,
            is_asked: until.is_some(),
            until: until.map(|day| day.to_string()).unwrap_or_default(),
            has_said: said.is_some(),
            said: said.map_or("", Says::code),
            says_done: said == Some(Says::Done),
            says_not_done: said == Some(Says::NotDone),
            lacks_choice: false,
            csrf: proof_of_address(app, &action),
            stop_url: format!("{action}/stop"),
            action,
            wants_news: found.is_some_and(|asked| asked.link.follower.wants_news),
        }
    }
}

async fn look(app: &Arc<App>, link: &str) -> WebResult<Option<Asked>> {
    let link = link.to_owned();
    app.block(move |app| asked(&app.house, &link)).await
}

/// Shows the question; changes nothing.
pub async fn form(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    link: web::Path<String>,
) -> WebResult<HttpResponse> {
    let found = look(&app, &link).await?;
    let view = AnswerPage::of(&app, &link, found.as_ref(), visitor.language);
    let (path, query) = (request.path(), request.query_string());
    private_page(&app, visitor.language, path, query, StatusCode::OK, &view)
}

/// Keeps the answer.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    link: web::Path<String>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let link = link.into_inner();
    let action = format!("/following/{link}");
    let Unsealed::Proven(fields) = form.open_by_address::<Fields>(&app, &action)? else {
        return Err(ErrorCode::Forbidden.into());
    };
    app.count_write(&request)?;
    let status = match Says::from_code(&fields.says) {
        None => StatusCode::BAD_REQUEST,
        Some(says) => {
            let for_act = link.clone();
            let outcome = app
                .block(move |app| WebResult::Ok(say(&app.house, &for_act, says)))
                .await?;
            match outcome {
                Ok(()) => {
                    app.metrics.act("say_whether_done");
                    return Ok(see_other(&action));
                }
                Err(ActError::CannotCommit(_)) => StatusCode::CONFLICT,
                Err(error) => return Err(error.into()),
            }
        }
    };
    let found = look(&app, &link).await?;
    let view = AnswerPage {
        lacks_choice: status == StatusCode::BAD_REQUEST,
        ..AnswerPage::of(&app, &link, found.as_ref(), visitor.language)
    };
    let (path, query) = (request.path(), request.query_string());
    private_page(&app, visitor.language, path, query, status, &view)
}

impl PageView for AnswerPage {
    const TEMPLATE: &'static str = "pages/commitments/answer";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let asked = Self {
            has_card: true,
            card: CommitmentCard::samples().into_iter().nth(2),
            is_asked: true,
            until: "2026-03-02".to_owned(),
            has_said: false,
            said: "",
            says_done: false,
            says_not_done: false,
            lacks_choice: false,
            action: "/following/abc".to_owned(),
            csrf: "0123456789".to_owned(),
            wants_news: true,
            stop_url: "/following/abc/stop".to_owned(),
        };
        let said = |says: Says| Self {
            has_said: true,
            said: says.code(),
            says_done: says == Says::Done,
            says_not_done: says == Says::NotDone,
            ..asked.clone()
        };
        let lacking = Self {
            lacks_choice: true,
            ..asked.clone()
        };
        let over = Self {
            is_asked: false,
            wants_news: false,
            ..said(Says::Done)
        };
        let early = Self {
            is_asked: false,
            ..asked.clone()
        };
        let erased = Self {
            has_card: false,
            card: None,
            is_asked: false,
            wants_news: false,
            ..asked.clone()
        };
        vec![
            ("done".to_owned(), said(Says::Done)),
            ("not-done".to_owned(), said(Says::NotDone)),
            ("asked".to_owned(), asked),
            ("lacking".to_owned(), lacking),
            ("over".to_owned(), over),
            ("early".to_owned(), early),
            ("erased".to_owned(), erased),
        ]
    }
}
