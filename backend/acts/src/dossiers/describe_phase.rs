//! Somebody at the desk describes a phase: its days, its promise, its scope, its outcome.

use super::looked_up::{looked_up, who_changed};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct, audit_dossier};
use weerklank_domain::dossiers::{DossierState, PhaseKind};
use weerklank_store::dossiers::{self, PhaseText};

/// Writes a description over the revision that was read.
///
/// # Errors
/// [`ActError::ScopeLacking`] when the dossier is in this phase and the scope would lose a part:
/// what was promised in public stays told (PAR-4). [`ActError::ChangedBy`] when somebody else was
/// first.
pub fn describe_phase(
    house: &House,
    actor: &Actor,
    dossier_id: i64,
    kind: PhaseKind,
    read: i32,
    text: &PhaseText,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let dossier = looked_up(db, actor, dossier_id)?;
        let is_present = dossier.state == DossierState::Public && dossier.phase == Some(kind);
        if is_present && !text.scope.is_whole() {
            return Err(ActError::ScopeLacking(text.scope.missing()));
        }
        if !dossiers::describe_phase(db, dossier.id, kind, read, text)? {
            return Err(who_changed(db, &dossier)?);
        }
        let detail = format!("{} revision {}", kind.code(), read + 1);
        audit_dossier(db, actor, AuditAct::PhaseDescribed, &dossier, &detail, now)?;
        Ok(())
    })
}
