//! Whose an item is now, so that two people do not decide one thing. Each change is one statement.

use crate::Db;
use crate::errors::StoreResult;
use crate::moment::Moment;
use crate::schema::moderation_items;
use chrono::{DateTime, Utc};
use diesel::prelude::*;

/// Takes an open item for `staff_id`, or renews the claim; `false` when somebody else holds it or it is
/// closed.
pub fn claim_item(
    db: &mut Db,
    id: i64,
    staff_id: i64,
    until: DateTime<Utc>,
    now: DateTime<Utc>,
) -> StoreResult<bool> {
    use moderation_items as m;
    let is_free = m::claimed_by
        .is_null()
        .or(m::claimed_by.eq(Some(staff_id)))
        .or(m::claimed_until.le(Some(Moment::from(now))));
    let changed = diesel::update(m::table.find(id))
        .filter(m::closed_at.is_null())
        .filter(is_free)
        .set((
            m::claimed_by.eq(Some(staff_id)),
            m::claimed_until.eq(Some(Moment::from(until))),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

/// Takes an open item from the one who holds it; `false` when somebody else has it by now, or it is closed.
pub fn take_over_item(
    db: &mut Db,
    id: i64,
    (from, staff_id): (i64, i64),
    until: DateTime<Utc>,
) -> StoreResult<bool> {
    use moderation_items as m;
    let changed = diesel::update(m::table.find(id))
        .filter(m::closed_at.is_null())
        .filter(m::claimed_by.eq(Some(from)))
        .set((
            m::claimed_by.eq(Some(staff_id)),
            m::claimed_until.eq(Some(Moment::from(until))),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

/// Gives an item back; `false` when it was not this person's.
pub fn release_item(db: &mut Db, id: i64, staff_id: i64) -> StoreResult<bool> {
    use moderation_items as m;
    let changed = diesel::update(m::table.find(id))
        .filter(m::claimed_by.eq(Some(staff_id)))
        .set((
            m::claimed_by.eq(None::<i64>),
            m::claimed_until.eq(None::<Moment>),
        ))
        .execute(db)?;
    Ok(changed == 1)
}
