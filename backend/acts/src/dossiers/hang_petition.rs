//! Somebody at the desk hangs a petition on the dossier of its matter.

use super::looked_up::looked_up;
use crate::errors::ActResult;
use crate::house::House;
use crate::people::{Actor, AuditAct, audit_dossier};
use weerklank_domain::dossiers::CannotHang;
use weerklank_store::dossiers::{hang, reference_of_petition};
use weerklank_store::petitions::{find_by_id, id_of_reference};

/// Hangs the petition of a reference on a dossier.
///
/// # Errors
/// [`crate::ActError::CannotHang`] when there is no such petition, or it hangs on another dossier.
pub fn hang_petition(
    house: &House,
    actor: &Actor,
    dossier_id: i64,
    reference: &str,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let dossier = looked_up(db, actor, dossier_id)?;
        let id = id_of_reference(db, reference)?.ok_or(CannotHang::Unknown)?;
        // What nobody put before the desk is the petitioner's alone.
        let petition = find_by_id(db, id)?
            .filter(|petition| petition.state.is_before_desk())
            .ok_or(CannotHang::Unknown)?;
        match reference_of_petition(db, petition.id)? {
            Some(other) if other == dossier.reference => return Ok(()),
            Some(other) => return Err(CannotHang::Elsewhere(other).into()),
            None => hang(db, petition.id, dossier.id, Some(actor.staff_id), now)?,
        }
        let detail = &petition.reference;
        audit_dossier(db, actor, AuditAct::PetitionHung, &dossier, detail, now)?;
        Ok(())
    })
}
