//! A meeting does not take place.

use super::looked_up::{audit_meeting, meeting_for};
use super::summon::take;
use crate::errors::ActResult;
use crate::house::House;
use crate::people::{Actor, AuditAct};
use weerklank_domain::council::{CannotMeet, MeetingStep};
use weerklank_domain::petitions::Passage;
use weerklank_store::Db;
use weerklank_store::council::{MeetingRecord, Position};

/// Cancels a meeting with a public reason, from the revision that was read.
///
/// # Errors
/// [`crate::ActError::CannotMeet`] when it began already.
pub fn cancel_meeting(
    house: &House,
    actor: &Actor,
    meeting_id: i64,
    read: i32,
    reason: &Passage,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let meeting = meeting_for(db, actor, meeting_id, read)?;
        cancel_in(db, &meeting, reason.as_str())?;
        audit_meeting(db, actor, AuditAct::MeetingCancelled, &meeting, "", now)?;
        Ok(())
    })
}

/// The same within somebody else's transaction.
pub(super) fn cancel_in(db: &mut Db, meeting: &MeetingRecord, reason: &str) -> ActResult<()> {
    let state = meeting.position.state;
    let next = state.after(meeting.is_open(), MeetingStep::Cancel);
    let state = next.ok_or(CannotMeet::WrongStep)?;
    let to = Position {
        state,
        cancel_reason: Some(reason.to_owned()),
        ..meeting.position.clone()
    };
    take(db, meeting, &to)
}
