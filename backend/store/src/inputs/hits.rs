//! Which inputs of a round hold some words, on SQLite, whose planner does not know how common a word
//! is: it reads the whole round for a rare one, or every text with a common one. PostgreSQL has
//! statistics of words and needs none of this.

use super::card::Row;
use super::list::{Asked, InputSort};
use crate::Db;
use crate::errors::StoreResult;
use crate::schema::inputs;
use crate::search::{Index, Words, among, expression, probing};
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use std::ops::RangeInclusive;
use weerklank_domain::search::Query;

/// So many hits are read first; four times as many each time that they do not fill a page.
const FIRST_HITS: i64 = 64;
const MOST_HITS: i64 = 4_096;
/// So many hits are sorted rather than looked for in the order of the list.
const FEW: i64 = 300;
/// So many hits are gathered to look for them in the order of the list; of more of them, each row is
/// asked whether it is one.
const SOME: i64 = 3_000;
/// A filter that so few inputs pass is where looking begins, however common the words are.
const FEW_PASS: i64 = 1_000;

#[derive(QueryableByName)]
struct Hit {
    #[diesel(sql_type = BigInt)]
    id: i64,
}

/// The first rows of a list that hold every word.
pub(super) fn rows(db: &mut Db, asked: &Asked, words: &Query) -> StoreResult<Vec<Row>> {
    if asked.rarest.is_some_and(|(_, amount)| amount <= FEW_PASS) {
        return asked.in_order(db, Some(&probing(Index::Inputs, words)));
    }
    let Some(range) = range(db, asked.round_id, asked.bounds())? else {
        return Ok(Vec::new());
    };
    match asked.sort {
        InputSort::Newest | InputSort::Oldest => by_number(db, asked, words, range),
        InputSort::Endorsed | InputSort::Replied => by_value(db, asked, words, range),
    }
}

/// Keys follow numbers, for both are given out under the lock of the round: hits come in the order of
/// the list, and reading ends with the page.
fn by_number(
    db: &mut Db,
    asked: &Asked,
    words: &Query,
    mut range: RangeInclusive<i64>,
) -> StoreResult<Vec<Row>> {
    let expression = expression(false, words, Words::All);
    let is_down = asked.sort == InputSort::Newest;
    let (mut rows, mut most) = (Vec::new(), FIRST_HITS);
    let wanted = usize::try_from(asked.limit).unwrap_or(usize::MAX);
    loop {
        let keys = hits(db, &expression, &range, is_down, most)?;
        let Some(last) = keys.last() else {
            return Ok(rows);
        };
        range = match is_down {
            true => *range.start()..=last - 1,
            false => last + 1..=*range.end(),
        };
        rows.extend(asked.among(db, &keys)?);
        if rows.len() >= wanted {
            rows.truncate(wanted);
            return Ok(rows);
        }
        most = (most * 4).min(MOST_HITS);
    }
}

fn by_value(
    db: &mut Db,
    asked: &Asked,
    words: &Query,
    range: RangeInclusive<i64>,
) -> StoreResult<Vec<Row>> {
    let expression = expression(false, words, Words::All);
    let few = hits(db, &expression, &range, true, FEW + 1)?;
    if i64::try_from(few.len()).is_ok_and(|few| few <= FEW) {
        return asked.among(db, &few);
    }
    let holding = match count(db, &expression, &range, SOME + 1)? <= SOME {
        true => among(Index::Inputs, &expression, &range),
        false => probing(Index::Inputs, words),
    };
    asked.in_order(db, Some(&holding))
}

/// Between which numbers the inputs of a list stand: after the first, before the second.
pub(super) type Bounds = (Option<i64>, Option<i64>);

/// The keys of a round's inputs between two numbers, the first and the last of them; `None` when there
/// are none.
pub(super) fn range(
    db: &mut Db,
    round_id: i64,
    (after, before): Bounds,
) -> StoreResult<Option<RangeInclusive<i64>>> {
    let between = inputs::table
        .filter(inputs::round_id.eq(round_id))
        .filter(inputs::number.gt(after.unwrap_or(0)))
        .filter(inputs::number.lt(before.unwrap_or(i64::MAX)))
        .select(inputs::id);
    let first: Option<i64> = between.order(inputs::number).first(db).optional()?;
    let last: Option<i64> = between.order(inputs::number.desc()).first(db).optional()?;
    Ok(first.zip(last).map(|(first, last)| first..=last))
}

/// Keys of inputs that match an expression of FTS5, within a range and from one end of it.
pub(super) fn hits(
    db: &mut Db,
    expression: &str,
    range: &RangeInclusive<i64>,
    is_down: bool,
    most: i64,
) -> StoreResult<Vec<i64>> {
    let order = if is_down { "DESC" } else { "ASC" };
    let hits: Vec<Hit> = diesel::sql_query(format!(
        "SELECT rowid AS id FROM input_fts WHERE input_fts MATCH '{expression}'
         AND rowid BETWEEN {} AND {} ORDER BY rowid {order} LIMIT {most}",
        range.start(),
        range.end()
    ))
    .load(db)?;
    Ok(hits.into_iter().map(|hit| hit.id).collect())
}

/// How many there are, as far as it is worth counting.
fn count(
    db: &mut Db,
    expression: &str,
    range: &RangeInclusive<i64>,
    most: i64,
) -> StoreResult<i64> {
    let hit: Hit = diesel::sql_query(format!(
        "SELECT COUNT(*) AS id FROM (SELECT rowid FROM input_fts WHERE input_fts MATCH '{expression}'
         AND rowid BETWEEN {} AND {} LIMIT {most})",
        range.start(),
        range.end()
    ))
    .get_result(db)?;
    Ok(hit.id)
}
