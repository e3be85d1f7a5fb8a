//! What answers promise, until the report makes commitments of it.

use crate::Db;
use crate::commitments::StepText;
use crate::errors::StoreResult;
use crate::schema::{commitments, response_promises as p, responses, rounds};
use chrono::NaiveDate;
use diesel::prelude::*;
use std::collections::BTreeMap;

/// Something that an answer promises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromiseRecord {
    /// Its key.
    pub id: i64,
    /// What is promised, by whom, by when.
    pub text: StepText,
    /// The number of the commitment that came of it; `None` until a report has the answer.
    pub commitment: Option<i64>,
}

type Row = (i64, i64, String, String, String, NaiveDate, Option<i64>);

/// Promises with the number of what came of them; a macro, since the type of such a query has no name.
macro_rules! rows {
    () => {
        p::table.left_join(commitments::table).order(p::id).select((
            p::response_id,
            p::id,
            p::title,
            p::text,
            p::owner,
            p::due_on,
            commitments::number.nullable(),
        ))
    };
}

/// The key of the answer, and what it promises.
fn record((response_id, id, title, text, owner, due_on, commitment): Row) -> (i64, PromiseRecord) {
    let text = StepText {
        title,
        text,
        owner,
        due_on,
    };
    let promise = PromiseRecord {
        id,
        text,
        commitment,
    };
    (response_id, promise)
}

/// What an answer promises, in the order in which it was written.
pub fn promises_of(db: &mut Db, response_id: i64) -> StoreResult<Vec<PromiseRecord>> {
    let rows: Vec<Row> = rows!().filter(p::response_id.eq(response_id)).load(db)?;
    Ok(rows.into_iter().map(|row| record(row).1).collect())
}

/// What the answers of a round promise, by the key of the answer, each in the order in which it was written.
pub fn promises_of_round(
    db: &mut Db,
    round_id: i64,
) -> StoreResult<BTreeMap<i64, Vec<PromiseRecord>>> {
    let of_round = responses::table
        .filter(responses::round_id.eq(round_id))
        .select(responses::id);
    let rows: Vec<Row> = rows!().filter(p::response_id.eq_any(of_round)).load(db)?;
    let mut promises: BTreeMap<i64, Vec<PromiseRecord>> = BTreeMap::new();
    for row in rows {
        let (response_id, promise) = record(row);
        promises.entry(response_id).or_default().push(promise);
    }
    Ok(promises)
}

/// Adds a promise to an answer; answers its key.
pub fn add_promise(db: &mut Db, response_id: i64, text: &StepText) -> StoreResult<i64> {
    Ok(diesel::insert_into(p::table)
        .values((
            p::response_id.eq(response_id),
            p::title.eq(&text.title),
            p::text.eq(&text.text),
            p::owner.eq(&text.owner),
            p::due_on.eq(text.due_on),
        ))
        .returning(p::id)
        .get_result(db)?)
}

/// Takes a promise out of an answer; `false` when it is not there, or is a commitment already.
pub fn drop_promise(db: &mut Db, response_id: i64, id: i64) -> StoreResult<bool> {
    let gone = diesel::delete(p::table.find(id))
        .filter(p::response_id.eq(response_id))
        .filter(p::commitment_id.is_null())
        .execute(db)?;
    Ok(gone == 1)
}

/// Keeps which commitment came of a promise.
pub fn promise_became(db: &mut Db, id: i64, commitment_id: i64) -> StoreResult<()> {
    diesel::update(p::table.find(id))
        .filter(p::commitment_id.is_null())
        .set(p::commitment_id.eq(commitment_id))
        .execute(db)?;
    Ok(())
}

/// The numbers of a round's answers that promise something by a day that has passed, and that no report
/// has made a commitment of.
pub fn late_promises(db: &mut Db, round_id: i64, today: NaiveDate) -> StoreResult<Vec<i64>> {
    Ok(p::table
        .inner_join(responses::table)
        .filter(responses::round_id.eq(round_id))
        .filter(p::commitment_id.is_null())
        .filter(p::due_on.lt(today))
        .order(responses::number)
        .select(responses::number)
        .distinct()
        .load(db)?)
}

/// The answer that a commitment was made in: the name of its round in addresses, the number of the round,
/// and its own number.
pub fn made_in(db: &mut Db, commitment_id: i64) -> StoreResult<Option<(String, i64, i64)>> {
    Ok(p::table
        .inner_join(responses::table.inner_join(rounds::table))
        .filter(p::commitment_id.eq(commitment_id))
        .select((rounds::slug, rounds::number, responses::number))
        .first(db)
        .optional()?)
}
