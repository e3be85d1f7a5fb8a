//! A round in a list, and what every page about a round shows of it.

use crate::web::petitions::card::{days_until, rfc3339_or_empty};
use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;
use weerklank_domain::Language;
use weerklank_domain::calendar::{day_of, start_of};
use weerklank_domain::inputs::Coverage;
use weerklank_domain::rounds::RoundState;
use weerklank_domain::text::excerpt;
use weerklank_store::rounds::{RoundCard as Card, RoundRecord};

const SUMMARY_LENGTH: usize = 180;

/// The closing as people read it: what closes at midnight is open until 23.59 of the day before.
pub fn shown_closing(at: Option<DateTime<Utc>>) -> String {
    let is_midnight = |at: DateTime<Utc>| start_of(day_of(at)) == at;
    let shown = at.map(|at| {
        if is_midnight(at) {
            at - TimeDelta::minutes(1)
        } else {
            at
        }
    });
    rfc3339_or_empty(shown)
}

/// The view of a round in a list.
#[derive(Debug, Clone, Serialize)]
pub struct RoundCard {
    pub url: String,
    pub title: String,
    pub lang: &'static str,
    pub summary: String,
    pub state: &'static str,
    pub is_open: bool,
    pub is_announced: bool,
    pub body_name: String,
    pub dossier_title: String,
    pub forms: Vec<&'static str>,
    pub inputs: i64,
    pub has_opens_at: bool,
    pub opens_at: String,
    pub has_closes_at: bool,
    pub closes_at: String,
    pub has_days_left: bool,
    pub days_left: i64,
    pub closes_today: bool,
    pub is_answering: bool,
    pub percent: i64,
}

impl RoundCard {
    pub fn of(card: &Card, language: Language, now: DateTime<Utc>) -> Self {
        let state = card.window.shown_state(now);
        let is_open = state == RoundState::Open;
        let days_left = days_until(card.window.closes_at, now).filter(|_| is_open);
        Self {
            url: format!("/rounds/{}", card.slug),
            title: card.title.clone(),
            lang: card.language.code(),
            summary: excerpt(&card.intro, SUMMARY_LENGTH),
            state: state.code(),
            is_open,
            is_announced: state == RoundState::Announced,
            body_name: match language {
                Language::Nl => card.body.1.clone(),
                Language::En => card.body.2.clone(),
            },
            dossier_title: card.dossier.1.clone(),
            forms: card.forms.iter().map(|form| form.code()).collect(),
            inputs: card.coverage.total(),
            has_opens_at: card.window.opens_at.is_some(),
            opens_at: rfc3339_or_empty(card.window.opens_at),
            has_closes_at: card.window.closes_at.is_some(),
            closes_at: shown_closing(card.window.closes_at),
            has_days_left: days_left.is_some(),
            days_left: days_left.unwrap_or(0),
            closes_today: days_left == Some(0),
            is_answering: matches!(state, RoundState::Answering | RoundState::Answered),
            percent: card.coverage.percent(),
        }
    }

    /// Examples, one in each state.
    #[cfg(test)]
    pub fn samples() -> Vec<Self> {
        RoundState::ALL
            .iter()
            .skip(1)
            .map(|state| {
                let is_open = *state == RoundState::Open;
                Self {
                    url: "/rounds/plein".to_owned(),
                    title: "Een plein om te blijven".to_owned(),
                    lang: "nl",
                    summary: "Wat moet er op het plein komen?".to_owned(),
                    state: state.code(),
                    is_open,
                    is_announced: *state == RoundState::Announced,
                    body_name: "Gemeenteraad".to_owned(),
                    dossier_title: "Marktplein".to_owned(),
                    forms: vec!["open", "idea", "statement"],
                    inputs: 1_234,
                    has_opens_at: true,
                    opens_at: "2026-03-02T08:00:00Z".to_owned(),
                    has_closes_at: is_open,
                    closes_at: "2026-04-13T22:00:00Z".to_owned(),
                    has_days_left: is_open,
                    days_left: 12,
                    closes_today: false,
                    is_answering: *state == RoundState::Answering,
                    percent: 63,
                }
            })
            .collect()
    }
}

/// A round above a page about something of it.
#[derive(Debug, Clone, Serialize)]
pub struct RoundHead {
    pub url: String,
    pub title: String,
    pub lang: &'static str,
    pub body_name: String,
    pub state: &'static str,
    pub is_open: bool,
    pub has_closes_at: bool,
    pub closes_at: String,
}

impl RoundHead {
    pub fn of(round: &RoundRecord, language: Language, now: DateTime<Utc>) -> Self {
        let state = round.window().shown_state(now);
        Self {
            url: format!("/rounds/{}", round.slug),
            title: round.title.clone(),
            lang: round.language.code(),
            body_name: round.body_name(language).to_owned(),
            state: state.code(),
            is_open: state == RoundState::Open,
            has_closes_at: round.closes_at.is_some(),
            closes_at: shown_closing(round.closes_at),
        }
    }

    /// An example.
    #[cfg(test)]
    pub fn sample(state: RoundState) -> Self {
        Self {
            url: "/rounds/plein".to_owned(),
            title: "Een plein om te blijven".to_owned(),
            lang: "nl",
            body_name: "Gemeenteraad".to_owned(),
            state: state.code(),
            is_open: state == RoundState::Open,
            has_closes_at: state == RoundState::Open,
            closes_at: "2026-04-13T22:00:00Z".to_owned(),
        }
    }
}

/// How far the body is with the inputs of a round: a bar with a table of the same numbers.
#[derive(Debug, Clone, Serialize)]
pub struct CoverageView {
    pub total: i64,
    pub has_inputs: bool,
    pub percent: i64,
    pub open: i64,
    pub answered: i64,
    pub set_aside: i64,
    pub withdrawn: i64,
    pub removed: i64,
    /// How long the oldest open input has waited.
    pub has_oldest: bool,
    pub oldest_days: i64,
    /// Where each part of the bar begins and how wide it is, in thousandths.
    pub parts: Vec<BarPart>,
}

/// One part of the bar.
#[derive(Debug, Clone, Serialize)]
pub struct BarPart {
    pub code: &'static str,
    pub from: i64,
    pub width: i64,
}

impl CoverageView {
    pub fn of(coverage: Coverage) -> Self {
        let total = coverage.total();
        let mut from = 0;
        let parts = [
            ("answered", coverage.answered),
            ("set_aside", coverage.set_aside),
            ("open", coverage.open),
            ("withdrawn", coverage.withdrawn),
            ("removed", coverage.removed),
        ]
        .into_iter()
        .filter(|(_, amount)| *amount > 0)
        .map(|(code, amount)| {
            let width = amount * 1_000 / total.max(1);
            let part = BarPart { code, from, width };
            from += width;
            part
        })
        .collect();
        Self {
            total,
            has_inputs: total > 0,
            percent: coverage.percent(),
            open: coverage.open,
            answered: coverage.answered,
            set_aside: coverage.set_aside,
            withdrawn: coverage.withdrawn,
            removed: coverage.removed,
            has_oldest: false,
            oldest_days: 0,
            parts,
        }
    }

    /// The same, with how long the open input waits that was received first.
    #[must_use]
    pub fn waiting_since(self, oldest: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Self {
        Self {
            has_oldest: oldest.is_some(),
            oldest_days: oldest.map_or(0, |at| (now - at).num_days()),
            ..self
        }
    }
}
