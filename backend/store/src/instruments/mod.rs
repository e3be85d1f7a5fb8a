//! Instruments: versioned rule sets, kept as JSON.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::schema::instruments;
use chrono::NaiveDate;
use diesel::prelude::*;
use weerklank_domain::instruments::{Instrument, Rules};

/// The key of one version of an instrument.
pub fn id_of(db: &mut Db, code: &str, version: i32) -> StoreResult<Option<i64>> {
    Ok(instruments::table
        .filter(
            instruments::code
                .eq(code)
                .and(instruments::version.eq(version)),
        )
        .select(instruments::id)
        .first(db)
        .optional()?)
}

/// The key of the newest version of an instrument.
pub fn newest(db: &mut Db, code: &str) -> StoreResult<Option<i64>> {
    Ok(instruments::table
        .filter(instruments::code.eq(code))
        .order(instruments::version.desc())
        .select(instruments::id)
        .first(db)
        .optional()?)
}

/// The version of an instrument under which petitions are filed on a day; the first one for days
/// before it.
pub fn on_day(db: &mut Db, code: &str, day: NaiveDate) -> StoreResult<Option<(i64, Rules)>> {
    let rows: Vec<(i64, NaiveDate, String)> = instruments::table
        .filter(instruments::code.eq(code))
        .order(instruments::version.asc())
        .select((instruments::id, instruments::valid_from, instruments::rules))
        .load(db)?;
    let valid = rows.iter().rev().find(|row| row.1 <= day).or(rows.first());
    valid
        .map(|(id, _, json)| Ok((*id, rules(*id, json)?)))
        .transpose()
}

/// The codes of every instrument.
pub fn all_codes(db: &mut Db) -> StoreResult<Vec<String>> {
    Ok(instruments::table
        .select(instruments::code)
        .distinct()
        .order(instruments::code)
        .load(db)?)
}

/// Adds a version of an instrument and answers its key.
///
/// # Errors
/// [`StoreError::Taken`] when this version exists.
pub fn add(db: &mut Db, instrument: &Instrument) -> StoreResult<i64> {
    let rules = serde_json::to_string(&instrument.rules)
        .map_err(|_| StoreError::corrupt("instruments", &instrument.code))?;
    Ok(diesel::insert_into(instruments::table)
        .values((
            instruments::code.eq(&instrument.code),
            instruments::version.eq(instrument.version),
            instruments::valid_from.eq(instrument.valid_from),
            instruments::rules.eq(rules),
        ))
        .returning(instruments::id)
        .get_result(db)?)
}

/// The rules in a row.
pub(crate) fn rules(row: i64, json: &str) -> StoreResult<Rules> {
    serde_json::from_str(json).map_err(|_| StoreError::corrupt("instruments", &row))
}
