//! Rule sets: versioned rules by which bodies meet and vote, kept as JSON.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::schema::council_rule_sets as r;
use chrono::NaiveDate;
use diesel::prelude::*;
use weerklank_domain::council::RuleSet;

/// The key of one version of the rules of a code.
pub fn id_of(db: &mut Db, code: &str, version: i32) -> StoreResult<Option<i64>> {
    Ok(r::table
        .filter(r::code.eq(code).and(r::version.eq(version)))
        .select(r::id)
        .first(db)
        .optional()?)
}

/// Adds a version and answers its key.
///
/// # Errors
/// [`StoreError::Taken`] when this version exists.
pub fn add(db: &mut Db, set: &RuleSet) -> StoreResult<i64> {
    let rules = serde_json::to_string(&set.rules)
        .map_err(|_| StoreError::corrupt("council_rule_sets", &set.code))?;
    Ok(diesel::insert_into(r::table)
        .values((
            r::code.eq(&set.code),
            r::version.eq(set.version),
            r::valid_from.eq(set.valid_from),
            r::valid_until.eq(set.valid_until),
            r::rules.eq(rules),
        ))
        .returning(r::id)
        .get_result(db)?)
}

/// Gives a version its last day, which a later one leaves it; its rules stay as they are.
pub fn end(db: &mut Db, id: i64, last: NaiveDate) -> StoreResult<()> {
    diesel::update(r::table.find(id))
        .set(r::valid_until.eq(Some(last)))
        .execute(db)?;
    Ok(())
}

/// The version of a code that holds on a day, with its key.
pub fn on_day(db: &mut Db, code: &str, day: NaiveDate) -> StoreResult<Option<(i64, RuleSet)>> {
    let sets: Vec<(i64, RuleSet)> = all_of(db, code)?;
    Ok(sets
        .into_iter()
        .filter(|(_, set)| set.is_in_force(day))
        .max_by_key(|(_, set)| set.version))
}

/// A version, by its key.
pub fn by_id(db: &mut Db, id: i64) -> StoreResult<Option<RuleSet>> {
    let row: Option<Row> = r::table.find(id).first(db).optional()?;
    Ok(row.map(set).transpose()?.map(|(_, set)| set))
}

/// Every version of a code, the oldest first.
pub fn all_of(db: &mut Db, code: &str) -> StoreResult<Vec<(i64, RuleSet)>> {
    let rows: Vec<Row> = r::table
        .filter(r::code.eq(code))
        .order(r::version)
        .load(db)?;
    rows.into_iter().map(set).collect()
}

type Row = (i64, String, i32, NaiveDate, Option<NaiveDate>, String);

fn set((id, code, version, valid_from, valid_until, json): Row) -> StoreResult<(i64, RuleSet)> {
    let rules =
        serde_json::from_str(&json).map_err(|_| StoreError::corrupt("council_rule_sets", &id))?;
    Ok((
        id,
        RuleSet {
            code,
            version,
            valid_from,
            valid_until,
            rules,
        },
    ))
}
