//! The five phases of a dossier.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::{Moment, utc};
use crate::schema::phases as p;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use weerklank_domain::dossiers::{Level, PhaseKind, Planned, Scope};

/// A phase of a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhaseRecord {
    /// Which one.
    pub kind: PhaseKind,
    /// When it began, the first time.
    pub started_at: Option<DateTime<Utc>>,
    /// When it ended, the last time; none while the dossier is in it.
    pub finished_at: Option<DateTime<Utc>>,
    /// What is said about it.
    pub text: PhaseText,
    /// How often it was described.
    pub revision: i32,
}

/// What is said about a phase.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PhaseText {
    /// When it is meant to run.
    pub planned: Planned,
    /// The promise.
    pub level: Option<Level>,
    /// What input can change.
    pub scope: Scope,
    /// What came of it (Markdown).
    pub outcome: String,
}

#[derive(Queryable)]
struct Row {
    kind: String,
    planned_from: Option<NaiveDate>,
    planned_until: Option<NaiveDate>,
    started_at: Option<Moment>,
    finished_at: Option<Moment>,
    level: Option<String>,
    scope: (String, String, String, String, String, String, String),
    outcome: String,
    revision: i32,
}

macro_rules! columns {
    () => {
        (
            p::kind,
            p::planned_from,
            p::planned_until,
            p::started_at,
            p::finished_at,
            p::level,
            (
                p::decided,
                p::decided_by,
                p::changeable,
                p::fixed,
                p::how,
                p::moment,
                p::afterwards,
            ),
            p::outcome,
            p::revision,
        )
    };
}

/// Adds the five phases of a new dossier, all of them empty.
pub(super) fn add_phases(db: &mut Db, dossier_id: i64) -> StoreResult<()> {
    for kind in PhaseKind::ALL {
        diesel::insert_into(p::table)
            .values((
                p::dossier_id.eq(dossier_id),
                p::kind.eq(kind.code()),
                p::decided.eq(""),
                p::decided_by.eq(""),
                p::changeable.eq(""),
                p::fixed.eq(""),
                p::how.eq(""),
                p::moment.eq(""),
                p::afterwards.eq(""),
                p::outcome.eq(""),
                p::revision.eq(1),
            ))
            .execute(db)?;
    }
    Ok(())
}

/// The phases of a dossier, in the order of the cycle.
pub fn phases(db: &mut Db, dossier_id: i64) -> StoreResult<Vec<PhaseRecord>> {
    let rows: Vec<Row> = p::table
        .filter(p::dossier_id.eq(dossier_id))
        .select(columns!())
        .load(db)?;
    let mut phases = rows
        .into_iter()
        .map(|row| record(row, dossier_id))
        .collect::<StoreResult<Vec<_>>>()?;
    phases.sort_by_key(|phase| phase.kind.position());
    Ok(phases)
}

/// One phase of a dossier.
pub fn phase(db: &mut Db, dossier_id: i64, kind: PhaseKind) -> StoreResult<Option<PhaseRecord>> {
    let row: Option<Row> = p::table
        .find((dossier_id, kind.code()))
        .select(columns!())
        .first(db)
        .optional()?;
    row.map(|row| record(row, dossier_id)).transpose()
}

fn record(row: Row, dossier_id: i64) -> StoreResult<PhaseRecord> {
    let corrupt = || StoreError::corrupt("phases", &format!("{dossier_id}/{}", row.kind));
    let level = match &row.level {
        Some(code) => Some(Level::from_code(code).ok_or_else(corrupt)?),
        None => None,
    };
    let (decided, decided_by, changeable, fixed, how, moment, afterwards) = row.scope;
    Ok(PhaseRecord {
        kind: PhaseKind::from_code(&row.kind)
            .ok_or_else(|| StoreError::corrupt("phases", &format!("{dossier_id}/{}", row.kind)))?,
        started_at: utc(row.started_at),
        finished_at: utc(row.finished_at),
        text: PhaseText {
            planned: Planned::new(row.planned_from, row.planned_until)
                .map_err(|_| StoreError::corrupt("phases", &dossier_id))?,
            level,
            scope: Scope {
                decided,
                decided_by,
                changeable,
                fixed,
                how,
                moment,
                afterwards,
            },
            outcome: row.outcome,
        },
        revision: row.revision,
    })
}

/// Writes what is said about a phase over the revision that was read; `false` when there is another.
pub fn describe_phase(
    db: &mut Db,
    dossier_id: i64,
    kind: PhaseKind,
    read: i32,
    text: &PhaseText,
) -> StoreResult<bool> {
    let scope = &text.scope;
    let changed = diesel::update(p::table.find((dossier_id, kind.code())))
        .filter(p::revision.eq(read))
        .set((
            p::planned_from.eq(text.planned.from()),
            p::planned_until.eq(text.planned.until()),
            p::level.eq(text.level.map(Level::code)),
            (
                p::decided.eq(&scope.decided),
                p::decided_by.eq(&scope.decided_by),
                p::changeable.eq(&scope.changeable),
                p::fixed.eq(&scope.fixed),
                p::how.eq(&scope.how),
                p::moment.eq(&scope.moment),
                p::afterwards.eq(&scope.afterwards),
            ),
            p::outcome.eq(&text.outcome),
            p::revision.eq(p::revision + 1),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

/// A phase begins, for the first time or again: its first beginning stays.
pub fn begin(db: &mut Db, dossier_id: i64, kind: PhaseKind, at: DateTime<Utc>) -> StoreResult<()> {
    let phase = || p::table.find((dossier_id, kind.code()));
    diesel::update(phase().filter(p::started_at.is_null()))
        .set(p::started_at.eq(Some(Moment::from(at))))
        .execute(db)?;
    diesel::update(phase())
        .set(p::finished_at.eq(None::<Moment>))
        .execute(db)?;
    Ok(())
}

/// A phase ends.
pub fn finish(db: &mut Db, dossier_id: i64, kind: PhaseKind, at: DateTime<Utc>) -> StoreResult<()> {
    diesel::update(p::table.find((dossier_id, kind.code())))
        .set(p::finished_at.eq(Some(Moment::from(at))))
        .execute(db)?;
    Ok(())
}
