//! `GET` and `POST /rounds/{slug}/code`: the code of an invitation, typed in.

use super::card::RoundHead;
use super::public_round;
use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebError, WebResult};
use crate::web::field::{Field, Problem};
use crate::web::form::{Browser, SealedForm, form_page, opened, returned_status, see_other};
use crate::web::page::PageView;
use crate::web::petitions::card::rfc3339_or_empty;
use crate::web::proven::remember_proven;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::inputs::{TypedInvitation, use_invitation};
use weerklank_domain::rounds::CannotTake;
use weerklank_store::rounds::RoundRecord;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct CodePage {
    head: RoundHead,
    action: String,
    csrf: String,
    invitation: Field,
    has_errors: bool,
    problems: Vec<Problem>,
    form_expired: bool,
    access: &'static str,
    respondents: &'static str,
    is_open: bool,
    has_opens_at: bool,
    opens_at: String,
}

#[derive(Debug, Default, Deserialize)]
struct Fields {
    #[serde(default)]
    invitation: String,
}

async fn look(app: &Arc<App>, slug: &str) -> WebResult<RoundRecord> {
    let slug = slug.to_owned();
    let round = app.block(move |app| public_round(app, &slug)).await?;
    if super::take_part::needs_code(&round) {
        Ok(round)
    } else {
        Err(ErrorCode::NotFound.into())
    }
}

/// Shows the form.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    slug: web::Path<String>,
) -> WebResult<HttpResponse> {
    let round = look(&app, &slug).await?;
    answer(&request, &app, visitor, &round, "", &[], false)
}

fn answer(
    request: &HttpRequest,
    app: &App,
    visitor: Visitor,
    round: &RoundRecord,
    typed: &str,
    problems: &[Problem],
    is_expired: bool,
) -> WebResult<HttpResponse> {
    let browser = Browser::of(app, request);
    let action = format!("/rounds/{}/code", round.slug);
    let now = app.house.clock.now();
    let takes = round.window().takes(now);
    let opens_at = match takes {
        Err(CannotTake::NotOpenYet(opens_at)) => opens_at,
        _ => None,
    };
    let view = CodePage {
        head: RoundHead::of(round, visitor.language, now),
        csrf: browser.proof(app, &action),
        action,
        invitation: Field::of(typed, "invitation", problems),
        has_errors: !problems.is_empty(),
        problems: problems.to_vec(),
        form_expired: is_expired,
        access: round.access.code(),
        respondents: round.respondents.code(),
        is_open: takes.is_ok(),
        has_opens_at: opens_at.is_some(),
        opens_at: rfc3339_or_empty(opens_at),
    };
    let status = returned_status(is_expired, !problems.is_empty());
    form_page(app, request, visitor, &browser, status, &view)
}

/// Takes a code: this browser takes part with it from now on.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    slug: web::Path<String>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let action = format!("/rounds/{slug}/code");
    let (fields, is_proven): (Fields, bool) = opened(&app, &request, form, &action)?;
    let round = look(&app, &slug).await?;
    if !is_proven {
        return answer(
            &request,
            &app,
            visitor,
            &round,
            &fields.invitation,
            &[],
            true,
        );
    }
    // Guessing codes is kept as slow as guessing passwords.
    app.limits
        .sign_in(app.network_of(&request))
        .map_err(WebError::too_many)?;
    let (id, typed) = (round.id, fields.invitation.clone());
    let outcome = app
        .block(move |app| use_invitation(&app.house, id, &typed))
        .await?;
    let code = match outcome {
        TypedInvitation::Taken(proven) => {
            let mut response = see_other(&format!("/rounds/{}/take-part", round.slug));
            remember_proven(&app, &mut response, &proven);
            return Ok(response);
        }
        TypedInvitation::Used => "used",
        TypedInvitation::Wrong => "unknown_invitation",
    };
    let problem = Problem {
        field: "invitation",
        code,
    };
    answer(
        &request,
        &app,
        visitor,
        &round,
        &fields.invitation,
        &[problem],
        false,
    )
}

impl PageView for CodePage {
    const TEMPLATE: &'static str = "pages/rounds/code";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let empty = Self {
            head: RoundHead::sample(weerklank_domain::rounds::RoundState::Open),
            action: "/rounds/plein/code".to_owned(),
            csrf: "abc".to_owned(),
            invitation: Field::default(),
            has_errors: false,
            problems: Vec::new(),
            form_expired: false,
            access: "code",
            respondents: "everyone",
            is_open: true,
            has_opens_at: false,
            opens_at: "2026-03-02T08:00:00Z".to_owned(),
        };
        let mut pages = vec![("empty".to_owned(), empty.clone())];
        for code in ["used", "unknown_invitation"] {
            let problem = Problem {
                field: "invitation",
                code,
            };
            let view = Self {
                has_errors: true,
                invitation: Field::of("abc", "invitation", &[problem]),
                problems: vec![problem],
                ..empty.clone()
            };
            pages.push((code.replace('_', "-"), view));
        }
        let expired = Self {
            form_expired: true,
            ..empty.clone()
        };
        let [announced, stopped] = [true, false].map(|has_opens_at| Self {
            is_open: false,
            has_opens_at,
            ..empty.clone()
        });
        pages.push(("expired".to_owned(), expired));
        pages.push(("announced".to_owned(), announced));
        pages.push(("stopped".to_owned(), stopped));
        pages
    }
}
