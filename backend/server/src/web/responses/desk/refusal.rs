//! Why the desk could not do something, in the page where it was tried: nothing typed is lost.

use crate::web::petitions::card::rfc3339_or_empty;
use actix_web::http::StatusCode;
use serde::Serialize;
use weerklank_acts::ActError;
use weerklank_domain::responses::{CannotRecord, Lack};

use super::form::Problem;

/// A refusal, as a page shows it.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Refusal {
    code: &'static str,
    has_by: bool,
    by: String,
    has_at: bool,
    at: String,
    has_state: bool,
    state: &'static str,
}

/// The codes, in the order of the messages.
#[cfg(test)]
pub const CODES: [&str; 5] = [
    "overtaken",
    "stale",
    "same_person",
    "wrong_step",
    "elsewhere",
];

impl Refusal {
    /// What a page says about a failed act; `None` for one that is a page of its own.
    pub fn of(error: &ActError) -> Option<Self> {
        let plain = |code| Self {
            code,
            ..Self::default()
        };
        Some(match error {
            ActError::Overtaken(first) => Self {
                has_by: first.by.is_some(),
                by: first.by.clone().unwrap_or_default(),
                has_at: first.at.is_some(),
                at: rfc3339_or_empty(first.at),
                has_state: true,
                state: first.state.code(),
                ..plain("overtaken")
            },
            ActError::WrongStep(wrong) => Self {
                has_state: true,
                state: wrong.from.code(),
                ..plain("wrong_step")
            },
            ActError::CannotRecord(CannotRecord::State(state)) => Self {
                has_state: true,
                state: state.code(),
                ..plain("wrong_step")
            },
            ActError::CannotRecord(CannotRecord::Elsewhere) => plain("elsewhere"),
            ActError::Stale => plain("stale"),
            ActError::SamePerson => plain("same_person"),
            _ => return None,
        })
    }

    /// Its status.
    pub fn status(&self) -> StatusCode {
        StatusCode::CONFLICT
    }

    /// Examples, each condition both ways.
    #[cfg(test)]
    pub fn samples() -> Vec<Self> {
        let full = |code| Self {
            code,
            has_by: true,
            by: "Griet Griffier".to_owned(),
            has_at: true,
            at: "2026-03-02T10:00:00Z".to_owned(),
            has_state: true,
            state: "handed_over",
        };
        let bare = |code| Self {
            code,
            ..Self::default()
        };
        CODES
            .into_iter()
            .map(bare)
            .chain([full("overtaken")])
            .collect()
    }
}

/// The field that a refused event is about; `None` when it is not one field's.
pub fn problem_of_event(reason: CannotRecord) -> Option<Problem> {
    let (field, code) = match reason {
        CannotRecord::NotByHand => ("kind", "required"),
        CannotRecord::BeforeFiling => ("day", "before_filing"),
        CannotRecord::InFuture => ("day", "in_future"),
        CannotRecord::TooFar => ("day", "too_far"),
        CannotRecord::State(_) | CannotRecord::Elsewhere => return None,
    };
    Some(Problem { field, code })
}

/// The field that an answer lacks.
pub fn problem_of_answer(lack: Lack) -> Problem {
    let (field, code) = match lack {
        Lack::Verdict => ("verdict", "required"),
        Lack::Reasons => ("reasons", "required"),
        Lack::Change => ("change", "change_or_not"),
        Lack::ChangeTwice => ("change", "change_twice"),
        Lack::Responsible => ("responsible", "required"),
        Lack::AdoptedBy => ("adopted_by", "required"),
        Lack::AdoptedOn => ("adopted_on", "required"),
        Lack::AdoptedLater => ("adopted_on", "in_future"),
        Lack::Correction => ("correction", "required"),
    };
    Problem { field, code }
}
