//! `GET /dossiers/{slug}`

use super::ring::{RingPiece, ring};
use crate::web::app::App;
use crate::web::commitments::card::CommitmentCard;
use crate::web::council::vote::card::{Decided, Depth, VoteCard, decided};
use crate::web::council::{ProposalLine, Proposed};
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::memory::Content;
use crate::web::page::{PageView, language_part, render_page};
use crate::web::petitions::card::{rfc3339, rfc3339_or_empty};
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, Utc};
use parts::{MoveView, PetitionLine, PhaseView};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActResult;
use weerklank_domain::Language;
use weerklank_domain::calendar::day_of;
use weerklank_domain::dossiers::{DossierState, PhaseKind};
use weerklank_domain::text::{SafeHtml, Under, to_html};
use weerklank_store::commitments::{CommitmentRecord, CommitmentSubject, of_subject};
use weerklank_store::council::{ProposalFilter, VoteFilter};
use weerklank_store::dossiers::{
    DocumentRecord, DossierRecord, HungPetition, MoveRecord, PhaseRecord, RoundLine, documents,
    find, moves, petitions_of, phases, rounds_of,
};
use weerklank_store::replies::{ThreadSubject, find_thread};

pub mod parts;
#[cfg(test)]
pub mod samples;

/// A dossier with its cycle.
#[derive(Debug, Clone, Serialize)]
pub struct DossierPage {
    title: String,
    lang: &'static str,
    reference: String,
    body_name: String,
    has_area: bool,
    area_name: String,
    is_closed: bool,
    phase: &'static str,
    statutory: &'static str,
    published_at: String,
    summary_html: SafeHtml,
    has_summary: bool,
    has_duty: bool,
    duty: String,
    has_attribution: bool,
    attribution: String,
    ring: Vec<RingPiece>,
    phases: Vec<PhaseView>,
    moves: Vec<MoveView>,
    petitions: Vec<PetitionLine>,
    has_petitions: bool,
    commitments: Vec<CommitmentCard>,
    has_commitments: bool,
    votes: Vec<VoteCard>,
    has_votes: bool,
    proposals: Vec<ProposalLine>,
    has_proposals: bool,
    replies: i64,
    replies_url: String,
    api_url: String,
}

/// Everything that the page is made of.
pub struct Whole {
    pub dossier: DossierRecord,
    pub phases: Vec<PhaseRecord>,
    pub moves: Vec<MoveRecord>,
    pub documents: Vec<DocumentRecord>,
    pub rounds: Vec<RoundLine>,
    pub petitions: Vec<HungPetition>,
    pub replies: i64,
    pub commitments: Vec<CommitmentRecord>,
    pub proposed: Proposed,
    /// What the council voted on it.
    pub votes: Vec<Decided>,
}

/// Loads a public dossier with all that belongs to it, in thirteen statements, and one more where it was voted on.
pub fn load(app: &App, slug: &str) -> ActResult<Option<Whole>> {
    app.house.store.read_at_once(|db| {
        let Some(dossier) = find(db, slug)?.filter(|dossier| dossier.state.is_public()) else {
            return Ok(None);
        };
        let id = dossier.id;
        let mut rounds = rounds_of(db, id)?;
        rounds.retain(|round| round.state.is_public());
        let mut petitions = petitions_of(db, id)?;
        petitions.retain(|petition| petition.is_public);
        let filter = ProposalFilter {
            dossier_id: Some(id),
            ..ProposalFilter::default()
        };
        Ok(Some(Whole {
            proposed: Proposed::load(db, filter)?,
            phases: phases(db, id)?,
            moves: moves(db, id)?,
            documents: documents(db, id)?,
            rounds,
            petitions,
            commitments: of_subject(db, CommitmentSubject::Dossier(id))?,
            votes: decided(
                db,
                &VoteFilter {
                    dossier_id: Some(id),
                    ..VoteFilter::default()
                },
                Depth::Result,
            )?,
            replies: find_thread(db, ThreadSubject::Dossier(id))?.map_or(0, |thread| thread.shown),
            dossier,
        }))
    })
}

/// Answers the page.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    slug: web::Path<String>,
) -> WebResult<HttpResponse> {
    let slug = slug.into_inner();
    let query = language_part(request.query_string()).to_owned();
    let key = format!("dossier {} {slug} {query}", visitor.language.code());
    app.remembered(&request, key, move |app| {
        build(app, &slug, visitor.language, &query)
    })
    .await
}

fn build(app: &App, slug: &str, language: Language, query: &str) -> WebResult<Content> {
    let whole = load(app, slug)?.ok_or(ErrorCode::NotFound)?;
    let view =
        DossierPage::of(&whole, language, app.house.clock.now()).ok_or(ErrorCode::NotFound)?;
    let path = format!("/dossiers/{slug}");
    let html = render_page(app, language, &path, query, &view)?;
    Ok(Content::html(html))
}

/// How far a phase is, as a code of `phase-status-…`.
pub fn status_of(dossier: &DossierRecord, phase: &PhaseRecord) -> &'static str {
    let present = dossier.phase.map(PhaseKind::position);
    let position = Some(phase.kind.position());
    let is_over = phase.finished_at.is_some();
    if dossier.state == DossierState::Public && present == position {
        "present"
    } else if is_over && position <= present {
        "done"
    } else if is_over {
        "left"
    } else if position < present {
        "skipped"
    } else {
        "coming"
    }
}

impl DossierPage {
    /// The page; `None` for a dossier that has no phase yet.
    fn of(whole: &Whole, language: Language, now: DateTime<Utc>) -> Option<Self> {
        let dossier = &whole.dossier;
        let phase = dossier.phase?;
        let proposals = whole.proposed.lines(language);
        let statuses: Vec<_> = whole
            .phases
            .iter()
            .map(|phase| (phase.kind, status_of(dossier, phase)))
            .collect();
        Some(Self {
            title: dossier.title.clone(),
            lang: dossier.language.code(),
            reference: dossier.reference.clone(),
            body_name: dossier.body_name(language).to_owned(),
            has_area: dossier.area.is_some(),
            area_name: dossier
                .area
                .as_ref()
                .map(|(_, name)| name.clone())
                .unwrap_or_default(),
            is_closed: dossier.state == DossierState::Closed,
            phase: phase.code(),
            statutory: phase.statutory().code(),
            published_at: rfc3339_or_empty(dossier.published_at),
            summary_html: to_html(&dossier.summary, Under::Title),
            has_summary: !dossier.summary.trim().is_empty(),
            has_duty: dossier.duty.is_some(),
            duty: dossier.duty.clone().unwrap_or_default(),
            has_attribution: dossier.attribution.is_some(),
            attribution: dossier.attribution.clone().unwrap_or_default(),
            ring: ring(&statuses),
            phases: whole
                .phases
                .iter()
                .map(|phase| PhaseView::of(whole, phase, now))
                .collect(),
            moves: whole.moves.iter().map(MoveView::of).collect(),
            has_petitions: !whole.petitions.is_empty(),
            petitions: whole
                .petitions
                .iter()
                .map(|petition| PetitionLine::of(petition, now))
                .collect(),
            has_votes: !whole.votes.is_empty(),
            votes: VoteCard::all(&whole.votes, language),
            has_commitments: !whole.commitments.is_empty(),
            commitments: CommitmentCard::all(&whole.commitments, language, day_of(now)),
            has_proposals: !proposals.is_empty(),
            proposals,
            replies: whole.replies,
            replies_url: format!("/dossiers/{}/replies", dossier.slug),
            api_url: format!("/api/v1/dossiers/{}", dossier.slug),
        })
    }
}

impl MoveView {
    pub fn of(step: &MoveRecord) -> Self {
        Self {
            kind: step.kind.code(),
            has_to: step.to.is_some(),
            to: step.to.map_or("", PhaseKind::code),
            has_reason: step.reason.is_some(),
            reason: step.reason.clone().unwrap_or_default(),
            has_by: step.by.is_some(),
            by: step.by.clone().unwrap_or_default(),
            at: rfc3339(step.at),
        }
    }
}

impl PageView for DossierPage {
    const TEMPLATE: &'static str = "pages/dossiers/show";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        samples::all()
    }
}
