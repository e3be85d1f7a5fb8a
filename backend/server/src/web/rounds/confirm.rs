//! `GET` and `POST /take-part/confirm/{token}`: the page of the link shows a button; only the button
//! does what waits. `/take-part/sent/{handle}`: says that a mail went out, and sends it again.

use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::form::{Nothing, SealedForm, Unsealed, is_token, proof_of_address, see_other};
use crate::web::page::{PageView, private_page};
use crate::web::proven::remember_proven;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::inputs::{Deed, Proving, WrittenDeed, prove, proving, resend_proof};
use weerklank_acts::random::nonce;
use weerklank_domain::text::excerpt;
use weerklank_store::people::Seal;
use weerklank_store::rounds::find_by_id;

const EXCERPT: usize = 280;

/// The page of the link.
#[derive(Debug, Clone, Serialize)]
pub struct ProvePage {
    is_waiting: bool,
    is_too_late: bool,
    purpose: &'static str,
    action: String,
    csrf: String,
    email: String,
    has_text: bool,
    text: String,
    has_round: bool,
    round_title: String,
    round_url: String,
    has_reason: bool,
    reason: &'static str,
}

impl ProvePage {
    fn too_late() -> Self {
        Self {
            is_waiting: false,
            is_too_late: true,
            purpose: "session",
            action: String::new(),
            csrf: String::new(),
            email: String::new(),
            has_text: false,
            text: String::new(),
            has_round: false,
            round_title: String::new(),
            round_url: String::new(),
            has_reason: false,
            reason: "closed",
        }
    }

    fn of(app: &App, token: &str, written: &WrittenDeed) -> WebResult<Self> {
        let action = format!("/take-part/confirm/{token}");
        let text = match &written.deed {
            Deed::Input(writing) => excerpt(&writing.text, EXCERPT),
            Deed::Reply(writing) => excerpt(&writing.text, EXCERPT),
            _ => String::new(),
        };
        let round = match written.deed.round_id() {
            Some(id) => app
                .house
                .store
                .read(|db| Ok::<_, ActError>(find_by_id(db, id)?))?,
            None => None,
        };
        Ok(Self {
            is_waiting: true,
            is_too_late: false,
            purpose: written.deed.code(),
            csrf: proof_of_address(app, &action),
            action,
            email: written.email.clone(),
            has_text: !text.is_empty(),
            text,
            has_round: round.is_some(),
            round_url: round
                .as_ref()
                .map(|round| format!("/rounds/{}", round.slug))
                .unwrap_or_default(),
            round_title: round.map(|round| round.title).unwrap_or_default(),
            has_reason: false,
            reason: "closed",
        })
    }
}

async fn look(app: &Arc<App>, token: &str) -> WebResult<Option<Proving>> {
    if !is_token(token) {
        return Ok(None);
    }
    let token = token.to_owned();
    app.block(move |app| proving(&app.house, &token)).await
}

/// `GET`: changes nothing, however often.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    token: web::Path<String>,
) -> WebResult<HttpResponse> {
    let token = token.into_inner();
    let found = look(&app, &token).await?.ok_or(ErrorCode::NotFound)?;
    let (status, view) = match found {
        Proving::Done(place) => return Ok(see_other(&place)),
        Proving::TooLate => (StatusCode::CONFLICT, ProvePage::too_late()),
        Proving::Waiting(written) => {
            let view = app
                .block(move |app| ProvePage::of(app, &token, &written))
                .await?;
            (StatusCode::OK, view)
        }
    };
    let (path, query) = (request.path(), request.query_string());
    private_page(&app, visitor.language, path, query, status, &view)
}

/// `POST`: does what waits, and knows this browser from now on.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    token: web::Path<String>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let token = token.into_inner();
    if !is_token(&token) {
        return Err(ErrorCode::NotFound.into());
    }
    let action = format!("/take-part/confirm/{token}");
    let Unsealed::Proven(Nothing {}) = form.open_by_address(&app, &action)? else {
        return Err(ErrorCode::Forbidden.into());
    };
    app.count_write(&request)?;
    let for_act = token.clone();
    let outcome = app
        .block(move |app| WebResult::Ok(prove(&app.house, &for_act)))
        .await?;
    match outcome {
        Ok(proved) => {
            app.metrics.act("prove");
            let mut response = see_other(&proved.place);
            if let Some(proven) = &proved.proven {
                remember_proven(&app, &mut response, proven);
            }
            Ok(response)
        }
        Err(ActError::TooLateToProve) => refused(&request, &app, visitor, &ProvePage::too_late()),
        // What waited cannot be done any more: nothing of it is lost before it is erased.
        Err(ActError::CannotTakePart(reason)) => {
            let Some(Proving::Waiting(written)) = look(&app, &token).await? else {
                return Err(ErrorCode::NotFound.into());
            };
            let view = app
                .block(move |app| ProvePage::of(app, &token, &written))
                .await?;
            let view = ProvePage {
                has_reason: true,
                reason: super::take_part::reason_code(reason),
                ..view
            };
            refused(&request, &app, visitor, &view)
        }
        Err(error) => Err(error.into()),
    }
}

fn refused(
    request: &HttpRequest,
    app: &App,
    visitor: Visitor,
    view: &ProvePage,
) -> WebResult<HttpResponse> {
    let (path, query) = (request.path(), request.query_string());
    let status = StatusCode::CONFLICT;
    private_page(app, visitor.language, path, query, status, view)
}

impl PageView for ProvePage {
    const TEMPLATE: &'static str = "pages/rounds/prove";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let mut pages: Vec<(String, Self)> = [
            "session",
            "input",
            "ballot",
            "endorsement",
            "reply",
            "agreement",
        ]
        .into_iter()
        .map(|purpose| {
            let is_input = purpose == "input";
            let view = Self {
                is_waiting: true,
                is_too_late: false,
                purpose,
                action: "/take-part/confirm/abc".to_owned(),
                csrf: "abc".to_owned(),
                email: "zoe@voorbeeld.nl".to_owned(),
                has_text: is_input,
                text: "Laat de <b>der</b> bomen staan.".to_owned(),
                has_round: is_input,
                round_title: "Een plein om te blijven".to_owned(),
                round_url: "/rounds/plein".to_owned(),
                has_reason: false,
                reason: "closed",
            };
            (purpose.to_owned(), view)
        })
        .collect();
        let refused = Self {
            has_reason: true,
            ..pages[1].1.clone()
        };
        pages.push(("refused".to_owned(), refused));
        pages.push(("too-late".to_owned(), Self::too_late()));
        pages
    }
}

/// A mail went out.
#[derive(Debug, Clone, Serialize)]
pub struct SentPage {
    is_demo: bool,
    mailbox_url: &'static str,
    resend_action: String,
    csrf: String,
    was_resent: bool,
    was_not_resent: bool,
}

/// The address part of the page that says that a mail went out.
pub fn handle(app: &App, proof_id: i64) -> String {
    let house = &app.house;
    let nonce = nonce(house.random.as_ref());
    house
        .vault
        .seal(Seal::Proof, &format!("sent {proof_id}"), nonce)
}

fn proof_id(app: &App, handle: &str) -> WebResult<i64> {
    let opened = app.house.vault.open(Seal::Proof, handle).ok();
    let id = opened.and_then(|text| text.strip_prefix("sent ")?.parse().ok());
    id.ok_or_else(|| ErrorCode::NotFound.into())
}

/// Says that a mail went out; the same whoever asked.
pub async fn sent(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    handle: web::Path<String>,
) -> WebResult<HttpResponse> {
    proof_id(&app, &handle)?;
    answer_sent(&request, &app, visitor, &handle, None)
}

/// Sends the mail again.
pub async fn resend(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    handle: web::Path<String>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let id = proof_id(&app, &handle)?;
    let action = format!("/take-part/sent/{handle}");
    let Unsealed::Proven(Nothing {}) = form.open_by_address(&app, &action)? else {
        return Err(ErrorCode::Forbidden.into());
    };
    app.count_write(&request)?;
    let was_sent = app.block(move |app| resend_proof(&app.house, id)).await?;
    answer_sent(&request, &app, visitor, &handle, Some(was_sent))
}

fn answer_sent(
    request: &HttpRequest,
    app: &App,
    visitor: Visitor,
    handle: &str,
    was_sent: Option<bool>,
) -> WebResult<HttpResponse> {
    let action = format!("/take-part/sent/{handle}");
    let view = SentPage {
        is_demo: app.settings.demo,
        mailbox_url: "/dev/mailbox",
        csrf: proof_of_address(app, &action),
        resend_action: action,
        was_resent: was_sent == Some(true),
        was_not_resent: was_sent == Some(false),
    };
    let (path, query) = (request.path(), request.query_string());
    private_page(app, visitor.language, path, query, StatusCode::OK, &view)
}

impl PageView for SentPage {
    const TEMPLATE: &'static str = "pages/rounds/sent";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let first = Self {
            is_demo: true,
            mailbox_url: "/dev/mailbox",
            resend_action: "/take-part/sent/abc".to_owned(),
            csrf: "abc".to_owned(),
            was_resent: false,
            was_not_resent: false,
        };
        let again = Self {
            is_demo: false,
            was_resent: true,
            ..first.clone()
        };
        let enough = Self {
            was_not_resent: true,
            ..first.clone()
        };
        vec![
            ("first".to_owned(), first),
            ("again".to_owned(), again),
            ("enough".to_owned(), enough),
        ]
    }
}
