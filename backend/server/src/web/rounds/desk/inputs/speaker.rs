//! `POST /desk/rounds/{number}/inputs/{input}/speaker`: the speaker of an oral view agreed with its
//! report, and has no mailbox to say so (ZIE-4).

use super::input_url;
use super::show::{Shown, answer, find_whole};
use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::permissions::EnterInputs;
use crate::web::errors::WebResult;
use crate::web::field::Problem;
use crate::web::form::{SealedForm, opened, see_other};
use crate::web::responses::desk::form::day;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::inputs::desk::record_agreement;
use weerklank_domain::people::Permission;

/// The form as a browser sends it.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Fields {
    #[serde(default)]
    agreed_on: String,
}

/// Records it.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<EnterInputs>,
    place: web::Path<(i64, i64)>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (round, number) = place.into_inner();
    let (fields, is_proven): (Fields, bool) = opened(&app, &request, form, request.path())?;
    let whole = find_whole(&app, &staff, Permission::EnterInputs, (round, number)).await?;
    let problem = |code| Problem {
        field: "agreed_on",
        code,
    };
    let agreed_on =
        day("agreed_on", &fields.agreed_on).and_then(|day| day.ok_or(problem("required")));
    let mut shown = Shown {
        agreed_on: fields.agreed_on,
        ..Shown::default()
    };
    match (is_proven, agreed_on) {
        (true, Ok(agreed_on)) => {
            let (actor, id) = (staff.actor.clone(), whole.input.id);
            let outcome = app
                .block(move |app| {
                    WebResult::Ok(record_agreement(&app.house, &actor, id, agreed_on))
                })
                .await?;
            match outcome {
                Ok(()) => return Ok(see_other(&input_url(round, number))),
                Err(ActError::CannotEnter(_)) => {
                    shown.returned.problems.push(problem("in_future"));
                }
                Err(error) => return Err(error.into()),
            }
        }
        (true, Err(problem)) => shown.returned.problems.push(problem),
        (false, _) => shown.returned.is_expired = true,
    }
    answer(&app, &staff, &request, visitor, &whole, &shown)
}
