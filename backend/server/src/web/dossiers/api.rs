//! `/api/v1/dossiers`

use super::list_query::{encode, read};
use super::show::{Whole, load, status_of};
use crate::web::app::App;
use crate::web::error_page::Problem;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::petitions::api::resources::BodyResource;
use crate::web::petitions::api::{json, no_parameters};
use crate::web::petitions::card::rfc3339;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_domain::dossiers::{Level, PhaseKind, Scope};
use weerklank_store::dossiers::{Card, DocumentRecord, page};

const DEFAULT_LIMIT: i64 = 20;

/// A dossier in a list.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DossierResource {
    /// Its name in addresses.
    pub slug: String,
    /// Its number for people.
    pub reference: String,
    /// Its title, in `language`.
    pub title: String,
    /// BCP 47 tag of its text.
    pub language: &'static str,
    /// `public` or `closed`.
    pub state: &'static str,
    /// `agenda_setting`, `policy_preparation`, `decision_making`, `implementation` or `evaluation`.
    pub phase: &'static str,
    /// The phase as the law names it: `preparation`, `execution` or `evaluation`.
    pub statutory_phase: &'static str,
    /// When it was published (UTC).
    pub published_at: String,
    /// The body that it belongs to.
    pub body: BodyResource,
    /// The name of the area that it is about.
    pub area: Option<String>,
    /// Its page.
    pub url: String,
}

/// A page of dossiers.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct DossierList {
    /// The dossiers, the last published first.
    pub items: Vec<DossierResource>,
    /// What to give as `cursor` for the next page; null on the last one.
    pub next: Option<String>,
}

/// What people have to know before they take part, in Markdown.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ScopeResource {
    /// What is decided.
    pub decided: String,
    /// Who decides.
    pub decided_by: String,
    /// What can still change.
    pub changeable: String,
    /// What is fixed.
    pub fixed: String,
    /// How people take part.
    pub how: String,
    /// When.
    pub moment: String,
    /// What happens with the input, and when the answer comes.
    pub afterwards: String,
}

/// A phase of a dossier.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PhaseResource {
    /// Which one.
    pub kind: &'static str,
    /// The phase as the law names it.
    pub statutory_phase: &'static str,
    /// `present`, `done`, `left`, `skipped` or `coming`.
    pub status: &'static str,
    /// The first planned day.
    pub planned_from: Option<NaiveDate>,
    /// The last planned day.
    pub planned_until: Option<NaiveDate>,
    /// When it began (UTC).
    pub started_at: Option<String>,
    /// When it ended (UTC).
    pub finished_at: Option<String>,
    /// `inform`, `consult`, `advise`, `co_produce` or `co_decide`.
    pub level: Option<&'static str>,
    /// What input can change.
    pub scope: ScopeResource,
    /// What came of it, in Markdown.
    pub outcome: String,
}

/// A step through the phases.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MoveResource {
    /// `begin`, `advance`, `override`, `return` or `finish`.
    pub kind: &'static str,
    /// The phase that was left.
    pub from: Option<&'static str>,
    /// The phase that was entered.
    pub to: Option<&'static str>,
    /// The public reason.
    pub reason: Option<String>,
    /// When (UTC).
    pub at: String,
}

/// A version of a document.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DocumentVersionResource {
    /// 1, 2, 3 …
    pub version: i32,
    /// The name of the file.
    pub file_name: String,
    /// Bytes.
    pub size: i64,
    /// SHA-256 of the content, in hexadecimal digits.
    pub sha256: String,
    /// When it was laid open (UTC).
    pub laid_at: String,
    /// Why it stands in the place of the version before it.
    pub note: Option<String>,
    /// The file.
    pub url: String,
}

/// A document, as it was laid open.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DocumentResource {
    /// The phase that it belongs to.
    pub phase: &'static str,
    /// Its title.
    pub title: String,
    /// BCP 47 tag of its content.
    pub language: &'static str,
    /// Its versions, the newest first.
    pub versions: Vec<DocumentVersionResource>,
}

/// A round of a dossier.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DossierRoundResource {
    /// Its name in addresses.
    pub slug: String,
    /// Its number for people.
    pub number: i64,
    /// Its title.
    pub title: String,
    /// The phase that it belongs to.
    pub phase: &'static str,
    /// Where it is on its way.
    pub state: &'static str,
    /// First moment at which it takes input (UTC).
    pub opens_at: Option<String>,
    /// First moment at which input is late (UTC).
    pub closes_at: Option<String>,
}

/// A petition that hangs on a dossier.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DossierPetitionResource {
    /// Its name in addresses.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Where it is on its way.
    pub state: &'static str,
    /// The published count.
    pub signature_count: i64,
}

/// A dossier with everything that belongs to it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DossierDetail {
    #[serde(flatten)]
    dossier: DossierResource,
    /// What it is about, in Markdown.
    pub summary: String,
    /// The rule that makes participation a duty.
    pub duty: Option<String>,
    /// Whom to name for what was imported.
    pub attribution: Option<String>,
    /// Its five phases, in the order of the cycle.
    pub phases: Vec<PhaseResource>,
    /// Its steps through them, the oldest first.
    pub moves: Vec<MoveResource>,
    /// Its documents.
    pub documents: Vec<DocumentResource>,
    /// Its rounds.
    pub rounds: Vec<DossierRoundResource>,
    /// The petitions that hang on it.
    pub petitions: Vec<DossierPetitionResource>,
}

/// Lists public dossiers.
#[utoipa::path(
    get, path = "/dossiers", tag = "dossiers", operation_id = "listDossiers",
    params(
        ("q" = Option<String>, Query, description = "Words to look for, in Dutch or English"),
        ("phase" = Option<String>, Query, description = "Only dossiers in this phase"),
        ("body" = Option<String>, Query, description = "Only dossiers of the body of this slug"),
        ("area" = Option<String>, Query, description = "Only dossiers about the area of this code"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
        ("limit" = Option<i64>, Query, description = "1 to 100, 20 unless said", minimum = 1, maximum = 100),
    ),
    responses((status = 200, body = DossierList), (status = 400, body = Problem, content_type = "application/problem+json"))
)]
pub async fn list(request: HttpRequest, app: web::Data<Arc<App>>) -> WebResult<HttpResponse> {
    let query = read(request.query_string(), true, DEFAULT_LIMIT)?;
    let key = format!("api dossiers {}", request.query_string());
    app.remembered(&request, key, move |app| {
        let (mut items, mut next) = (Vec::new(), None);
        if !query.asks_nothing() {
            let found = app.house.store.read(|db| {
                let (after, limit) = (query.after, query.limit);
                Ok::<_, ActError>(page(db, &query.filter, after, limit)?)
            })?;
            items = found.items;
            next = found.next;
        }
        json(&DossierList {
            items: items
                .iter()
                .map(|card| DossierResource::of(&app.base_url, card))
                .collect(),
            next: next.as_ref().map(encode),
        })
    })
    .await
}

/// Answers one dossier.
#[utoipa::path(
    get, path = "/dossiers/{slug}", tag = "dossiers", operation_id = "getDossier",
    params(("slug" = String, Path, description = "The dossier's name in addresses")),
    responses((status = 200, body = DossierDetail), (status = 404, body = Problem, content_type = "application/problem+json"))
)]
pub async fn one(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    slug: web::Path<String>,
) -> WebResult<HttpResponse> {
    no_parameters(request.query_string())?;
    let slug = slug.into_inner();
    let key = format!("api dossier {slug}");
    app.remembered(&request, key, move |app| {
        let whole = load(app, &slug)?.ok_or(ErrorCode::NotFound)?;
        let detail = DossierDetail::of(&app.base_url, &whole, app.house.clock.now());
        json(&detail.ok_or(ErrorCode::NotFound)?)
    })
    .await
}

impl DossierResource {
    fn of(base_url: &str, card: &Card) -> Self {
        Self {
            slug: card.slug.clone(),
            reference: card.reference.clone(),
            title: card.title.clone(),
            language: card.language.code(),
            state: card.state.code(),
            phase: card.phase.code(),
            statutory_phase: card.phase.statutory().code(),
            published_at: rfc3339(card.published_at),
            body: BodyResource {
                slug: card.body.0.clone(),
                name: card.body.1.clone(),
            },
            area: card.area_name.clone(),
            url: format!("{base_url}/dossiers/{}", card.slug),
        }
    }
}

impl From<Scope> for ScopeResource {
    fn from(scope: Scope) -> Self {
        Self {
            decided: scope.decided,
            decided_by: scope.decided_by,
            changeable: scope.changeable,
            fixed: scope.fixed,
            how: scope.how,
            moment: scope.moment,
            afterwards: scope.afterwards,
        }
    }
}

impl DossierDetail {
    /// The resource; `None` for a dossier that is not public.
    fn of(base_url: &str, whole: &Whole, now: DateTime<Utc>) -> Option<Self> {
        let dossier = &whole.dossier;
        let head = Card {
            id: dossier.id,
            slug: dossier.slug.clone(),
            reference: dossier.reference.clone(),
            title: dossier.title.clone(),
            language: dossier.language,
            summary: String::new(),
            state: dossier.state,
            phase: dossier.phase?,
            body: dossier.body.clone(),
            area_name: dossier.area.as_ref().map(|(_, name)| name.clone()),
            published_at: dossier.published_at?,
        };
        Some(Self {
            dossier: DossierResource::of(base_url, &head),
            summary: dossier.summary.clone(),
            duty: dossier.duty.clone(),
            attribution: dossier.attribution.clone(),
            phases: phase_resources(whole),
            moves: moves(whole),
            documents: document_resources(base_url, &whole.dossier.slug, &whole.documents),
            rounds: rounds(whole, now),
            petitions: petitions(whole, now),
        })
    }
}

fn phase_resources(whole: &Whole) -> Vec<PhaseResource> {
    whole
        .phases
        .iter()
        .map(|phase| PhaseResource {
            kind: phase.kind.code(),
            statutory_phase: phase.kind.statutory().code(),
            status: status_of(&whole.dossier, phase),
            planned_from: phase.text.planned.from(),
            planned_until: phase.text.planned.until(),
            started_at: phase.started_at.map(rfc3339),
            finished_at: phase.finished_at.map(rfc3339),
            level: phase.text.level.map(Level::code),
            scope: phase.text.scope.clone().into(),
            outcome: phase.text.outcome.clone(),
        })
        .collect()
}

fn moves(whole: &Whole) -> Vec<MoveResource> {
    let steps = whole.moves.iter().map(|step| MoveResource {
        kind: step.kind.code(),
        from: step.from.map(PhaseKind::code),
        to: step.to.map(PhaseKind::code),
        reason: step.reason.clone(),
        at: rfc3339(step.at),
    });
    steps.collect()
}

/// Documents of a dossier that is named so in addresses.
pub fn document_resources(
    base_url: &str,
    dossier: &str,
    documents: &[DocumentRecord],
) -> Vec<DocumentResource> {
    documents
        .iter()
        .map(|document| DocumentResource {
            phase: document.phase.code(),
            title: document.title.clone(),
            language: document.language.code(),
            versions: document
                .versions
                .iter()
                .map(|version| DocumentVersionResource {
                    version: version.version,
                    url: format!(
                        "{base_url}/dossiers/{dossier}/documents/{}/{}/{}",
                        document.id, version.version, version.file_name
                    ),
                    file_name: version.file_name.clone(),
                    size: version.size,
                    sha256: version.sha256.clone(),
                    laid_at: rfc3339(version.laid_at),
                    note: version.note.clone(),
                })
                .collect(),
        })
        .collect()
}

fn rounds(whole: &Whole, now: DateTime<Utc>) -> Vec<DossierRoundResource> {
    whole
        .rounds
        .iter()
        .map(|round| DossierRoundResource {
            slug: round.slug.clone(),
            number: round.number,
            title: round.title.clone(),
            phase: round.phase.code(),
            state: round.window().shown_state(now).code(),
            opens_at: round.opens_at.map(rfc3339),
            closes_at: round.closes_at.map(rfc3339),
        })
        .collect()
}

fn petitions(whole: &Whole, now: DateTime<Utc>) -> Vec<DossierPetitionResource> {
    whole
        .petitions
        .iter()
        .map(|petition| DossierPetitionResource {
            slug: petition.slug.clone(),
            title: petition.title.clone(),
            state: crate::web::petitions::card::shown_state(
                petition.state,
                petition.closes_at,
                now,
            )
            .code(),
            signature_count: petition.total,
        })
        .collect()
}
