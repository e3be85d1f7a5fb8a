//! Procedures: versioned rules of rounds, kept as JSON.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::schema::procedures;
use chrono::NaiveDate;
use diesel::prelude::*;
use weerklank_domain::rounds::{Procedure, ProcedureRules};

/// The key of one version of a procedure.
pub fn id_of(db: &mut Db, code: &str, version: i32) -> StoreResult<Option<i64>> {
    Ok(procedures::table
        .filter(
            procedures::code
                .eq(code)
                .and(procedures::version.eq(version)),
        )
        .select(procedures::id)
        .first(db)
        .optional()?)
}

/// The version of a procedure under which rounds are opened on a day; the first one for days before
/// it.
pub fn on_day(
    db: &mut Db,
    code: &str,
    day: NaiveDate,
) -> StoreResult<Option<(i64, ProcedureRules)>> {
    let rows: Vec<(i64, NaiveDate, String)> = procedures::table
        .filter(procedures::code.eq(code))
        .order(procedures::version.asc())
        .select((procedures::id, procedures::valid_from, procedures::rules))
        .load(db)?;
    let valid = rows.iter().rev().find(|row| row.1 <= day).or(rows.first());
    valid
        .map(|(id, _, json)| Ok((*id, rules(*id, json)?)))
        .transpose()
}

/// The codes of every procedure.
pub fn all_codes(db: &mut Db) -> StoreResult<Vec<String>> {
    Ok(procedures::table
        .select(procedures::code)
        .distinct()
        .order(procedures::code)
        .load(db)?)
}

/// Adds a version of a procedure and answers its key.
///
/// # Errors
/// [`StoreError::Taken`] when this version exists.
pub fn add(db: &mut Db, procedure: &Procedure) -> StoreResult<i64> {
    let rules = serde_json::to_string(&procedure.rules)
        .map_err(|_| StoreError::corrupt("procedures", &procedure.code))?;
    Ok(diesel::insert_into(procedures::table)
        .values((
            procedures::code.eq(&procedure.code),
            procedures::version.eq(procedure.version),
            procedures::valid_from.eq(procedure.valid_from),
            procedures::rules.eq(rules),
        ))
        .returning(procedures::id)
        .get_result(db)?)
}

/// The rules in a row.
pub(crate) fn rules(row: i64, json: &str) -> StoreResult<ProcedureRules> {
    serde_json::from_str(json).map_err(|_| StoreError::corrupt("procedures", &row))
}
