//! The parts of the petition page, each made from the records that it shows.

use super::{Answer, Forward, Goal, OlderAnswer, PlaceRow, Places, Refusal, Whole};
use crate::web::petitions::card::{PetitionCard, rfc3339, rfc3339_or_empty};
use chrono::{DateTime, Utc};
use weerklank_domain::Language;
use weerklank_domain::instruments::GoalKind;
use weerklank_domain::petitions::{PlaceKind, RefusalCode};
use weerklank_domain::text::{SafeHtml, Under, to_html};
use weerklank_store::petitions::{AnswerRecord, Card, EventRecord, PetitionRecord, PlaceCount};

pub(super) fn card(whole: &Whole, language: Language, now: DateTime<Utc>) -> PetitionCard {
    let petition = &whole.petition;
    let card = Card {
        id: petition.id,
        slug: petition.slug.clone(),
        title: petition.title.clone(),
        language: petition.language,
        request: petition.request.clone(),
        state: petition.state,
        opened_at: petition.opened_at,
        closes_at: petition.closes_at,
        listed_at: petition.filed_at,
        answered_at: petition.answered_at,
        body: petition.body.clone(),
        area_name: petition.area.as_ref().map(|(_, name)| name.clone()),
        instrument: petition.instrument.clone(),
        total: petition.count.total(),
        verdict: whole.answers.first().map(|answer| answer.verdict),
    };
    PetitionCard::of(&card, language, now)
}

/// A text of people, under the heading of its section.
pub(super) fn in_section(markdown: &str) -> SafeHtml {
    to_html(markdown, Under::Section)
}

pub(super) fn host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split('/').next().unwrap_or_default().to_owned()
}

pub(super) fn goal(petition: &PetitionRecord) -> Goal {
    let Some(goal) = petition.rules.goal.map(i64::from).filter(|goal| *goal > 0) else {
        return Goal {
            kind: GoalKind::Answer.code(),
            ..Goal::default()
        };
    };
    let count = petition.count.total();
    Goal {
        has_goal: true,
        goal,
        reached: count >= goal,
        percent: (count.saturating_mul(100) / goal).clamp(0, 100),
        remaining: (goal - count).max(0),
        kind: petition.rules.goal_kind.unwrap_or(GoalKind::Answer).code(),
    }
}

pub(super) fn shares(places: &[PlaceCount], total: i64) -> Places {
    let largest = places
        .iter()
        .map(|place| place.count)
        .max()
        .unwrap_or(0)
        .max(1);
    let rows: Vec<PlaceRow> = places
        .iter()
        .filter(|place| place.kind != PlaceKind::Remainder)
        .map(|place| PlaceRow {
            kind: place.kind.code(),
            has_name: place.name.is_some(),
            name: place.name.clone().unwrap_or_default(),
            count: place.count,
            percent: if total > 0 {
                (place.count * 100 + total / 2) / total
            } else {
                0
            },
            bar_width: (place.count * 100 / largest).clamp(0, 100),
        })
        .collect();
    let remainder: i64 = places
        .iter()
        .filter(|place| place.kind == PlaceKind::Remainder)
        .map(|place| place.count)
        .sum();
    Places {
        has_data: !rows.is_empty() || remainder != 0,
        rows,
        total,
        has_remainder: remainder != 0,
        remainder,
    }
}

/// One version of the answer, with the ones before it.
pub fn answer(record: &AnswerRecord, slug: &str, older: &[AnswerRecord]) -> Answer {
    Answer {
        verdict: record.verdict.code(),
        heard_html: in_section(&record.heard),
        reasons_html: in_section(&record.reasons),
        has_change: record.change.is_some(),
        change_html: record.change.as_deref().map(in_section).unwrap_or_default(),
        is_no_change: record.change.is_none(),
        responsible: record.responsible.clone(),
        adopted_by: record.adopted_by.clone(),
        has_adopted_at: record.adopted_at.is_some(),
        adopted_at: rfc3339_or_empty(record.adopted_at),
        published_at: rfc3339(record.published_at),
        version: record.version,
        has_more_versions: !older.is_empty(),
        older: older
            .iter()
            .map(|older| OlderAnswer {
                version: older.version,
                url: format!("/petitions/{slug}/answers/{}", older.version),
                published_at: rfc3339(older.published_at),
            })
            .collect(),
        has_correction: record.correction.is_some(),
        correction: record.correction.clone().unwrap_or_default(),
    }
}

pub(super) fn refusal(event: &EventRecord) -> Refusal {
    let code = event
        .code
        .as_deref()
        .and_then(RefusalCode::from_code)
        .unwrap_or(RefusalCode::Other);
    let text = event.text.as_deref().map(in_section).unwrap_or_default();
    Refusal {
        code: code.code(),
        has_text: !text.is_empty(),
        text_html: text,
        at: rfc3339(event.at),
    }
}

pub(super) fn forward(event: &EventRecord) -> Forward {
    let text = event.text.as_deref().map(in_section).unwrap_or_default();
    Forward {
        to_name: event.to_name.clone().unwrap_or_default(),
        at: rfc3339(event.at),
        has_text: !text.is_empty(),
        text_html: text,
    }
}
