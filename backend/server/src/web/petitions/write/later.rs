//! `GET` and `POST /mine/{token}/later`: mails the link by which to go on writing.

use super::send::CheckMailPage;
use super::{address, link_unknown, look, refused_form};
use crate::web::app::App;
use crate::web::errors::{WebError, WebResult};
use crate::web::field::Problem;
use crate::web::form::{SealedForm, Unsealed, proof_of_address, see_other};
use crate::web::page::{PageView, private_page};
use crate::web::petitions::card::rfc3339;
use crate::web::petitions::sign_form::email_code;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::petitions::write::{PetitionerPage, mail_link};
use weerklank_domain::people::EmailAddress;
use weerklank_domain::petitions::{DRAFT_KEPT, PetitionState};
use weerklank_store::people::Keyed;

/// The form for the address.
#[derive(Debug, Clone, Serialize)]
pub struct LaterPage {
    title: String,
    lang: &'static str,
    action: String,
    csrf: String,
    back_url: String,
    value: String,
    kept_until: String,
    has_errors: bool,
    problems: Vec<Problem>,
    error: &'static str,
}

impl LaterPage {
    fn of(
        app: &App,
        token: &str,
        page: &PetitionerPage,
        value: String,
        error: Option<&'static str>,
    ) -> Self {
        let here = address(token);
        let action = format!("{here}/later");
        Self {
            title: page.petition.title.clone(),
            lang: page.petition.language.code(),
            csrf: proof_of_address(app, &action),
            action,
            back_url: here,
            value,
            kept_until: rfc3339(page.petitioner.changed_at + DRAFT_KEPT),
            has_errors: error.is_some(),
            problems: error
                .map(|code| Problem {
                    field: "email",
                    code,
                })
                .into_iter()
                .collect(),
            error: error.unwrap_or_default(),
        }
    }
}

impl PageView for LaterPage {
    const TEMPLATE: &'static str = "pages/petitions/write/later";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let plain = Self {
            title: "Een bankje".to_owned(),
            lang: "nl",
            action: "/mine/abc/later".to_owned(),
            csrf: "0123456789".to_owned(),
            back_url: "/mine/abc".to_owned(),
            value: String::new(),
            kept_until: "2026-05-01T10:00:00Z".to_owned(),
            has_errors: false,
            problems: Vec::new(),
            error: "",
        };
        let wrong = Self {
            has_errors: true,
            problems: vec![Problem {
                field: "email",
                code: "invalid_email",
            }],
            error: "invalid_email",
            value: "zoe@".to_owned(),
            ..plain.clone()
        };
        vec![("plain".to_owned(), plain), ("wrong".to_owned(), wrong)]
    }
}

/// Answers the form.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    token: web::Path<String>,
) -> WebResult<HttpResponse> {
    let Some(page) = look(&app, &token).await? else {
        return link_unknown(&request, &app, visitor);
    };
    if page.petition.state != PetitionState::Draft {
        return Ok(see_other(&address(&token)));
    }
    let email = page.person.email.clone();
    answer(&request, &app, visitor, &token, &page, email, None)
}

fn answer(
    request: &HttpRequest,
    app: &App,
    visitor: Visitor,
    token: &str,
    page: &PetitionerPage,
    value: String,
    error: Option<&'static str>,
) -> WebResult<HttpResponse> {
    let status = match error {
        Some(_) => StatusCode::BAD_REQUEST,
        None => StatusCode::OK,
    };
    let view = LaterPage::of(app, token, page, value, error);
    let (path, query) = (request.path(), request.query_string());
    private_page(app, visitor.language, path, query, status, &view)
}

#[derive(Deserialize)]
struct Fields {
    #[serde(default)]
    email: String,
}

/// Mails the link.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    token: web::Path<String>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let here = address(&token);
    let Some(page) = look(&app, &token).await? else {
        return link_unknown(&request, &app, visitor);
    };
    let action = format!("{here}/later");
    let Unsealed::Proven(fields) = form.open_by_address::<Fields>(&app, &action)? else {
        return Err(refused_form());
    };
    app.count_write(&request)?;
    if page.petition.state != PetitionState::Draft {
        return Ok(see_other(&here));
    }
    let email = match EmailAddress::parse(&fields.email) {
        Ok(email) => email,
        Err(fault) => {
            let code = Some(email_code(fault));
            return answer(&request, &app, visitor, &token, &page, fields.email, code);
        }
    };
    let mailbox = app
        .house
        .vault
        .hash(Keyed::Limit, email.canonical().as_str());
    app.limits.mail(&mailbox).map_err(WebError::too_many)?;
    let (title, lang) = (page.petition.title.clone(), page.petition.language.code());
    let shown = email.as_str().to_owned();
    let language = visitor.language;
    app.block(move |app| mail_link(&app.house, &page, &email, language))
        .await?;
    let view = CheckMailPage::new(&app, title, lang, shown, here);
    let (path, query) = (request.path(), request.query_string());
    private_page(&app, language, path, query, StatusCode::OK, &view)
}
