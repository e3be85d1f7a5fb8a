//! Why something was not done at the desk, in the page where it was tried: who was first, and what is
//! so now. Nothing typed is lost.

use crate::web::petitions::card::rfc3339_or_empty;
use serde::Serialize;
use weerklank_acts::{ActError, Overtaken};
#[cfg(test)]
use weerklank_domain::petitions::PetitionState;
use weerklank_domain::responses::CannotRecord;

/// Why something was not done, as the page tells it: who was first, and what is so now.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Conflict {
    pub has_conflict: bool,
    pub is_claimed: bool,
    pub is_stale: bool,
    pub is_changed: bool,
    pub is_overtaken: bool,
    pub is_wrong_state: bool,
    pub is_same_person: bool,
    pub is_elsewhere: bool,
    pub has_by: bool,
    pub by: String,
    pub has_ruling: bool,
    pub ruling: &'static str,
    pub state: &'static str,
    pub has_at: bool,
    pub at: String,
}

impl Conflict {
    /// The conflict of a failed act.
    ///
    /// # Errors
    /// What is no conflict.
    pub fn of(error: ActError) -> Result<Self, ActError> {
        let base = Self {
            has_conflict: true,
            ..Self::default()
        };
        Ok(match error {
            ActError::Claimed(by, until) => Self {
                is_claimed: true,
                has_by: true,
                by,
                has_at: true,
                at: rfc3339_or_empty(Some(until)),
                ..base
            },
            ActError::ChangedBy(by, at) => Self {
                is_changed: true,
                has_by: true,
                by,
                has_at: true,
                at: rfc3339_or_empty(Some(at)),
                ..base
            },
            ActError::Stale => Self {
                is_stale: true,
                ..base
            },
            ActError::Overtaken(first) => {
                let Overtaken {
                    by,
                    ruling,
                    state,
                    at,
                } = *first;
                Self {
                    is_overtaken: true,
                    has_by: by.is_some(),
                    by: by.unwrap_or_default(),
                    has_ruling: ruling.is_some(),
                    ruling: ruling.map_or("", |ruling| ruling.code()),
                    state: state.code(),
                    has_at: at.is_some(),
                    at: rfc3339_or_empty(at),
                    ..base
                }
            }
            ActError::WrongStep(wrong) => Self {
                is_wrong_state: true,
                state: wrong.from.code(),
                ..base
            },
            ActError::CannotRecord(CannotRecord::State(state)) => Self {
                is_wrong_state: true,
                state: state.code(),
                ..base
            },
            ActError::CannotRecord(CannotRecord::Elsewhere) => Self {
                is_elsewhere: true,
                ..base
            },
            ActError::SamePerson => Self {
                is_same_person: true,
                ..base
            },
            other => return Err(other),
        })
    }

    /// Examples of each kind.
    #[cfg(test)]
    pub fn samples() -> Vec<(&'static str, Self)> {
        use chrono::DateTime;
        use weerklank_domain::petitions::{RulingKind, Step, WrongStep};
        let at = DateTime::from_timestamp(1_790_000_000, 0).unwrap_or_default();
        let overtaken = |by: Option<&str>| {
            ActError::Overtaken(Box::new(Overtaken {
                by: by.map(str::to_owned),
                ruling: by.map(|_| RulingKind::Admit),
                state: PetitionState::Open,
                at: by.map(|_| at),
            }))
        };
        [
            ("claimed", ActError::Claimed("Hinke de Boer".to_owned(), at)),
            ("stale", ActError::Stale),
            (
                "changed",
                ActError::ChangedBy("Hinke de Boer".to_owned(), at),
            ),
            ("same-person", ActError::SamePerson),
            ("elsewhere", ActError::CannotRecord(CannotRecord::Elsewhere)),
            ("overtaken", overtaken(Some("Hinke de Boer"))),
            ("withdrawn", overtaken(None)),
            (
                "wrong-state",
                ActError::WrongStep(WrongStep {
                    from: PetitionState::Open,
                    step: Step::Admit,
                }),
            ),
        ]
        .into_iter()
        .filter_map(|(name, error)| Some((name, Self::of(error).ok()?)))
        .collect()
    }

    /// One example.
    #[cfg(test)]
    pub fn sample() -> Self {
        let (_, first) = Self::samples().swap_remove(0);
        first
    }
}
