//! The members are summoned. The moment of the summons is the moment of publication: day, time, place,
//! agenda and papers become public with it (NL-27).

use super::looked_up::{audit_meeting, meeting_for, rules_of, who_changed};
use crate::errors::ActResult;
use crate::house::House;
use crate::people::{Actor, AuditAct};
use chrono::{DateTime, Utc};
use weerklank_domain::council::{CannotMeet, CouncilRules, MeetingStep};
use weerklank_store::Db;
use weerklank_store::council::{MeetingRecord, Position, items, set_position};

/// Summons to a meeting, from the revision that was read.
///
/// # Errors
/// [`crate::ActError::CannotMeet`]: nothing stands on the agenda, it begins too soon, or it was summoned
/// already.
pub fn summon(house: &House, actor: &Actor, meeting_id: i64, read: i32) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let meeting = meeting_for(db, actor, meeting_id, read)?;
        summon_in(db, &meeting, now)?;
        audit_meeting(db, actor, AuditAct::MeetingSummoned, &meeting, "", now)?;
        Ok(())
    })
}

/// The same within somebody else's transaction.
pub(super) fn summon_in(db: &mut Db, meeting: &MeetingRecord, at: DateTime<Utc>) -> ActResult<()> {
    let state = meeting.position.state;
    let next = state.after(meeting.is_open(), MeetingStep::Summon);
    let state = next.ok_or(CannotMeet::WrongStep)?;
    if items(db, meeting.id)?.is_empty() {
        return Err(CannotMeet::NoAgenda.into());
    }
    if meeting.text.planned_at <= at {
        return Err(CannotMeet::TooSoon.into());
    }
    let rules = rules_of(db, meeting)?;
    check_second(rules.as_ref(), meeting, at, meeting.text.planned_at)?;
    let to = Position {
        state,
        summons_delivered_at: Some(at),
        ..meeting.position.clone()
    };
    take(db, meeting, &to)
}

/// Checks that a second meeting begins long enough after its summons (NL-02).
pub(super) fn check_second(
    rules: Option<&CouncilRules>,
    meeting: &MeetingRecord,
    delivered_at: DateTime<Utc>,
    begins_at: DateTime<Utc>,
) -> ActResult<()> {
    if meeting.second_of_id.is_none() {
        return Ok(());
    }
    let rules = rules.ok_or(CannotMeet::NoSecond)?;
    Ok(rules
        .second_meeting_at(delivered_at, begins_at)
        .map_err(|_| CannotMeet::TooSoon)?)
}

/// Puts a meeting elsewhere, from where it was read.
pub(super) fn take(db: &mut Db, meeting: &MeetingRecord, to: &Position) -> ActResult<()> {
    if set_position(db, meeting, to)? {
        return Ok(());
    }
    Err(who_changed(db, "meeting", &meeting.reference)?)
}
