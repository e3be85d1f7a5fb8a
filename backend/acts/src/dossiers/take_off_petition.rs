//! Somebody at the desk takes a petition off a dossier.

use super::looked_up::looked_up;
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct, audit_dossier};
use weerklank_store::dossiers::take_off;
use weerklank_store::petitions::id_of_reference;

/// Takes the petition of a reference off a dossier; nothing happens when it does not hang there.
///
/// # Errors
/// [`ActError::Missing`] when there is no such petition, or what the store says.
pub fn take_off_petition(
    house: &House,
    actor: &Actor,
    dossier_id: i64,
    reference: &str,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let dossier = looked_up(db, actor, dossier_id)?;
        let petition_id = id_of_reference(db, reference)?.ok_or(ActError::Missing)?;
        if take_off(db, petition_id, dossier.id)? {
            let act = AuditAct::PetitionTakenOff;
            audit_dossier(db, actor, act, &dossier, reference, now)?;
        }
        Ok(())
    })
}
