//! `POST /desk/replies/{id}/{pin|unpin}`: a reply of staff stands on top of its thread, or not.

use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::permissions::ReplyForBody;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::form::{Nothing, SealedForm, opened, see_other};
use actix_web::{HttpRequest, HttpResponse, web};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::replies::{pin_reply, thread_place, unpin_reply};
use weerklank_store::replies::{find_by_id, thread_by_id};

/// Puts it there, or takes it down; leads on to the form for replies.
pub async fn pin(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    staff: Allowed<ReplyForBody>,
    path: web::Path<(i64, String)>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (Nothing {}, is_proven) = opened(&app, &request, form, request.path())?;
    if !is_proven {
        return Err(ErrorCode::Forbidden.into());
    }
    let (id, what) = path.into_inner();
    let actor = staff.actor.clone();
    let place = app
        .block(move |app| {
            if what == "pin" {
                pin_reply(&app.house, &actor, id)?;
            } else {
                unpin_reply(&app.house, &actor, id)?;
            }
            let now = app.house.clock.now();
            app.house.store.read(|db| {
                let reply = find_by_id(db, id)?.ok_or(ActError::Missing)?;
                let thread = thread_by_id(db, reply.thread_id)?.ok_or(ActError::Missing)?;
                thread_place(db, thread.subject, now)
            })
        })
        .await?;
    Ok(see_other(&format!("{}/reply", place.desk_url)))
}
