//! `POST /rounds/{slug}/inputs/{number}/endorse`: somebody stands behind an input, or stops to.

use super::{Shown, answer, here, look, number_of};
use crate::web::app::App;
use crate::web::errors::WebResult;
use crate::web::field::Problem;
use crate::web::form::{SealedForm, opened, see_other};
use crate::web::petitions::sign_form::email_code;
use crate::web::proven::proven_of;
use crate::web::rounds::cannot::cannot;
use crate::web::rounds::take_part::mail_link;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::inputs::{Deed, endorse_input, stop_endorsing};
use weerklank_domain::people::EmailAddress;

#[derive(Debug, Default, Deserialize)]
struct Fields {
    #[serde(default)]
    email: String,
    #[serde(default)]
    asked: Option<String>,
    #[serde(default)]
    stop: Option<String>,
}

/// Stands behind an input, or stops to.
pub async fn endorse(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    path: web::Path<(String, String)>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (slug, number) = path.into_inner();
    let number = number_of(&number)?;
    let proven = proven_of(&app, &request);
    let whole = look(&app, &slug, number, proven.clone()).await?;
    let action = format!("{}/endorse", here(&whole));
    let (fields, is_proven): (Fields, bool) = opened(&app, &request, form, &action)?;
    let mut shown = Shown {
        is_expired: !is_proven,
        email: fields.email.clone(),
        ..Shown::default()
    };
    if !is_proven {
        return answer(&request, &app, visitor, &whole, shown);
    }
    let (round_id, input_id) = (whole.round.id, whole.input.id);
    if let Some(proven) = proven {
        app.count_write(&request)?;
        let stops = fields.stop.is_some();
        let outcome = app
            .block(move |app| {
                WebResult::Ok(if stops {
                    stop_endorsing(&app.house, &proven, round_id, input_id)
                } else {
                    endorse_input(&app.house, &proven, round_id, input_id)
                })
            })
            .await?;
        return match outcome {
            Ok(_) => Ok(see_other(&here(&whole))),
            Err(ActError::CannotTakePart(reason)) => {
                cannot(&request, &app, visitor, &whole.round, reason)
            }
            Err(error) => Err(error.into()),
        };
    }
    shown.asks_email = true;
    if fields.asked.is_some() {
        match EmailAddress::parse(&fields.email) {
            Ok(email) => {
                app.count_write(&request)?;
                let deed = Deed::Endorsement { round_id, input_id };
                let handle = mail_link(&app, email, visitor.language, deed).await?;
                return Ok(see_other(&format!("/take-part/sent/{handle}")));
            }
            Err(fault) => shown.problems.push(Problem {
                field: "email",
                code: email_code(fault),
            }),
        }
    }
    answer(&request, &app, visitor, &whole, shown)
}
