//! Somebody at the desk puts a proposal on an item of an agenda, or takes it off.

use super::change_agenda::found;
use super::looked_up::{audit_meeting, meeting_for, touch};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct};
use weerklank_domain::council::{CannotMeet, CannotPropose};
use weerklank_store::Db;
use weerklank_store::council::{
    MeetingRecord, ProposalRecord, items, on_agenda, place_on_agenda, proposal_by_id,
    take_off_agenda,
};

/// Puts a proposal of the same body at the end of an item's list, over the revision of the meeting that
/// was read.
///
/// # Errors
/// [`ActError::CannotMeet`] when the meeting is over or it stands there already,
/// [`CannotPropose::WrongTarget`] for a proposal of another body.
pub fn place_proposal(
    house: &House,
    actor: &Actor,
    (meeting_id, item_id): (i64, i64),
    read: i32,
    proposal_id: i64,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let meeting = meeting_for(db, actor, meeting_id, read)?;
        touch(db, &meeting)?;
        let proposal = proposal_by_id(db, proposal_id)?.ok_or(ActError::Missing)?;
        place_in(db, &meeting, item_id, &proposal)?;
        let detail = &proposal.reference;
        audit_meeting(db, actor, AuditAct::AgendaChanged, &meeting, detail, now)?;
        Ok(())
    })
}

/// The same within somebody else's transaction.
pub(super) fn place_in(
    db: &mut Db,
    meeting: &MeetingRecord,
    item_id: i64,
    proposal: &ProposalRecord,
) -> ActResult<()> {
    if !meeting.position.state.takes_agenda() {
        return Err(CannotMeet::WrongStep.into());
    }
    if proposal.body_id != meeting.body_id {
        return Err(CannotPropose::WrongTarget.into());
    }
    let all = items(db, meeting.id)?;
    let item = found(&all, item_id)?;
    let placed = on_agenda(db, meeting.id)?;
    let on_item = || placed.iter().filter(|one| one.item_id == item.id);
    if on_item().any(|one| one.proposal_id == proposal.id) {
        return Err(CannotMeet::Taken.into());
    }
    let last = on_item().map(|one| one.position).max().unwrap_or(0);
    Ok(place_on_agenda(db, item.id, proposal.id, last + 1)?)
}

/// Takes a proposal off an item, over the revision of the meeting that was read.
///
/// # Errors
/// [`ActError::Missing`] when it does not stand there, [`ActError::CannotMeet`] when the meeting is over.
pub fn take_off_proposal(
    house: &House,
    actor: &Actor,
    (meeting_id, item_id): (i64, i64),
    read: i32,
    proposal_id: i64,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let meeting = meeting_for(db, actor, meeting_id, read)?;
        touch(db, &meeting)?;
        if !meeting.position.state.takes_agenda() {
            return Err(CannotMeet::WrongStep.into());
        }
        let all = items(db, meeting.id)?;
        let item = found(&all, item_id)?;
        let proposal = proposal_by_id(db, proposal_id)?.ok_or(ActError::Missing)?;
        if !take_off_agenda(db, item.id, proposal.id)? {
            return Err(ActError::Missing);
        }
        let detail = &proposal.reference;
        audit_meeting(db, actor, AuditAct::AgendaChanged, &meeting, detail, now)?;
        Ok(())
    })
}
