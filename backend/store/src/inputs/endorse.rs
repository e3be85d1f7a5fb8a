//! Standing behind what somebody else wrote.

use crate::Db;
use crate::connection::on_both;
use crate::errors::StoreResult;
use crate::moment::Moment;
use crate::schema::{endorsements, inputs};
use chrono::{DateTime, Utc};
use diesel::prelude::*;

/// Counts somebody behind an input, once; `false` when that was done before.
pub fn endorse(
    db: &mut Db,
    input_id: i64,
    endorser_key: &str,
    at: DateTime<Utc>,
) -> StoreResult<bool> {
    use endorsements as e;
    let row = (
        e::input_id.eq(input_id),
        e::endorser_key.eq(endorser_key),
        e::at.eq(Moment::from(at)),
    );
    // ON CONFLICT has no common form.
    let added = on_both!(db, |inner| diesel::insert_into(e::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(inner))?;
    if added == 1 {
        diesel::update(inputs::table.find(input_id))
            .set(inputs::endorsements.eq(inputs::endorsements + 1))
            .execute(db)?;
    }
    Ok(added == 1)
}

/// Whether somebody stands behind an input.
pub fn endorsed(db: &mut Db, input_id: i64, endorser_key: &str) -> StoreResult<bool> {
    let found: Option<i64> = endorsements::table
        .find((input_id, endorser_key))
        .select(endorsements::input_id)
        .first(db)
        .optional()?;
    Ok(found.is_some())
}

/// Takes an endorsement back; `false` when there was none.
pub fn withdraw_endorsement(db: &mut Db, input_id: i64, endorser_key: &str) -> StoreResult<bool> {
    let removed = diesel::delete(endorsements::table.find((input_id, endorser_key))).execute(db)?;
    if removed == 1 {
        diesel::update(inputs::table.find(input_id))
            .set(inputs::endorsements.eq(inputs::endorsements - 1))
            .execute(db)?;
    }
    Ok(removed == 1)
}
