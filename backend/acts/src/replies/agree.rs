//! Somebody says what to think of a reply.

use super::place::thread_place;
use super::reply::open_thread;
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::Proven;
use chrono::{DateTime, Utc};
use weerklank_store::Db;
use weerklank_store::people::Keyed;
use weerklank_store::replies::{self, ReplyRecord, find_by_id, thread_by_id};

/// Counts whether somebody agrees with a reply; the last word counts. Answers the address of the reply.
///
/// # Errors
/// [`crate::inputs::CannotTakePart`] when nothing is taken there any more, [`ActError::Missing`] when
/// there is no such reply to be read, or what the store says.
pub fn agree(house: &House, proven: &Proven, reply_id: i64, agrees: bool) -> ActResult<String> {
    let now = house.clock.now();
    house
        .store
        .write(|db| agree_in(house, db, proven, reply_id, agrees, now))
}

/// The same within a transaction.
pub(crate) fn agree_in(
    house: &House,
    db: &mut Db,
    proven: &Proven,
    reply_id: i64,
    agrees: bool,
    now: DateTime<Utc>,
) -> ActResult<String> {
    let reply = find_by_id(db, reply_id)?
        .filter(ReplyRecord::is_readable)
        .ok_or(ActError::Missing)?;
    let thread = thread_by_id(db, reply.thread_id)?.ok_or(ActError::Missing)?;
    let place = thread_place(db, thread.subject, now)?;
    open_thread(db, &place)?;
    let key = proven.key(&house.vault, Keyed::Agreement(reply.id));
    replies::agree(db, reply.id, &key, if agrees { 1 } else { -1 }, now)?;
    Ok(format!("{}/{}", place.replies_url(), reply.number))
}
