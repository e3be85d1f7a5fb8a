//! The body begins to answer a round that is closed.

use super::subject::{audit_round, round_for, take_step};
use crate::errors::ActResult;
use crate::house::House;
use crate::people::{Actor, AuditAct};
use weerklank_domain::people::Permission;
use weerklank_domain::rounds::RoundStep;

/// Tells everybody that the body works on its answers.
///
/// # Errors
/// [`crate::ActError::WrongRoundStep`] unless the round is closed by the clock.
pub fn begin_answering(house: &House, actor: &Actor, round_id: i64) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let round = round_for(db, actor, Permission::ManageRounds, round_id, now)?;
        take_step(db, &round, RoundStep::BeginAnswering, now)?;
        let subject = (round.number, round.body.0);
        audit_round(db, actor, AuditAct::RoundAnswering, subject, "", now)
    })
}
