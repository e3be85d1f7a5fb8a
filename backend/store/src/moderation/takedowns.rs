//! Where a petition was when it was taken down, for as long as that can be reversed.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::Moment;
use crate::schema::petition_takedowns;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use weerklank_domain::petitions::PetitionState;

/// Where a petition was when it was taken down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakedownRecord {
    /// The decision that took it down.
    pub decision_id: i64,
    /// The state before.
    pub state: PetitionState,
    /// Whether everybody could see it.
    pub is_public: bool,
}

/// Keeps where a petition was, in the transaction of the decision.
pub fn add_takedown(db: &mut Db, petition_id: i64, taken: TakedownRecord) -> StoreResult<()> {
    use petition_takedowns as t;
    diesel::insert_into(t::table)
        .values((
            t::decision_id.eq(taken.decision_id),
            t::petition_id.eq(petition_id),
            t::state.eq(taken.state.code()),
            t::is_public.eq(taken.is_public),
        ))
        .execute(db)?;
    Ok(())
}

/// The take-down of a petition that stands; `None` for one that was never taken down by a decision.
pub fn takedown_of(db: &mut Db, petition_id: i64) -> StoreResult<Option<TakedownRecord>> {
    use petition_takedowns as t;
    let row: Option<(i64, String, bool)> = t::table
        .filter(t::petition_id.eq(petition_id))
        .filter(t::reversed_at.is_null())
        .select((t::decision_id, t::state, t::is_public))
        .first(db)
        .optional()?;
    row.map(|(decision_id, state, is_public)| {
        Ok(TakedownRecord {
            decision_id,
            state: PetitionState::from_code(&state)
                .ok_or_else(|| StoreError::corrupt("petition_takedowns", &decision_id))?,
            is_public,
        })
    })
    .transpose()
}

/// Records that a take-down was reversed; `false` when it was before.
pub fn reverse_takedown(db: &mut Db, decision_id: i64, at: DateTime<Utc>) -> StoreResult<bool> {
    use petition_takedowns as t;
    let changed = diesel::update(t::table.find(decision_id))
        .filter(t::reversed_at.is_null())
        .set(t::reversed_at.eq(Some(Moment::from(at))))
        .execute(db)?;
    Ok(changed == 1)
}
