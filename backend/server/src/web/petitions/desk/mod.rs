//! Petitions at the desk: the queue, one petition with everything about it, and the decisions.

pub mod claim;
pub mod list;
mod list_query;
mod routes;
pub mod rule;
mod rule_form;
pub mod show;
pub mod updates;

pub use routes::configure;

use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebResult};
use serde::Serialize;
use weerklank_acts::people::Actor;
use weerklank_acts::{ActError, Overtaken};
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::PetitionState;
use weerklank_store::petitions::{PetitionRecord, find_by_id, id_of_reference};

use super::card::rfc3339_or_empty;

/// The address of a petition at the desk.
pub fn desk_url(reference: &str) -> String {
    format!("/desk/petitions/{reference}")
}

/// The petition of a reference, where this member of staff may see it.
///
/// # Errors
/// 404 for one that is not there or still a draft, 403 for one of another body.
pub fn petition_of(app: &App, actor: &Actor, reference: &str) -> WebResult<PetitionRecord> {
    let found = app.house.store.read(|db| {
        let Some(id) = id_of_reference(db, reference)? else {
            return Ok(None);
        };
        Ok::<_, ActError>(find_by_id(db, id)?)
    })?;
    // What nobody put before the desk is the petitioner's alone.
    let petition = found
        .filter(|petition| {
            !matches!(
                petition.state,
                PetitionState::Draft | PetitionState::Gathering
            )
        })
        .ok_or(ErrorCode::NotFound)?;
    if !actor.grants.may(Permission::SeeDesk, petition.body_id) {
        return Err(ErrorCode::NotAllowed.into());
    }
    Ok(petition)
}

/// Why something was not done, as the page tells it: who was first, and what is so now.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Conflict {
    pub has_conflict: bool,
    pub is_claimed: bool,
    pub is_stale: bool,
    pub is_overtaken: bool,
    pub is_wrong_state: bool,
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
}
