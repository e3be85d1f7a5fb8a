//! Invitation codes: made in batches for letters, kept as hashes, each for one person.

use crate::Db;
use crate::errors::StoreResult;
use crate::moment::{Moment, moment, utc};
use crate::schema::{invitation_batches, invitation_codes};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use std::collections::HashMap;

/// A batch to be added.
#[derive(Debug, Clone)]
pub struct NewBatch<'a> {
    /// The round.
    pub round_id: i64,
    /// What the desk calls it.
    pub label: &'a str,
    /// The hashes of its codes.
    pub hashes: &'a [String],
    /// Who made it.
    pub staff_id: i64,
    /// When.
    pub at: DateTime<Utc>,
}

/// A batch of codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchRecord {
    /// Its key.
    pub id: i64,
    /// What the desk calls it.
    pub label: String,
    /// How many codes it has.
    pub amount: i32,
    /// How many of them were used.
    pub used: i64,
    /// When it was made.
    pub at: DateTime<Utc>,
}

/// One code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeRecord {
    /// Its key.
    pub id: i64,
    /// The round.
    pub round_id: i64,
    /// When it was used.
    pub used_at: Option<DateTime<Utc>>,
}

/// Adds a batch and answers its key.
pub fn add_batch(db: &mut Db, new: &NewBatch) -> StoreResult<i64> {
    use invitation_batches as b;
    use invitation_codes as c;
    let id = diesel::insert_into(b::table)
        .values((
            b::round_id.eq(new.round_id),
            b::label.eq(new.label),
            b::amount.eq(i32::try_from(new.hashes.len()).unwrap_or(i32::MAX)),
            b::staff_id.eq(new.staff_id),
            b::at.eq(Moment::from(new.at)),
        ))
        .returning(b::id)
        .get_result(db)?;
    for hash in new.hashes {
        diesel::insert_into(c::table)
            .values((
                c::batch_id.eq(id),
                c::round_id.eq(new.round_id),
                c::code_hash.eq(hash),
            ))
            .execute(db)?;
    }
    Ok(id)
}

/// The batches of a round, the newest first.
pub fn batches(db: &mut Db, round_id: i64) -> StoreResult<Vec<BatchRecord>> {
    use invitation_batches as b;
    use invitation_codes as c;
    let rows: Vec<(i64, String, i32, Moment)> = b::table
        .filter(b::round_id.eq(round_id))
        .order(b::id.desc())
        .select((b::id, b::label, b::amount, b::at))
        .load(db)?;
    let ids: Vec<i64> = rows.iter().map(|row| row.0).collect();
    let used: HashMap<i64, i64> = c::table
        .filter(c::batch_id.eq_any(ids).and(c::used_at.is_not_null()))
        .group_by(c::batch_id)
        .select((c::batch_id, diesel::dsl::count_star()))
        .load(db)?
        .into_iter()
        .collect();
    Ok(rows
        .into_iter()
        .map(|(id, label, amount, at)| BatchRecord {
            used: used.get(&id).copied().unwrap_or(0),
            id,
            label,
            amount,
            at: at.into(),
        })
        .collect())
}

/// The code of a hash.
pub fn code_of_hash(db: &mut Db, hash: &str) -> StoreResult<Option<CodeRecord>> {
    use invitation_codes as c;
    let row: Option<(i64, i64, Option<Moment>)> = c::table
        .filter(c::code_hash.eq(hash))
        .select((c::id, c::round_id, c::used_at))
        .first(db)
        .optional()?;
    Ok(row.map(|(id, round_id, used_at)| CodeRecord {
        id,
        round_id,
        used_at: utc(used_at),
    }))
}

/// Uses a code, once; `false` when it was used before.
pub fn use_code(db: &mut Db, id: i64, at: DateTime<Utc>) -> StoreResult<bool> {
    use invitation_codes as c;
    let used = diesel::update(c::table.find(id))
        .filter(c::used_at.is_null())
        .set(c::used_at.eq(moment(Some(at))))
        .execute(db)?;
    Ok(used == 1)
}
