//! `GET` and `POST /take-part/confirm/{token}`: the page of the link shows a button; only the button
//! does what waits.

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
use weerklank_acts::inputs::{Deed, Proving, WrittenDeed, prove, proving};
use weerklank_acts::replies::thread_place;
use weerklank_domain::Language;
use weerklank_domain::text::excerpt;
use weerklank_store::replies::ThreadSubject;
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
    round_lang: &'static str,
    round_url: String,
    /// Whether the button was pressed and could do nothing; then there is no button any more.
    is_refused: bool,
    reason: &'static str,
    /// Where to go on after that, and the word for it: `round`, `code`, `thread` or `home`.
    next_url: String,
    next: &'static str,
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
            round_lang: Language::Nl.code(),
            round_url: String::new(),
            is_refused: false,
            reason: "closed",
            next_url: String::new(),
            next: "home",
        }
    }

    fn of(app: &App, token: &str, written: &WrittenDeed) -> WebResult<Self> {
        let action = format!("/take-part/confirm/{token}");
        let text = text_of(&written.deed);
        let round = match written.deed.round_id() {
            Some(id) => app
                .house
                .store
                .read(|db| Ok::<_, ActError>(find_by_id(db, id)?))?,
            None => None,
        };
        Ok(Self {
            is_waiting: true,
            purpose: written.deed.code(),
            csrf: proof_of_address(app, &action),
            action,
            email: written.email.clone(),
            has_text: !text.is_empty(),
            text: excerpt(text, EXCERPT),
            has_round: round.is_some(),
            round_lang: round
                .as_ref()
                .map_or(Language::Nl, |round| round.language)
                .code(),
            round_url: round
                .as_ref()
                .map(|round| format!("/rounds/{}", round.slug))
                .unwrap_or_default(),
            round_title: round.map(|round| round.title).unwrap_or_default(),
            is_too_late: false,
            ..Self::too_late()
        })
    }

    /// What the page says once the button could do nothing: why, the whole of what was written, so that
    /// it can be copied, and a way on.
    fn refused(
        app: &App,
        token: &str,
        written: &WrittenDeed,
        reason: &'static str,
    ) -> WebResult<Self> {
        let view = Self::of(app, token, written)?;
        let (next, next_url) = match &written.deed {
            _ if view.has_round && reason == "needs_code" => {
                ("code", format!("{}/code", view.round_url))
            }
            _ if view.has_round => ("round", view.round_url.clone()),
            Deed::Reply(writing) => way_to_thread(app, writing.subject)?,
            _ => ("home", "/".to_owned()),
        };
        Ok(Self {
            is_waiting: false,
            is_refused: true,
            reason,
            text: text_of(&written.deed).to_owned(),
            next,
            next_url,
            ..view
        })
    }
}

fn text_of(deed: &Deed) -> &str {
    match deed {
        Deed::Input(writing) => &writing.text,
        Deed::Reply(writing) => &writing.text,
        Deed::Session { .. }
        | Deed::Ballot { .. }
        | Deed::Endorsement { .. }
        | Deed::Agreement { .. }
        | Deed::Follow(_)
        | Deed::Suspended { .. } => "",
    }
}

/// The page that a thread hangs on, while everybody may read it.
fn way_to_thread(app: &App, subject: ThreadSubject) -> WebResult<(&'static str, String)> {
    let now = app.house.clock.now();
    let place = app.house.store.read(|db| thread_place(db, subject, now));
    Ok(match place {
        Ok(place) if place.is_readable => ("thread", place.url),
        Ok(_) | Err(ActError::Missing) => ("home", "/".to_owned()),
        Err(error) => return Err(error.into()),
    })
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
            let reason = super::cannot::reason_code(reason);
            cannot_be_done(&request, &app, visitor, token, reason).await
        }
        // What was to be followed is done or dropped since.
        Err(ActError::CannotCommit(_)) => {
            cannot_be_done(&request, &app, visitor, token, "settled").await
        }
        // What it is about was hidden or taken back since.
        Err(ActError::Missing) => cannot_be_done(&request, &app, visitor, token, "gone").await,
        Err(error) => Err(error.into()),
    }
}

async fn cannot_be_done(
    request: &HttpRequest,
    app: &Arc<App>,
    visitor: Visitor,
    token: String,
    reason: &'static str,
) -> WebResult<HttpResponse> {
    let Some(Proving::Waiting(written)) = look(app, &token).await? else {
        return Err(ErrorCode::NotFound.into());
    };
    let view = app
        .block(move |app| ProvePage::refused(app, &token, &written, reason))
        .await?;
    refused(request, app, visitor, &view)
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
            "follow",
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
                round_lang: "nl",
                round_url: "/rounds/plein".to_owned(),
                ..Self::too_late()
            };
            (purpose.to_owned(), view)
        })
        .collect();
        for (next, reason) in [
            ("round", "cancelled"),
            ("code", "needs_code"),
            ("thread", "no_replies"),
            ("home", "gone"),
        ] {
            let refused = Self {
                is_waiting: false,
                is_refused: true,
                reason,
                next,
                next_url: "/rounds/plein".to_owned(),
                has_text: next != "home",
                ..pages[1].1.clone()
            };
            pages.push((format!("refused-{next}"), refused));
        }
        pages.push(("too-late".to_owned(), Self::too_late()));
        pages
    }
}
