//! A petition in a list.

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;
use weerklank_domain::Language;
use weerklank_domain::petitions::{PetitionState, Verdict};
use weerklank_domain::text::excerpt;
use weerklank_store::petitions::Card;

use crate::templates::ZONE;

/// The view of a petition in a list.
#[derive(Debug, Clone, Serialize)]
pub struct PetitionCard {
    pub slug: String,
    pub url: String,
    pub title: String,
    pub lang: &'static str,
    pub summary: String,
    pub state: &'static str,
    pub is_open: bool,
    pub is_refused: bool,
    pub body_name: String,
    pub has_area: bool,
    pub area_name: String,
    pub instrument: String,
    pub signature_count: i64,
    pub has_opened_at: bool,
    pub opened_at: String,
    pub has_closes_at: bool,
    pub closes_at: String,
    pub has_days_left: bool,
    pub days_left: i64,
    pub closes_today: bool,
    pub has_answer: bool,
    pub verdict: &'static str,
}

/// A moment as templates and the API take it: RFC 3339, UTC, whole seconds.
pub fn rfc3339(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// A moment that may be absent.
pub fn rfc3339_or_empty(at: Option<DateTime<Utc>>) -> String {
    at.map(rfc3339).unwrap_or_default()
}

/// Whole days until a moment, by the calendar of the site; `None` when it has passed. A moment at
/// the very beginning of a day is the end of the day before.
pub fn days_until(at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Option<i64> {
    let at = at.filter(|at| *at > now)?;
    let last = (at - chrono::TimeDelta::microseconds(1))
        .with_timezone(&ZONE)
        .date_naive();
    Some((last - now.with_timezone(&ZONE).date_naive()).num_days())
}

/// The state as people see it: the clock decides, also before the scheduler came by.
pub fn shown_state(
    state: PetitionState,
    closes_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> PetitionState {
    match state {
        PetitionState::Open if closes_at.is_some_and(|at| at <= now) => PetitionState::Closed,
        other => other,
    }
}

const SUMMARY_LENGTH: usize = 180;

impl PetitionCard {
    pub fn of(card: &Card, language: Language, now: DateTime<Utc>) -> Self {
        let state = shown_state(card.state, card.closes_at, now);
        let is_open = state == PetitionState::Open;
        let days_left = days_until(card.closes_at, now).filter(|_| is_open);
        Self {
            url: format!("/petitions/{}", card.slug),
            slug: card.slug.clone(),
            title: card.title.clone(),
            lang: card.language.code(),
            summary: excerpt(&card.request, SUMMARY_LENGTH),
            state: state.code(),
            is_open,
            is_refused: state == PetitionState::Refused,
            body_name: match language {
                Language::Nl => card.body.1.clone(),
                Language::En => card.body.2.clone(),
            },
            has_area: card.area_name.is_some(),
            area_name: card.area_name.clone().unwrap_or_default(),
            instrument: card.instrument.clone(),
            signature_count: card.total,
            has_opened_at: card.opened_at.is_some(),
            opened_at: rfc3339_or_empty(card.opened_at),
            has_closes_at: card.closes_at.is_some(),
            closes_at: rfc3339_or_empty(card.closes_at),
            has_days_left: days_left.is_some(),
            days_left: days_left.unwrap_or(0),
            closes_today: days_left == Some(0),
            has_answer: card.verdict.is_some(),
            verdict: card.verdict.map_or("", Verdict::code),
        }
    }

    /// Examples in each state.
    #[cfg(test)]
    pub fn samples() -> Vec<Self> {
        let now = DateTime::from_timestamp(1_790_000_000, 0).unwrap_or_default();
        let day = chrono::TimeDelta::days;
        PetitionState::ALL
            .into_iter()
            .zip((0..).cycle())
            .map(|(state, number): (PetitionState, i32)| {
                let is_answered = state == PetitionState::Answered;
                let card = Card {
                    id: i64::from(number),
                    slug: format!("voorbeeld-{number}"),
                    title: "Maak de Havenstraat veilig voor schoolkinderen".to_owned(),
                    language: if number % 2 == 0 {
                        Language::Nl
                    } else {
                        Language::En
                    },
                    request: "Wij vragen de raad om **dertig** kilometer per uur.".to_owned(),
                    state,
                    opened_at: (number > 3).then(|| now - day(30)),
                    closes_at: (number % 3 != 0).then(|| now + day(i64::from(number) - 6)),
                    listed_at: now,
                    answered_at: is_answered.then_some(now),
                    body: (
                        "raad".to_owned(),
                        "Gemeenteraad".to_owned(),
                        "City council".to_owned(),
                    ),
                    area_name: (number % 2 == 0).then(|| "Havenkwartier".to_owned()),
                    instrument: "petition".to_owned(),
                    total: i64::from(number) * 617,
                    verdict: is_answered.then_some(Verdict::PartlyAdopted),
                };
                Self::of(&card, Language::Nl, now)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn midnight_is_the_end_of_the_day_before() {
        let at = |text: &str| DateTime::parse_from_rfc3339(text).unwrap().to_utc();
        let noon = at("2026-11-22T12:00:00+01:00");
        assert_eq!(
            days_until(Some(at("2026-11-23T00:00:00+01:00")), noon),
            Some(0)
        );
        assert_eq!(
            days_until(Some(at("2026-11-23T00:00:01+01:00")), noon),
            Some(1)
        );
        assert_eq!(days_until(Some(noon), noon), None);
    }
}
