//! What the clock does to a round: it opens and closes at the moments that were announced, whenever
//! the scheduler comes by.

use crate::Db;
use crate::errors::StoreResult;
use crate::moment::Moment;
use crate::schema::rounds;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use weerklank_domain::rounds::RoundState;

/// Opens a round whose time has come; `false` when there is nothing to do. Compares with the time in
/// the row, so that a job planned for another time does nothing.
pub fn open_due(db: &mut Db, id: i64, now: DateTime<Utc>) -> StoreResult<bool> {
    let changed = diesel::update(rounds::table.find(id))
        .filter(rounds::state.eq(RoundState::Announced.code()))
        .filter(rounds::opens_at.assume_not_null().le(Moment::from(now)))
        .set((
            rounds::state.eq(RoundState::Open.code()),
            rounds::opened_at.eq(rounds::opens_at),
            rounds::revision.eq(rounds::revision + 1),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

/// Closes a round whose time has come; `false` when there is nothing to do. As an extension writes
/// the same row, one of the two sees what the other left.
pub fn close_due(db: &mut Db, id: i64, now: DateTime<Utc>) -> StoreResult<bool> {
    let changed = diesel::update(rounds::table.find(id))
        .filter(rounds::state.eq(RoundState::Open.code()))
        .filter(rounds::closes_at.assume_not_null().le(Moment::from(now)))
        .set((
            rounds::state.eq(RoundState::Closed.code()),
            rounds::closed_at.eq(rounds::closes_at),
            rounds::revision.eq(rounds::revision + 1),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

/// Moves the day by which people have their answer, after a closing that moved.
pub fn set_answer_by(db: &mut Db, id: i64, day: NaiveDate) -> StoreResult<()> {
    diesel::update(rounds::table.find(id))
        .set(rounds::answer_by.eq(day))
        .execute(db)?;
    Ok(())
}
