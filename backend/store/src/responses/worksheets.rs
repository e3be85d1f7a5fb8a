//! Spreadsheets that were brought back, and where inputs stand beside them.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::Moment;
use crate::schema::{inputs, staff, themes, worksheets as w};
use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use std::collections::BTreeMap;
use weerklank_domain::responses::Worksheet;

/// So many inputs are looked up by one statement.
const BATCH: usize = 500;

/// A spreadsheet that was brought back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorksheetRecord {
    /// Its key.
    pub id: i64,
    /// The name of its file.
    pub file_name: String,
    /// Who brought it back.
    pub by: String,
    /// When.
    pub brought_at: DateTime<Utc>,
    /// What it changed.
    pub content: Worksheet,
}

/// Keeps what a spreadsheet changed; answers its key.
pub fn add_worksheet(
    db: &mut Db,
    (round_id, staff_id): (i64, i64),
    file_name: &str,
    content: &Worksheet,
    at: DateTime<Utc>,
) -> StoreResult<i64> {
    let content =
        serde_json::to_string(content).map_err(|_| StoreError::corrupt("worksheets", &round_id))?;
    Ok(diesel::insert_into(w::table)
        .values((
            w::round_id.eq(round_id),
            w::staff_id.eq(staff_id),
            w::file_name.eq(file_name),
            w::content.eq(content),
            w::brought_at.eq(Moment::from(at)),
        ))
        .returning(w::id)
        .get_result(db)?)
}

type Row = (i64, String, String, Moment, String);

fn record((id, file_name, by, at, content): Row) -> StoreResult<WorksheetRecord> {
    Ok(WorksheetRecord {
        content: serde_json::from_str(&content)
            .map_err(|_| StoreError::corrupt("worksheets", &id))?,
        id,
        file_name,
        by,
        brought_at: at.into(),
    })
}

/// A spreadsheet of a round.
pub fn worksheet(db: &mut Db, round_id: i64, id: i64) -> StoreResult<Option<WorksheetRecord>> {
    let row: Option<Row> = w::table
        .inner_join(staff::table)
        .filter(w::round_id.eq(round_id))
        .filter(w::id.eq(id))
        .select((w::id, w::file_name, staff::name, w::brought_at, w::content))
        .first(db)
        .optional()?;
    row.map(record).transpose()
}

/// The spreadsheets of a round, the newest first, some at the most.
pub fn worksheets_of(db: &mut Db, round_id: i64, most: i64) -> StoreResult<Vec<WorksheetRecord>> {
    let rows: Vec<Row> = w::table
        .inner_join(staff::table)
        .filter(w::round_id.eq(round_id))
        .order(w::id.desc())
        .limit(most)
        .select((w::id, w::file_name, staff::name, w::brought_at, w::content))
        .load(db)?;
    rows.into_iter().map(record).collect()
}

/// Throws a spreadsheet of a round away; `false` when it is not there.
pub fn drop_worksheet(db: &mut Db, round_id: i64, id: i64) -> StoreResult<bool> {
    let gone = diesel::delete(w::table.find(id))
        .filter(w::round_id.eq(round_id))
        .execute(db)?;
    Ok(gone == 1)
}

/// Throws away what was brought back before a moment; answers how many.
pub fn erase_worksheets(db: &mut Db, before: DateTime<Utc>) -> StoreResult<usize> {
    Ok(diesel::delete(w::table.filter(w::brought_at.lt(Moment::from(before)))).execute(db)?)
}

/// The number of the theme of inputs of a round, by their numbers. What was cut goes by its parts, and what
/// was withdrawn or hidden is not handled: those are not among them.
pub fn places_of(
    db: &mut Db,
    round_id: i64,
    numbers: &[i64],
) -> StoreResult<BTreeMap<i64, Option<i64>>> {
    let mut found = BTreeMap::new();
    for some in numbers.chunks(BATCH) {
        let rows: Vec<(i64, Option<i64>)> = inputs::table
            .left_join(themes::table.on(themes::id.nullable().eq(inputs::theme_id)))
            .filter(inputs::round_id.eq(round_id))
            .filter(inputs::number.eq_any(some.to_vec()))
            .filter(sql::<Bool>(
                "inputs.state IN ('open', 'answered', 'set_aside')
                 AND NOT EXISTS (SELECT 1 FROM input_parts p WHERE p.input_id = inputs.id)",
            ))
            .select((inputs::number, themes::number.nullable()))
            .load(db)?;
        found.extend(rows);
    }
    Ok(found)
}
