//! Somebody plans a round in a dossier.

use super::subject::audit_round;
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct};
use crate::rounds::enter_round::{EntryRound, enter_round};
use crate::rounds::round_plan::RoundPlan;
use weerklank_domain::people::Permission;
use weerklank_store::rounds::{dossier_of, find_by_id};

/// Plans a round in the dossier of a reference, as a draft that only the desk sees, and answers its
/// number.
///
/// # Errors
/// [`ActError::Missing`] without such a dossier, [`ActError::Unusable`] for an unknown procedure.
pub fn plan_round(
    house: &House,
    actor: &Actor,
    reference: &str,
    plan: &RoundPlan,
) -> ActResult<i64> {
    let now = house.clock.now();
    house.store.write(|db| {
        let dossier = dossier_of(db, reference)?.ok_or(ActError::Missing)?;
        actor.require(Permission::ManageRounds, dossier.body.0)?;
        let entry = EntryRound {
            slug: None,
            dossier_id: dossier.id,
            source: "own",
            source_key: None,
            attribution: None,
            plan,
            planned_at: now,
        };
        let id = enter_round(db, &entry)?.ok_or(ActError::Missing)?;
        let round = find_by_id(db, id)?.ok_or(ActError::Missing)?;
        let subject = (round.number, dossier.body.0);
        audit_round(db, actor, AuditAct::RoundPlanned, subject, reference, now)?;
        Ok(round.number)
    })
}
