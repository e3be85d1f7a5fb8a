//! `POST /api/v1/rounds/{slug}/inputs/{number}/endorsements` and `…/ballots`: what counts once its
//! mailbox is proven.

use crate::web::app::App;
use crate::web::error_page::Problem;
use crate::web::errors::{ErrorCode, FieldProblem, WebError, WebResult};
use crate::web::petitions::api::{JsonBody, no_parameters};
use crate::web::petitions::sign_form::email_code;
use crate::web::rounds::api::{AwaitsProof, refused};
use crate::web::rounds::public_round;
use crate::web::rounds::take_part::{mail_link, may_write};
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::inputs::{CannotTakePart, Deed};
use weerklank_domain::inputs::Ballot;
use weerklank_domain::people::EmailAddress;
use weerklank_domain::rounds::{InputForm, Takes};
use weerklank_store::inputs::{InputRecord, find};
use weerklank_store::rounds::RoundRecord;

/// Somebody who stands behind an input.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewEndorsement {
    /// The address that the link is mailed to.
    pub email: String,
}

/// A vote on a statement.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewBallot {
    /// `agree`, `disagree` or `pass`; the last one of a person counts.
    pub vote: String,
    /// The address that the link is mailed to.
    pub email: String,
}

/// Stands behind an input; it counts once the link of the mail was followed.
#[utoipa::path(
    post, path = "/rounds/{slug}/inputs/{number}/endorsements", tag = "rounds", operation_id = "endorseInput",
    params(
        ("slug" = String, Path, description = "The round's name in addresses"),
        ("number" = i64, Path, description = "The number of the input within its round"),
    ),
    request_body = NewEndorsement,
    responses(
        (status = 202, body = AwaitsProof),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The round takes nothing now, or not in this way", body = Problem, content_type = "application/problem+json"),
        (status = 429, body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn endorse(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    path: web::Path<(String, String)>,
    body: JsonBody<NewEndorsement>,
) -> WebResult<HttpResponse> {
    no_parameters(request.query_string())?;
    let (round, input) = look(&app, path.into_inner()).await?;
    let email = address(&body.into_inner().email, Vec::new())?;
    let deed = Deed::Endorsement {
        round_id: round.id,
        input_id: input.id,
    };
    send(&request, &app, visitor, &round, email, deed).await
}

/// Votes on a statement; it counts once the link of the mail was followed.
#[utoipa::path(
    post, path = "/rounds/{slug}/inputs/{number}/ballots", tag = "rounds", operation_id = "castBallot",
    params(
        ("slug" = String, Path, description = "The round's name in addresses"),
        ("number" = i64, Path, description = "The number of the statement within its round"),
    ),
    request_body = NewBallot,
    responses(
        (status = 202, body = AwaitsProof),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is no such statement", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The round takes nothing now, or not in this way", body = Problem, content_type = "application/problem+json"),
        (status = 429, body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn vote(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    path: web::Path<(String, String)>,
    body: JsonBody<NewBallot>,
) -> WebResult<HttpResponse> {
    no_parameters(request.query_string())?;
    let (round, input) = look(&app, path.into_inner()).await?;
    if input.form != InputForm::Statement || !input.is_listed {
        return Err(ErrorCode::NotFound.into());
    }
    let body = body.into_inner();
    let ballot = Ballot::from_code(&body.vote);
    let wrong = match ballot {
        Some(_) => Vec::new(),
        None => vec![FieldProblem::new("vote", "choose")],
    };
    let email = address(&body.email, wrong)?;
    let deed = Deed::Ballot {
        round_id: round.id,
        input_id: input.id,
        ballot: body.vote,
    };
    send(&request, &app, visitor, &round, email, deed).await
}

/// An input that everybody may read, with its round.
async fn look(
    app: &Arc<App>,
    (slug, number): (String, String),
) -> WebResult<(RoundRecord, InputRecord)> {
    let number: i64 = number.parse().map_err(|_| ErrorCode::NotFound)?;
    app.block(move |app| {
        let round = public_round(app, &slug)?;
        let input = app
            .house
            .store
            .read(|db| Ok::<_, ActError>(find(db, round.id, number)?))?;
        let input = input.filter(InputRecord::is_readable);
        WebResult::Ok((round, input.ok_or(ErrorCode::NotFound)?))
    })
    .await
}

/// The address, or everything that is wrong.
fn address(typed: &str, mut wrong: Vec<FieldProblem>) -> WebResult<EmailAddress> {
    match EmailAddress::parse(typed) {
        Ok(email) if wrong.is_empty() => Ok(email),
        Ok(_) => Err(WebError::wrong_values(wrong)),
        Err(fault) => {
            wrong.push(FieldProblem::new("email", email_code(fault)));
            Err(WebError::wrong_values(wrong))
        }
    }
}

async fn send(
    request: &HttpRequest,
    app: &Arc<App>,
    visitor: Visitor,
    round: &RoundRecord,
    email: EmailAddress,
    deed: Deed,
) -> WebResult<HttpResponse> {
    if may_write(app, round, None).map_err(refused)? == Takes::LateInput {
        return Err(refused(CannotTakePart::Closed));
    }
    app.count_write(request)?;
    mail_link(app, email, visitor.language, deed).await?;
    Ok(AwaitsProof::answer())
}
