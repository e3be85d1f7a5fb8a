//! `GET` and `POST /mine/{token}/withdraw`: takes the petition back, after asking once more.

use super::{address, link_unknown, look, refused_form};
use crate::web::app::App;
use crate::web::errors::{WebError, WebResult};
use crate::web::form::{Nothing, SealedForm, Unsealed, proof_of_address, see_other};
use crate::web::page::{PageView, private_page};
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::petitions::write::withdraw;
use weerklank_domain::petitions::{PetitionState, Step};

/// Are you sure?
#[derive(Debug, Clone, Serialize)]
pub struct WithdrawPage {
    title: String,
    lang: &'static str,
    action: String,
    csrf: String,
    back_url: String,
    is_draft: bool,
    was_public: bool,
    is_done: bool,
}

impl PageView for WithdrawPage {
    const TEMPLATE: &'static str = "pages/petitions/write/withdraw";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let open = Self {
            title: "Een bankje".to_owned(),
            lang: "nl",
            action: "/mine/abc/withdraw".to_owned(),
            csrf: "0123456789".to_owned(),
            back_url: "/mine/abc".to_owned(),
            is_draft: false,
            was_public: true,
            is_done: false,
        };
        let draft = Self {
            is_draft: true,
            was_public: false,
            ..open.clone()
        };
        let submitted = Self {
            was_public: false,
            ..open.clone()
        };
        let erased = Self {
            is_done: true,
            ..draft.clone()
        };
        vec![
            ("open".to_owned(), open),
            ("draft".to_owned(), draft),
            ("submitted".to_owned(), submitted),
            ("erased".to_owned(), erased),
        ]
    }
}

/// Asks once more.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    token: web::Path<String>,
) -> WebResult<HttpResponse> {
    let here = address(&token);
    let Some(page) = look(&app, &token).await? else {
        return link_unknown(&request, &app, visitor);
    };
    if page.petition.state.after(Step::Withdraw).is_err() {
        return Ok(see_other(&here));
    }
    let action = format!("{here}/withdraw");
    let view = WithdrawPage {
        title: page.petition.title.clone(),
        lang: page.petition.language.code(),
        csrf: proof_of_address(&app, &action),
        action,
        back_url: here,
        is_draft: page.petition.state == PetitionState::Draft,
        was_public: page.petition.is_public,
        is_done: false,
    };
    let (path, query) = (request.path(), request.query_string());
    private_page(&app, visitor.language, path, query, StatusCode::OK, &view)
}

/// Takes it back.
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
    let action = format!("{here}/withdraw");
    let Unsealed::Proven(Nothing {}) = form.open_by_address(&app, &action)? else {
        return Err(refused_form());
    };
    app.count_write(&request)?;
    let is_draft = page.petition.state == PetitionState::Draft;
    let (title, lang) = (page.petition.title.clone(), page.petition.language.code());
    let done = app
        .block(move |app| {
            Ok::<_, WebError>(match withdraw(&app.house, &page) {
                Ok(()) => true,
                // Handed over meanwhile, or taken back before: the page shows how it stands.
                Err(ActError::WrongStep(_)) => false,
                Err(error) => return Err(error.into()),
            })
        })
        .await?;
    if !(done && is_draft) {
        return Ok(see_other(&here));
    }
    let view = WithdrawPage {
        title,
        lang,
        action,
        csrf: String::new(),
        back_url: "/petitions".to_owned(),
        is_draft: true,
        was_public: false,
        is_done: true,
    };
    let (path, query) = (request.path(), request.query_string());
    private_page(&app, visitor.language, path, query, StatusCode::OK, &view)
}
