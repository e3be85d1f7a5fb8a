//! Erasing who is behind replies: the replies stay, and no count changes.

use crate::Db;
use crate::errors::StoreResult;
use crate::moment::Moment;
use crate::outbox::{Audience, forget};
use crate::schema::repliers;
use chrono::{DateTime, Utc};
use diesel::prelude::*;

/// Erases the person rows of replies that were written before a moment, some hundreds at a time;
/// answers how many.
pub fn erase_repliers(db: &mut Db, before: DateTime<Utc>) -> StoreResult<usize> {
    const BATCH: i64 = 500;
    let ids: Vec<i64> = repliers::table
        .filter(repliers::begun_at.lt(Moment::from(before)))
        .order((repliers::begun_at, repliers::id))
        .limit(BATCH)
        .select(repliers::id)
        .load(db)?;
    forget(db, Audience::Replier, &ids)?;
    Ok(diesel::delete(repliers::table.filter(repliers::id.eq_any(&ids))).execute(db)?)
}
