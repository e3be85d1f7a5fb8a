//! `/api/v1/council/proposals`.

use super::people::body_named;
use super::query::{CouncilQuery, decode_day, encode_day, read, refused};
use crate::web::app::App;
use crate::web::error_page::Problem;
use crate::web::errors::{ErrorCode, WebError, WebResult};
use crate::web::petitions::api::resources::BodyResource;
use crate::web::petitions::api::{json, no_parameters};
use crate::web::petitions::card::rfc3339;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use weerklank_acts::{ActError, ActResult};
use weerklank_store::council::{
    MoverRecord, ProposalFilter, ProposalRecord, ProposalStepRecord, council_bodies, faction,
    is_public_proposal, meetings_of_proposals, member, movers, proposal, proposal_steps, proposals,
};
use weerklank_store::{Db, dossiers};

/// Somebody who brings a proposal.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MoverResource {
    /// `mover` or `co_mover`.
    pub role: &'static str,
    /// The slug of the member.
    pub member: Option<String>,
    /// The slug of the faction.
    pub faction: Option<String>,
    /// The Dutch name of the body.
    pub body: Option<String>,
}

/// A proposal in a list.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ProposalResource {
    /// Its number for people: M26-0007.
    pub reference: String,
    /// `proposal`, `amendment`, `sub_amendment`, `motion` or `appointment`.
    pub kind: &'static str,
    /// Its title.
    pub title: String,
    /// BCP 47 tag of its texts.
    pub language: &'static str,
    /// `tabled`, `held_over`, `postponed`, `postponed_by_tie`, `not_valid`, `withdrawn`, `taken_over`,
    /// `overtaken`, `lapsed`, `adopted` or `rejected`.
    pub state: &'static str,
    /// The body.
    pub body: BodyResource,
    /// The day on which it was submitted.
    pub submitted_on: NaiveDate,
    /// Who brings it.
    pub movers: Vec<MoverResource>,
    /// The slug of its dossier.
    pub dossier: Option<String>,
    /// The slug of its petition.
    pub petition: Option<String>,
    /// Its page.
    pub url: String,
}

/// A page of proposals.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ProposalList {
    /// The proposals, the newest first.
    pub items: Vec<ProposalResource>,
    /// What to give as `cursor` for the next page; null on the last one.
    pub next: Option<String>,
}

/// A step of a proposal.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ProposalStepResource {
    /// What was done.
    pub step: String,
    /// The state after it.
    pub state: &'static str,
    /// Why.
    pub reason: String,
    /// The meeting.
    pub meeting: Option<String>,
    /// When (UTC).
    pub at: String,
}

/// An item of an agenda on which it stands.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PlacedResource {
    /// The meeting.
    pub meeting: String,
    /// The number of the item.
    pub item: String,
}

/// A proposal with its text and its steps.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ProposalDetail {
    #[serde(flatten)]
    proposal: ProposalResource,
    /// In full (Markdown).
    pub text: String,
    /// What it changes, or belongs to.
    pub about: Option<String>,
    /// Where it stands or stood.
    pub agenda: Vec<PlacedResource>,
    /// Its steps, the first one first.
    pub steps: Vec<ProposalStepResource>,
}

/// Lists what was proposed.
#[utoipa::path(
    get, path = "/council/proposals", tag = "council", operation_id = "listProposals",
    params(
        ("body" = Option<String>, Query, description = "Only proposals to the body of this slug"),
        ("kind" = Option<String>, Query, description = "Only proposals of this kind"),
        ("state" = Option<String>, Query, description = "Only proposals in this state"),
        ("dossier" = Option<String>, Query, description = "Only proposals that belong to the dossier of this slug"),
        ("member" = Option<String>, Query, description = "Only what the member of this slug brought"),
        ("faction" = Option<String>, Query, description = "Only what the faction of this slug brought"),
        ("cursor" = Option<String>, Query, description = "`next` of the page before"),
        ("limit" = Option<i64>, Query, description = "1 to 100, 20 unless said", minimum = 1, maximum = 100),
    ),
    responses((status = 200, body = ProposalList), (status = 400, body = Problem, content_type = "application/problem+json"))
)]
pub async fn list(request: HttpRequest, app: web::Data<Arc<App>>) -> WebResult<HttpResponse> {
    let known = [
        "body", "kind", "state", "dossier", "member", "faction", "cursor", "limit",
    ];
    let query = read(request.query_string(), &known)?;
    let key = format!("api council proposals {}", request.query_string());
    app.remembered(&request, key, move |app| {
        let store = &app.house.store;
        let filter = store.read(|db| filter(db, &query))?;
        let (mut found, brought) = store.read_at_once(|db| {
            let found = proposals(db, &filter, query.limit + 1)?;
            let ids: Vec<i64> = found.iter().map(|one| one.id).collect();
            let brought = movers(db, &ids)?;
            Ok::<_, ActError>((found, brought))
        })?;
        let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
        let has_more = found.len() > limit;
        found.truncate(limit);
        let last = found.last().filter(|_| has_more);
        json(&ProposalList {
            next: last.map(|one| encode_day((one.text.submitted_on, one.id))),
            items: found
                .iter()
                .map(|one| ProposalResource::of(&app.base_url, one, &brought))
                .collect(),
        })
    })
    .await
}

/// What a list is narrowed to.
fn filter(db: &mut Db, query: &CouncilQuery) -> WebResult<ProposalFilter> {
    let unknown = |name: &str| refused(name, "unknown_value");
    let store = WebError::from;
    let bodies = council_bodies(db).map_err(ActError::from).map_err(store)?;
    let dossier_id = match &query.dossier {
        Some(slug) => {
            let found = dossiers::find(db, slug)
                .map_err(ActError::from)
                .map_err(store)?;
            let public = found.filter(|dossier| dossier.state.is_public());
            Some(public.ok_or_else(|| unknown("dossier"))?.id)
        }
        None => None,
    };
    let member_id = match &query.member {
        Some(slug) => {
            let found = member(db, slug).map_err(ActError::from).map_err(store)?;
            Some(found.ok_or_else(|| unknown("member"))?.id)
        }
        None => None,
    };
    let faction_id = match &query.faction {
        Some(slug) => {
            let found = faction(db, slug).map_err(ActError::from).map_err(store)?;
            Some(found.ok_or_else(|| unknown("faction"))?.id)
        }
        None => None,
    };
    let after = match &query.cursor {
        Some(cursor) => Some(decode_day(cursor).ok_or_else(|| unknown("cursor"))?),
        None => None,
    };
    Ok(ProposalFilter {
        bodies: body_named(&bodies, query.body.as_deref())?.map(|body| vec![body]),
        dossier_id,
        member_id,
        faction_id,
        kind: query.kind,
        state: query.state,
        after,
        is_public: true,
        ..ProposalFilter::default()
    })
}

/// Answers one proposal.
#[utoipa::path(
    get, path = "/council/proposals/{reference}", tag = "council", operation_id = "getProposal",
    params(("reference" = String, Path, description = "The number for people: M26-0007")),
    responses((status = 200, body = ProposalDetail), (status = 404, body = Problem, content_type = "application/problem+json"))
)]
pub async fn one(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    reference: web::Path<String>,
) -> WebResult<HttpResponse> {
    no_parameters(request.query_string())?;
    let reference = reference.into_inner();
    let key = format!("api council proposal {reference}");
    app.remembered(&request, key, move |app| {
        let base_url = &app.base_url;
        let detail = app.house.store.read_at_once(|db| {
            let Some(one) = proposal(db, &reference)? else {
                return Ok::<_, ActError>(None);
            };
            if !is_public_proposal(db, one.id)? {
                return Ok(None);
            }
            Ok(Some(detail(db, base_url, &one)?))
        })?;
        json(&detail.ok_or(ErrorCode::NotFound)?)
    })
    .await
}

fn detail(db: &mut Db, base_url: &str, one: &ProposalRecord) -> ActResult<ProposalDetail> {
    let brought = movers(db, &[one.id])?;
    let about: Vec<i64> = one.links.about_id.into_iter().collect();
    let placed = meetings_of_proposals(db, &[one.id])?;
    Ok(ProposalDetail {
        proposal: ProposalResource::of(base_url, one, &brought),
        text: one.text.text.clone(),
        about: references(db, &about)?.into_values().next(),
        agenda: placed
            .into_iter()
            .map(|(_, meeting, item)| PlacedResource { meeting, item })
            .collect(),
        steps: proposal_steps(db, one.id)?
            .into_iter()
            .map(ProposalStepResource::from)
            .collect(),
    })
}

/// The references of proposals, by key, as far as everybody may read them.
pub(super) fn references(db: &mut Db, ids: &[i64]) -> ActResult<BTreeMap<i64, String>> {
    let filter = ProposalFilter {
        ids: Some(ids.to_vec()),
        is_public: true,
        ..ProposalFilter::default()
    };
    let limit = i64::try_from(ids.len()).unwrap_or(i64::MAX);
    let found = proposals(db, &filter, limit)?;
    Ok(found
        .into_iter()
        .map(|one| (one.id, one.reference))
        .collect())
}

impl ProposalResource {
    /// The resource of a proposal.
    pub fn of(base_url: &str, one: &ProposalRecord, brought: &[MoverRecord]) -> Self {
        let link = |linked: &Option<weerklank_store::council::LinkedRecord>| {
            let public = linked.as_ref().filter(|linked| linked.is_public);
            public.map(|linked| linked.slug.clone())
        };
        Self {
            reference: one.reference.clone(),
            kind: one.kind.code(),
            title: one.text.title.clone(),
            language: one.text.language.code(),
            state: one.state.code(),
            body: BodyResource {
                slug: one.body.0.clone(),
                name: one.body.1.clone(),
            },
            submitted_on: one.text.submitted_on,
            movers: brought
                .iter()
                .filter(|mover| mover.proposal_id == one.id)
                .map(|mover| MoverResource {
                    role: mover.mover.role.code(),
                    member: mover.member.as_ref().map(|(slug, _)| slug.clone()),
                    faction: mover.faction.as_ref().map(|(slug, _)| slug.clone()),
                    body: mover.body.as_ref().map(|(name, _)| name.clone()),
                })
                .collect(),
            dossier: link(&one.dossier),
            petition: link(&one.petition),
            url: format!("{base_url}/council/proposals/{}", one.reference),
        }
    }
}

impl From<ProposalStepRecord> for ProposalStepResource {
    fn from(step: ProposalStepRecord) -> Self {
        Self {
            step: step.step,
            state: step.state.code(),
            reason: step.reason,
            meeting: step.meeting,
            at: rfc3339(step.at),
        }
    }
}
