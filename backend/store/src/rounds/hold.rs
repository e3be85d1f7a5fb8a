//! Holding a round while something is decided from more than one of its rows.

use crate::Db;
use crate::errors::StoreResult;
use crate::schema::rounds;
use diesel::prelude::*;

/// Keeps everybody else who holds the round waiting until the transaction ends: what is decided from
/// themes, answers and parts together is decided by one at a time. SQLite has one writer anyway.
pub fn hold(db: &mut Db, round_id: i64) -> StoreResult<()> {
    diesel::update(rounds::table.find(round_id))
        .set(rounds::number.eq(rounds::number))
        .execute(db)?;
    Ok(())
}
