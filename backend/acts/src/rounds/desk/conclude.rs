//! Somebody concludes a round in which every input was handled.

use super::subject::{audit_round, round_for, take_step};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct};
use weerklank_domain::inputs::InputState;
use weerklank_domain::rounds::RoundStep;
use weerklank_store::rounds::coverage;

/// Concludes a round (invariant 3: full coverage).
///
/// # Errors
/// [`ActError::InputsOpen`] while an input waits, [`ActError::WrongRoundStep`] unless the body works
/// on its answers.
pub fn conclude(house: &House, actor: &Actor, round_id: i64) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let round = round_for(db, actor, round_id, now)?;
        // The step comes first: from here on the row is held, and an input that comes meanwhile is
        // counted below or finds the round concluded.
        take_step(db, &round, RoundStep::Conclude, now)?;
        let counted = coverage(db, round.id)?;
        if !counted.is_full() {
            return Err(ActError::InputsOpen(counted.of(InputState::Open)));
        }
        let subject = (round.number, round.body.0);
        audit_round(db, actor, AuditAct::RoundConcluded, subject, "", now)
    })
}
