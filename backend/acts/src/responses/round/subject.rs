//! What every act on the inputs of a round has in common: the round, held, with what it lets the desk do.

use crate::errors::{ActError, ActResult};
use crate::people::Actor;
use crate::rounds::desk::subject::round_for;
use chrono::{DateTime, Utc};
use weerklank_domain::people::Permission;
use weerklank_domain::responses::{MayHandle, may_handle};
use weerklank_store::Db;
use weerklank_store::responses::{ThemeRecord, theme};
use weerklank_store::rounds::{RoundRecord, hold};

/// What an act needs the round to allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Needs {
    /// Putting into themes, drafting.
    Sorting,
    /// Cutting, setting aside, approving.
    Answering,
    /// Publishing a report.
    Publishing,
}

impl Needs {
    fn are_met(self, may: MayHandle) -> bool {
        match self {
            Self::Sorting => may.sort,
            Self::Answering => may.answer,
            Self::Publishing => may.publish,
        }
    }
}

/// The round of an act, as the clock has it. Until the transaction ends nobody else decides anything on
/// its inputs.
pub(super) fn held_round(
    db: &mut Db,
    actor: &Actor,
    (permission, needs): (Permission, Needs),
    round_id: i64,
    now: DateTime<Utc>,
) -> ActResult<RoundRecord> {
    hold(db, round_id)?;
    let round = round_for(db, actor, permission, round_id, now)?;
    if round.is_elsewhere() || !needs.are_met(may_handle(round.state)) {
        return Err(ActError::CannotHandle);
    }
    Ok(round)
}

/// A theme of the round that takes inputs.
pub(super) fn open_theme(db: &mut Db, round_id: i64, number: i64) -> ActResult<ThemeRecord> {
    let found = theme(db, round_id, number)?.ok_or(ActError::Missing)?;
    match found.merged_into {
        Some(_) => Err(ActError::Stale),
        None => Ok(found),
    }
}
