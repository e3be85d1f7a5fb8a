//! What happened to a theme, and what staff say of it among themselves.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::Moment;
use crate::schema::{staff, theme_events, theme_notes};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use weerklank_domain::responses::ThemeEvent;

/// So many lines of a theme's history are shown.
const MOST: i64 = 200;

/// Something that happened to a theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeEventRecord {
    /// What.
    pub kind: ThemeEvent,
    /// A title, a name, or the number of another theme.
    pub detail: String,
    /// How many inputs it was about.
    pub amount: i64,
    /// Who did it.
    pub staff_name: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// Writes down what happened to a theme.
pub fn add_theme_event(
    db: &mut Db,
    theme_id: i64,
    (kind, detail, amount): (ThemeEvent, &str, i64),
    staff_id: i64,
    at: DateTime<Utc>,
) -> StoreResult<()> {
    diesel::insert_into(theme_events::table)
        .values((
            theme_events::theme_id.eq(theme_id),
            theme_events::kind.eq(kind.code()),
            theme_events::detail.eq(detail),
            theme_events::amount.eq(amount),
            theme_events::staff_id.eq(staff_id),
            theme_events::at.eq(Moment::from(at)),
        ))
        .execute(db)?;
    Ok(())
}

/// The history of a theme, the newest first.
pub fn theme_events(db: &mut Db, theme_id: i64) -> StoreResult<Vec<ThemeEventRecord>> {
    use theme_events as e;
    let rows: Vec<(i64, String, String, i64, String, Moment)> = e::table
        .inner_join(staff::table)
        .filter(e::theme_id.eq(theme_id))
        .order(e::id.desc())
        .limit(MOST)
        .select((e::id, e::kind, e::detail, e::amount, staff::name, e::at))
        .load(db)?;
    rows.into_iter()
        .map(|(id, kind, detail, amount, staff_name, at)| {
            Ok(ThemeEventRecord {
                kind: ThemeEvent::from_code(&kind)
                    .ok_or_else(|| StoreError::corrupt("theme_events", &id))?,
                detail,
                amount,
                staff_name,
                at: at.into(),
            })
        })
        .collect()
}

/// An internal note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteRecord {
    /// What it says.
    pub text: String,
    /// Who wrote it.
    pub staff_name: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// Adds an internal note.
pub fn add_note(
    db: &mut Db,
    theme_id: i64,
    text: &str,
    staff_id: i64,
    at: DateTime<Utc>,
) -> StoreResult<()> {
    diesel::insert_into(theme_notes::table)
        .values((
            theme_notes::theme_id.eq(theme_id),
            theme_notes::text.eq(text),
            theme_notes::staff_id.eq(staff_id),
            theme_notes::at.eq(Moment::from(at)),
        ))
        .execute(db)?;
    Ok(())
}

/// The notes on a theme, the newest first.
pub fn notes(db: &mut Db, theme_id: i64) -> StoreResult<Vec<NoteRecord>> {
    use theme_notes as n;
    let rows: Vec<(String, String, Moment)> = n::table
        .inner_join(staff::table)
        .filter(n::theme_id.eq(theme_id))
        .order(n::id.desc())
        .limit(MOST)
        .select((n::text, staff::name, n::at))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(text, staff_name, at)| NoteRecord {
            text,
            staff_name,
            at: at.into(),
        })
        .collect())
}
