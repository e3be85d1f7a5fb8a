//! The parts of a round's page at the desk.

use crate::web::page::PageView;
use crate::web::petitions::card::{rfc3339, rfc3339_or_empty};
use crate::web::rounds::desk::moments::ClosingView;
use crate::web::rounds::desk::plan::ProcedureView;
use crate::web::rounds::desk::subject::RoundSubject;
use chrono::{DateTime, Utc};
use serde::Serialize;
use weerklank_domain::inputs::InputState;
use weerklank_domain::rounds::{Access, RoundState};
use weerklank_domain::text::{SafeHtml, Under, to_html};
use weerklank_store::rounds::{DatedRound, ExtensionRecord, Facet, NoticeRecord, RoundRecord};

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct ShowPage {
    pub subject: RoundSubject,
    pub facts: Facts,
    pub is_draft: bool,
    pub has_missing: bool,
    pub missing: Vec<&'static str>,
    pub actions: Actions,
    pub timeline: Vec<TimelineStep>,
    pub coverage: Coverage,
    pub has_inputs: bool,
    pub inputs_url: String,
    /// Whether inputs wait for moderation.
    pub has_waiting: bool,
    pub waiting: i64,
    pub counts: Vec<CountTable>,
    pub has_notices: bool,
    pub notices: Vec<NoticeRow>,
    pub has_extensions: bool,
    pub extensions: Vec<ExtensionRow>,
}

/// What was planned.
#[derive(Debug, Clone, Serialize)]
pub struct Facts {
    has_intro: bool,
    intro_html: SafeHtml,
    phase: &'static str,
    procedure: ProcedureView,
    version: i32,
    source: String,
    respondents: &'static str,
    access: &'static str,
    moderation: &'static str,
    has_opening: bool,
    opens_at: String,
    closing: ClosingView,
    has_laid_open: bool,
    laid_open_on: String,
    has_bulletin: bool,
    bulletin_url: String,
    has_answer_by: bool,
    answer_by: String,
    forms: Vec<FormRow>,
    has_reason: bool,
    cancel_reason: String,
}

#[derive(Debug, Clone, Serialize)]
struct FormRow {
    form: &'static str,
    question: String,
    takes_own: bool,
}

impl Facts {
    pub fn of(round: &RoundRecord) -> Self {
        let day =
            |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        Self {
            has_intro: !round.intro.is_empty(),
            intro_html: to_html(&round.intro, Under::Section),
            phase: round.phase.code(),
            procedure: ProcedureView::new(&round.procedure.0, false),
            version: round.procedure.1,
            source: round.rules.source.clone(),
            respondents: round.respondents.code(),
            access: round.access.code(),
            moderation: round.moderation.code(),
            has_opening: round.opens_at.is_some(),
            opens_at: rfc3339_or_empty(round.opens_at),
            closing: ClosingView::of(round.closes_at),
            has_laid_open: round.laid_open_on.is_some(),
            laid_open_on: day(round.laid_open_on),
            has_bulletin: round.bulletin_url.is_some(),
            bulletin_url: round.bulletin_url.clone().unwrap_or_default(),
            has_answer_by: round.answer_by.is_some(),
            answer_by: day(round.answer_by),
            forms: round
                .forms
                .iter()
                .map(|form| FormRow {
                    form: form.form.code(),
                    question: form.question.clone(),
                    takes_own: form.takes_own,
                })
                .collect(),
            has_reason: round.cancelled.is_some(),
            cancel_reason: round
                .cancelled
                .as_ref()
                .map(|(_, reason)| reason.clone())
                .unwrap_or_default(),
        }
    }
}

/// What can be done now.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Actions {
    can_change: bool,
    can_announce: bool,
    can_extend: bool,
    can_begin: bool,
    can_conclude: bool,
    can_notice: bool,
    can_codes: bool,
    can_cancel: bool,
}

impl Actions {
    /// What this round allows whoever may manage it. A round that runs elsewhere is only read.
    pub fn of(round: &RoundRecord, shown: RoundState, may: bool) -> Self {
        use RoundState as S;
        if !may || round.is_elsewhere() {
            return Self::default();
        }
        let is_over = matches!(shown, S::Answered | S::Cancelled);
        Self {
            can_change: shown == S::Draft,
            can_announce: shown == S::Draft,
            can_extend: shown.is_running(),
            can_begin: shown == S::Closed,
            can_conclude: shown == S::Answering,
            can_notice: shown != S::Draft && !is_over,
            can_codes: round.access == Access::Code,
            can_cancel: shown != S::Draft && !is_over,
        }
    }
}

/// One step of the round's way.
#[derive(Debug, Clone, Serialize)]
pub struct TimelineStep {
    kind: &'static str,
    at: String,
    is_done: bool,
}

/// The steps that were taken or have a moment, in the order of time.
pub fn timeline(round: &DatedRound, now: DateTime<Utc>) -> Vec<TimelineStep> {
    let until = round.cancelled_at;
    let mut steps: Vec<(&'static str, DateTime<Utc>)> = [
        ("planned", Some(round.created_at)),
        ("announced", round.announced_at),
        ("opens", round.window.opens_at),
        ("closes", round.window.closes_at),
        ("answering", round.answering_at),
        ("answered", round.answered_at),
    ]
    .into_iter()
    .filter_map(|(kind, at)| Some((kind, at?)))
    // What was still to come when it was stopped, does not come.
    .filter(|(_, at)| until.is_none_or(|until| *at <= until))
    .collect();
    steps.extend(round.extensions.iter().map(|one| ("extended", one.at)));
    steps.extend(until.map(|at| ("cancelled", at)));
    steps.sort_by_key(|(_, at)| *at);
    steps
        .into_iter()
        .map(|(kind, at)| TimelineStep {
            kind,
            at: rfc3339(at),
            is_done: at <= now && round.window.state != RoundState::Draft || kind == "planned",
        })
        .collect()
}

/// Inputs by outcome.
#[derive(Debug, Clone, Serialize)]
pub struct Coverage {
    total: i64,
    percent: i64,
    rows: Vec<CountRow>,
}

impl Coverage {
    pub fn of(coverage: &weerklank_domain::inputs::Coverage) -> Self {
        let rows = InputState::ALL.iter().map(|state| CountRow {
            value: state.code().to_owned(),
            amount: coverage.of(*state),
        });
        Self {
            total: coverage.total(),
            percent: coverage.percent(),
            rows: rows.collect(),
        }
    }
}

/// How many inputs by one facet.
#[derive(Debug, Clone, Serialize)]
pub struct CountTable {
    facet: &'static str,
    rows: Vec<CountRow>,
}

#[derive(Debug, Clone, Serialize)]
struct CountRow {
    value: String,
    amount: i64,
}

/// The facets that occur.
pub fn counts(found: &[(Facet, Vec<(String, i64)>)]) -> Vec<CountTable> {
    found
        .iter()
        .filter(|(_, rows)| !rows.is_empty())
        .map(|(facet, rows)| CountTable {
            facet: facet.code(),
            rows: rows
                .iter()
                .map(|(value, amount)| CountRow {
                    value: value.clone(),
                    amount: *amount,
                })
                .collect(),
        })
        .collect()
}

/// A notice.
#[derive(Debug, Clone, Serialize)]
pub struct NoticeRow {
    kind: String,
    at: String,
    text_html: SafeHtml,
}

/// The notices, as they were read.
pub fn notice_rows(notices: &[NoticeRecord]) -> Vec<NoticeRow> {
    notices
        .iter()
        .map(|notice| NoticeRow {
            kind: notice.kind.clone(),
            at: rfc3339(notice.at),
            text_html: to_html(&notice.text, Under::Section),
        })
        .collect()
}

/// An extension.
#[derive(Debug, Clone, Serialize)]
pub struct ExtensionRow {
    from: ClosingView,
    to: ClosingView,
    cause: &'static str,
    reason: String,
    at: String,
}

/// The extensions, as they were read.
pub fn extension_rows(extensions: &[ExtensionRecord]) -> Vec<ExtensionRow> {
    extensions
        .iter()
        .map(|extension| ExtensionRow {
            from: ClosingView::of(Some(extension.from)),
            to: ClosingView::of(Some(extension.to)),
            cause: extension.cause.code(),
            reason: extension.reason.clone(),
            at: rfc3339(extension.at),
        })
        .collect()
}

impl PageView for ShowPage {
    const TEMPLATE: &'static str = "pages/desk/rounds/show";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        super::samples::samples()
    }
}
