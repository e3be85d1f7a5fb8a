//! Somebody at the desk puts a task on the list of the process manager.

use super::looked_up::looked_up;
use crate::errors::ActResult;
use crate::house::House;
use crate::people::{Actor, AuditAct, audit_dossier};
use weerklank_store::dossiers::{self, NewTask};

/// Adds a task, and answers its key.
///
/// # Errors
/// [`crate::ActError::NotAllowed`], [`crate::ActError::Missing`], or what the store says.
pub fn add_task(house: &House, actor: &Actor, dossier_id: i64, task: &NewTask) -> ActResult<i64> {
    let now = house.clock.now();
    house.store.write(|db| {
        let dossier = looked_up(db, actor, dossier_id)?;
        let id = dossiers::add_task(db, dossier.id, task)?;
        audit_dossier(
            db,
            actor,
            AuditAct::TaskAdded,
            &dossier,
            &id.to_string(),
            now,
        )?;
        Ok(id)
    })
}
