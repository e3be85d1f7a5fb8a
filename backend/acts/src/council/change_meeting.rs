//! Somebody at the desk changes time, place or chair of a meeting that has not begun.

use super::looked_up::{audit_meeting, meeting_for, rules_of, who_changed};
use super::plan_meeting::check_chair;
use super::summon::check_second;
use crate::errors::ActResult;
use crate::house::House;
use crate::people::{Actor, AuditAct};
use weerklank_domain::council::CannotMeet;
use weerklank_store::council::{self, MeetingText};

/// Changes what a meeting says, over the revision that was read. Who chairs can change while it is open.
///
/// # Errors
/// [`crate::ActError::CannotMeet`], [`crate::ActError::ChangedBy`] when somebody else was first.
pub fn change_meeting(
    house: &House,
    actor: &Actor,
    meeting_id: i64,
    read: i32,
    text: &MeetingText,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let meeting = meeting_for(db, actor, meeting_id, read)?;
        let is_moved =
            text.planned_at != meeting.text.planned_at || text.place != meeting.text.place;
        if !meeting.position.state.takes_agenda() || (meeting.is_open() && is_moved) {
            return Err(CannotMeet::WrongStep.into());
        }
        check_chair(db, meeting.body_id, text)?;
        if let Some(delivered_at) = meeting.position.summons_delivered_at {
            let rules = rules_of(db, &meeting)?;
            check_second(rules.as_ref(), &meeting, delivered_at, text.planned_at)?;
        }
        if !council::change_meeting(db, meeting.id, read, text)? {
            return Err(who_changed(db, "meeting", &meeting.reference)?);
        }
        audit_meeting(db, actor, AuditAct::MeetingChanged, &meeting, "", now)?;
        Ok(())
    })
}
