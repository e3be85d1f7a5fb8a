//! The chair opens a meeting: enough members signed the presence list (NL-01, NL-03).

use super::looked_up::{audit_meeting, meeting_for};
use super::quorum::attending;
use super::summon::{check_second, take};
use crate::errors::ActResult;
use crate::house::House;
use crate::people::{Actor, AuditAct};
use chrono::{DateTime, Utc};
use weerklank_domain::council::{CannotMeet, MeetingStep};
use weerklank_store::Db;
use weerklank_store::council::{MeetingRecord, Position};

/// Opens a meeting now, from the revision that was read.
///
/// # Errors
/// [`crate::ActError::CannotMeet`]: too few are there, it was not summoned, or a second meeting would begin too soon.
pub fn open_meeting(house: &House, actor: &Actor, meeting_id: i64, read: i32) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let meeting = meeting_for(db, actor, meeting_id, read)?;
        let present = open_in(db, &meeting, now)?;
        let detail = present.to_string();
        audit_meeting(db, actor, AuditAct::MeetingOpened, &meeting, &detail, now)?;
        Ok(())
    })
}

/// The same within somebody else's transaction; answers how many members are there.
pub(super) fn open_in(db: &mut Db, meeting: &MeetingRecord, at: DateTime<Utc>) -> ActResult<u32> {
    let state = meeting.position.state;
    let next = state.after(meeting.is_open(), MeetingStep::Open);
    let state = next.ok_or(CannotMeet::WrongStep)?;
    let attending = attending(db, meeting, at)?;
    if !attending.is_enough() {
        return Err(CannotMeet::NoQuorum.into());
    }
    if let Some(delivered_at) = meeting.position.summons_delivered_at {
        if at < delivered_at {
            return Err(CannotMeet::WrongTime.into());
        }
        let rules = attending.rules.as_ref().map(|(_, set)| &set.rules);
        check_second(rules, meeting, delivered_at, at)?;
    }
    let to = Position {
        state,
        started_at: Some(at),
        ..meeting.position.clone()
    };
    take(db, meeting, &to)?;
    Ok(attending.present)
}
