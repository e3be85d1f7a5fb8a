//! Somebody at the desk changes what a dossier says, and whose it is.

use super::looked_up::{check_manager, looked_up, who_changed};
use crate::errors::ActResult;
use crate::house::House;
use crate::people::{Actor, AuditAct, audit_dossier};
use weerklank_domain::people::Permission;
use weerklank_store::dossiers::{self, DossierText};

/// Writes a text over the revision that was read.
///
/// # Errors
/// [`crate::ActError::ChangedBy`] when somebody else was first, [`crate::ActError::NotAllowed`] for
/// the body that it has or would get, [`crate::ActError::NoManager`].
pub fn describe(
    house: &House,
    actor: &Actor,
    dossier_id: i64,
    read: i32,
    text: &DossierText,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let dossier = looked_up(db, actor, dossier_id)?;
        actor.require(Permission::ManageDossiers, text.body_id)?;
        check_manager(db, text)?;
        if !dossiers::describe(db, dossier.id, read, text)? {
            return Err(who_changed(db, &dossier)?);
        }
        let detail = format!("revision {}", read + 1);
        audit_dossier(
            db,
            actor,
            AuditAct::DossierDescribed,
            &dossier,
            &detail,
            now,
        )?;
        Ok(())
    })
}
