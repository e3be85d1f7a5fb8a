//! The presence list: who came, who went, and lines that were put there by mistake. Why somebody is not
//! there is never asked.

use super::looked_up::audit_meeting;
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct};
use chrono::{DateTime, Utc};
use weerklank_domain::calendar::day_of;
use weerklank_domain::council::{AttendanceMode, CannotMeet};
use weerklank_domain::people::Permission;
use weerklank_store::Db;
use weerklank_store::council::{self, MeetingRecord, attendance, meeting_by_id, memberships};

/// Members are there from a moment on; now, when `None`.
///
/// # Errors
/// [`ActError::CannotMeet`]: somebody who has no part in the body, or is there already; a moment that has
/// not come; a meeting without a presence list. Then nobody is added.
pub fn arrive(
    house: &House,
    actor: &Actor,
    meeting_id: i64,
    member_ids: &[i64],
    mode: AttendanceMode,
    at: Option<DateTime<Utc>>,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let meeting = with_list(db, actor, meeting_id)?;
        let at = checked(at, now)?;
        for member_id in member_ids {
            arrive_in(db, &meeting, *member_id, mode, at)?;
        }
        let detail = format!("+{}", member_ids.len());
        audit_meeting(
            db,
            actor,
            AuditAct::AttendanceChanged,
            &meeting,
            &detail,
            now,
        )?;
        Ok(())
    })
}

/// One of them, within somebody else's transaction.
pub(super) fn arrive_in(
    db: &mut Db,
    meeting: &MeetingRecord,
    member_id: i64,
    mode: AttendanceMode,
    at: DateTime<Utc>,
) -> ActResult<()> {
    let day = day_of(at);
    let has_part = memberships(db, meeting.body_id)?
        .iter()
        .any(|one| one.member.0 == member_id && one.covers(day));
    if !has_part {
        return Err(CannotMeet::NoMember.into());
    }
    let is_there = attendance(db, meeting.id)?
        .iter()
        .any(|line| line.member.0 == member_id && (line.until_at.is_none() || line.covers(at)));
    if is_there {
        return Err(CannotMeet::AlreadyThere.into());
    }
    council::arrive(db, meeting.id, member_id, mode, at)?;
    Ok(())
}

/// A member goes at a moment; now, when `None`.
///
/// # Errors
/// [`CannotMeet::NotThere`], [`CannotMeet::WrongTime`].
pub fn leave(
    house: &House,
    actor: &Actor,
    meeting_id: i64,
    member_id: i64,
    at: Option<DateTime<Utc>>,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let meeting = with_list(db, actor, meeting_id)?;
        let at = checked(at, now)?;
        if !council::leave(db, meeting.id, member_id, at)? {
            return Err(CannotMeet::NotThere.into());
        }
        audit_meeting(db, actor, AuditAct::AttendanceChanged, &meeting, "-1", now)?;
        Ok(())
    })
}

/// Strikes a line that was put there by mistake.
///
/// # Errors
/// [`CannotMeet::NotThere`] when there is none.
pub fn strike(house: &House, actor: &Actor, meeting_id: i64, line_id: i64) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let meeting = with_list(db, actor, meeting_id)?;
        if !council::strike(db, meeting.id, line_id)? {
            return Err(CannotMeet::NotThere.into());
        }
        audit_meeting(db, actor, AuditAct::AttendanceChanged, &meeting, "x1", now)?;
        Ok(())
    })
}

fn with_list(db: &mut Db, actor: &Actor, meeting_id: i64) -> ActResult<MeetingRecord> {
    let meeting = meeting_by_id(db, meeting_id)?.ok_or(ActError::Missing)?;
    actor.require(Permission::RunCouncil, meeting.body_id)?;
    if !meeting.position.state.has_attendance() {
        return Err(CannotMeet::WrongStep.into());
    }
    Ok(meeting)
}

fn checked(at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> ActResult<DateTime<Utc>> {
    match at {
        Some(at) if at > now => Err(CannotMeet::WrongTime.into()),
        Some(at) => Ok(at),
        None => Ok(now),
    }
}
