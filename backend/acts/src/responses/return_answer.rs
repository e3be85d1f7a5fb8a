//! A second person gives an answer back to its writer.

use super::write_answer::who_wrote;
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct, audit_petition};
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::Passage;
use weerklank_store::petitions;
use weerklank_store::responses::give_back;

/// Gives the revision that was read back, with a remark that its writer reads above the form.
///
/// # Errors
/// [`ActError::Stale`] or [`ActError::Overtaken`] when it does not wait any more.
pub fn return_answer(
    house: &House,
    actor: &Actor,
    petition_id: i64,
    read: i32,
    remark: &Passage,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let petition = petitions::find_by_id(db, petition_id)?.ok_or(ActError::Missing)?;
        actor.require(Permission::ApproveAnswers, petition.body_id)?;
        if !give_back(db, petition.id, read, remark.as_str())? {
            return Err(who_wrote(db, &petition)?);
        }
        audit_petition(
            db,
            actor,
            AuditAct::AnswerReturned,
            &petition,
            &format!("revision {read}"),
            now,
        )?;
        Ok(())
    })
}
