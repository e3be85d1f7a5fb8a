//! What became of an item: whether it was dealt with, when, and what was decided.

use super::change_agenda::found;
use super::looked_up::{audit_meeting, meeting_for, touch};
use crate::errors::ActResult;
use crate::house::House;
use crate::people::{Actor, AuditAct};
use chrono::{DateTime, Utc};
use weerklank_domain::council::CannotMeet;
use weerklank_domain::petitions::Passage;
use weerklank_store::Db;
use weerklank_store::council::{MeetingRecord, items, set_decision};

/// What became of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemOutcome {
    /// Whether it was dealt with.
    pub treated: bool,
    /// When it began and ended, as far as that is kept.
    pub times: (Option<DateTime<Utc>>, Option<DateTime<Utc>>),
    /// What was decided, in the words of the decision list.
    pub decision: Passage,
}

/// Keeps what became of an item, over the revision of its meeting that was read. What was published of it
/// stays as it is until the decision list is published again.
///
/// # Errors
/// [`crate::ActError::CannotMeet`] when the meeting was not opened, or the times cannot be.
pub fn record_decision(
    house: &House,
    actor: &Actor,
    (meeting_id, item_id): (i64, i64),
    read: i32,
    outcome: &ItemOutcome,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let meeting = meeting_for(db, actor, meeting_id, read)?;
        touch(db, &meeting)?;
        record_in(db, &meeting, item_id, outcome)?;
        audit_meeting(db, actor, AuditAct::AgendaChanged, &meeting, "", now)?;
        Ok(())
    })
}

/// The same within somebody else's transaction.
pub(super) fn record_in(
    db: &mut Db,
    meeting: &MeetingRecord,
    item_id: i64,
    outcome: &ItemOutcome,
) -> ActResult<()> {
    let all = items(db, meeting.id)?;
    let item = found(&all, item_id)?;
    let begun = meeting.position.started_at.ok_or(CannotMeet::WrongStep)?;
    let is_wrong = match outcome.times {
        (None, Some(_)) => true,
        (from, until) => {
            from.is_some_and(|from| from < begun)
                || until.is_some_and(|until| from.is_some_and(|from| until < from))
        }
    };
    if is_wrong {
        return Err(CannotMeet::WrongTime.into());
    }
    let decision = outcome.decision.as_str();
    Ok(set_decision(
        db,
        item.id,
        outcome.treated,
        outcome.times,
        decision,
    )?)
}
