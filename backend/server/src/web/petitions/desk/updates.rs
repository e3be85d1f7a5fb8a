//! `POST …/updates/{id}/approve` and `…/decline`: news of a petitioner.

use super::desk_url;
use super::show::{self, Typed};
use crate::web::app::App;
use crate::web::desk::{Allowed, ApproveUpdates, Conflict};
use crate::web::errors::{WebError, WebResult};
use crate::web::form::{Browser, SealedForm, Unsealed, see_other};
use crate::web::petitions::write::passage_code;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use std::sync::Arc;
use weerklank_acts::petitions::desk::{approve_update, decline_update};
use weerklank_domain::petitions::Passage;

#[derive(Deserialize)]
struct Fields {
    #[serde(default)]
    reason: String,
}

/// Reference and key of the address.
pub type Address = web::Path<(String, i64)>;

async fn decide(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<ApproveUpdates>,
    (reference, id): (String, i64),
    form: SealedForm,
    verb: &'static str,
) -> WebResult<HttpResponse> {
    let here = desk_url(&reference);
    let browser = Browser::of(&app, &request);
    let action = format!("{here}/updates/{id}/{verb}");
    let (fields, is_expired) = match form.open::<Fields>(&app, &browser, &action)? {
        Unsealed::Proven(fields) => (fields, false),
        Unsealed::Expired(fields) => (fields, true),
    };
    let mut typed = Typed {
        update_id: id,
        reason: fields.reason,
        error: None,
        is_expired,
    };
    let reason = Passage::parse(&typed.reason);
    if verb == "decline" && !is_expired {
        typed.error = reason.as_ref().err().copied().map(passage_code);
    }
    if is_expired || typed.error.is_some() {
        let none = Conflict::default();
        return show::answer_with(&request, &app, visitor, &staff, &reference, none, typed).await;
    }
    let reason = reason.ok();
    let actor = staff.actor.clone();
    let conflict = app
        .block(move |app| {
            let done = match reason.filter(|_| verb == "decline") {
                Some(reason) => decline_update(&app.house, &actor, id, &reason),
                None => approve_update(&app.house, &actor, id),
            };
            match done {
                Ok(()) => Ok::<_, WebError>(None),
                Err(error) => Ok(Some(Conflict::of(error)?)),
            }
        })
        .await?;
    match conflict {
        None => Ok(see_other(&here)),
        Some(conflict) => {
            show::answer_with(&request, &app, visitor, &staff, &reference, conflict, typed).await
        }
    }
}

/// Approves news.
pub async fn approve(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<ApproveUpdates>,
    address: Address,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let address = address.into_inner();
    decide(request, app, visitor, staff, address, form, "approve").await
}

/// Declines news.
pub async fn decline(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<ApproveUpdates>,
    address: Address,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let address = address.into_inner();
    decide(request, app, visitor, staff, address, form, "decline").await
}
