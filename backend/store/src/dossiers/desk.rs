//! Dossiers as the desk lists them: drafts too, and the tasks that are due.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::schema::{bodies, dossier_tasks, dossiers, staff, staff_roles};
use chrono::NaiveDate;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Text};
use weerklank_domain::Language;
use weerklank_domain::dossiers::{DossierState, PhaseKind};

/// What the list is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct DeskFilter {
    /// Dossiers of these bodies.
    pub bodies: Vec<i64>,
    /// Only those in this state.
    pub state: Option<DossierState>,
    /// Only those whose title or reference holds this text.
    pub words: String,
}

/// A dossier in the list of the desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskDossier {
    /// Its key.
    pub id: i64,
    /// Its number for people.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// The language of its title.
    pub language: Language,
    /// How far it is.
    pub state: DossierState,
    /// The phase that it is in.
    pub phase: Option<PhaseKind>,
    /// Its body: Dutch name, English name.
    pub body: (String, String),
    /// The name of the process manager.
    pub manager: Option<String>,
}

/// A task that is not done and has a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueTask {
    /// What to do.
    pub title: String,
    /// The last day on which it is in time.
    pub due_on: NaiveDate,
    /// The reference of its dossier.
    pub reference: String,
    /// The title of its dossier.
    pub dossier: String,
    /// The language of both titles.
    pub language: Language,
}

type Row = (
    i64,
    String,
    String,
    String,
    String,
    Option<String>,
    (String, String),
    Option<String>,
);

/// One page of dossiers, the last begun first, after the one of this key; with the key after which
/// the next page begins.
pub fn desk_page(
    db: &mut Db,
    filter: &DeskFilter,
    after: Option<i64>,
    limit: i64,
) -> StoreResult<(Vec<DeskDossier>, Option<i64>)> {
    let mut query = dossiers::table
        .inner_join(bodies::table)
        .left_join(staff::table)
        .filter(dossiers::body_id.eq_any(filter.bodies.clone()))
        .order(dossiers::id.desc())
        .limit(limit + 1)
        .select((
            dossiers::id,
            dossiers::reference,
            dossiers::title,
            dossiers::lang,
            dossiers::state,
            dossiers::phase,
            (bodies::name_nl, bodies::name_en),
            staff::name.nullable(),
        ))
        .into_boxed();
    if let Some(state) = filter.state {
        query = query.filter(dossiers::state.eq(state.code()));
    }
    let words = filter.words.trim();
    if !words.is_empty() {
        let pattern = format!("%{}%", escaped(words));
        // LIKE folds ASCII letters on SQLite only: both sides are folded.
        query = query.filter(
            sql::<Bool>("(LOWER(dossiers.title) LIKE LOWER(")
                .bind::<Text, _>(pattern.clone())
                .sql(") ESCAPE '\\' OR LOWER(dossiers.reference) LIKE LOWER(")
                .bind::<Text, _>(pattern)
                .sql(") ESCAPE '\\')"),
        );
    }
    if let Some(after) = after {
        query = query.filter(dossiers::id.lt(after));
    }
    let mut rows: Vec<Row> = query.load(db)?;
    let page_size = usize::try_from(limit).unwrap_or(0);
    let more = rows.len() > page_size;
    rows.truncate(page_size);
    let next = rows.last().filter(|_| more).map(|row| row.0);
    let items = rows
        .into_iter()
        .map(
            |(id, reference, title, lang, state, phase, body, manager)| {
                let corrupt = || StoreError::corrupt("dossiers", &id);
                Ok(DeskDossier {
                    language: Language::from_tag(&lang).ok_or_else(corrupt)?,
                    state: DossierState::from_code(&state).ok_or_else(corrupt)?,
                    phase: match phase {
                        Some(code) => Some(PhaseKind::from_code(&code).ok_or_else(corrupt)?),
                        None => None,
                    },
                    id,
                    reference,
                    title,
                    body,
                    manager,
                })
            },
        )
        .collect::<StoreResult<Vec<_>>>()?;
    Ok((items, next))
}

/// `%`, `_` and `\` stand for themselves. PostgreSQL refuses NUL in text, so it is dropped.
fn escaped(words: &str) -> String {
    words
        .replace('\0', "")
        .replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_")
}

/// Tasks of dossiers of these bodies that are not done, the first due first.
pub fn due_tasks(db: &mut Db, bodies: &[i64], limit: i64) -> StoreResult<Vec<DueTask>> {
    use dossier_tasks as t;
    let rows: Vec<(i64, String, Option<NaiveDate>, String, String, String)> = t::table
        .inner_join(dossiers::table)
        .filter(dossiers::body_id.eq_any(bodies.to_vec()))
        .filter(t::done_at.is_null())
        .filter(t::due_on.is_not_null())
        .order((t::due_on, t::id))
        .limit(limit)
        .select((
            t::id,
            t::title,
            t::due_on,
            dossiers::reference,
            dossiers::title,
            dossiers::lang,
        ))
        .load(db)?;
    rows.into_iter()
        .map(|(id, title, due_on, reference, dossier, lang)| {
            let corrupt = || StoreError::corrupt("dossier_tasks", &id);
            Ok(DueTask {
                due_on: due_on.ok_or_else(corrupt)?,
                language: Language::from_tag(&lang).ok_or_else(corrupt)?,
                title,
                reference,
                dossier,
            })
        })
        .collect()
}

/// Who can be the process manager of a dossier of these bodies: open accounts with these roles, by
/// name.
pub fn managers(db: &mut Db, bodies: &[i64], roles: &[&str]) -> StoreResult<Vec<(i64, String)>> {
    Ok(staff::table
        .inner_join(staff_roles::table)
        .filter(staff::is_active.eq(true))
        .filter(staff_roles::body_id.eq_any(bodies.to_vec()))
        .filter(staff_roles::role.eq_any(roles.iter().map(|role| (*role).to_owned())))
        .order((staff::name, staff::id))
        .distinct()
        .select((staff::id, staff::name))
        .load(db)?)
}
