//! The page of a report: its frame, the answers, and the list of views.

use super::groups::{GroupRow, group_rows};
use super::{Published, consequence, consequence_of_view};
use crate::web::page::PageView;
use crate::web::petitions::card::{rfc3339, rfc3339_or_empty};
use crate::web::responses::promise::PromiseView;
use crate::web::rounds::card::{CoverageView, RoundHead, shown_closing};
use chrono::{DateTime, Utc};
use serde::Serialize;
use std::collections::BTreeMap;
use weerklank_domain::Language;
use weerklank_domain::inputs::InputNumber;
use weerklank_domain::responses::HeardScore;
use weerklank_domain::text::{SafeHtml, Under, to_html};
use weerklank_store::responses::{EntrySubject, PlacedEntry, ReportView, Voices};

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct ReportPage {
    head: RoundHead,
    url: String,
    lang: String,
    version: i32,
    published_at: String,
    is_newest: bool,
    newest_url: String,
    has_reason: bool,
    reason_html: SafeHtml,
    has_override: bool,
    override_html: SafeHtml,
    open_inputs: i64,
    versions: Vec<VersionRow>,
    has_older: bool,
    has_changes: bool,
    changes: Vec<ChangeRow>,
    body_name: String,
    dossier: String,
    dossier_title: String,
    procedure: String,
    procedure_version: i32,
    has_announced: bool,
    announced_at: String,
    has_laid_open: bool,
    laid_open_on: String,
    has_opens: bool,
    opens_at: String,
    has_closes: bool,
    closes_at: String,
    has_bulletin: bool,
    bulletin_url: String,
    coverage: CoverageView,
    groups: Vec<GroupRow>,
    has_intro: bool,
    intro_html: SafeHtml,
    has_own_motion: bool,
    own_motion_html: SafeHtml,
    has_entries: bool,
    entries: Vec<EntryView>,
    /// What authors say of the answers, from five voices on.
    has_score: bool,
    score_percent: i64,
    score_count: i64,
    /// Answers that change something, for the list of changes.
    changing: Vec<Changing>,
    has_changing: bool,
    has_views: bool,
    views: Vec<ViewRow>,
    csv_url: String,
    groups_url: String,
    json_url: String,
    docx_url: String,
}

#[derive(Debug, Clone, Serialize)]
struct VersionRow {
    version: i32,
    at: String,
    url: String,
    is_this: bool,
    has_reason: bool,
    reason: String,
}

/// What changed against the version before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct ChangeRow {
    pub(super) number: i64,
    /// `added`, `changed` or `gone`.
    pub(super) kind: &'static str,
    pub(super) has_correction: bool,
    pub(super) correction: String,
}

/// One answer.
#[derive(Debug, Clone, Serialize)]
pub(super) struct EntryView {
    number: i64,
    is_theme: bool,
    theme: i64,
    title: String,
    is_part: bool,
    input: String,
    input_url: String,
    quote: String,
    has_quote: bool,
    inputs: i64,
    verdict: String,
    heard_html: SafeHtml,
    reasons_html: SafeHtml,
    consequence: &'static str,
    has_change: bool,
    change_html: SafeHtml,
    has_document: bool,
    document: String,
    has_version: bool,
    version: i32,
    has_paragraph: bool,
    paragraph: String,
    responsible: String,
    adopted_by: String,
    has_adopted_on: bool,
    adopted_on: String,
    has_correction: bool,
    correction: String,
    has_reuse: bool,
    reuse_answers: i64,
    reuse_inputs: i64,
    has_score: bool,
    score_percent: i64,
    score_count: i64,
    has_promises: bool,
    promises: Vec<PromiseView>,
    lang: String,
}

#[derive(Debug, Clone, Serialize)]
struct Changing {
    number: i64,
    change_html: SafeHtml,
    has_document: bool,
    document: String,
    has_paragraph: bool,
    paragraph: String,
}

/// What became of one view.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ViewRow {
    name: String,
    url: String,
    has_quote: bool,
    quote: String,
    sender: &'static str,
    channel: String,
    has_organisation: bool,
    organisation: String,
    outcome: String,
    has_answer: bool,
    answer: i64,
    consequence: &'static str,
    has_aside: bool,
    aside: String,
    has_original: bool,
    original: String,
    explanation: String,
    lang: String,
}

impl EntryView {
    pub(super) fn of(
        (slug, round, lang): (&str, i64, &str),
        placed: &PlacedEntry,
        score: Option<HeardScore>,
    ) -> Self {
        let entry = &placed.entry;
        let html = |text: &str| to_html(text, Under::Section);
        let (theme, title, input, quote) = match &entry.subject {
            EntrySubject::Theme { number, title } => (Some(*number), title.as_str(), None, None),
            EntrySubject::Input { number } => (None, "", Some(*number), None),
            EntrySubject::Part { number, quote } => (None, "", Some(*number), Some(quote.as_str())),
        };
        let document = entry.change_document.as_ref();
        let version = document.and_then(|(_, _, version)| *version);
        Self {
            number: entry.number,
            is_theme: theme.is_some(),
            theme: theme.unwrap_or(0),
            title: title.to_owned(),
            is_part: quote.is_some(),
            input: input
                .map(|number| InputNumber { round, number }.to_string())
                .unwrap_or_default(),
            input_url: format!("/rounds/{slug}/inputs/{}", input.unwrap_or(0)),
            has_quote: quote.is_some_and(|quote| !quote.is_empty()),
            quote: quote.unwrap_or_default().to_owned(),
            inputs: placed.inputs,
            verdict: entry.verdict.clone(),
            heard_html: html(&entry.heard),
            reasons_html: html(&entry.reasons),
            consequence: consequence(placed),
            has_change: entry.change.is_some(),
            change_html: html(entry.change.as_deref().unwrap_or_default()),
            has_document: document.is_some(),
            document: document
                .map(|(_, title, _)| title.clone())
                .unwrap_or_default(),
            has_version: version.is_some(),
            version: version.unwrap_or(0),
            has_paragraph: !entry.change_paragraph.is_empty(),
            paragraph: entry.change_paragraph.clone(),
            responsible: entry.responsible.clone(),
            adopted_by: entry.adopted_by.clone(),
            has_adopted_on: entry.adopted_on.is_some(),
            adopted_on: entry
                .adopted_on
                .map(|day| day.to_string())
                .unwrap_or_default(),
            has_correction: entry.correction.is_some(),
            correction: entry.correction.clone().unwrap_or_default(),
            has_reuse: entry.reuse.is_some_and(|(answers, _)| answers > 1),
            reuse_answers: entry.reuse.map_or(0, |(answers, _)| answers),
            reuse_inputs: entry.reuse.map_or(0, |(_, inputs)| inputs),
            has_score: score.is_some(),
            score_percent: score.map_or(0, |score| score.percent),
            score_count: score.map_or(0, |score| score.answered),
            has_promises: !entry.promises.is_empty(),
            promises: entry.promises.iter().map(PromiseView::of).collect(),
            lang: lang.to_owned(),
        }
    }
}

impl ViewRow {
    pub(super) fn of(
        (slug, round, lang): (&str, i64, &str),
        answers: &BTreeMap<i64, (i64, &'static str)>,
        view: &ReportView,
    ) -> Self {
        let answer = view.response_id.and_then(|id| answers.get(&id));
        let number = |number| InputNumber { round, number }.to_string();
        Self {
            name: number(view.number),
            url: format!("/rounds/{slug}/inputs/{}", view.number),
            has_quote: view.quote.as_ref().is_some_and(|quote| !quote.is_empty()),
            quote: view.quote.clone().unwrap_or_default(),
            sender: view.sender.code(),
            channel: view.channel.clone(),
            has_organisation: view.organisation.is_some(),
            organisation: view.organisation.clone().unwrap_or_default(),
            outcome: view.outcome.clone(),
            has_answer: answer.is_some(),
            answer: answer.map_or(0, |(number, _)| *number),
            consequence: answer
                .map_or_else(|| consequence_of_view(view), |(_, consequence)| consequence),
            has_aside: view.aside_reason.is_some(),
            aside: view.aside_reason.clone().unwrap_or_default(),
            has_original: view.duplicate_of.is_some(),
            original: view.duplicate_of.map(number).unwrap_or_default(),
            explanation: view.explanation.clone().unwrap_or_default(),
            lang: lang.to_owned(),
        }
    }
}

/// What one version says otherwise than the version before it.
pub(super) fn changes(before: &[PlacedEntry], now: &[PlacedEntry]) -> Vec<ChangeRow> {
    let by_number = |entries: &[PlacedEntry]| -> BTreeMap<i64, PlacedEntry> {
        entries
            .iter()
            .map(|placed| (placed.entry.number, placed.clone()))
            .collect()
    };
    let (was, is) = (by_number(before), by_number(now));
    let row = |number, kind, correction: Option<&String>| ChangeRow {
        number,
        kind,
        has_correction: correction.is_some(),
        correction: correction.cloned().unwrap_or_default(),
    };
    let mut rows = Vec::new();
    for (number, placed) in &is {
        match was.get(number) {
            None => rows.push(row(*number, "added", None)),
            Some(old) if old.entry != placed.entry || old.inputs != placed.inputs => {
                rows.push(row(*number, "changed", placed.entry.correction.as_ref()));
            }
            Some(_) => {}
        }
    }
    for number in was.keys().filter(|number| !is.contains_key(number)) {
        rows.push(row(*number, "gone", None));
    }
    rows
}

/// What the page shows besides the version itself.
pub(super) struct Shown<'a> {
    pub(super) entries: &'a [PlacedEntry],
    pub(super) changing: &'a [PlacedEntry],
    pub(super) views: Vec<ViewRow>,
    pub(super) changes: Vec<ChangeRow>,
    /// What authors say, of the round and by answer.
    pub(super) score: Option<HeardScore>,
    pub(super) scores: &'a Scores,
}

/// What authors say of each answer, by its key.
pub(super) type Scores = BTreeMap<i64, Voices>;

pub(super) fn score_of(scores: &Scores, response: i64) -> Option<HeardScore> {
    scores.get(&response).and_then(|voices| voices.score())
}

impl ReportPage {
    pub(super) fn of(
        published: &Published,
        shown: Shown,
        language: Language,
        now: DateTime<Utc>,
    ) -> Self {
        let (report, round) = (&published.report, &published.round);
        let facts = &report.facts;
        let url = format!("/rounds/{}/report", round.slug);
        let html = |text: &str| to_html(text, Under::Section);
        let newest = published.versions.first().map_or(0, |one| one.version);
        let file = |end: &str| format!("{url}.{end}?version={}", report.version);
        let changing: Vec<Changing> = shown
            .changing
            .iter()
            .filter_map(|placed| {
                let document = placed.entry.change_document.as_ref();
                Some(Changing {
                    number: placed.entry.number,
                    change_html: html(placed.entry.change.as_deref()?),
                    has_document: document.is_some(),
                    document: document
                        .map(|(_, title, _)| title.clone())
                        .unwrap_or_default(),
                    has_paragraph: !placed.entry.change_paragraph.is_empty(),
                    paragraph: placed.entry.change_paragraph.clone(),
                })
            })
            .collect();
        Self {
            head: RoundHead::of(round, language, now),
            lang: facts.language.clone(),
            version: report.version,
            published_at: rfc3339(report.published_at),
            is_newest: report.version == newest,
            newest_url: url.clone(),
            has_reason: report.reason.is_some(),
            reason_html: html(report.reason.as_deref().unwrap_or_default()),
            has_override: report.override_reason.is_some(),
            override_html: html(report.override_reason.as_deref().unwrap_or_default()),
            open_inputs: report.open_inputs,
            has_older: published.versions.len() > 1,
            versions: published
                .versions
                .iter()
                .map(|one| VersionRow {
                    version: one.version,
                    at: rfc3339(one.published_at),
                    url: format!("{url}?version={}", one.version),
                    is_this: one.version == report.version,
                    has_reason: one.reason.is_some(),
                    reason: one.reason.clone().unwrap_or_default(),
                })
                .collect(),
            has_changes: !shown.changes.is_empty(),
            changes: shown.changes,
            body_name: match language {
                Language::Nl => facts.body.0.clone(),
                Language::En => facts.body.1.clone(),
            },
            dossier: facts.dossier.0.clone(),
            dossier_title: facts.dossier.1.clone(),
            procedure: facts.procedure.0.clone(),
            procedure_version: facts.procedure.1,
            has_announced: facts.announced_at.is_some(),
            announced_at: rfc3339_or_empty(facts.announced_at),
            has_laid_open: facts.laid_open_on.is_some(),
            laid_open_on: facts
                .laid_open_on
                .map(|day| day.to_string())
                .unwrap_or_default(),
            has_opens: facts.opens_at.is_some(),
            opens_at: rfc3339_or_empty(facts.opens_at),
            has_closes: facts.closes_at.is_some(),
            closes_at: shown_closing(facts.closes_at),
            has_bulletin: facts.bulletin_url.is_some(),
            bulletin_url: facts.bulletin_url.clone().unwrap_or_default(),
            coverage: CoverageView::of(facts.coverage()),
            groups: group_rows(&published.involved),
            has_intro: !report.intro.is_empty(),
            intro_html: html(&report.intro),
            has_own_motion: !report.own_motion.is_empty(),
            own_motion_html: html(&report.own_motion),
            has_entries: !shown.entries.is_empty(),
            entries: shown
                .entries
                .iter()
                .map(|placed| {
                    let score = score_of(shown.scores, placed.response_id);
                    EntryView::of((&round.slug, facts.round, &facts.language), placed, score)
                })
                .collect(),
            has_score: shown.score.is_some(),
            score_percent: shown.score.map_or(0, |score| score.percent),
            score_count: shown.score.map_or(0, |score| score.answered),
            has_changing: !changing.is_empty(),
            changing,
            has_views: !shown.views.is_empty(),
            views: shown.views,
            csv_url: file("csv"),
            groups_url: format!("{url}-groups.csv?version={}", report.version),
            json_url: file("json"),
            docx_url: file("docx"),
            url,
        }
    }
}

impl PageView for ReportPage {
    const TEMPLATE: &'static str = "pages/responses/report";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        super::show::samples()
    }
}

#[cfg(test)]
mod tests {
    use super::super::show::sample_entry;
    use super::*;

    #[test]
    fn a_new_version_tells_what_it_says_otherwise() {
        let before = [sample_entry(1), sample_entry(2)];
        let mut corrected = sample_entry(2);
        corrected.entry.correction = Some("Het aantal klopte niet.".to_owned());
        let now = [corrected, sample_entry(3)];
        let told: Vec<(i64, &str)> = changes(&before, &now)
            .iter()
            .map(|row| (row.number, row.kind))
            .collect();
        assert_eq!(told, [(2, "changed"), (3, "added"), (1, "gone")]);
        assert_eq!(changes(&now, &now), []);
    }
}
