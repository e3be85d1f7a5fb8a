//! Themes of a round: making, describing, giving to somebody, merging.

use crate::errors::{StoreError, StoreResult};
use crate::moment::Moment;
use crate::schema::{staff, themes};
use crate::{Db, counters};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use weerklank_domain::responses::ResponseState;

/// A theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeRecord {
    /// Its key.
    pub id: i64,
    /// The round's key.
    pub round_id: i64,
    /// Its number within the round.
    pub number: i64,
    /// Its title.
    pub title: String,
    /// What its inputs say, as everybody reads it.
    pub summary: String,
    /// Who works on it: key and name.
    pub owner: Option<(i64, String)>,
    /// The day by which it is to be done.
    pub due_on: Option<NaiveDate>,
    /// The number of the theme that it was merged into.
    pub merged_into: Option<i64>,
    /// How often it was changed.
    pub revision: i32,
}

type Row = (
    (i64, i64, i64, String, String),
    (Option<i64>, Option<String>),
    Option<NaiveDate>,
    Option<i64>,
    i32,
);

macro_rules! columns {
    () => {
        (
            (
                themes::id,
                themes::round_id,
                themes::number,
                themes::title,
                themes::summary,
            ),
            (themes::owner_id, staff::name.nullable()),
            themes::due_on,
            themes::merged_into,
            themes::revision,
        )
    };
}

fn record(db: &mut Db, row: Row) -> StoreResult<ThemeRecord> {
    let ((id, round_id, number, title, summary), owner, due_on, merged, revision) = row;
    let merged_into = match merged {
        Some(other) => Some(themes::table.find(other).select(themes::number).first(db)?),
        None => None,
    };
    Ok(ThemeRecord {
        id,
        round_id,
        number,
        title,
        summary,
        owner: owner.0.zip(owner.1),
        due_on,
        merged_into,
        revision,
    })
}

/// A theme by its number within a round.
pub fn theme(db: &mut Db, round_id: i64, number: i64) -> StoreResult<Option<ThemeRecord>> {
    let row: Option<Row> = themes::table
        .left_join(staff::table.on(staff::id.nullable().eq(themes::owner_id)))
        .filter(themes::round_id.eq(round_id))
        .filter(themes::number.eq(number))
        .select(columns!())
        .first(db)
        .optional()?;
    row.map(|row| record(db, row)).transpose()
}

/// A theme by its key.
pub fn theme_by_id(db: &mut Db, id: i64) -> StoreResult<Option<ThemeRecord>> {
    let row: Option<Row> = themes::table
        .left_join(staff::table.on(staff::id.nullable().eq(themes::owner_id)))
        .filter(themes::id.eq(id))
        .select(columns!())
        .first(db)
        .optional()?;
    row.map(|row| record(db, row)).transpose()
}

/// Adds a theme; answers its key and its number.
pub fn add_theme(
    db: &mut Db,
    round_id: i64,
    title: &str,
    summary: &str,
    at: DateTime<Utc>,
) -> StoreResult<(i64, i64)> {
    let number = counters::next(db, &format!("theme:{round_id}"))?;
    let id = diesel::insert_into(themes::table)
        .values((
            themes::round_id.eq(round_id),
            themes::number.eq(number),
            themes::title.eq(title),
            themes::summary.eq(summary),
            themes::revision.eq(1),
            themes::created_at.eq(Moment::from(at)),
        ))
        .returning(themes::id)
        .get_result(db)?;
    Ok((id, number))
}

/// Changes title and summary; `false` when it is not the revision that was read.
pub fn describe_theme(
    db: &mut Db,
    id: i64,
    read: i32,
    title: &str,
    summary: &str,
) -> StoreResult<bool> {
    let changed = diesel::update(themes::table.find(id))
        .filter(themes::revision.eq(read))
        .filter(themes::merged_into.is_null())
        .set((
            themes::title.eq(title),
            themes::summary.eq(summary),
            themes::revision.eq(read + 1),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

/// Gives it to somebody, by a day; `false` when it is not the revision that was read.
pub fn assign_theme(
    db: &mut Db,
    id: i64,
    read: i32,
    owner_id: Option<i64>,
    due_on: Option<NaiveDate>,
) -> StoreResult<bool> {
    let changed = diesel::update(themes::table.find(id))
        .filter(themes::revision.eq(read))
        .filter(themes::merged_into.is_null())
        .set((
            themes::owner_id.eq(owner_id),
            themes::due_on.eq(due_on),
            themes::revision.eq(read + 1),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

/// Marks a theme as merged into another one; `false` when it was before.
pub fn close_theme(db: &mut Db, id: i64, into: i64) -> StoreResult<bool> {
    let changed = diesel::update(themes::table.find(id))
        .filter(themes::merged_into.is_null())
        .set((
            themes::merged_into.eq(into),
            themes::revision.eq(themes::revision + 1),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

/// A theme in the list of its round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeLine {
    /// Its key.
    pub id: i64,
    /// Its number.
    pub number: i64,
    /// Its title.
    pub title: String,
    /// What its inputs say.
    pub summary: String,
    /// Who works on it.
    pub owner: Option<String>,
    /// The day by which it is to be done.
    pub due_on: Option<NaiveDate>,
    /// How many inputs, and parts of inputs, belong to it.
    pub inputs: i64,
    /// How many of them are open.
    pub open: i64,
    /// The number of its answer, and how far that is.
    pub response: Option<(i64, ResponseState)>,
}

#[derive(QueryableByName)]
struct LineRow {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = BigInt)]
    number: i64,
    #[diesel(sql_type = Text)]
    title: String,
    #[diesel(sql_type = Text)]
    summary: String,
    #[diesel(sql_type = Nullable<Text>)]
    owner: Option<String>,
    #[diesel(sql_type = Nullable<diesel::sql_types::Date>)]
    due_on: Option<NaiveDate>,
    #[diesel(sql_type = BigInt)]
    inputs: i64,
    #[diesel(sql_type = BigInt)]
    open: i64,
    #[diesel(sql_type = Nullable<BigInt>)]
    response: Option<i64>,
    #[diesel(sql_type = Nullable<Text>)]
    state: Option<String>,
}

/// The themes of a round that were not merged, by number, with how far they are. What is withdrawn or
/// hidden is not counted.
pub fn themes_of(db: &mut Db, round_id: i64) -> StoreResult<Vec<ThemeLine>> {
    let rows: Vec<LineRow> = diesel::sql_query(
        "SELECT t.id, t.number, t.title, t.summary, s.name AS owner, t.due_on, r.number AS response, r.state,
            COALESCE(i.inputs, 0) + COALESCE(p.inputs, 0) AS inputs, COALESCE(i.open, 0) + COALESCE(p.open, 0) AS open
         FROM themes t
         LEFT JOIN staff s ON s.id = t.owner_id
         LEFT JOIN responses r ON r.theme_id = t.id
         LEFT JOIN (SELECT theme_id, COUNT(*) AS inputs, SUM(CASE WHEN state = 'open' THEN 1 ELSE 0 END) AS open
            FROM inputs WHERE round_id = $1 AND theme_id IS NOT NULL AND state IN ('open', 'answered', 'set_aside')
            GROUP BY theme_id) i ON i.theme_id = t.id
         LEFT JOIN (SELECT q.theme_id, COUNT(*) AS inputs, SUM(CASE WHEN q.state = 'open' THEN 1 ELSE 0 END) AS open
            FROM input_parts q JOIN inputs j ON j.id = q.input_id
            WHERE q.round_id = $1 AND q.theme_id IS NOT NULL AND j.state IN ('open', 'answered', 'set_aside')
            GROUP BY q.theme_id) p ON p.theme_id = t.id
         WHERE t.round_id = $1 AND t.merged_into IS NULL ORDER BY t.number",
    )
    .bind::<BigInt, _>(round_id)
    .load(db)?;
    rows.into_iter()
        .map(|row| {
            let state = match row.state.as_deref() {
                Some(code) => Some(
                    ResponseState::from_code(code)
                        .ok_or_else(|| StoreError::corrupt("responses", &row.id))?,
                ),
                None => None,
            };
            Ok(ThemeLine {
                id: row.id,
                number: row.number,
                title: row.title,
                summary: row.summary,
                owner: row.owner,
                due_on: row.due_on,
                inputs: row.inputs,
                open: row.open,
                response: row.response.zip(state),
            })
        })
        .collect()
}

/// The theme with a title, however it is capitalised.
#[must_use]
pub fn titled<'a>(themes: &'a [ThemeLine], title: &str) -> Option<&'a ThemeLine> {
    let wanted = title.to_lowercase();
    themes
        .iter()
        .find(|theme| theme.title.to_lowercase() == wanted)
}
