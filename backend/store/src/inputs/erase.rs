//! Erasing who is behind inputs: the inputs stay, and no count changes (invariants 1 and 11).

use crate::Db;
use crate::errors::StoreResult;
use crate::moment::Moment;
use crate::outbox::{Audience, forget};
use crate::schema::{authors, rounds};
use chrono::{DateTime, Utc};
use diesel::prelude::*;

/// Erases the person rows of rounds that were answered or stopped before a moment, some hundreds at a
/// time; answers how many.
pub fn erase_authors(db: &mut Db, before: DateTime<Utc>) -> StoreResult<usize> {
    const BATCH: i64 = 500;
    let before = Some(Moment::from(before));
    let ids: Vec<i64> = authors::table
        .inner_join(rounds::table)
        .filter(
            rounds::answered_at
                .lt(before)
                .or(rounds::cancelled_at.lt(before))
                .assume_not_null(),
        )
        .order(authors::id)
        .limit(BATCH)
        .select(authors::id)
        .load(db)?;
    forget(db, Audience::Author, &ids)?;
    Ok(diesel::delete(authors::table.filter(authors::id.eq_any(&ids))).execute(db)?)
}
