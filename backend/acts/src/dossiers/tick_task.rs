//! Somebody at the desk ticks a task off, or takes the tick away.

use super::looked_up::looked_up;
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct, audit_dossier};
use weerklank_store::Db;
use weerklank_store::dossiers::{DossierRecord, task, tick, untick};

/// Ticks a task off; nothing happens when somebody did already.
///
/// # Errors
/// [`ActError::Missing`] when the dossier has no such task, or what the store says.
pub fn tick_task(house: &House, actor: &Actor, dossier_id: i64, task_id: i64) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let dossier = owner(db, actor, dossier_id, task_id)?;
        if tick(db, task_id, actor.staff_id, now)? {
            let detail = task_id.to_string();
            audit_dossier(db, actor, AuditAct::TaskTicked, &dossier, &detail, now)?;
        }
        Ok(())
    })
}

/// Takes the tick of a task away; nothing happens when there is none.
///
/// # Errors
/// [`ActError::Missing`] when the dossier has no such task, or what the store says.
pub fn untick_task(house: &House, actor: &Actor, dossier_id: i64, task_id: i64) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let dossier = owner(db, actor, dossier_id, task_id)?;
        if untick(db, task_id)? {
            let detail = task_id.to_string();
            audit_dossier(db, actor, AuditAct::TaskUnticked, &dossier, &detail, now)?;
        }
        Ok(())
    })
}

fn owner(db: &mut Db, actor: &Actor, dossier_id: i64, task_id: i64) -> ActResult<DossierRecord> {
    let dossier = looked_up(db, actor, dossier_id)?;
    match task(db, task_id)? {
        Some(task) if task.dossier_id == dossier.id => Ok(dossier),
        _ => Err(ActError::Missing),
    }
}
