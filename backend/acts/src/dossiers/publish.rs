//! Somebody at the desk publishes a dossier into its first phase.

use super::looked_up::{looked_up, who_changed};
use super::move_phase::take_step;
use crate::errors::ActResult;
use crate::house::House;
use crate::people::{Actor, AuditAct, audit_dossier};
use weerklank_domain::dossiers::{DossierState, PhaseKind, PhaseMove};

/// Publishes a draft into a phase, over the revision that was read.
///
/// # Errors
/// [`crate::ActError::ScopeLacking`] names the parts of the phase's scope that nothing was said about
/// (PAR-4), [`crate::ActError::ChangedBy`] when somebody else was first.
pub fn publish(
    house: &House,
    actor: &Actor,
    dossier_id: i64,
    read: i32,
    into: PhaseKind,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let dossier = looked_up(db, actor, dossier_id)?;
        if dossier.state != DossierState::Draft || dossier.revision != read {
            return Err(who_changed(db, &dossier)?);
        }
        let step = PhaseMove {
            to: Some(into),
            reason: None,
        };
        take_step(db, &dossier, read, step, Some(actor.staff_id), now)?;
        audit_dossier(
            db,
            actor,
            AuditAct::DossierPublished,
            &dossier,
            into.code(),
            now,
        )?;
        Ok(())
    })
}
