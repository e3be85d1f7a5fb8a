//! `POST /desk/dossiers/{reference}/publish`

use super::form::{opened, phase, problem_of, see_other};
use super::show::{Attempt, answer, look};
use super::{desk_url, managed};
use crate::web::app::App;
use crate::web::desk::Conflict;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::permissions::ManageDossiers;
use crate::web::errors::WebResult;
use crate::web::field::Problem;
use crate::web::form::SealedForm;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use std::sync::Arc;
use weerklank_acts::{ActError, dossiers};

/// The form as a browser sends it.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Fields {
    #[serde(default)]
    revision: i32,
    #[serde(default)]
    into: String,
}

/// Publishes a draft, or tells what is missing.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<ManageDossiers>,
    reference: web::Path<String>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (fields, is_proven): (Fields, bool) = opened(&app, &request, form, request.path())?;
    let dossier = managed(&app, &staff.actor, &reference).await?;
    let mut attempt = Attempt::default();
    match (is_proven, phase("into", &fields.into)) {
        (true, Ok(into)) => {
            attempt.into = Some(into);
            let (id, actor, read) = (dossier.id, staff.actor.clone(), fields.revision);
            let outcome = app
                .block(move |app| {
                    WebResult::Ok(dossiers::publish(&app.house, &actor, id, read, into))
                })
                .await?;
            match outcome {
                Ok(()) => return Ok(see_other(&desk_url(&reference))),
                Err(ActError::ScopeLacking(missing)) => attempt.lacking = missing,
                Err(error) => match Conflict::of(error) {
                    Ok(conflict) => attempt.conflict = conflict,
                    Err(other) => {
                        let Problem { code, .. } = problem_of(other)?;
                        let field = "into";
                        attempt.returned.problems.push(Problem { field, code });
                    }
                },
            }
        }
        (true, Err(problem)) => attempt.returned.problems.push(problem),
        (false, _) => attempt.returned.is_expired = true,
    }
    let found = look(&app, &staff.actor, &reference).await?;
    answer(&app, &staff, &request, visitor, &found, &attempt)
}
