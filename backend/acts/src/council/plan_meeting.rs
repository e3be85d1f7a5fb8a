//! Somebody at the desk plans a meeting.

use super::looked_up::{audit_meeting, body_for};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct};
use chrono::{DateTime, Utc};
use weerklank_domain::calendar::day_of;
use weerklank_domain::council::CannotMeet;
use weerklank_store::Db;
use weerklank_store::council::{
    MeetingRecord, MeetingText, NewMeeting, add_meeting, meeting_by_id, memberships,
    next_meeting_reference,
};

/// Plans a meeting and answers it.
///
/// # Errors
/// [`ActError::CannotMeet`] for a chair who has no part in the body, or what the store says.
pub fn plan_meeting(
    house: &House,
    actor: &Actor,
    body_id: i64,
    text: &MeetingText,
) -> ActResult<MeetingRecord> {
    let now = house.clock.now();
    house.store.write(|db| {
        let body = body_for(db, actor, body_id)?;
        let new = new_meeting(db, body.id, text, now)?;
        let meeting = plan_in(db, &new)?;
        audit_meeting(db, actor, AuditAct::MeetingPlanned, &meeting, "", now)?;
        Ok(meeting)
    })
}

/// A meeting of our own, with the next reference.
pub(super) fn new_meeting(
    db: &mut Db,
    body_id: i64,
    text: &MeetingText,
    now: DateTime<Utc>,
) -> ActResult<NewMeeting> {
    Ok(NewMeeting {
        body_id,
        reference: next_meeting_reference(db, text.planned_at)?,
        text: text.clone(),
        second_of_id: None,
        source: "own".to_owned(),
        source_key: None,
        created_at: now,
    })
}

/// The same within somebody else's transaction.
pub(super) fn plan_in(db: &mut Db, new: &NewMeeting) -> ActResult<MeetingRecord> {
    check_chair(db, new.body_id, &new.text)?;
    let id = add_meeting(db, new)?;
    meeting_by_id(db, id)?.ok_or(ActError::Missing)
}

/// Checks that who is to chair has a part in the body on that day.
pub(super) fn check_chair(db: &mut Db, body_id: i64, text: &MeetingText) -> ActResult<()> {
    let Some(chair_id) = text.chair_id else {
        return Ok(());
    };
    let day = day_of(text.planned_at);
    let all = memberships(db, body_id)?;
    let has_part = all
        .iter()
        .any(|one| one.member.0 == chair_id && one.covers(day));
    if has_part {
        Ok(())
    } else {
        Err(CannotMeet::NoMember.into())
    }
}
