//! The desk lets a round ask people who took part about themselves, or not any more.

use crate::errors::ActResult;
use crate::house::House;
use crate::people::{Actor, AuditAct};
use crate::rounds::desk::subject::{audit_round, round_for};
use weerklank_domain::people::Permission;
use weerklank_store::representation::set_asked;

/// Lets a round ask, or not. What was counted before stays.
///
/// # Errors
/// [`crate::ActError::NotAllowed`], [`crate::ActError::Missing`].
pub fn ask_background(house: &House, actor: &Actor, round_id: i64, asks: bool) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let round = round_for(db, actor, Permission::ManageRounds, round_id, now)?;
        if set_asked(db, round.id, asks, now)? {
            let subject = (round.number, round.body.0);
            let detail = if asks { "asks" } else { "does not ask" };
            audit_round(db, actor, AuditAct::BackgroundAsked, subject, detail, now)?;
        }
        Ok(())
    })
}
