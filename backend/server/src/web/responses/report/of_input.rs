//! What a report says of one input: its answer, or why it was set aside, for each part.

use super::consequence;
use crate::web::responses::promise::PromiseView;
use serde::Serialize;
use weerklank_domain::inputs::InputNumber;
use weerklank_domain::text::{SafeHtml, Under, to_html};
use weerklank_store::inputs::InputRecord;
use weerklank_store::responses::{
    PlacedEntry, ReportView, SetAsideRecord, entry_of, set_asides_of, views_of_input,
};
use weerklank_store::{Db, StoreResult};

/// What became of an input, or of a part of it.
#[derive(Debug, Clone, Serialize)]
pub struct ViewAnswer {
    has_quote: bool,
    quote: String,
    is_remainder: bool,
    is_answered: bool,
    number: i64,
    has_title: bool,
    title: String,
    inputs: i64,
    is_shared: bool,
    verdict: String,
    heard_html: SafeHtml,
    reasons_html: SafeHtml,
    consequence: &'static str,
    has_change: bool,
    change_html: SafeHtml,
    has_promises: bool,
    promises: Vec<PromiseView>,
    responsible: String,
    adopted_by: String,
    has_correction: bool,
    correction: String,
    is_aside: bool,
    aside: String,
    has_original: bool,
    original: String,
    original_url: String,
    explanation: String,
    is_open: bool,
}

impl ViewAnswer {
    fn empty() -> Self {
        Self {
            has_quote: false,
            quote: String::new(),
            is_remainder: false,
            is_answered: false,
            number: 0,
            has_title: false,
            title: String::new(),
            inputs: 0,
            is_shared: false,
            verdict: String::new(),
            heard_html: SafeHtml::default(),
            reasons_html: SafeHtml::default(),
            consequence: "",
            has_change: false,
            change_html: SafeHtml::default(),
            has_promises: false,
            promises: Vec::new(),
            responsible: String::new(),
            adopted_by: String::new(),
            has_correction: false,
            correction: String::new(),
            is_aside: false,
            aside: String::new(),
            has_original: false,
            original: String::new(),
            original_url: String::new(),
            explanation: String::new(),
            is_open: false,
        }
    }

    fn answered(placed: &PlacedEntry) -> Self {
        use weerklank_store::responses::EntrySubject as S;
        let entry = &placed.entry;
        let html = |text: &str| to_html(text, Under::Section);
        let title = match &entry.subject {
            S::Theme { title, .. } => title.clone(),
            S::Input { .. } | S::Part { .. } => String::new(),
        };
        Self {
            is_answered: true,
            number: entry.number,
            has_title: !title.is_empty(),
            title,
            inputs: placed.inputs,
            is_shared: placed.inputs > 1,
            verdict: entry.verdict.clone(),
            heard_html: html(&entry.heard),
            reasons_html: html(&entry.reasons),
            consequence: consequence(placed),
            has_change: entry.change.is_some(),
            change_html: html(entry.change.as_deref().unwrap_or_default()),
            has_promises: !entry.promises.is_empty(),
            promises: entry.promises.iter().map(PromiseView::of).collect(),
            responsible: entry.responsible.clone(),
            adopted_by: entry.adopted_by.clone(),
            has_correction: entry.correction.is_some(),
            correction: entry.correction.clone().unwrap_or_default(),
            ..Self::empty()
        }
    }

    fn aside(
        (round, slug): (i64, &str),
        reason: &str,
        original: Option<i64>,
        explanation: &str,
    ) -> Self {
        Self {
            is_aside: true,
            aside: reason.to_owned(),
            has_original: original.is_some(),
            original: original
                .map(|number| InputNumber { round, number }.to_string())
                .unwrap_or_default(),
            original_url: format!("/rounds/{slug}/inputs/{}", original.unwrap_or(0)),
            explanation: explanation.to_owned(),
            ..Self::empty()
        }
    }

    fn of(view: &ReportView, placed: Option<&PlacedEntry>, place: (i64, &str)) -> Self {
        let made = match (placed, &view.aside_reason) {
            (Some(placed), _) => Self::answered(placed),
            (None, Some(reason)) => Self::aside(
                place,
                reason,
                view.duplicate_of,
                view.explanation.as_deref().unwrap_or_default(),
            ),
            (None, None) => Self {
                is_open: true,
                ..Self::empty()
            },
        };
        let quote = view.quote.clone();
        Self {
            has_quote: quote.as_ref().is_some_and(|quote| !quote.is_empty()),
            is_remainder: quote.as_ref().is_some_and(String::is_empty),
            quote: quote.unwrap_or_default(),
            ..made
        }
    }

    /// Examples: answered as one of many, a part set aside, and what remains open.
    #[cfg(test)]
    pub fn samples() -> Vec<Self> {
        let mut shared = super::show::sample_entry(1);
        shared.entry.correction = Some("Het aantal klopte niet <b>der</b>.".to_owned());
        let mut alone = super::show::sample_entry(2);
        alone.inputs = 1;
        let quoted = |made: Self, quote: &str| Self {
            has_quote: !quote.is_empty(),
            is_remainder: quote.is_empty(),
            quote: quote.to_owned(),
            ..made
        };
        vec![
            Self::answered(&shared),
            quoted(Self::answered(&alone), "de bomen <b>der</b>"),
            quoted(
                Self::aside(
                    (12, "groen"),
                    "duplicate",
                    Some(2),
                    "Zegt <b>der</b> hetzelfde.",
                ),
                "dit ook",
            ),
            quoted(
                Self {
                    is_open: true,
                    ..Self::empty()
                },
                "",
            ),
        ]
    }
}

/// What a report says of an input, for the whole or for each part. What was withdrawn or hidden has no
/// answer.
///
/// # Errors
/// What the store says.
pub fn answers_of(
    db: &mut Db,
    report_id: i64,
    input: &InputRecord,
    slug: &str,
) -> StoreResult<Vec<ViewAnswer>> {
    let mut answers = Vec::new();
    for view in views_of_input(db, report_id, input.id)? {
        if matches!(view.outcome.as_str(), "withdrawn" | "removed") {
            continue;
        }
        let placed = match view.response_id {
            Some(response) => entry_of(db, report_id, response)?,
            None => None,
        };
        let place = (input.number.round, slug);
        answers.push(ViewAnswer::of(&view, placed.as_ref(), place));
    }
    Ok(answers)
}

/// Why an input is set aside now, before any report says so.
///
/// # Errors
/// What the store says.
pub fn asides_now(db: &mut Db, input: &InputRecord, slug: &str) -> StoreResult<Vec<ViewAnswer>> {
    let now = |aside: &SetAsideRecord| {
        ViewAnswer::aside(
            (input.number.round, slug),
            aside.reason.code(),
            aside.duplicate_of,
            &aside.explanation,
        )
    };
    Ok(set_asides_of(db, input.id)?
        .iter()
        .filter(|aside| aside.lifted_at.is_none() && aside.part_id.is_none())
        .map(now)
        .collect())
}
