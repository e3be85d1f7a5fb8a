//! `GET` and `POST /take-part/sent/{handle}`: says that a mail with a link went out, and sends it again.

use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::form::{Nothing, SealedForm, Unsealed, proof_of_address};
use crate::web::page::{PageView, private_page};
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::inputs::resend_proof;
use weerklank_acts::random::nonce;
use weerklank_store::people::Seal;

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
pub async fn show(
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
