//! `POST …/news/{id}/approve`: news of a petitioner goes on the thread. Whatever else is decided on it has a page of
//! its own, since it needs a rule and a reason.

use super::desk_url;
use super::show;
use crate::web::app::App;
use crate::web::desk::{Allowed, ApproveUpdates, Conflict};
use crate::web::errors::{ErrorCode, WebError, WebResult};
use crate::web::form::{Nothing, SealedForm, opened, see_other};
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use std::sync::Arc;
use weerklank_acts::moderation::{Moderation, moderate};
use weerklank_store::moderation::ModerationSubject;

/// Approves news.
pub async fn approve(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<ApproveUpdates>,
    address: web::Path<(String, i64)>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (reference, id) = address.into_inner();
    let (Nothing {}, is_proven) = opened(&app, &request, form, request.path())?;
    if !is_proven {
        return Err(ErrorCode::Forbidden.into());
    }
    let actor = staff.actor.clone();
    let conflict = app
        .block(move |app| {
            let subject = ModerationSubject::Update(id);
            match moderate(&app.house, &actor, subject, &Moderation::Approve) {
                Ok(()) => Ok::<_, WebError>(None),
                Err(error) => Ok(Some(Conflict::of(error)?)),
            }
        })
        .await?;
    match conflict {
        None => Ok(see_other(&desk_url(&reference))),
        Some(conflict) => show::answer(&request, &app, visitor, &staff, &reference, conflict).await,
    }
}
