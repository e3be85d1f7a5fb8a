//! Why something was not done with a round, in the page where it was tried. Nothing typed is lost.

use actix_web::http::StatusCode;
use serde::Serialize;
use weerklank_acts::ActError;
#[cfg(test)]
use weerklank_domain::rounds::{AnnounceLack, RoundState, RoundStep, WrongRoundStep};
use weerklank_domain::rounds::{CannotExtend, CannotMakeCodes};

use crate::web::responses::desk::form::Returned;

/// Why something was not done.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Trouble {
    pub has_trouble: bool,
    is_stale: bool,
    is_wrong_state: bool,
    state: &'static str,
    is_lacking: bool,
    lacks: Vec<&'static str>,
    is_over: bool,
    is_not_by_code: bool,
}

impl Trouble {
    /// The trouble of a failed act.
    ///
    /// # Errors
    /// What is none.
    pub fn of(error: ActError) -> Result<Self, ActError> {
        let base = Self {
            has_trouble: true,
            ..Self::default()
        };
        Ok(match error {
            ActError::Stale => Self {
                is_stale: true,
                ..base
            },
            ActError::WrongRoundStep(wrong) => Self {
                is_wrong_state: true,
                state: wrong.from.code(),
                ..base
            },
            ActError::CannotAnnounce(lacks) => Self {
                is_lacking: true,
                lacks: lacks.iter().map(|lack| lack.code()).collect(),
                ..base
            },
            ActError::CannotExtend(CannotExtend::NotRunning)
            | ActError::CannotMakeCodes(CannotMakeCodes::Over) => Self {
                is_over: true,
                ..base
            },
            ActError::CannotMakeCodes(CannotMakeCodes::NotByCode) => Self {
                is_not_by_code: true,
                ..base
            },
            other => return Err(other),
        })
    }

    /// The status of the page that tells it, or that shows a form again.
    pub fn status(&self, returned: &Returned) -> StatusCode {
        returned.status(self.has_trouble)
    }

    /// Examples of each kind.
    #[cfg(test)]
    pub fn samples() -> Vec<(String, Self)> {
        [
            ("stale", ActError::Stale),
            (
                "wrong-state",
                ActError::WrongRoundStep(WrongRoundStep {
                    from: RoundState::Cancelled,
                    step: RoundStep::Announce,
                }),
            ),
            (
                "lacking",
                ActError::CannotAnnounce(AnnounceLack::ALL.to_vec()),
            ),
            ("over", ActError::CannotExtend(CannotExtend::NotRunning)),
            (
                "not-by-code",
                ActError::CannotMakeCodes(CannotMakeCodes::NotByCode),
            ),
        ]
        .into_iter()
        .filter_map(|(name, error)| Some((name.to_owned(), Self::of(error).ok()?)))
        .collect()
    }
}
