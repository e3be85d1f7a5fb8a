//! The chair closes a meeting.

use super::looked_up::{audit_meeting, meeting_for};
use super::summon::take;
use crate::errors::ActResult;
use crate::house::House;
use crate::people::{Actor, AuditAct};
use chrono::{DateTime, Utc};
use weerklank_domain::council::{CannotMeet, MeetingStep};
use weerklank_store::Db;
use weerklank_store::council::{MeetingRecord, Position, leave_all};

/// Closes a meeting now, from the revision that was read; whoever is there goes.
///
/// # Errors
/// [`crate::ActError::CannotMeet`] when it is not open.
pub fn close_meeting(house: &House, actor: &Actor, meeting_id: i64, read: i32) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let meeting = meeting_for(db, actor, meeting_id, read)?;
        close_in(db, &meeting, now)?;
        audit_meeting(db, actor, AuditAct::MeetingClosed, &meeting, "", now)?;
        Ok(())
    })
}

/// The same within somebody else's transaction.
pub(super) fn close_in(db: &mut Db, meeting: &MeetingRecord, at: DateTime<Utc>) -> ActResult<()> {
    let state = meeting.position.state;
    let next = state.after(meeting.is_open(), MeetingStep::Close);
    let state = next.ok_or(CannotMeet::WrongStep)?;
    if meeting.position.started_at.is_none_or(|begun| at < begun) {
        return Err(CannotMeet::WrongTime.into());
    }
    let to = Position {
        state,
        ended_at: Some(at),
        ..meeting.position.clone()
    };
    take(db, meeting, &to)?;
    Ok(leave_all(db, meeting.id, at)?)
}
