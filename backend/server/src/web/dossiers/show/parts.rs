//! The parts of a dossier's page.

use super::{Whole, status_of};
use crate::web::petitions::card::{rfc3339, rfc3339_or_empty, shown_state};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use weerklank_domain::dossiers::{Level, ScopePart};
use weerklank_domain::text::{SafeHtml, Under, to_html};
use weerklank_store::dossiers::{
    DocumentRecord, HungPetition, PhaseRecord, RoundLine, VersionRecord,
};

/// A phase with everything that belongs to it.
#[derive(Debug, Clone, Serialize)]
pub struct PhaseView {
    pub kind: &'static str,
    pub statutory: &'static str,
    pub number: usize,
    pub status: &'static str,
    pub is_present: bool,
    pub has_planned_from: bool,
    pub planned_from: String,
    pub has_planned_until: bool,
    pub planned_until: String,
    pub has_started: bool,
    pub started_at: String,
    pub has_finished: bool,
    pub finished_at: String,
    pub has_level: bool,
    pub level: &'static str,
    pub has_scope: bool,
    pub scope: Vec<ScopeView>,
    pub has_outcome: bool,
    pub outcome_html: SafeHtml,
    pub rounds: Vec<RoundView>,
    pub has_rounds: bool,
    pub documents: Vec<DocumentView>,
    pub has_documents: bool,
    pub is_empty: bool,
}

/// One part of a scope.
#[derive(Debug, Clone, Serialize)]
pub struct ScopeView {
    pub part: &'static str,
    pub text_html: SafeHtml,
}

/// A round of a phase.
#[derive(Debug, Clone, Serialize)]
pub struct RoundView {
    pub url: String,
    pub title: String,
    pub lang: &'static str,
    pub number: i64,
    pub state: &'static str,
    pub has_opens_at: bool,
    pub opens_at: String,
    pub has_closes_at: bool,
    pub closes_at: String,
}

/// A document of a phase.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentView {
    pub title: String,
    pub lang: &'static str,
    pub versions: Vec<VersionView>,
}

/// A version of a document.
#[derive(Debug, Clone, Serialize)]
pub struct VersionView {
    pub version: i32,
    pub url: String,
    pub file_name: String,
    /// Kilobytes, rounded up.
    pub size: i64,
    pub sha256: String,
    pub laid_at: String,
    pub has_note: bool,
    pub note: String,
    pub is_newest: bool,
}

/// A step through the phases.
#[derive(Debug, Clone, Serialize)]
pub struct MoveView {
    pub kind: &'static str,
    pub has_to: bool,
    pub to: &'static str,
    pub has_reason: bool,
    pub reason: String,
    pub has_by: bool,
    pub by: String,
    pub at: String,
}

/// A petition that hangs on the dossier.
#[derive(Debug, Clone, Serialize)]
pub struct PetitionLine {
    pub url: String,
    pub reference: String,
    pub title: String,
    pub lang: &'static str,
    pub state: &'static str,
    pub signature_count: i64,
}

/// A day as templates take it; nothing is an empty text.
pub fn day(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

impl PhaseView {
    pub fn of(whole: &Whole, phase: &PhaseRecord, now: DateTime<Utc>) -> Self {
        let text = &phase.text;
        let status = status_of(&whole.dossier, phase);
        let scope: Vec<ScopeView> = ScopePart::ALL
            .iter()
            .filter(|part| !text.scope.part(**part).trim().is_empty())
            .map(|part| ScopeView {
                part: part.code(),
                text_html: to_html(text.scope.part(*part), Under::Section),
            })
            .collect();
        let rounds: Vec<RoundView> = whole
            .rounds
            .iter()
            .filter(|round| round.phase == phase.kind)
            .map(|round| RoundView::of(round, now))
            .collect();
        let documents: Vec<DocumentView> = whole
            .documents
            .iter()
            .filter(|document| document.phase == phase.kind)
            .map(|document| DocumentView::of(document, &whole.dossier.slug))
            .collect();
        let has_outcome = !text.outcome.trim().is_empty();
        Self {
            kind: phase.kind.code(),
            statutory: phase.kind.statutory().code(),
            number: phase.kind.position() + 1,
            status,
            is_present: status == "present",
            has_planned_from: text.planned.from().is_some(),
            planned_from: day(text.planned.from()),
            has_planned_until: text.planned.until().is_some(),
            planned_until: day(text.planned.until()),
            has_started: phase.started_at.is_some(),
            started_at: rfc3339_or_empty(phase.started_at),
            has_finished: phase.finished_at.is_some(),
            finished_at: rfc3339_or_empty(phase.finished_at),
            has_level: text.level.is_some(),
            level: text.level.map_or("", Level::code),
            is_empty: text.level.is_none()
                && scope.is_empty()
                && !has_outcome
                && rounds.is_empty()
                && documents.is_empty(),
            has_scope: !scope.is_empty(),
            scope,
            has_outcome,
            outcome_html: to_html(&text.outcome, Under::Section),
            has_rounds: !rounds.is_empty(),
            rounds,
            has_documents: !documents.is_empty(),
            documents,
        }
    }
}

impl RoundView {
    fn of(round: &RoundLine, now: DateTime<Utc>) -> Self {
        Self {
            url: format!("/rounds/{}", round.slug),
            title: round.title.clone(),
            lang: round.language.code(),
            number: round.number,
            state: round.window().shown_state(now).code(),
            has_opens_at: round.opens_at.is_some(),
            opens_at: rfc3339_or_empty(round.opens_at),
            has_closes_at: round.closes_at.is_some(),
            closes_at: rfc3339_or_empty(round.closes_at),
        }
    }
}

impl DocumentView {
    pub fn of(document: &DocumentRecord, slug: &str) -> Self {
        let newest = document.versions.first().map_or(0, |newest| newest.version);
        let version = |version: &VersionRecord| VersionView {
            version: version.version,
            url: format!(
                "/dossiers/{slug}/documents/{}/{}/{}",
                document.id, version.version, version.file_name
            ),
            file_name: version.file_name.clone(),
            size: (version.size + 999) / 1_000,
            sha256: version.sha256.clone(),
            laid_at: rfc3339(version.laid_at),
            has_note: version.note.is_some(),
            note: version.note.clone().unwrap_or_default(),
            is_newest: version.version == newest,
        };
        Self {
            title: document.title.clone(),
            lang: document.language.code(),
            versions: document.versions.iter().map(version).collect(),
        }
    }
}

impl PetitionLine {
    pub fn of(petition: &HungPetition, now: DateTime<Utc>) -> Self {
        Self {
            url: format!("/petitions/{}", petition.slug),
            reference: petition.reference.clone(),
            title: petition.title.clone(),
            lang: petition.language.code(),
            state: shown_state(petition.state, petition.closes_at, now).code(),
            signature_count: petition.total,
        }
    }
}
