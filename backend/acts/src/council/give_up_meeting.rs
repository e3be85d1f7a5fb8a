//! Too few came: the meeting is not opened, and is to be convened again (NL-02).

use super::looked_up::{audit_meeting, meeting_for};
use super::quorum::attending;
use super::summon::take;
use crate::errors::ActResult;
use crate::house::House;
use crate::people::{Actor, AuditAct};
use chrono::{DateTime, Utc};
use weerklank_domain::council::{CannotMeet, MeetingStep};
use weerklank_store::Db;
use weerklank_store::council::{MeetingRecord, Position, leave_all};

/// Says that a meeting is not opened, from the revision that was read. Who came stays on its presence
/// list.
///
/// # Errors
/// [`crate::ActError::CannotMeet`]: enough are there, or it would not have begun yet.
pub fn give_up_meeting(house: &House, actor: &Actor, meeting_id: i64, read: i32) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let meeting = meeting_for(db, actor, meeting_id, read)?;
        let present = give_up_in(db, &meeting, now)?;
        let detail = present.to_string();
        audit_meeting(db, actor, AuditAct::MeetingGivenUp, &meeting, &detail, now)?;
        Ok(())
    })
}

/// The same within somebody else's transaction; answers how many members came.
pub(super) fn give_up_in(
    db: &mut Db,
    meeting: &MeetingRecord,
    at: DateTime<Utc>,
) -> ActResult<u32> {
    let state = meeting.position.state;
    let next = state.after(meeting.is_open(), MeetingStep::GiveUp);
    let state = next.ok_or(CannotMeet::WrongStep)?;
    if at < meeting.text.planned_at {
        return Err(CannotMeet::WrongTime.into());
    }
    let attending = attending(db, meeting, at)?;
    if attending.is_enough() {
        return Err(CannotMeet::Quorum.into());
    }
    let to = Position {
        state,
        ..meeting.position.clone()
    };
    take(db, meeting, &to)?;
    leave_all(db, meeting.id, at)?;
    Ok(attending.present)
}
