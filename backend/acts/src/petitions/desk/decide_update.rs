//! The desk approves or declines news of a petitioner.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::moderation::refuse_when_claimed;
use crate::people::{Actor, AuditAct, audit_petition, overtaken};
use chrono::{DateTime, Utc};
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::{EventKind, Passage};
use weerklank_store::moderation::ItemSubject;
use weerklank_store::petitions::{
    NewEvent, add_event, decide_update, find_by_id, tell_declined, update,
};
use weerklank_store::{Db, follow};

/// Approves news: from now on it is on the thread.
///
/// # Errors
/// [`ActError::Overtaken`] when it was decided already, [`ActError::NotAllowed`],
/// [`ActError::Missing`], or what the store says.
pub fn approve_update(house: &House, actor: &Actor, update_id: i64) -> ActResult<()> {
    decide(house, actor, update_id, None)
}

/// Declines news, with a reason that the petitioner is told.
///
/// # Errors
/// As [`approve_update`].
pub fn decline_update(
    house: &House,
    actor: &Actor,
    update_id: i64,
    reason: &Passage,
) -> ActResult<()> {
    decide(house, actor, update_id, Some(reason))
}

fn decide(
    house: &House,
    actor: &Actor,
    update_id: i64,
    declined_for: Option<&Passage>,
) -> ActResult<()> {
    let now = house.clock.now();
    house
        .store
        .write(|db| decide_update_in(db, actor, update_id, declined_for, now))
}

/// Decides within a transaction.
pub(crate) fn decide_update_in(
    db: &mut Db,
    actor: &Actor,
    update_id: i64,
    declined_for: Option<&Passage>,
    now: DateTime<Utc>,
) -> ActResult<()> {
    let news = update(db, update_id)?.ok_or(ActError::Missing)?;
    let petition = find_by_id(db, news.petition_id)?.ok_or(ActError::Missing)?;
    actor.require(Permission::ApproveUpdates, petition.body_id)?;
    refuse_when_claimed(db, actor, ItemSubject::Update(update_id), now)?;
    let reason = declined_for.map(Passage::as_str);
    if !decide_update(db, update_id, actor.staff_id, reason, now)? {
        let acts = [AuditAct::UpdateApproved, AuditAct::UpdateDeclined];
        return Err(overtaken(db, &petition, &acts)?);
    }
    let act = if declined_for.is_some() {
        tell_declined(db, petition.id, update_id, now)?;
        AuditAct::UpdateDeclined
    } else {
        let event = NewEvent {
            text: Some(news.text.clone()),
            ..NewEvent::plain(EventKind::Update, now)
        };
        let event = add_event(db, petition.id, &event)?;
        follow::tell_petitioner(db, petition.id, event, now)?;
        AuditAct::UpdateApproved
    };
    audit_petition(db, actor, act, &petition, "", now)?;
    Ok(())
}
