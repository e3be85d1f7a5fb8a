//! `POST {subject}/replies/{number}/agree` and `…/delete`.

use super::moved::look_at_one;
use super::place::number_in;
use super::thread::{Shown, answer};
use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::field::Problem;
use crate::web::form::{Nothing, SealedForm, opened, see_other};
use crate::web::petitions::sign_form::email_code;
use crate::web::proven::proven_of;
use crate::web::rounds::take_part::mail_link;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use std::sync::Arc;
use weerklank_acts::inputs::Deed;
use weerklank_acts::replies::delete_reply;
use weerklank_domain::people::EmailAddress;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Fields {
    /// `agree` or `disagree`.
    value: String,
    email: String,
    /// Whether the address was asked for on the page.
    asked: Option<String>,
}

/// Counts whether somebody agrees; whoever is not known yet is asked for an address, once.
pub async fn agree(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let number = number_in(&request, "number")?;
    let proven = proven_of(&app, &request);
    let whole = match look_at_one(&app, &request, proven.clone(), "/agree").await? {
        Ok(whole) => whole,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let action = format!("{}/{number}/agree", whole.place.replies_url());
    let (fields, is_proven): (Fields, bool) = opened(&app, &request, form, &action)?;
    let mut shown = Shown {
        is_expired: !is_proven,
        ..Shown::default()
    };
    if !is_proven {
        return answer(&request, &app, visitor, &whole, &shown);
    }
    let agrees = match fields.value.as_str() {
        "agree" => true,
        "disagree" => false,
        _ => return Err(ErrorCode::BadRequest.into()),
    };
    let one = whole.one().filter(|one| one.is_readable());
    let reply_id = one.ok_or(ErrorCode::NotFound)?.id;
    if let Some(proven) = proven {
        app.count_write(&request)?;
        let place = app
            .block(move |app| weerklank_acts::replies::agree(&app.house, &proven, reply_id, agrees))
            .await?;
        app.metrics.act("agree");
        return Ok(see_other(&place));
    }
    if !whole.place.takes_replies {
        return Err(ErrorCode::Conflict.into());
    }
    if fields.asked.is_some() {
        match EmailAddress::parse(&fields.email) {
            Ok(email) => {
                app.count_write(&request)?;
                let deed = Deed::Agreement {
                    round_id: whole.place.round_id,
                    reply_id,
                    agrees,
                };
                let handle = mail_link(&app, email, visitor.language, deed).await?;
                return Ok(see_other(&format!("/take-part/sent/{handle}")));
            }
            Err(fault) => shown.problems.push(Problem {
                field: "email",
                code: email_code(fault),
            }),
        }
    }
    shown.agreement = Some((fields.value, fields.email));
    answer(&request, &app, visitor, &whole, &shown)
}

/// Its author takes a reply back.
pub async fn delete(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let number = number_in(&request, "number")?;
    let proven = proven_of(&app, &request);
    let whole = match look_at_one(&app, &request, proven.clone(), "/delete").await? {
        Ok(whole) => whole,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let action = format!("{}/{number}/delete", whole.place.replies_url());
    let (Nothing {}, is_proven) = opened(&app, &request, form, &action)?;
    if !is_proven {
        let shown = Shown {
            is_expired: true,
            ..Shown::default()
        };
        return answer(&request, &app, visitor, &whole, &shown);
    }
    let proven = proven.ok_or(ErrorCode::NotFound)?;
    let reply_id = whole.one().ok_or(ErrorCode::NotFound)?.id;
    app.count_write(&request)?;
    app.block(move |app| delete_reply(&app.house, &proven, reply_id))
        .await?;
    app.metrics.act("delete_reply");
    Ok(see_other(&format!(
        "{}/{number}",
        whole.place.replies_url()
    )))
}
