//! Somebody changes a round that nobody saw yet.

use super::subject::{audit_round, round_for};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct};
use crate::rounds::round_plan::{RoundPlan, texts_of};
use weerklank_domain::people::Permission;
use weerklank_domain::rounds::RoundStep;
use weerklank_store::rounds::{change, set_forms};

/// Changes a draft, over the revision that was read.
///
/// # Errors
/// [`ActError::Stale`] when somebody else changed it in the meantime, [`ActError::WrongRoundStep`]
/// when it was announced.
pub fn change_round(
    house: &House,
    actor: &Actor,
    round_id: i64,
    read: i32,
    plan: &RoundPlan,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let round = round_for(db, actor, Permission::ManageRounds, round_id, now)?;
        round.state.after(RoundStep::Announce)?;
        let texts = texts_of(db, plan, now)?;
        if !change(db, round.id, read, &texts)? {
            return Err(ActError::Stale);
        }
        set_forms(db, round.id, &plan.forms)?;
        let subject = (round.number, round.body.0);
        audit_round(db, actor, AuditAct::RoundChanged, subject, "", now)
    })
}
