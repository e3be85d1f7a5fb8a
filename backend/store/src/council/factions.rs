//! Factions of a body, with their time.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::schema::factions as f;
use diesel::prelude::*;
use weerklank_domain::council::{Faction, FactionId, PartialDate, Period};

/// What a faction is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactionText {
    /// Its name.
    pub name: String,
    /// What lists call it.
    pub short_name: String,
    /// From when until when it was there.
    pub period: Period,
    /// The key of the faction that it split off from.
    pub split_from_id: Option<i64>,
}

/// A faction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactionRecord {
    /// Its key.
    pub id: i64,
    /// The key of its body.
    pub body_id: i64,
    /// Its name in addresses.
    pub slug: String,
    /// What it is.
    pub text: FactionText,
    /// How often it was changed.
    pub revision: i32,
}

impl FactionRecord {
    /// It, as the rules know it.
    #[must_use]
    pub fn known(&self) -> Faction {
        Faction {
            id: FactionId(self.id),
            period: self.text.period,
            split_from: self.text.split_from_id.map(FactionId),
        }
    }
}

type Row = (
    i64,
    i64,
    String,
    String,
    String,
    Option<String>,
    Option<String>,
    Option<i64>,
    i32,
);

/// A partial date of a row.
pub(super) fn date(
    table: &'static str,
    id: i64,
    text: Option<String>,
) -> StoreResult<Option<PartialDate>> {
    text.map(|text| PartialDate::parse(&text).map_err(|_| StoreError::corrupt(table, &id)))
        .transpose()
}

/// A partial date as it is kept.
pub(super) fn kept(date: Option<PartialDate>) -> Option<String> {
    date.map(String::from)
}

fn record(row: Row) -> StoreResult<FactionRecord> {
    let (id, body_id, slug, name, short_name, founded, dissolved, split_from_id, revision) = row;
    Ok(FactionRecord {
        id,
        body_id,
        slug,
        text: FactionText {
            name,
            short_name,
            period: Period {
                from: date("factions", id, founded)?,
                until: date("factions", id, dissolved)?,
            },
            split_from_id,
        },
        revision,
    })
}

/// The factions of a body, by name; of every body when `None`.
pub fn factions(db: &mut Db, body_id: Option<i64>) -> StoreResult<Vec<FactionRecord>> {
    let mut query = f::table.order((f::name, f::id)).into_boxed();
    if let Some(body_id) = body_id {
        query = query.filter(f::body_id.eq(body_id));
    }
    let rows: Vec<Row> = query.load(db)?;
    rows.into_iter().map(record).collect()
}

/// The faction of a name in addresses.
pub fn faction(db: &mut Db, slug: &str) -> StoreResult<Option<FactionRecord>> {
    let row: Option<Row> = f::table.filter(f::slug.eq(slug)).first(db).optional()?;
    row.map(record).transpose()
}

/// Whether a name in addresses is in use.
pub fn faction_slug_exists(db: &mut Db, slug: &str) -> StoreResult<bool> {
    Ok(faction(db, slug)?.is_some())
}

/// Adds a faction and answers its key.
pub fn add_faction(db: &mut Db, body_id: i64, slug: &str, text: &FactionText) -> StoreResult<i64> {
    Ok(diesel::insert_into(f::table)
        .values((
            f::body_id.eq(body_id),
            f::slug.eq(slug),
            f::name.eq(&text.name),
            f::short_name.eq(&text.short_name),
            f::founded.eq(kept(text.period.from)),
            f::dissolved.eq(kept(text.period.until)),
            f::split_from_id.eq(text.split_from_id),
            f::revision.eq(1),
        ))
        .returning(f::id)
        .get_result(db)?)
}

/// Changes a faction over the revision that was read; `false` when somebody else was first.
pub fn change_faction(db: &mut Db, id: i64, read: i32, text: &FactionText) -> StoreResult<bool> {
    let changed = diesel::update(f::table.find(id))
        .filter(f::revision.eq(read))
        .set((
            f::name.eq(&text.name),
            f::short_name.eq(&text.short_name),
            f::founded.eq(kept(text.period.from)),
            f::dissolved.eq(kept(text.period.until)),
            f::split_from_id.eq(text.split_from_id),
            f::revision.eq(read + 1),
        ))
        .execute(db)?;
    Ok(changed == 1)
}
