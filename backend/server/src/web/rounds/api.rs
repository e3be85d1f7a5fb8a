//! `/api/v1/rounds`: consultations, their inputs and how far the answers are; and sending an input.

mod resources;

use super::cannot::reason_code;
use super::list::read;
use super::papers::papers_of;
use super::public_round;
use super::take_part::Refused;
use super::take_part_form::{AsksEmail, Places, TakePartFields};
use crate::web::app::App;
use crate::web::error_page::Problem;
use crate::web::errors::{ErrorCode, FieldProblem, WebError, WebResult};
use crate::web::inputs::list::{encode, load, read as read_inputs};
use crate::web::petitions::api::{JsonBody, json, no_parameters};
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
pub use resources::AwaitsProof;
use resources::{
    CoverageResource, InputDetail, InputList, InputResource, NewInput, RoundDetail, RoundList,
    RoundResource,
};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::inputs::CannotTakePart;
use weerklank_store::inputs::{find, versions};
use weerklank_store::moderation::{ModerationSubject, tombstone_of};
use weerklank_store::rounds::{RoundCursor, coverage, extensions, level_of, page, scope_of};

/// Lists public rounds, the newest first.
#[utoipa::path(
    get, path = "/rounds", tag = "rounds", operation_id = "listRounds",
    params(
        ("q" = Option<String>, Query, description = "Words to look for, in Dutch or English"),
        ("state" = Option<String>, Query, description = "Only rounds in this state: announced, open, closed, answering, answered or cancelled"),
        ("body" = Option<String>, Query, description = "Only rounds of the body of this slug"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
        ("limit" = Option<i64>, Query, description = "1 to 100, 20 unless said", minimum = 1, maximum = 100),
    ),
    responses((status = 200, body = RoundList), (status = 400, body = Problem, content_type = "application/problem+json"))
)]
pub async fn list(request: HttpRequest, app: web::Data<Arc<App>>) -> WebResult<HttpResponse> {
    let query = read(request.query_string(), true)?;
    let key = format!("api rounds {}", request.query_string());
    app.remembered(&request, key, move |app| {
        let now = app.house.clock.now();
        let found = app.house.store.read(|db| {
            Ok::<_, ActError>(page(db, &query.filter(), query.after, query.limit, now)?)
        })?;
        json(&RoundList {
            items: found
                .items
                .iter()
                .map(|card| RoundResource::of(app, card))
                .collect(),
            next: found.next.map(|RoundCursor(id)| id.to_string()),
        })
    })
    .await
}

/// One round with its scope.
#[utoipa::path(
    get, path = "/rounds/{slug}", tag = "rounds", operation_id = "getRound",
    params(("slug" = String, Path, description = "The round's name in addresses")),
    responses(
        (status = 200, body = RoundDetail),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn one(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    slug: web::Path<String>,
) -> WebResult<HttpResponse> {
    no_parameters(request.query_string())?;
    let slug = slug.into_inner();
    app.remembered(&request, format!("api round {slug}"), move |app| {
        let round = public_round(app, &slug)?;
        let detail = app.house.store.read_at_once(|db| {
            Ok::<_, ActError>(RoundDetail::of(
                app,
                &round,
                (
                    level_of(db, round.dossier.0, round.phase)?,
                    &scope_of(db, round.dossier.0, round.phase)?,
                ),
                &papers_of(db, &round)?,
                &extensions(db, round.id)?,
                coverage(db, round.id)?,
            ))
        })?;
        json(&detail)
    })
    .await
}

/// The inputs of a round by outcome; `total` is the sum of the five.
#[utoipa::path(
    get, path = "/rounds/{slug}/coverage", tag = "rounds", operation_id = "getCoverage",
    params(("slug" = String, Path, description = "The round's name in addresses")),
    responses(
        (status = 200, body = CoverageResource),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn covered(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    slug: web::Path<String>,
) -> WebResult<HttpResponse> {
    no_parameters(request.query_string())?;
    let slug = slug.into_inner();
    app.remembered(&request, format!("api coverage {slug}"), move |app| {
        let round = public_round(app, &slug)?;
        let counted = app
            .house
            .store
            .read(|db| Ok::<_, ActError>(coverage(db, round.id)?))?;
        json(&CoverageResource::of(counted))
    })
    .await
}

/// Lists the public inputs of a round; near-identical texts stand once, with their senders.
#[utoipa::path(
    get, path = "/rounds/{slug}/inputs", tag = "rounds", operation_id = "listInputs",
    params(
        ("slug" = String, Path, description = "The round's name in addresses"),
        ("q" = Option<String>, Query, description = "Words to look for"),
        ("state" = Option<String>, Query, description = "open, answered or set_aside"),
        ("form" = Option<String>, Query, description = "open, idea or statement"),
        ("channel" = Option<String>, Query, description = "web, paper, meeting, telephone, email or elsewhere"),
        ("area" = Option<String>, Query, description = "Only inputs about the area of this code"),
        ("sort" = Option<String>, Query, description = "newest, oldest, endorsed or replied"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
        ("limit" = Option<i64>, Query, description = "1 to 100, 20 unless said", minimum = 1, maximum = 100),
    ),
    responses(
        (status = 200, body = InputList),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn list_inputs(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    slug: web::Path<String>,
) -> WebResult<HttpResponse> {
    let query = read_inputs(request.query_string(), true)?;
    let slug = slug.into_inner();
    let key = format!("api inputs {slug} {}", request.query_string());
    app.remembered(&request, key, move |app| {
        let whole = load(app, &slug, &query)?;
        json(&InputList {
            items: whole
                .found
                .items
                .iter()
                .map(|card| InputResource::of(app, &whole.round, card))
                .collect(),
            next: whole.found.next.map(encode),
        })
    })
    .await
}

/// One input. Of what is not public, hidden, taken back or waiting only the standing is told; of what the law
/// ordered to be removed only when that was, and for which class of reason.
#[utoipa::path(
    get, path = "/rounds/{slug}/inputs/{number}", tag = "rounds", operation_id = "getInput",
    params(
        ("slug" = String, Path, description = "The round's name in addresses"),
        ("number" = i64, Path, description = "The number of the input within its round"),
    ),
    responses(
        (status = 200, body = InputDetail),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "The law ordered its removal; `removed` tells when, and the class of the reason", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn one_input(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    path: web::Path<(String, String)>,
) -> WebResult<HttpResponse> {
    no_parameters(request.query_string())?;
    let (slug, number) = path.into_inner();
    let number: i64 = number.parse().map_err(|_| ErrorCode::NotFound)?;
    let key = format!("api input {slug} {number}");
    app.remembered(&request, key, move |app| {
        let round = public_round(app, &slug)?;
        let found = app.house.store.read_at_once(|db| {
            let Some(input) = find(db, round.id, number)? else {
                return Ok(None);
            };
            if let Some(stays) = tombstone_of(db, ModerationSubject::Input(input.id))? {
                return Ok(Some(Err(WebError::removed(&stays))));
            }
            let texts = versions(db, input.id)?;
            let detail = InputDetail::of(app, &round, &input, &texts);
            Ok::<_, ActError>(Some(Ok(detail)))
        })?;
        json(&found.ok_or(ErrorCode::NotFound)??)
    })
    .await
}

/// Sends an input; it has its number once its author followed the link of the mail.
#[utoipa::path(
    post, path = "/rounds/{slug}/inputs", tag = "rounds", operation_id = "sendInput",
    params(("slug" = String, Path, description = "The round's name in addresses")),
    request_body = NewInput,
    responses(
        (status = 202, body = AwaitsProof),
        (status = 400, body = Problem, content_type = "application/problem+json"),
        (status = 404, body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The round takes no input now, or not in this way", body = Problem, content_type = "application/problem+json"),
        (status = 429, body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn create_input(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    slug: web::Path<String>,
    body: JsonBody<NewInput>,
) -> WebResult<HttpResponse> {
    no_parameters(request.query_string())?;
    let fields: TakePartFields = body.into_inner().into();
    let slug = slug.into_inner();
    let (round, places) = app
        .block(move |app| {
            let round = public_round(app, &slug)?;
            WebResult::Ok((round, Places::of(app)?))
        })
        .await?;
    let form = fields.form_of(&round).ok_or_else(|| WebError {
        fields: vec![FieldProblem::new("form", "no_such_form")],
        ..ErrorCode::Conflict.into()
    })?;
    let language = visitor.language;
    let taken = fields
        .parse(&round, form, &places, AsksEmail::Must, language)
        .map_err(|problems| {
            WebError::wrong_values(problems.iter().map(FieldProblem::from).collect())
        })?;
    match super::take_part::send(&app, &request, &round, None, taken, language).await {
        Ok(_) => Ok(AwaitsProof::answer()),
        Err(Refused::Cannot(reason)) => Err(refused(reason)),
        Err(Refused::Web(error)) => Err(error),
    }
}

/// Why somebody cannot take part, as problem details: the round stands in the way.
pub fn refused(reason: CannotTakePart) -> WebError {
    WebError {
        fields: vec![FieldProblem::new("round", reason_code(reason))],
        ..ErrorCode::Conflict.into()
    }
}
