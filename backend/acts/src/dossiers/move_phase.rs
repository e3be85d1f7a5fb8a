//! Somebody at the desk takes a dossier on to another phase, back to an earlier one, or to its end.

use super::looked_up::{looked_up, who_changed};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct, audit_dossier};
use chrono::{DateTime, Utc};
use weerklank_domain::dossiers::{CannotMove, DossierState, MoveKind, PhaseFacts, PhaseMove};
use weerklank_store::Db;
use weerklank_store::dossiers::{
    DossierRecord, NewMove, Position, add_move, begin, facts, finish, phase, set_position,
};

/// Makes a step from the revision that was read, and answers which kind it was.
///
/// # Errors
/// [`ActError::CannotMove`] says what is in the way, [`ActError::ScopeLacking`] which parts the next
/// phase does not tell yet, [`ActError::ChangedBy`] that somebody else was first.
pub fn move_phase(
    house: &House,
    actor: &Actor,
    dossier_id: i64,
    read: i32,
    step: PhaseMove,
) -> ActResult<MoveKind> {
    let now = house.clock.now();
    house.store.write(|db| {
        let dossier = looked_up(db, actor, dossier_id)?;
        // A draft is published, not moved.
        if dossier.revision != read || dossier.state == DossierState::Draft {
            return Err(who_changed(db, &dossier)?);
        }
        if dossier.state == DossierState::Closed && step.to.is_none() {
            return Err(CannotMove::AlreadyThere.into());
        }
        let kind = take_step(db, &dossier, read, step, Some(actor.staff_id), now)?;
        let to = step.to.map_or("end", |to| to.code());
        let detail = format!("{} {to}", kind.code());
        audit_dossier(db, actor, AuditAct::PhaseMoved, &dossier, &detail, now)?;
        Ok(kind)
    })
}

/// Makes a step: the rule decides which kind it is, the dossier is moved from the revision that was
/// read, its phases get their dates, and the step is kept with its reason.
///
/// # Errors
/// As [`move_phase`].
pub(super) fn take_step(
    db: &mut Db,
    dossier: &DossierRecord,
    read: i32,
    step: PhaseMove,
    staff_id: Option<i64>,
    at: DateTime<Utc>,
) -> ActResult<MoveKind> {
    let missing = match step.to {
        Some(to) => phase(db, dossier.id, to)?
            .ok_or(ActError::Missing)?
            .text
            .scope
            .missing(),
        None => Vec::new(),
    };
    let given = PhaseFacts {
        has_scope: missing.is_empty(),
        ..facts(db, dossier.id, at)?
    };
    let kind = match step.kind(dossier.phase, given) {
        Err(CannotMove::NeedsScope) => return Err(ActError::ScopeLacking(missing)),
        other => other?,
    };
    let position = Position {
        state: if step.to.is_some() {
            DossierState::Public
        } else {
            DossierState::Closed
        },
        // Only a dossier that is in its last phase can be finished.
        phase: step.to.or(dossier.phase).ok_or(CannotMove::NotLast)?,
        published_at: dossier.published_at.unwrap_or(at),
    };
    if !set_position(db, dossier.id, read, position)? {
        return Err(ActError::Stale);
    }
    if let Some(left) = dossier.phase {
        finish(db, dossier.id, left, at)?;
    }
    if let Some(entered) = step.to {
        begin(db, dossier.id, entered, at)?;
    }
    let new = NewMove {
        kind,
        from: dossier.phase,
        to: step.to,
        reason: step
            .reason
            .map(|reason| reason.trim().to_owned())
            .filter(|reason| !reason.is_empty()),
        staff_id,
        at,
    };
    add_move(db, dossier.id, &new)?;
    Ok(kind)
}
