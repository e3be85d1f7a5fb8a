//! What happens to a reply after it has its number; every change only from where it was looked at.

use super::ReplyRecord;
use super::add::raise_above;
use super::threads::one_more;
use crate::Db;
use crate::errors::StoreResult;
use crate::moderation::{ModerationSubject, settle};
use crate::schema::replies;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use weerklank_domain::inputs::ModerationState;

/// Its author takes a reply back: a stub stays, and its place. `false` when that was done before.
pub fn delete(db: &mut Db, id: i64, at: DateTime<Utc>) -> StoreResult<bool> {
    let changed = diesel::update(replies::table.find(id))
        .filter(replies::is_deleted.eq(false))
        .set((replies::is_deleted.eq(true), replies::is_pinned.eq(false)))
        .execute(db)?;
    settle(db, ModerationSubject::Reply(id), None, at)?;
    Ok(changed == 1)
}

/// Moves a reply from one state of moderation to another; `false` when it does not stand so any more.
/// What waited gets its place in the thread.
pub fn restand(db: &mut Db, reply: &ReplyRecord, to: ModerationState) -> StoreResult<bool> {
    let gets_place = !reply.is_shown && to != ModerationState::Awaiting;
    if gets_place {
        // The thread is the lock of its counts.
        one_more(db, reply.thread_id)?;
    }
    let changed = diesel::update(replies::table.find(reply.id))
        .filter(replies::thread_id.eq(reply.thread_id))
        .filter(replies::moderation.eq(reply.moderation.code()))
        .filter(replies::is_deleted.eq(reply.is_deleted))
        .set((
            replies::moderation.eq(to.code()),
            replies::is_shown.eq(to != ModerationState::Awaiting),
        ))
        .execute(db)?;
    if changed == 0 {
        // Nothing of it is kept: whoever asked looks again, or goes away.
        return if gets_place {
            Err(crate::StoreError::Changed)
        } else {
            Ok(false)
        };
    }
    if let Some(parent) = reply.parent_id.filter(|_| gets_place) {
        raise_above(db, parent)?;
    }
    Ok(true)
}

/// Puts a reply of staff on top of its thread, or takes it down from there; `false` when it stood so.
pub fn pin(db: &mut Db, id: i64, is_pinned: bool) -> StoreResult<bool> {
    let changed = diesel::update(replies::table.find(id))
        .filter(replies::staff_id.is_not_null())
        .filter(replies::is_pinned.ne(is_pinned))
        .set(replies::is_pinned.eq(is_pinned))
        .execute(db)?;
    Ok(changed == 1)
}
