//! One dossier.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::{Moment, utc};
use crate::schema::{areas, bodies, dossiers, staff};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use weerklank_domain::Language;
use weerklank_domain::dossiers::{DossierState, PhaseKind};
use weerklank_domain::petitions::is_slug;

/// A dossier with its body, area and process manager.
#[derive(Debug, Clone)]
pub struct DossierRecord {
    /// Its key.
    pub id: i64,
    /// Its name in addresses.
    pub slug: String,
    /// Its number for people, such as D26-0001.
    pub reference: String,
    /// The language of its text.
    pub language: Language,
    /// Its title.
    pub title: String,
    /// What it is about (Markdown).
    pub summary: String,
    /// How far it is.
    pub state: DossierState,
    /// The phase that it is in.
    pub phase: Option<PhaseKind>,
    /// The rule that makes participation a duty (PAR-7).
    pub duty: Option<String>,
    /// The dossier that it was copied from.
    pub copied_from: Option<i64>,
    /// `desk`, `seed` or the name of the imported source.
    pub source: String,
    /// Whom to name for what was imported.
    pub attribution: Option<String>,
    /// How often it was changed.
    pub revision: i32,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// When it was published.
    pub published_at: Option<DateTime<Utc>>,
    /// The key of its body.
    pub body_id: i64,
    /// Its body: name in addresses, Dutch name, English name.
    pub body: (String, String, String),
    /// The key of its area.
    pub area_id: Option<i64>,
    /// Its area: code and name.
    pub area: Option<(String, String)>,
    /// The process manager: key and name.
    pub manager: Option<(i64, String)>,
}

impl DossierRecord {
    /// The name of its body in a language.
    #[must_use]
    pub fn body_name(&self, language: Language) -> &str {
        match language {
            Language::Nl => &self.body.1,
            Language::En => &self.body.2,
        }
    }
}

#[derive(Queryable)]
struct Row {
    id: i64,
    slug: String,
    reference: String,
    lang: String,
    title: String,
    summary: String,
    state: String,
    phase: Option<String>,
    duty: Option<String>,
    copied_from: Option<i64>,
    source: String,
    attribution: Option<String>,
    revision: i32,
    created_at: Moment,
    published_at: Option<Moment>,
    body_id: i64,
    body: (String, String, String),
    area_id: Option<i64>,
    area: (Option<String>, Option<String>),
    manager: (Option<i64>, Option<String>),
}

/// The one dossier that a condition finds. A macro, because the type of the joined query has no name
/// that could be written down.
macro_rules! the_one {
    ($db:expr, $condition:expr) => {{
        let row: Option<Row> = dossiers::table
            .inner_join(bodies::table)
            .left_join(areas::table)
            .left_join(staff::table)
            .filter($condition)
            .select((
                dossiers::id,
                dossiers::slug,
                dossiers::reference,
                dossiers::lang,
                dossiers::title,
                dossiers::summary,
                dossiers::state,
                dossiers::phase,
                dossiers::duty,
                dossiers::copied_from,
                dossiers::source,
                dossiers::attribution,
                dossiers::revision,
                dossiers::created_at,
                dossiers::published_at,
                dossiers::body_id,
                (bodies::slug, bodies::name_nl, bodies::name_en),
                dossiers::area_id,
                (areas::code.nullable(), areas::name.nullable()),
                (staff::id.nullable(), staff::name.nullable()),
            ))
            .get_result($db)
            .optional()?;
        row.map(record).transpose()
    }};
}

/// The dossier of a slug, whatever its state.
pub fn find(db: &mut Db, slug: &str) -> StoreResult<Option<DossierRecord>> {
    if !is_slug(slug) {
        return Ok(None);
    }
    the_one!(db, dossiers::slug.eq(slug))
}

/// The dossier of a reference, whatever its state.
pub fn find_by_reference(db: &mut Db, reference: &str) -> StoreResult<Option<DossierRecord>> {
    if reference.contains('\0') {
        return Ok(None);
    }
    the_one!(db, dossiers::reference.eq(reference))
}

/// The dossier of a key, whatever its state.
pub fn find_by_id(db: &mut Db, id: i64) -> StoreResult<Option<DossierRecord>> {
    the_one!(db, dossiers::id.eq(id))
}

/// The key of an imported dossier, by its key at the source.
pub fn id_of_source(db: &mut Db, source_key: &str) -> StoreResult<Option<i64>> {
    Ok(dossiers::table
        .filter(dossiers::source_key.eq(source_key))
        .select(dossiers::id)
        .first(db)
        .optional()?)
}

fn record(row: Row) -> StoreResult<DossierRecord> {
    let corrupt = || StoreError::corrupt("dossiers", &row.id);
    let phase = match &row.phase {
        Some(code) => Some(PhaseKind::from_code(code).ok_or_else(corrupt)?),
        None => None,
    };
    Ok(DossierRecord {
        language: Language::from_tag(&row.lang).ok_or_else(corrupt)?,
        state: DossierState::from_code(&row.state).ok_or_else(corrupt)?,
        phase,
        id: row.id,
        slug: row.slug,
        reference: row.reference,
        title: row.title,
        summary: row.summary,
        duty: row.duty,
        copied_from: row.copied_from,
        source: row.source,
        attribution: row.attribution,
        revision: row.revision,
        created_at: row.created_at.into(),
        published_at: utc(row.published_at),
        body_id: row.body_id,
        body: row.body,
        area_id: row.area_id,
        area: row.area.0.zip(row.area.1),
        manager: row.manager.0.zip(row.manager.1),
    })
}
