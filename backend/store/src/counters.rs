//! Numbers that are given out once.

use crate::Db;
use crate::errors::StoreResult;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = BigInt)]
    value: i64,
}

/// The next number of a counter, from 1 on. It is given out for good when the transaction commits.
pub(crate) fn next(db: &mut Db, name: &str) -> StoreResult<i64> {
    // One statement; ON CONFLICT has no common form in the query builder.
    let row: Row = diesel::sql_query(
        "INSERT INTO counters (name, value) VALUES ($1, 1)
         ON CONFLICT (name) DO UPDATE SET value = counters.value + 1 RETURNING value",
    )
    .bind::<Text, _>(name)
    .get_result(db)?;
    Ok(row.value)
}

/// Sees to it that a counter gives out no number up to one that came from elsewhere.
pub(crate) fn reach(db: &mut Db, name: &str, value: i64) -> StoreResult<()> {
    // ON CONFLICT has no common form in the query builder.
    diesel::sql_query(
        "INSERT INTO counters (name, value) VALUES ($1, $2)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE counters.value < excluded.value",
    )
    .bind::<Text, _>(name)
    .bind::<BigInt, _>(value)
    .execute(db)?;
    Ok(())
}
