//! Somebody opens an item, takes it over from a colleague, or gives it back.

use super::claims::{permission_for, refuse_when_held};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct, Subject, audit};
use chrono::{DateTime, Utc};
use weerklank_domain::moderation::CLAIM_HELD;
use weerklank_store::Db;
use weerklank_store::moderation::{ItemRecord, claim_item, item, release_item, take_over_item};

/// Opens an item: from now on it is this person's for a while, unless a colleague has it. Answers it as it
/// stands then.
///
/// # Errors
/// [`ActError::Missing`], [`ActError::NotAllowed`], or what the store says.
pub fn open_item(house: &House, actor: &Actor, id: i64) -> ActResult<ItemRecord> {
    let now = house.clock.now();
    house.store.write(|db| {
        let found = find_item(db, actor, id)?;
        if found.closed_at.is_none() {
            claim_item(db, id, actor.staff_id, now + CLAIM_HELD, now)?;
        }
        item(db, id)?.ok_or(ActError::Missing)
    })
}

/// Takes an item from the colleague who has it.
///
/// # Errors
/// [`ActError::Missing`], [`ActError::NotAllowed`], [`ActError::Stale`] when it is closed or somebody else
/// took it at the same moment, or what the store says.
pub fn take_over(house: &House, actor: &Actor, id: i64) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let found = find_item(db, actor, id)?;
        let until = now + CLAIM_HELD;
        let holder = found.held_by_another(actor.staff_id, now);
        let is_taken = match (&found.claim, holder) {
            (Some((from, ..)), Some(_)) => take_over_item(db, id, (*from, actor.staff_id), until)?,
            _ => claim_item(db, id, actor.staff_id, until, now)?,
        };
        if !is_taken {
            return Err(ActError::Stale);
        }
        if let Some((name, _)) = holder {
            keep_entry(db, actor, &found, (AuditAct::ItemTakenOver, name), now)?;
        }
        Ok(())
    })
}

/// Gives an item back, so that a colleague can take it; nothing happens when it is not one's own.
///
/// # Errors
/// [`ActError::Missing`], [`ActError::NotAllowed`], or what the store says.
pub fn give_back(house: &House, actor: &Actor, id: i64) -> ActResult<()> {
    house.store.write(|db| {
        find_item(db, actor, id)?;
        release_item(db, id, actor.staff_id)?;
        Ok(())
    })
}

/// An item that this person may decide on, as it stands.
///
/// # Errors
/// [`ActError::Missing`], [`ActError::NotAllowed`], or what the store says.
pub fn find_item(db: &mut Db, actor: &Actor, id: i64) -> ActResult<ItemRecord> {
    let found = item(db, id)?.ok_or(ActError::Missing)?;
    actor.require(permission_for(&found), found.body_id)?;
    Ok(found)
}

/// An item that this person may decide on, and that no colleague has now.
pub(super) fn held_by(
    db: &mut Db,
    actor: &Actor,
    id: i64,
    now: DateTime<Utc>,
) -> ActResult<ItemRecord> {
    let found = find_item(db, actor, id)?;
    refuse_when_held(&found, actor, now)?;
    if found.closed_at.is_some() {
        return Err(ActError::Stale);
    }
    Ok(found)
}

/// The entry of an act on an item.
pub(super) fn keep_entry(
    db: &mut Db,
    actor: &Actor,
    item: &ItemRecord,
    (act, detail): (AuditAct, &str),
    now: DateTime<Utc>,
) -> ActResult<()> {
    let name = item.id.to_string();
    let subject = Subject {
        kind: "item",
        name: &name,
        body_id: Some(item.body_id),
    };
    audit(db, actor, act, subject, detail, now)?;
    Ok(())
}
