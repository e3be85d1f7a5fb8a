//! Who took part beside who lives here: counts, never a row of a person.

use crate::Db;
use crate::connection::on_both;
use crate::errors::StoreResult;
use crate::moment::Moment;
use crate::schema::{
    authors, background_counts as c, backgrounds_asked as a, backgrounds_given as g,
    populations as p, year_voices as y,
};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use std::collections::BTreeMap;
use weerklank_domain::representation::Question;

/// Whether a round asks people who took part about themselves.
pub fn is_asked(db: &mut Db, round_id: i64) -> StoreResult<bool> {
    let found: Option<i64> = a::table
        .find(round_id)
        .select(a::round_id)
        .first(db)
        .optional()?;
    Ok(found.is_some())
}

/// Lets a round ask, or not any more; what was counted stays. `false` when it was so already.
pub fn set_asked(db: &mut Db, round_id: i64, asks: bool, at: DateTime<Utc>) -> StoreResult<bool> {
    let changed = if asks {
        let row = (a::round_id.eq(round_id), a::since.eq(Moment::from(at)));
        // ON CONFLICT has no common form.
        on_both!(db, |inner| diesel::insert_into(a::table)
            .values(row)
            .on_conflict_do_nothing()
            .execute(inner))?
    } else {
        diesel::delete(a::table.find(round_id)).execute(db)?
    };
    Ok(changed == 1)
}

/// Counts so many answers more, at least one.
pub fn count_answers(
    db: &mut Db,
    round_id: i64,
    (question, answer): (Question, &str),
    amount: i64,
) -> StoreResult<()> {
    diesel::sql_query(
        "INSERT INTO background_counts (round_id, question, answer, amount) VALUES ($1, $2, $3, $4)
         ON CONFLICT (round_id, question, answer) DO UPDATE SET amount = background_counts.amount + excluded.amount",
    )
    .bind::<BigInt, _>(round_id)
    .bind::<Text, _>(question.code())
    .bind::<Text, _>(answer)
    .bind::<BigInt, _>(amount)
    .execute(db)?;
    Ok(())
}

/// Takes down that somebody answered; `false` when that was so before.
pub fn give_once(db: &mut Db, round_id: i64, given_key: &str) -> StoreResult<bool> {
    let row = (g::round_id.eq(round_id), g::given_key.eq(given_key));
    // ON CONFLICT has no common form; of two windows one is counted.
    let added = on_both!(db, |inner| diesel::insert_into(g::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(inner))?;
    Ok(added == 1)
}

/// Whether somebody answered.
pub fn was_given(db: &mut Db, round_id: i64, given_key: &str) -> StoreResult<bool> {
    let found: Option<i64> = g::table
        .find((round_id, given_key))
        .select(g::round_id)
        .first(db)
        .optional()?;
    Ok(found.is_some())
}

/// How many inputs of a round somebody wrote, counted to two.
pub fn inputs_of_author(db: &mut Db, round_id: i64, author_key: &str) -> StoreResult<usize> {
    let found: Vec<i64> = authors::table
        .filter(authors::round_id.eq(round_id))
        .filter(authors::author_key.eq(author_key))
        .select(authors::id)
        .limit(2)
        .load(db)?;
    Ok(found.len())
}

/// Takes down that somebody took part in a year; `false` when that was so before.
pub fn add_year_voice(db: &mut Db, year: i32, voice_key: &str) -> StoreResult<bool> {
    let row = (y::year.eq(year), y::voice_key.eq(voice_key));
    // ON CONFLICT has no common form.
    let added = on_both!(db, |inner| diesel::insert_into(y::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(inner))?;
    Ok(added == 1)
}

/// Throws away who took part in the years before one; answers how many keys.
pub fn erase_year_voices(db: &mut Db, before: i32) -> StoreResult<usize> {
    Ok(diesel::delete(y::table.filter(y::year.lt(before))).execute(db)?)
}

/// Throws away who answered in rounds that ended before a moment; the counts stay. Answers how many keys.
pub fn erase_given(db: &mut Db, before: DateTime<Utc>) -> StoreResult<usize> {
    use crate::schema::rounds;
    let over = rounds::table
        .filter(rounds::closes_at.lt(crate::moment::moment(Some(before))))
        .select(rounds::id);
    Ok(diesel::delete(g::table.filter(g::round_id.eq_any(over))).execute(db)?)
}

/// The counts of a question in a round, by answer.
pub fn counts_of(
    db: &mut Db,
    round_id: i64,
    question: Question,
) -> StoreResult<BTreeMap<String, i64>> {
    let rows: Vec<(String, i64)> = c::table
        .filter(c::round_id.eq(round_id))
        .filter(c::question.eq(question.code()))
        .select((c::answer, c::amount))
        .load(db)?;
    Ok(rows.into_iter().collect())
}

/// How many people live in an area, by the answers of a question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Population {
    /// By answer.
    pub by_answer: BTreeMap<String, i64>,
    /// Where the numbers come from.
    pub source: String,
    /// The day or year that they are of.
    pub as_of: String,
}

/// Who lives in the area of the whole authority, by the answers of a question; `None` when nobody told.
pub fn population(db: &mut Db, question: Question) -> StoreResult<Option<Population>> {
    use crate::areas::OWN_SCHEME;
    use crate::schema::areas;
    use weerklank_domain::areas::AreaKind;
    let whole = areas::table
        .filter(areas::scheme.eq(OWN_SCHEME))
        .filter(areas::kind.eq(AreaKind::Municipality.code()))
        .select(areas::id);
    let rows: Vec<(String, i64, String, String)> = p::table
        .filter(p::area_id.eq_any(whole))
        .filter(p::question.eq(question.code()))
        .order(p::answer)
        .select((p::answer, p::amount, p::source, p::as_of))
        .load(db)?;
    let Some((_, _, source, as_of)) = rows.first().cloned() else {
        return Ok(None);
    };
    Ok(Some(Population {
        by_answer: rows
            .into_iter()
            .map(|(answer, amount, _, _)| (answer, amount))
            .collect(),
        source,
        as_of,
    }))
}

/// Keeps who lives in an area, in place of what was told before.
pub fn set_population(
    db: &mut Db,
    area_id: i64,
    question: Question,
    population: &Population,
) -> StoreResult<()> {
    diesel::delete(
        p::table
            .filter(p::area_id.eq(area_id))
            .filter(p::question.eq(question.code())),
    )
    .execute(db)?;
    for (answer, amount) in &population.by_answer {
        diesel::insert_into(p::table)
            .values((
                p::area_id.eq(area_id),
                p::question.eq(question.code()),
                p::answer.eq(answer),
                p::amount.eq(amount),
                p::source.eq(&population.source),
                p::as_of.eq(&population.as_of),
            ))
            .execute(db)?;
    }
    Ok(())
}

/// The districts of the authority, by name: the answers to where somebody lives.
pub fn districts(db: &mut Db) -> StoreResult<Vec<(i64, String)>> {
    use crate::areas::OWN_SCHEME;
    use crate::schema::areas;
    use weerklank_domain::areas::AreaKind;
    Ok(areas::table
        .filter(areas::scheme.eq(OWN_SCHEME))
        .filter(areas::kind.eq(AreaKind::District.code()))
        .order(areas::name)
        .select((areas::id, areas::name))
        .load(db)?)
}
