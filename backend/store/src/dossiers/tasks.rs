//! What the process manager has to do.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::{Moment, utc};
use crate::schema::{dossier_tasks as t, staff};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use weerklank_domain::dossiers::PhaseKind;

/// A task on the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskRecord {
    /// Its key.
    pub id: i64,
    /// The key of its dossier.
    pub dossier_id: i64,
    /// The phase that it belongs to.
    pub phase: PhaseKind,
    /// What to do.
    pub title: String,
    /// The last day on which it is in time.
    pub due_on: Option<NaiveDate>,
    /// When it was done.
    pub done_at: Option<DateTime<Utc>>,
    /// Who did it, by name.
    pub done_by: Option<String>,
}

/// A task to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTask {
    /// The phase that it belongs to.
    pub phase: PhaseKind,
    /// What to do.
    pub title: String,
    /// The last day on which it is in time.
    pub due_on: Option<NaiveDate>,
}

#[derive(Queryable)]
struct Row {
    id: i64,
    dossier_id: i64,
    phase: String,
    title: String,
    due_on: Option<NaiveDate>,
    done_at: Option<Moment>,
    done_by: Option<String>,
}

fn record(row: Row) -> StoreResult<TaskRecord> {
    Ok(TaskRecord {
        phase: PhaseKind::from_code(&row.phase)
            .ok_or_else(|| StoreError::corrupt("dossier_tasks", &row.id))?,
        id: row.id,
        dossier_id: row.dossier_id,
        title: row.title,
        due_on: row.due_on,
        done_at: utc(row.done_at),
        done_by: row.done_by,
    })
}

/// Adds a task and answers its key.
pub fn add_task(db: &mut Db, dossier_id: i64, new: &NewTask) -> StoreResult<i64> {
    Ok(diesel::insert_into(t::table)
        .values((
            t::dossier_id.eq(dossier_id),
            t::phase.eq(new.phase.code()),
            t::title.eq(&new.title),
            t::due_on.eq(new.due_on),
        ))
        .returning(t::id)
        .get_result(db)?)
}

/// The tasks of a dossier in the order of the cycle, the first due first.
pub fn tasks(db: &mut Db, dossier_id: i64) -> StoreResult<Vec<TaskRecord>> {
    let rows: Vec<Row> = t::table
        .left_join(staff::table)
        .filter(t::dossier_id.eq(dossier_id))
        .order(t::id)
        .select((
            t::id,
            t::dossier_id,
            t::phase,
            t::title,
            t::due_on,
            t::done_at,
            staff::name.nullable(),
        ))
        .load(db)?;
    let mut tasks = rows
        .into_iter()
        .map(record)
        .collect::<StoreResult<Vec<_>>>()?;
    tasks.sort_by_key(|task| {
        (
            task.phase.position(),
            task.due_on.is_none(),
            task.due_on,
            task.id,
        )
    });
    Ok(tasks)
}

/// One task.
pub fn task(db: &mut Db, id: i64) -> StoreResult<Option<TaskRecord>> {
    let row: Option<Row> = t::table
        .left_join(staff::table)
        .filter(t::id.eq(id))
        .select((
            t::id,
            t::dossier_id,
            t::phase,
            t::title,
            t::due_on,
            t::done_at,
            staff::name.nullable(),
        ))
        .first(db)
        .optional()?;
    row.map(record).transpose()
}

/// A task is done; `false` when it was already.
pub fn tick(db: &mut Db, id: i64, staff_id: i64, at: DateTime<Utc>) -> StoreResult<bool> {
    let changed = diesel::update(t::table.find(id).filter(t::done_at.is_null()))
        .set((
            t::done_at.eq(Some(Moment::from(at))),
            t::done_by.eq(Some(staff_id)),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

/// A task is not done after all; `false` when it was not.
pub fn untick(db: &mut Db, id: i64) -> StoreResult<bool> {
    let changed = diesel::update(t::table.find(id).filter(t::done_at.is_not_null()))
        .set((t::done_at.eq(None::<Moment>), t::done_by.eq(None::<i64>)))
        .execute(db)?;
    Ok(changed == 1)
}
