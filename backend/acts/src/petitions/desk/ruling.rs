//! What every decision of the desk has in common: who may, nobody else holds it, it is still what
//! was looked at; then the state, the ruling, the end of the claim, and the entry in the audit.

use crate::errors::{ActError, ActResult, Overtaken};
use crate::house::House;
use crate::people::{Actor, AuditAct, audit_petition};
use chrono::{DateTime, Utc};
use weerklank_domain::obligations::ObligationKind;
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::{PetitionState, RulingKind, Step};
use weerklank_store::petitions::{
    NewRuling, PetitionRecord, Ruled, add_ruling, apply_ruling, find_by_id, holder, release,
    rulings,
};
use weerklank_store::{Db, obligations};

/// What somebody at the desk looked at before deciding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// The petition.
    pub petition_id: i64,
    /// The version of its text.
    pub text_version: i32,
}

/// One decision, in words.
pub(super) struct Decision<'a> {
    pub(super) kind: RulingKind,
    pub(super) step: Step,
    pub(super) permission: Permission,
    pub(super) act: AuditAct,
    pub(super) code: Option<&'a str>,
    pub(super) citation: Option<&'a str>,
    pub(super) reason: Option<&'a str>,
}

/// Takes a decision in one transaction. `change` says what becomes of the petition; `afterwards`
/// does what else belongs to it, with the petition as it was before.
pub(super) fn decide(
    house: &House,
    actor: &Actor,
    seen: Seen,
    decision: &Decision,
    change: impl Fn(&PetitionRecord, &mut Ruled, DateTime<Utc>),
    afterwards: impl Fn(&mut Db, &PetitionRecord, DateTime<Utc>) -> ActResult<()>,
) -> ActResult<()> {
    let now = house.clock.now();
    let id = seen.petition_id;
    house.store.write(|db| {
        let petition = find_by_id(db, id)?.ok_or(ActError::Missing)?;
        actor.require(decision.permission, petition.body_id)?;
        // What must not be read does not wait for whoever holds it.
        let is_urgent = decision.step == Step::TakeDown;
        let others = holder(db, id, now)?.filter(|held| held.staff_id != actor.staff_id);
        if let Some(other) = others.filter(|_| !is_urgent) {
            return Err(ActError::Claimed(other.staff_name, other.until));
        }
        let Ok(to) = petition.state.after(decision.step) else {
            return Err(overtaken(db, &petition, decision.step)?);
        };
        if petition.text_version != seen.text_version {
            return Err(ActError::Stale);
        }
        let mut ruled = Ruled {
            from: petition.state,
            text_version: petition.text_version,
            to,
            is_public: false,
            petitioner_name: None,
            opened_at: petition.opened_at,
            closes_at: petition.closes_at,
            listed_at: None,
        };
        change(&petition, &mut ruled, now);
        if !apply_ruling(db, id, &ruled, now)? {
            let petition = find_by_id(db, id)?.ok_or(ActError::Missing)?;
            return Err(overtaken(db, &petition, decision.step)?);
        }
        add_ruling(
            db,
            id,
            &NewRuling {
                kind: decision.kind,
                text_version: petition.text_version,
                code: decision.code,
                citation: decision.citation,
                reason: decision.reason,
                staff_id: actor.staff_id,
                at: now,
            },
        )?;
        release(db, id, None)?;
        obligations::meet(db, id, ObligationKind::Decide, now)?;
        afterwards(db, &petition, now)?;
        let detail = decision.code.unwrap_or_default();
        audit_petition(db, actor, decision.act, &petition, detail, now)?;
        Ok(())
    })
}

/// Why a step is refused: somebody decided before, or the petition never had this step.
fn overtaken(db: &mut Db, petition: &PetitionRecord, step: Step) -> ActResult<ActError> {
    let last = rulings(db, petition.id)?.into_iter().next();
    let wrong = petition.state.after(step).err();
    Ok(match (last, wrong) {
        (None, Some(wrong)) if petition.state != PetitionState::Withdrawn => wrong.into(),
        (last, _) => ActError::Overtaken(Box::new(Overtaken {
            by: last.as_ref().map(|ruling| ruling.staff_name.clone()),
            ruling: last.as_ref().map(|ruling| ruling.kind),
            state: petition.state,
            at: last.map(|ruling| ruling.at),
        })),
    })
}
