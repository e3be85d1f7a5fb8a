//! `GET` and `POST /confirm/{token}`: the page of the link shows a button; only the button confirms,
//! so that mail scanners cannot.

use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebError, WebResult};
use crate::web::form::{Nothing, SealedForm, Unsealed, is_token, proof_of_address};
use crate::web::page::{PageView, private_page};
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, LOCATION};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::petitions::{Invitation, InvitationState, confirm, invitation};
use weerklank_acts::{ActError, ActResult};
use weerklank_store::intake::ConfirmOutcome;

/// The page of a link.
#[derive(Debug, Clone, Serialize)]
pub struct ConfirmPage {
    title: String,
    lang: &'static str,
    petition_url: String,
    is_pending: bool,
    is_confirmed: bool,
    is_too_late: bool,
    is_full: bool,
    is_repeat: bool,
    action: String,
    csrf: String,
    name: String,
    show_name: bool,
    signature_count: i64,
    share_url: String,
    keep_informed: bool,
}

impl ConfirmPage {
    fn of(app: &App, invitation: &Invitation, token: &str) -> Self {
        let petition = &invitation.petition;
        let action = format!("/confirm/{token}");
        let state = invitation.state;
        Self {
            title: petition.title.clone(),
            lang: petition.language.code(),
            petition_url: format!("/petitions/{}", petition.slug),
            is_pending: state == InvitationState::Pending,
            is_confirmed: state == InvitationState::Confirmed,
            is_too_late: matches!(state, InvitationState::TooLate(_)),
            is_full: state == InvitationState::Spent { is_repeat: false },
            is_repeat: state == InvitationState::Spent { is_repeat: true },
            csrf: proof_of_address(app, &action),
            action,
            name: invitation.person.name.clone(),
            show_name: invitation.signer.show_name,
            signature_count: petition.count.total(),
            share_url: format!("{}/petitions/{}", app.base_url, petition.slug),
            keep_informed: invitation.signer.keep_informed,
        }
    }
}

impl PageView for ConfirmPage {
    const TEMPLATE: &'static str = "pages/petitions/confirm";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let none = Self {
            title: "Maak de Havenstraat veilig".to_owned(),
            lang: "nl",
            petition_url: "/petitions/veilige-havenstraat".to_owned(),
            is_pending: false,
            is_confirmed: false,
            is_too_late: false,
            is_full: false,
            is_repeat: false,
            action: "/confirm/abc".to_owned(),
            csrf: "0123456789".to_owned(),
            name: "Zoë van der Ploeg".to_owned(),
            show_name: false,
            signature_count: 1_311,
            share_url: "https://petities.voorbeeld.nl/petitions/veilige-havenstraat".to_owned(),
            keep_informed: false,
        };
        vec![
            (
                "pending".to_owned(),
                Self {
                    is_pending: true,
                    ..none.clone()
                },
            ),
            (
                "pending-shown".to_owned(),
                Self {
                    is_pending: true,
                    show_name: true,
                    ..none.clone()
                },
            ),
            (
                "confirmed".to_owned(),
                Self {
                    is_confirmed: true,
                    ..none.clone()
                },
            ),
            (
                "informed".to_owned(),
                Self {
                    is_confirmed: true,
                    keep_informed: true,
                    ..none.clone()
                },
            ),
            (
                "too-late".to_owned(),
                Self {
                    is_too_late: true,
                    ..none.clone()
                },
            ),
            (
                "full".to_owned(),
                Self {
                    is_full: true,
                    ..none.clone()
                },
            ),
            (
                "repeat".to_owned(),
                Self {
                    is_repeat: true,
                    ..none
                },
            ),
        ]
    }
}

/// The link is unknown, or its time is over.
#[derive(Debug, Clone, Serialize)]
pub struct ConfirmUnknownPage {}

impl PageView for ConfirmUnknownPage {
    const TEMPLATE: &'static str = "pages/petitions/confirm_unknown";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        vec![("only".to_owned(), Self {})]
    }
}

async fn look(app: &Arc<App>, token: &str) -> WebResult<Option<Invitation>> {
    if !is_token(token) {
        return Ok(None);
    }
    let token = token.to_owned();
    app.block(move |app| invitation(&app.house, &token)).await
}

/// `GET`: changes nothing, however often.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    token: web::Path<String>,
) -> WebResult<HttpResponse> {
    let found = look(&app, &token).await?;
    answer(&request, &app, visitor, found.as_ref(), &token)
}

fn answer(
    request: &HttpRequest,
    app: &App,
    visitor: Visitor,
    found: Option<&Invitation>,
    token: &str,
) -> WebResult<HttpResponse> {
    let (path, query) = (request.path(), request.query_string());
    match found {
        Some(invitation) => {
            let status = match invitation.state {
                InvitationState::TooLate(_) => StatusCode::CONFLICT,
                InvitationState::Pending
                | InvitationState::Confirmed
                | InvitationState::Spent { .. } => StatusCode::OK,
            };
            private_page(
                app,
                visitor.language,
                path,
                query,
                status,
                &ConfirmPage::of(app, invitation, token),
            )
        }
        None => private_page(
            app,
            visitor.language,
            path,
            query,
            StatusCode::NOT_FOUND,
            &ConfirmUnknownPage {},
        ),
    }
}

/// `POST`: confirms, and shows the same address, which says thanks now.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    token: web::Path<String>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let token = token.into_inner();
    let Unsealed::Proven(Nothing {}) = form.open_by_address(&app, &format!("/confirm/{token}"))?
    else {
        return Err(ErrorCode::Forbidden.into());
    };
    app.count_write(&request)?;
    match confirm_token(&app, &token).await {
        Ok(_) => Ok(HttpResponse::SeeOther()
            .insert_header((LOCATION, format!("/confirm/{token}")))
            .insert_header((CACHE_CONTROL, "no-store"))
            .finish()),
        // Too late, or gone in the meantime: the page says which.
        Err(error) if matches!(error.code, ErrorCode::Conflict | ErrorCode::NotFound) => {
            let found = look(&app, &token).await?;
            answer(&request, &app, visitor, found.as_ref(), &token)
        }
        Err(error) => Err(error),
    }
}

/// Confirms the signature of a token and waits for the commit.
pub async fn confirm_token(app: &Arc<App>, token: &str) -> WebResult<ConfirmOutcome> {
    if !app.house.intake.has_room() {
        return Err(WebError::busy());
    }
    let found = look(app, token).await?.ok_or(ErrorCode::NotFound)?;
    if found.state == InvitationState::Confirmed {
        return Ok(ConfirmOutcome::Counted);
    }
    let (done, taken) = tokio::sync::oneshot::channel();
    confirm(&app.house, &found, move |outcome| {
        // Whoever asked may have gone; what was written stays written.
        let _ = done.send(outcome);
    })?;
    let outcome: ActResult<ConfirmOutcome> = taken.await.unwrap_or(Err(ActError::Overloaded));
    app.metrics.act("confirm");
    Ok(outcome?)
}
