//! What is set aside, and what was taken up again.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::{Moment, utc};
use crate::schema::{inputs, set_asides, staff};
use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Nullable, Text};
use weerklank_domain::responses::SetAsideReason;

use super::sort::Chosen;
use crate::search::is_postgres;

/// Why something is set aside.
#[derive(Debug, Clone)]
pub struct NewSetAside<'a> {
    /// The reason.
    pub reason: SetAsideReason,
    /// The input that says the same, for a duplicate.
    pub duplicate_of: Option<i64>,
    /// Why, as everybody reads it.
    pub explanation: &'a str,
    /// Who decided.
    pub staff_id: i64,
    /// When.
    pub at: DateTime<Utc>,
}

/// Something that was set aside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAsideRecord {
    /// Its key.
    pub id: i64,
    /// The key of the part; `None` for a whole input.
    pub part_id: Option<i64>,
    /// The reason.
    pub reason: SetAsideReason,
    /// The number of the input that says the same.
    pub duplicate_of: Option<i64>,
    /// Why.
    pub explanation: String,
    /// Who decided.
    pub staff_name: String,
    /// When.
    pub at: DateTime<Utc>,
    /// When it was taken up again.
    pub lifted_at: Option<DateTime<Utc>>,
}

/// Sets many whole inputs aside that wait and were not cut; answers how many. An input is never set aside
/// as a duplicate of itself, nor while it is the original of others, so that who follows a number comes to
/// an answer; and only what came in late is set aside as late.
pub fn set_inputs_aside(
    db: &mut Db,
    round_id: i64,
    chosen: &Chosen,
    new: &NewSetAside,
) -> StoreResult<i64> {
    let which = chosen.condition(is_postgres(db), round_id);
    let duplicate = new.duplicate_of.unwrap_or(0);
    let late = match new.reason {
        SetAsideReason::Late => "AND inputs.is_late",
        _ => "",
    };
    let added = diesel::sql_query(format!(
        "INSERT INTO set_asides (round_id, input_id, reason, duplicate_of, explanation, staff_id, at)
         SELECT inputs.round_id, inputs.id, $1, $2, $3, $4, $5 FROM inputs
         WHERE inputs.round_id = {round_id} AND inputs.state = 'open' AND inputs.id <> {duplicate} AND {which} {late}
            AND NOT EXISTS (SELECT 1 FROM set_asides d WHERE d.duplicate_of = inputs.id AND d.lifted_at IS NULL)
            AND NOT EXISTS (SELECT 1 FROM input_parts p WHERE p.input_id = inputs.id)"
    ))
    .bind::<Text, _>(new.reason.code())
    .bind::<Nullable<BigInt>, _>(new.duplicate_of)
    .bind::<Text, _>(new.explanation)
    .bind::<BigInt, _>(new.staff_id)
    .bind::<diesel::sql_types::Timestamp, _>(Moment::from(new.at))
    .execute(db)?;
    Ok(i64::try_from(added).unwrap_or(i64::MAX))
}

/// Sets a part aside; [`StoreError::Taken`] when it is already.
pub fn set_part_aside(
    db: &mut Db,
    (round_id, input_id, part_id): (i64, i64, i64),
    new: &NewSetAside,
) -> StoreResult<()> {
    use set_asides as s;
    diesel::insert_into(s::table)
        .values((
            s::round_id.eq(round_id),
            s::input_id.eq(input_id),
            s::part_id.eq(part_id),
            s::reason.eq(new.reason.code()),
            s::duplicate_of.eq(new.duplicate_of),
            s::explanation.eq(new.explanation),
            s::staff_id.eq(new.staff_id),
            s::at.eq(Moment::from(new.at)),
        ))
        .execute(db)?;
    Ok(())
}

/// Takes something up again that was set aside; `false` when it is not any more.
pub fn lift(db: &mut Db, id: i64, staff_id: i64, at: DateTime<Utc>) -> StoreResult<bool> {
    let changed = diesel::update(set_asides::table.find(id))
        .filter(set_asides::lifted_at.is_null())
        .set((
            set_asides::lifted_at.eq(Some(Moment::from(at))),
            set_asides::lifted_by.eq(Some(staff_id)),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

type Row = (
    (i64, Option<i64>, String, Option<i64>),
    String,
    String,
    Moment,
    Option<Moment>,
);

/// What was set aside of an input, the newest first, also what was taken up again.
pub fn set_asides_of(db: &mut Db, input_id: i64) -> StoreResult<Vec<SetAsideRecord>> {
    use set_asides as s;
    let rows: Vec<Row> = s::table
        .inner_join(staff::table.on(staff::id.eq(s::staff_id)))
        .left_join(inputs::table.on(inputs::id.nullable().eq(s::duplicate_of)))
        .filter(s::input_id.eq(input_id))
        .order(s::id.desc())
        .select((
            (s::id, s::part_id, s::reason, inputs::number.nullable()),
            s::explanation,
            staff::name,
            s::at,
            s::lifted_at,
        ))
        .load(db)?;
    rows.into_iter()
        .map(
            |((id, part_id, reason, duplicate_of), explanation, staff_name, at, lifted)| {
                Ok(SetAsideRecord {
                    reason: SetAsideReason::from_code(&reason)
                        .ok_or_else(|| StoreError::corrupt("set_asides", &id))?,
                    id,
                    part_id,
                    duplicate_of,
                    explanation,
                    staff_name,
                    at: at.into(),
                    lifted_at: utc(lifted),
                })
            },
        )
        .collect()
}

/// Whether an input may be what others are a duplicate of: it is one of the round, not withdrawn or
/// hidden, and not set aside itself, so that whoever follows the number comes to an answer.
pub fn can_be_original(db: &mut Db, round_id: i64, number: i64) -> StoreResult<Option<i64>> {
    Ok(inputs::table
        .filter(inputs::round_id.eq(round_id))
        .filter(inputs::number.eq(number))
        .filter(sql::<Bool>("inputs.state IN ('open', 'answered')"))
        .select(inputs::id)
        .first(db)
        .optional()?)
}

/// How many inputs are set aside as a duplicate of one.
pub fn duplicates_of(db: &mut Db, input_id: i64) -> StoreResult<i64> {
    Ok(set_asides::table
        .filter(set_asides::duplicate_of.eq(Some(input_id)))
        .filter(set_asides::lifted_at.is_null())
        .count()
        .get_result(db)?)
}
