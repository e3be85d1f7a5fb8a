//! Who works on a petition now, so that two people do not decide one thing.

use crate::Db;
use crate::connection::on_both;
use crate::errors::StoreResult;
use crate::moment::Moment;
use crate::schema::{petition_claims, staff};
use chrono::{DateTime, Utc};
use diesel::prelude::*;

/// Somebody who works on a petition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimRecord {
    /// The account.
    pub staff_id: i64,
    /// The name.
    pub staff_name: String,
    /// Until when nobody else may decide, unless it is taken over.
    pub until: DateTime<Utc>,
}

/// Takes a petition for `staff_id`, or renews the claim; `false` when somebody else holds it.
pub fn claim(
    db: &mut Db,
    petition_id: i64,
    staff_id: i64,
    until: DateTime<Utc>,
    now: DateTime<Utc>,
) -> StoreResult<bool> {
    use petition_claims as c;
    let until = Moment::from(until);
    let renewed = diesel::update(c::table.find(petition_id))
        .filter(c::staff_id.eq(staff_id).or(c::until.le(Moment::from(now))))
        .set((c::staff_id.eq(staff_id), c::until.eq(until)))
        .execute(db)?;
    if renewed == 1 {
        return Ok(true);
    }
    let row = (
        c::petition_id.eq(petition_id),
        c::staff_id.eq(staff_id),
        c::until.eq(until),
    );
    // ON CONFLICT has no common form.
    let added = on_both!(db, |inner| diesel::insert_into(c::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(inner))?;
    Ok(added == 1)
}

/// Takes a petition for `staff_id`, whoever holds it.
pub fn take_over(
    db: &mut Db,
    petition_id: i64,
    staff_id: i64,
    until: DateTime<Utc>,
) -> StoreResult<()> {
    use petition_claims as c;
    release(db, petition_id, None)?;
    diesel::insert_into(c::table)
        .values((
            c::petition_id.eq(petition_id),
            c::staff_id.eq(staff_id),
            c::until.eq(Moment::from(until)),
        ))
        .execute(db)?;
    Ok(())
}

/// Gives a petition back: that of `staff_id`, or anybody's. Answers whether there was one.
pub fn release(db: &mut Db, petition_id: i64, staff_id: Option<i64>) -> StoreResult<bool> {
    use petition_claims as c;
    let released = match staff_id {
        Some(staff_id) => {
            diesel::delete(c::table.find(petition_id).filter(c::staff_id.eq(staff_id)))
                .execute(db)?
        }
        None => diesel::delete(c::table.find(petition_id)).execute(db)?,
    };
    Ok(released == 1)
}

/// Who holds a petition now.
pub fn holder(
    db: &mut Db,
    petition_id: i64,
    now: DateTime<Utc>,
) -> StoreResult<Option<ClaimRecord>> {
    use petition_claims as c;
    let row: Option<(i64, String, Moment)> = c::table
        .inner_join(staff::table)
        .filter(c::petition_id.eq(petition_id))
        .filter(c::until.gt(Moment::from(now)))
        .select((c::staff_id, staff::name, c::until))
        .first(db)
        .optional()?;
    Ok(row.map(|(staff_id, staff_name, until)| ClaimRecord {
        staff_id,
        staff_name,
        until: until.into(),
    }))
}
