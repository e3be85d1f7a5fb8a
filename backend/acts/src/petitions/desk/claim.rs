//! Somebody at the desk takes a petition to work on it, gives it back, or takes it over.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct, audit_petition};
use chrono::TimeDelta;
use weerklank_domain::people::Permission;
use weerklank_store::petitions::{PetitionRecord, find_by_id, holder};
use weerklank_store::{Db, petitions};

/// How long a claim holds after it was taken or renewed; whoever forgets it blocks nobody.
pub const CLAIM_HELD: TimeDelta = TimeDelta::minutes(30);

/// Takes a petition, or renews the own claim.
///
/// # Errors
/// [`ActError::Claimed`] names who holds it and until when; [`ActError::NotAllowed`],
/// [`ActError::Missing`], or what the store says.
pub fn claim(house: &House, actor: &Actor, petition_id: i64) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let petition = looked_up(db, actor, petition_id)?;
        let is_renewed = holder(db, petition_id, now)?.is_some();
        if !petitions::claim(db, petition_id, actor.staff_id, now + CLAIM_HELD, now)? {
            let other = holder(db, petition_id, now)?.ok_or(ActError::Stale)?;
            return Err(ActError::Claimed(other.staff_name, other.until));
        }
        if !is_renewed {
            audit_petition(db, actor, AuditAct::PetitionClaimed, &petition, "", now)?;
        }
        Ok(())
    })
}

/// Takes a petition from whoever holds it.
///
/// # Errors
/// [`ActError::NotAllowed`], [`ActError::Missing`], or what the store says.
pub fn take_over(house: &House, actor: &Actor, petition_id: i64) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let petition = looked_up(db, actor, petition_id)?;
        let from = holder(db, petition_id, now)?.map(|held| held.staff_name);
        petitions::take_over(db, petition_id, actor.staff_id, now + CLAIM_HELD)?;
        let (act, detail) = match &from {
            Some(name) => (AuditAct::PetitionTakenOver, name.as_str()),
            None => (AuditAct::PetitionClaimed, ""),
        };
        audit_petition(db, actor, act, &petition, detail, now)?;
        Ok(())
    })
}

/// Gives the own claim back; nothing happens when there is none.
///
/// # Errors
/// [`ActError::NotAllowed`], [`ActError::Missing`], or what the store says.
pub fn release(house: &House, actor: &Actor, petition_id: i64) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let petition = looked_up(db, actor, petition_id)?;
        if petitions::release(db, petition_id, Some(actor.staff_id))? {
            audit_petition(db, actor, AuditAct::PetitionReleased, &petition, "", now)?;
        }
        Ok(())
    })
}

fn looked_up(db: &mut Db, actor: &Actor, petition_id: i64) -> ActResult<PetitionRecord> {
    // What nobody put before the desk is the petitioner's alone: a claim on a draft would outlive it.
    let petition = find_by_id(db, petition_id)?
        .filter(|petition| petition.state.is_before_desk())
        .ok_or(ActError::Missing)?;
    actor.require(Permission::DecidePetitions, petition.body_id)?;
    Ok(petition)
}
