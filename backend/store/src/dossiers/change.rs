//! Dossiers that are begun and changed: compare-and-set on the revision that was read.

use super::phases::add_phases;
use crate::Db;
use crate::errors::StoreResult;
use crate::moment::{Moment, moment};
use crate::schema::dossiers;
use crate::search::{self, Index};
use chrono::{DateTime, Datelike, Utc};
use diesel::prelude::*;
use weerklank_domain::Language;
use weerklank_domain::dossiers::{DossierState, PhaseKind};
use weerklank_domain::search::tokens;
use weerklank_domain::text::plain_text;

/// What a dossier says, and whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierText {
    /// Its title.
    pub title: String,
    /// What it is about (Markdown).
    pub summary: String,
    /// The language of both.
    pub language: Language,
    /// The key of the body that it belongs to.
    pub body_id: i64,
    /// The key of its area; `None` for the whole authority.
    pub area_id: Option<i64>,
    /// The rule that makes participation a duty (PAR-7).
    pub duty: Option<String>,
    /// The account of the process manager.
    pub manager_id: Option<i64>,
}

/// A dossier to be added, as a draft.
#[derive(Debug, Clone)]
pub struct NewDossier {
    /// Its name in addresses; must be free.
    pub slug: String,
    /// Its number for people; must be free.
    pub reference: String,
    /// What it says.
    pub text: DossierText,
    /// The dossier that it is copied from.
    pub copied_from: Option<i64>,
    /// `desk`, `seed` or the name of the imported source.
    pub source: String,
    /// Its key at the source.
    pub source_key: Option<String>,
    /// Whom to name for what was imported.
    pub attribution: Option<String>,
    /// When.
    pub created_at: DateTime<Utc>,
}

/// Where a dossier stands in the cycle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// How far it is.
    pub state: DossierState,
    /// The phase that it is in.
    pub phase: PhaseKind,
    /// When it was published.
    pub published_at: DateTime<Utc>,
}

/// Adds a draft with its five phases, all of them empty, and answers its key.
///
/// # Errors
/// [`crate::StoreError::Taken`] when the slug, the reference or the source's key is in use.
pub fn add(db: &mut Db, new: &NewDossier) -> StoreResult<i64> {
    use dossiers as d;
    let text = &new.text;
    let id: i64 = diesel::insert_into(d::table)
        .values((
            (
                d::slug.eq(&new.slug),
                d::reference.eq(&new.reference),
                d::body_id.eq(text.body_id),
                d::area_id.eq(text.area_id),
                d::lang.eq(text.language.code()),
                d::title.eq(&text.title),
                d::summary.eq(&text.summary),
                d::manager_id.eq(text.manager_id),
                d::duty.eq(&text.duty),
            ),
            (
                d::state.eq(DossierState::Draft.code()),
                d::copied_from.eq(new.copied_from),
                d::source.eq(&new.source),
                d::source_key.eq(&new.source_key),
                d::attribution.eq(&new.attribution),
                d::revision.eq(1),
                d::created_at.eq(Moment::from(new.created_at)),
            ),
        ))
        .returning(d::id)
        .get_result(db)?;
    add_phases(db, id)?;
    reindex(db, id, text)?;
    Ok(id)
}

/// Writes what a dossier says over the revision that was read; `false` when there is another one.
pub fn describe(db: &mut Db, id: i64, read: i32, text: &DossierText) -> StoreResult<bool> {
    use dossiers as d;
    let changed = diesel::update(d::table.find(id))
        .filter(d::revision.eq(read))
        .set((
            d::title.eq(&text.title),
            d::summary.eq(&text.summary),
            d::lang.eq(text.language.code()),
            d::body_id.eq(text.body_id),
            d::area_id.eq(text.area_id),
            d::duty.eq(&text.duty),
            d::manager_id.eq(text.manager_id),
            d::revision.eq(d::revision + 1),
        ))
        .execute(db)?;
    if changed == 1 {
        reindex(db, id, text)?;
    }
    Ok(changed == 1)
}

/// Moves a dossier from the revision that was read; `false` when there is another one.
pub fn set_position(db: &mut Db, id: i64, read: i32, to: Position) -> StoreResult<bool> {
    use dossiers as d;
    let changed = diesel::update(d::table.find(id))
        .filter(d::revision.eq(read))
        .set((
            d::state.eq(to.state.code()),
            d::phase.eq(Some(to.phase.code())),
            d::published_at.eq(moment(Some(to.published_at))),
            d::revision.eq(d::revision + 1),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

/// The next free reference of a year, such as D26-0001.
pub fn next_reference(db: &mut Db, at: DateTime<Utc>) -> StoreResult<String> {
    let year = format!("D{:02}", at.year().rem_euclid(100));
    let number = crate::counters::next(db, &year)?;
    Ok(format!("{year}-{number:04}"))
}

/// Whether a slug is in use.
pub fn slug_exists(db: &mut Db, slug: &str) -> StoreResult<bool> {
    let found: Option<i64> = dossiers::table
        .filter(dossiers::slug.eq(slug))
        .select(dossiers::id)
        .first(db)
        .optional()?;
    Ok(found.is_some())
}

/// Writes the words of a dossier into the index.
pub fn reindex(db: &mut Db, id: i64, text: &DossierText) -> StoreResult<()> {
    let mut all = tokens(&text.title, text.language);
    all.extend(tokens(&plain_text(&text.summary), text.language));
    search::write(db, Index::Dossiers, id, all)
}
