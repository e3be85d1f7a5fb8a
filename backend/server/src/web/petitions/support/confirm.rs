//! `GET` and `POST /support/confirm/{token}`: the button on the page of the mail's link confirms a
//! support.

use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebError, WebResult};
use crate::web::form::{Nothing, SealedForm, Unsealed, is_token, proof_of_address, see_other};
use crate::web::page::{PageView, private_page};
use crate::web::petitions::write::link_unknown;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::petitions::support::{SupportInvitation, confirm_support, support_invitation};
use weerklank_domain::petitions::PetitionState;

/// The page of a link.
#[derive(Debug, Clone, Serialize)]
pub struct ConfirmSupportPage {
    title: String,
    lang: &'static str,
    is_pending: bool,
    is_confirmed: bool,
    supporters: i64,
    supporters_needed: u32,
    has_petition_url: bool,
    petition_url: String,
    action: String,
    csrf: String,
}

impl ConfirmSupportPage {
    fn of(app: &App, token: &str, invitation: &SupportInvitation) -> Self {
        let petition = &invitation.petition;
        let action = format!("/support/confirm/{token}");
        let is_confirmed = invitation.supporter.is_confirmed;
        Self {
            title: petition.title.clone(),
            lang: petition.language.code(),
            is_pending: !is_confirmed && petition.state == PetitionState::Gathering,
            is_confirmed,
            supporters: invitation.supporters,
            supporters_needed: petition.rules.supporters_needed,
            has_petition_url: petition.is_public,
            petition_url: format!("/petitions/{}", petition.slug),
            csrf: proof_of_address(app, &action),
            action,
        }
    }
}

impl PageView for ConfirmSupportPage {
    const TEMPLATE: &'static str = "pages/petitions/support/confirm";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let pending = Self {
            title: "Een bankje".to_owned(),
            lang: "nl",
            is_pending: true,
            is_confirmed: false,
            supporters: 3,
            supporters_needed: 25,
            has_petition_url: false,
            petition_url: "/petitions/bankje".to_owned(),
            action: "/support/confirm/abc".to_owned(),
            csrf: "0123456789".to_owned(),
        };
        let confirmed = Self {
            is_pending: false,
            is_confirmed: true,
            ..pending.clone()
        };
        let opened = Self {
            has_petition_url: true,
            ..confirmed.clone()
        };
        let late = Self {
            is_confirmed: false,
            ..confirmed.clone()
        };
        let late_open = Self {
            is_confirmed: false,
            ..opened.clone()
        };
        vec![
            ("pending".to_owned(), pending),
            ("confirmed".to_owned(), confirmed),
            ("opened".to_owned(), opened),
            ("late".to_owned(), late),
            ("late-open".to_owned(), late_open),
        ]
    }
}

async fn look(app: &Arc<App>, token: &str) -> WebResult<Option<SupportInvitation>> {
    if !is_token(token) {
        return Ok(None);
    }
    let token = token.to_owned();
    app.block(move |app| support_invitation(&app.house, &token))
        .await
}

/// Shows; changes nothing, however often.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    token: web::Path<String>,
) -> WebResult<HttpResponse> {
    let Some(invitation) = look(&app, &token).await? else {
        return link_unknown(&request, &app, visitor);
    };
    let view = ConfirmSupportPage::of(&app, &token, &invitation);
    let status = if view.is_pending || view.is_confirmed {
        StatusCode::OK
    } else {
        StatusCode::CONFLICT
    };
    let (path, query) = (request.path(), request.query_string());
    private_page(&app, visitor.language, path, query, status, &view)
}

/// Confirms, and shows the same address, which says thanks now.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    token: web::Path<String>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let Some(invitation) = look(&app, &token).await? else {
        return link_unknown(&request, &app, visitor);
    };
    let action = format!("/support/confirm/{token}");
    let Unsealed::Proven(Nothing {}) = form.open_by_address(&app, &action)? else {
        return Err(ErrorCode::Forbidden.into());
    };
    app.count_write(&request)?;
    app.block(move |app| match confirm_support(&app.house, &invitation) {
        // Too late: the page of the link says so.
        Ok(()) | Err(ActError::CannotSupport(_)) => Ok(()),
        Err(error) => Err(WebError::from(error)),
    })
    .await?;
    app.metrics.act("confirm_support");
    Ok(see_other(&action))
}
