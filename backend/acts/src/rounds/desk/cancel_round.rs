//! Somebody stops a round, for a public reason.

use super::subject::{audit_round, round_for};
use crate::errors::ActResult;
use crate::house::House;
use crate::people::{Actor, AuditAct};
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::Passage;
use weerklank_domain::rounds::RoundStep;
use weerklank_store::StoreError;
use weerklank_store::outbox::{RoundEvent, tell_authors};
use weerklank_store::rounds::cancel;

/// Stops a round, and tells its authors. Its inputs keep their numbers, and its coverage stays public.
///
/// # Errors
/// [`crate::ActError::WrongRoundStep`] for a draft, which nobody saw, and for a round that is over.
pub fn cancel_round(
    house: &House,
    actor: &Actor,
    round_id: i64,
    reason: &Passage,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let round = round_for(db, actor, Permission::ManageRounds, round_id, now)?;
        round.state.after(RoundStep::Cancel)?;
        if !cancel(db, round.id, round.state, reason.as_str(), now)? {
            return Err(StoreError::Changed.into());
        }
        tell_authors(db, round.id, RoundEvent::Cancelled, now)?;
        let subject = (round.number, round.body.0);
        audit_round(db, actor, AuditAct::RoundCancelled, subject, "", now)
    })
}
