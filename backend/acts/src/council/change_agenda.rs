//! Somebody at the desk puts an item on an agenda, changes it, or drops it. What changes after the
//! summons is public at once.

use super::looked_up::{audit_meeting, meeting_for, rules_of, touch};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct};
use weerklank_domain::council::{CannotMeet, DEEPEST_ITEM};
use weerklank_store::Db;
use weerklank_store::council::{self, ItemRecord, ItemText, MeetingRecord, item_is_used, items};

/// Puts an item on the agenda of a meeting, over the revision that was read, and answers its key.
///
/// # Errors
/// [`ActError::CannotMeet`]: a topic that is never dealt with behind closed doors, an item that lies too
/// deep, or a meeting that is over.
pub fn add_item(
    house: &House,
    actor: &Actor,
    meeting_id: i64,
    read: i32,
    text: &ItemText,
) -> ActResult<i64> {
    let now = house.clock.now();
    house.store.write(|db| {
        let meeting = meeting_for(db, actor, meeting_id, read)?;
        touch(db, &meeting)?;
        let id = add_in(db, &meeting, text)?;
        audit_meeting(
            db,
            actor,
            AuditAct::AgendaChanged,
            &meeting,
            &text.title,
            now,
        )?;
        Ok(id)
    })
}

/// The same within somebody else's transaction.
pub(super) fn add_in(db: &mut Db, meeting: &MeetingRecord, text: &ItemText) -> ActResult<i64> {
    let all = items(db, meeting.id)?;
    check(db, meeting, &all, None, text)?;
    Ok(council::add_item(db, meeting.id, text)?)
}

/// Changes an item, over the revision of its meeting that was read.
///
/// # Errors
/// As [`add_item`].
pub fn change_item(
    house: &House,
    actor: &Actor,
    (meeting_id, item_id): (i64, i64),
    read: i32,
    text: &ItemText,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let meeting = meeting_for(db, actor, meeting_id, read)?;
        touch(db, &meeting)?;
        let all = items(db, meeting.id)?;
        let item = found(&all, item_id)?;
        check(db, &meeting, &all, Some(item), text)?;
        council::change_item(db, item, text)?;
        audit_meeting(
            db,
            actor,
            AuditAct::AgendaChanged,
            &meeting,
            &text.title,
            now,
        )?;
        Ok(())
    })
}

/// Drops an item that nothing hangs on, over the revision of its meeting that was read.
///
/// # Errors
/// [`CannotMeet::ItemInUse`], or as [`add_item`].
pub fn remove_item(
    house: &House,
    actor: &Actor,
    (meeting_id, item_id): (i64, i64),
    read: i32,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let meeting = meeting_for(db, actor, meeting_id, read)?;
        touch(db, &meeting)?;
        let all = items(db, meeting.id)?;
        let item = found(&all, item_id)?;
        if !meeting.position.state.takes_agenda() {
            return Err(CannotMeet::WrongStep.into());
        }
        if item_is_used(db, item.id)? {
            return Err(CannotMeet::ItemInUse.into());
        }
        council::remove_item(db, item)?;
        let title = &item.text.title;
        audit_meeting(db, actor, AuditAct::AgendaChanged, &meeting, title, now)?;
        Ok(())
    })
}

pub(super) fn found(all: &[ItemRecord], item_id: i64) -> ActResult<&ItemRecord> {
    let found = all.iter().find(|item| item.id == item_id);
    found.ok_or(ActError::Missing)
}

fn check(
    db: &mut Db,
    meeting: &MeetingRecord,
    all: &[ItemRecord],
    own: Option<&ItemRecord>,
    text: &ItemText,
) -> ActResult<()> {
    if !meeting.position.state.takes_agenda() {
        return Err(CannotMeet::WrongStep.into());
    }
    if text.closed {
        // A body without rules of its own deals with everything in public.
        let rules = rules_of(db, meeting)?.ok_or(CannotMeet::NeverClosed)?;
        rules
            .may_be_closed(text.topic)
            .map_err(|_| CannotMeet::NeverClosed)?;
    }
    if let Some(parent_id) = text.parent_id {
        let parent = all.iter().find(|item| item.id == parent_id);
        let parent = parent.ok_or(CannotMeet::WrongParent)?;
        if own.is_some_and(|own| is_within(all, parent_id, own.id))
            || parent.level + 1 + own.map_or(0, |own| depth_below(all, own.id)) >= DEEPEST_ITEM
        {
            return Err(CannotMeet::WrongParent.into());
        }
    }
    Ok(())
}

/// Whether an item is another, or a part of it.
fn is_within(all: &[ItemRecord], item_id: i64, whole: i64) -> bool {
    let mut at = Some(item_id);
    // An agenda is a few levels deep; a circle, which cannot be, would end here too.
    for _ in 0..=DEEPEST_ITEM {
        match at {
            Some(id) if id == whole => return true,
            Some(id) => {
                let item = all.iter().find(|item| item.id == id);
                at = item.and_then(|item| item.text.parent_id);
            }
            None => return false,
        }
    }
    true
}

/// How many levels lie below an item.
fn depth_below(all: &[ItemRecord], item_id: i64) -> usize {
    let own = all.iter().find(|item| item.id == item_id);
    let level = own.map_or(0, |item| item.level);
    let within = all.iter().filter(|item| is_within(all, item.id, item_id));
    within.map(|item| item.level - level).max().unwrap_or(0)
}
