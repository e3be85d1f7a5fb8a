//! The thread of an input, a petition or a dossier.

use crate::Db;
use crate::connection::on_both;
use crate::errors::{StoreError, StoreResult};
use crate::schema::{inputs, threads};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use weerklank_domain::rounds::ModerationTime;

/// What a thread hangs on, by its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThreadSubject {
    /// An input.
    Input(i64),
    /// A petition.
    Petition(i64),
    /// A dossier.
    Dossier(i64),
}

/// The keys of the columns that tell what a thread hangs on: input, petition, dossier.
pub(super) type SubjectKeys = (Option<i64>, Option<i64>, Option<i64>);

impl ThreadSubject {
    /// The subject of a row.
    pub(super) fn of(keys: SubjectKeys, table: &'static str, id: i64) -> StoreResult<Self> {
        match keys {
            (Some(id), None, None) => Ok(Self::Input(id)),
            (None, Some(id), None) => Ok(Self::Petition(id)),
            (None, None, Some(id)) => Ok(Self::Dossier(id)),
            _ => Err(StoreError::corrupt(table, &id)),
        }
    }
}

/// A thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThreadRecord {
    /// Its key.
    pub id: i64,
    /// What it hangs on.
    pub subject: ThreadSubject,
    /// Whether it takes replies.
    pub is_open: bool,
    /// When replies are looked at.
    pub moderation: ModerationTime,
    /// The number that was given out last.
    pub last_number: i64,
    /// How many replies have a place in it, as text or as a stub.
    pub shown: i64,
}

#[derive(Queryable)]
struct Row {
    id: i64,
    input_id: Option<i64>,
    petition_id: Option<i64>,
    dossier_id: Option<i64>,
    is_open: bool,
    moderation: String,
    last_number: i64,
    shown: i64,
}

fn record(row: &Row) -> StoreResult<ThreadRecord> {
    let corrupt = || StoreError::corrupt("threads", &row.id);
    let keys = (row.input_id, row.petition_id, row.dossier_id);
    Ok(ThreadRecord {
        id: row.id,
        subject: ThreadSubject::of(keys, "threads", row.id)?,
        is_open: row.is_open,
        moderation: ModerationTime::from_code(&row.moderation).ok_or_else(corrupt)?,
        last_number: row.last_number,
        shown: row.shown,
    })
}

/// The thread of a subject; `None` as long as nobody replied.
pub fn find_thread(db: &mut Db, subject: ThreadSubject) -> StoreResult<Option<ThreadRecord>> {
    let query = threads::table.into_boxed();
    let row: Option<Row> = match subject {
        ThreadSubject::Input(id) => query.filter(threads::input_id.eq(Some(id))),
        ThreadSubject::Petition(id) => query.filter(threads::petition_id.eq(Some(id))),
        ThreadSubject::Dossier(id) => query.filter(threads::dossier_id.eq(Some(id))),
    }
    .first(db)
    .optional()?;
    row.as_ref().map(record).transpose()
}

/// The thread of a key.
pub fn thread_by_id(db: &mut Db, id: i64) -> StoreResult<Option<ThreadRecord>> {
    let row: Option<Row> = threads::table.find(id).first(db).optional()?;
    row.as_ref().map(record).transpose()
}

/// The thread of a subject, made when there is none yet.
pub fn thread_of(
    db: &mut Db,
    subject: ThreadSubject,
    moderation: ModerationTime,
) -> StoreResult<ThreadRecord> {
    if let Some(thread) = find_thread(db, subject)? {
        return Ok(thread);
    }
    let of = |wanted: fn(i64) -> ThreadSubject| match subject {
        ThreadSubject::Input(id) | ThreadSubject::Petition(id) | ThreadSubject::Dossier(id) => {
            (wanted(id) == subject).then_some(id)
        }
    };
    let row = (
        threads::input_id.eq(of(ThreadSubject::Input)),
        threads::petition_id.eq(of(ThreadSubject::Petition)),
        threads::dossier_id.eq(of(ThreadSubject::Dossier)),
        threads::is_open.eq(true),
        threads::moderation.eq(moderation.code()),
        threads::last_number.eq(0_i64),
        threads::shown.eq(0_i64),
    );
    // ON CONFLICT has no common form; somebody else may have made it meanwhile.
    on_both!(db, |inner| diesel::insert_into(threads::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(inner))?;
    find_thread(db, subject)?.ok_or(StoreError::Changed)
}

/// Gives out the next number, and counts what is shown; locks the thread.
pub(super) fn next_number(db: &mut Db, thread: &ThreadRecord, is_shown: bool) -> StoreResult<i64> {
    let number: i64 = diesel::update(threads::table.find(thread.id))
        .set((
            threads::last_number.eq(threads::last_number + 1),
            threads::shown.eq(threads::shown + i64::from(is_shown)),
        ))
        .returning(threads::last_number)
        .get_result(db)?;
    if is_shown {
        raise_subject(db, thread.subject, 1)?;
    }
    Ok(number)
}

/// Counts one more reply that is shown; locks the thread.
pub(super) fn one_more(db: &mut Db, thread_id: i64) -> StoreResult<()> {
    diesel::update(threads::table.find(thread_id))
        .set(threads::shown.eq(threads::shown + 1))
        .execute(db)?;
    let thread = thread_by_id(db, thread_id)?.ok_or(StoreError::Changed)?;
    raise_subject(db, thread.subject, 1)
}

pub(super) fn raise_subject(db: &mut Db, subject: ThreadSubject, by: i32) -> StoreResult<()> {
    if let ThreadSubject::Input(id) = subject {
        diesel::update(inputs::table.find(id))
            .set(inputs::replies.eq(inputs::replies + by))
            .execute(db)?;
    }
    Ok(())
}
