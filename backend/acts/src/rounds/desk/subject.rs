//! What every act of the desk on a round has in common.

use crate::errors::{ActError, ActResult};
use crate::people::{Actor, AuditAct, Subject, audit};
use chrono::{DateTime, Utc};
use weerklank_domain::people::Permission;
use weerklank_domain::rounds::RoundStep;
use weerklank_store::rounds::{self, RoundRecord, find_by_id};
use weerklank_store::{Db, StoreError};

/// The round that an act is about, as the clock has it: whether or not the scheduler came by.
pub(crate) fn round_for(
    db: &mut Db,
    actor: &Actor,
    permission: Permission,
    id: i64,
    now: DateTime<Utc>,
) -> ActResult<RoundRecord> {
    let round = find_by_id(db, id)?.ok_or(ActError::Missing)?;
    actor.require(permission, round.body.0)?;
    let opened = rounds::open_due(db, id, now)?;
    let closed = rounds::close_due(db, id, now)?;
    if opened || closed {
        return find_by_id(db, id)?.ok_or(ActError::Missing);
    }
    Ok(round)
}

/// Takes a step from the state that was looked at. Whoever is second reads the state again, and is
/// told which it is.
pub(crate) fn take_step(
    db: &mut Db,
    round: &RoundRecord,
    step: RoundStep,
    now: DateTime<Utc>,
) -> ActResult<()> {
    let to = round.state.after(step)?;
    if !rounds::step(db, round.id, round.state, to, step, now)? {
        return Err(StoreError::Changed.into());
    }
    Ok(())
}

/// Adds the entry of an act on a round, as the last thing of its transaction.
pub(crate) fn audit_round(
    db: &mut Db,
    actor: &Actor,
    act: AuditAct,
    (number, body_id): (i64, i64),
    detail: &str,
    at: DateTime<Utc>,
) -> ActResult<()> {
    let name = format!("R{number}");
    audit(db, actor, act, Subject::round(&name, body_id), detail, at)?;
    Ok(())
}
