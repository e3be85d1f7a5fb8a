//! `/api/v1/commitments`

use super::list_query::{encode, read};
use super::show::{load, settling};
use crate::web::app::App;
use crate::web::error_page::Problem;
use crate::web::errors::WebResult;
use crate::web::petitions::api::resources::BodyResource;
use crate::web::petitions::api::{json, no_parameters};
use crate::web::petitions::card::rfc3339;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_domain::calendar::day_of;
use weerklank_domain::commitments::{heard, is_overdue, reference};
use weerklank_store::commitments::{CommitmentRecord, StepRecord, page};

const DEFAULT_LIMIT: i64 = 20;

/// What a commitment is about.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AboutResource {
    /// `dossier`, `round` or `petition`.
    pub kind: &'static str,
    /// Its number for people.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// Its page.
    pub url: String,
}

/// What followers say who were asked; null under five answers.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HeardResource {
    /// How many answered.
    pub answered: i64,
    /// How many of them say that it was done.
    pub done: i64,
    /// How many of them say that it was not.
    pub not_done: i64,
}

/// A commitment.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CommitmentResource {
    /// Its number in addresses.
    pub number: i64,
    /// Its number for people.
    pub reference: String,
    /// What was promised, in `language`.
    pub title: String,
    /// What was promised, in Markdown.
    pub text: String,
    /// BCP 47 tag of its text.
    pub language: &'static str,
    /// The post that sees to it.
    pub owner: String,
    /// `open`, `done` or `dropped`.
    pub state: &'static str,
    /// The last day on which it is in time.
    pub due_on: NaiveDate,
    /// Whether it should have been done by now.
    pub is_overdue: bool,
    /// When it was made (UTC).
    pub made_at: String,
    /// When it was done or dropped (UTC).
    pub settled_at: Option<String>,
    /// The body that made it.
    pub body: BodyResource,
    /// What it is about; null when that is not public any more.
    pub about: Option<AboutResource>,
    /// What followers say.
    pub followers_say: Option<HeardResource>,
    /// Its page.
    pub url: String,
}

/// A page of commitments.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct CommitmentList {
    /// The commitments: those still owed first, by their due day.
    pub items: Vec<CommitmentResource>,
    /// What to give as `cursor` for the next page; null on the last one.
    pub next: Option<String>,
}

/// Something that happened to a commitment.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CommitmentStepResource {
    /// `made`, `moved`, `corrected`, `done` or `dropped`.
    pub kind: &'static str,
    /// When (UTC).
    pub at: String,
    /// What it said from then on, in a line.
    pub title: String,
    /// The same in full, in Markdown.
    pub text: String,
    /// The post that saw to it from then on.
    pub owner: String,
    /// The day on which it was due from then on.
    pub due_on: NaiveDate,
    /// Why; for what is done, the evidence (Markdown).
    pub reason: Option<String>,
    /// Where the evidence stands.
    pub evidence_url: Option<String>,
}

/// A commitment with its history.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CommitmentDetail {
    #[serde(flatten)]
    commitment: CommitmentResource,
    /// What shows that it was done, or why it was dropped (Markdown).
    pub outcome: Option<String>,
    /// Where the evidence stands.
    pub evidence_url: Option<String>,
    /// What happened to it, the oldest first.
    pub steps: Vec<CommitmentStepResource>,
}

/// Lists commitments.
#[utoipa::path(
    get, path = "/commitments", tag = "commitments", operation_id = "listCommitments",
    params(
        ("state" = Option<String>, Query, description = "`open`, `overdue`, `done` or `dropped`"),
        ("body" = Option<String>, Query, description = "Only commitments of the body of this slug"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
        ("limit" = Option<i64>, Query, description = "1 to 100, 20 unless said", minimum = 1, maximum = 100),
    ),
    responses((status = 200, body = CommitmentList), (status = 400, body = Problem, content_type = "application/problem+json"))
)]
pub async fn list(request: HttpRequest, app: web::Data<Arc<App>>) -> WebResult<HttpResponse> {
    let query = read(request.query_string(), true, DEFAULT_LIMIT)?;
    let key = format!("api commitments {}", request.query_string());
    app.remembered(&request, key, move |app| {
        let today = day_of(app.house.clock.now());
        let filter = query.filter(today);
        let found = app
            .house
            .store
            .read(|db| Ok::<_, ActError>(page(db, &filter, query.after, query.limit)?))?;
        json(&CommitmentList {
            items: found
                .items
                .iter()
                .map(|commitment| CommitmentResource::of(&app.base_url, commitment, today))
                .collect(),
            next: found.next.as_ref().map(encode),
        })
    })
    .await
}

/// Answers one commitment.
#[utoipa::path(
    get, path = "/commitments/{number}", tag = "commitments", operation_id = "getCommitment",
    params(("number" = i64, Path, description = "The commitment's number")),
    responses((status = 200, body = CommitmentDetail), (status = 404, body = Problem, content_type = "application/problem+json"))
)]
pub async fn one(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    number: web::Path<i64>,
) -> WebResult<HttpResponse> {
    no_parameters(request.query_string())?;
    let number = number.into_inner();
    app.remembered(&request, format!("api commitment {number}"), move |app| {
        let (commitment, steps) = load(app, number)?;
        let today = day_of(app.house.clock.now());
        json(&CommitmentDetail::of(
            &app.base_url,
            &commitment,
            &steps,
            today,
        ))
    })
    .await
}

impl CommitmentResource {
    fn of(base_url: &str, commitment: &CommitmentRecord, today: NaiveDate) -> Self {
        let about = Some(&commitment.about).filter(|about| about.is_public);
        let (done, not_done) = commitment.says;
        Self {
            number: commitment.number,
            reference: reference(commitment.number),
            title: commitment.title.clone(),
            text: commitment.text.clone(),
            language: commitment.language.code(),
            owner: commitment.owner.clone(),
            state: commitment.state.code(),
            due_on: commitment.due_on,
            is_overdue: is_overdue(commitment.state, commitment.due_on, today),
            made_at: rfc3339(commitment.made_at),
            settled_at: commitment.settled_at.map(rfc3339),
            body: BodyResource {
                slug: commitment.body.0.clone(),
                name: commitment.body.1.clone(),
            },
            about: about.map(|about| AboutResource {
                kind: about.kind(),
                reference: about.name.clone(),
                title: about.title.clone(),
                url: format!("{base_url}{}", about.url()),
            }),
            followers_say: heard(done, not_done).map(|heard| HeardResource {
                answered: heard.answered(),
                done: heard.done,
                not_done: heard.not_done,
            }),
            url: format!("{base_url}/commitments/{}", commitment.number),
        }
    }
}

impl CommitmentDetail {
    fn of(
        base_url: &str,
        commitment: &CommitmentRecord,
        steps: &[StepRecord],
        today: NaiveDate,
    ) -> Self {
        let settled = settling(steps);
        Self {
            commitment: CommitmentResource::of(base_url, commitment, today),
            outcome: settled.map(|step| step.reason.clone()),
            evidence_url: settled.and_then(|step| step.url.clone()),
            steps: steps
                .iter()
                .map(|step| CommitmentStepResource {
                    kind: step.kind.code(),
                    at: rfc3339(step.at),
                    title: step.text.title.clone(),
                    text: step.text.text.clone(),
                    owner: step.text.owner.clone(),
                    due_on: step.text.due_on,
                    reason: Some(step.reason.clone()).filter(|reason| !reason.is_empty()),
                    evidence_url: step.url.clone(),
                })
                .collect(),
        }
    }
}
