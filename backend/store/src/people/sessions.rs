//! Sessions of staff: what a token refers to, and what ends it at once.

use crate::Db;
use crate::errors::StoreResult;
use crate::moment::Moment;
use crate::schema::staff_sessions;
use chrono::{DateTime, Utc};
use diesel::prelude::*;

/// A session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRecord {
    /// Its key.
    pub id: i64,
    /// The account.
    pub staff_id: i64,
    /// Whether the second factor was given, where one is set.
    pub is_complete: bool,
    /// When it began.
    pub begun_at: DateTime<Utc>,
    /// When it was last used.
    pub seen_at: DateTime<Utc>,
    /// When it ends, whatever happens.
    pub ends_at: DateTime<Utc>,
    /// Whether it was ended.
    pub is_revoked: bool,
}

type Row = (i64, i64, bool, Moment, Moment, Moment, Option<Moment>);

fn record(row: Row) -> SessionRecord {
    let (id, staff_id, is_complete, begun_at, seen_at, ends_at, revoked_at) = row;
    SessionRecord {
        id,
        staff_id,
        is_complete,
        begun_at: begun_at.into(),
        seen_at: seen_at.into(),
        ends_at: ends_at.into(),
        is_revoked: revoked_at.is_some(),
    }
}

macro_rules! session_columns {
    () => {
        (
            staff_sessions::id,
            staff_sessions::staff_id,
            staff_sessions::is_complete,
            staff_sessions::begun_at,
            staff_sessions::seen_at,
            staff_sessions::ends_at,
            staff_sessions::revoked_at,
        )
    };
}

/// Begins a session; answers its key.
pub fn begin_session(
    db: &mut Db,
    staff_id: i64,
    token_hash: &str,
    is_complete: bool,
    now: DateTime<Utc>,
    ends_at: DateTime<Utc>,
) -> StoreResult<i64> {
    use staff_sessions as s;
    Ok(diesel::insert_into(s::table)
        .values((
            s::staff_id.eq(staff_id),
            s::token_hash.eq(token_hash),
            s::is_complete.eq(is_complete),
            s::begun_at.eq(Moment::from(now)),
            s::seen_at.eq(Moment::from(now)),
            s::ends_at.eq(Moment::from(ends_at)),
        ))
        .returning(s::id)
        .get_result(db)?)
}

/// The session of a token's hash.
pub fn session_of_token(db: &mut Db, token_hash: &str) -> StoreResult<Option<SessionRecord>> {
    let row: Option<Row> = staff_sessions::table
        .filter(staff_sessions::token_hash.eq(token_hash))
        .select(session_columns!())
        .first(db)
        .optional()?;
    Ok(row.map(record))
}

/// The sessions of an account that go on, the newest first.
pub fn sessions_of(
    db: &mut Db,
    staff_id: i64,
    seen_after: DateTime<Utc>,
    now: DateTime<Utc>,
) -> StoreResult<Vec<SessionRecord>> {
    use staff_sessions as s;
    let rows: Vec<Row> = s::table
        .filter(s::staff_id.eq(staff_id))
        .filter(s::revoked_at.is_null())
        .filter(s::seen_at.gt(Moment::from(seen_after)))
        .filter(s::ends_at.gt(Moment::from(now)))
        .order(s::begun_at.desc())
        .select(session_columns!())
        .load(db)?;
    Ok(rows.into_iter().map(record).collect())
}

/// Records that a session was used.
pub fn touch_session(db: &mut Db, id: i64, now: DateTime<Utc>) -> StoreResult<()> {
    diesel::update(staff_sessions::table.find(id))
        .set(staff_sessions::seen_at.eq(Moment::from(now)))
        .execute(db)?;
    Ok(())
}

/// Records that the second factor was given; from now on another token refers to the session.
pub fn complete_session(db: &mut Db, id: i64, token_hash: &str) -> StoreResult<()> {
    diesel::update(staff_sessions::table.find(id))
        .set((
            staff_sessions::is_complete.eq(true),
            staff_sessions::token_hash.eq(token_hash),
        ))
        .execute(db)?;
    Ok(())
}

/// Ends one session of an account; `false` when there is none that goes on.
pub fn revoke_session(
    db: &mut Db,
    staff_id: i64,
    id: i64,
    now: DateTime<Utc>,
) -> StoreResult<bool> {
    use staff_sessions as s;
    let ended = diesel::update(s::table.find(id))
        .filter(s::staff_id.eq(staff_id).and(s::revoked_at.is_null()))
        .set(s::revoked_at.eq(Some(Moment::from(now))))
        .execute(db)?;
    Ok(ended == 1)
}

/// Ends every session of an account, but `except`.
pub fn revoke_sessions(
    db: &mut Db,
    staff_id: i64,
    except: Option<i64>,
    now: DateTime<Utc>,
) -> StoreResult<usize> {
    use staff_sessions as s;
    Ok(diesel::update(s::table)
        .filter(s::staff_id.eq(staff_id).and(s::revoked_at.is_null()))
        .filter(s::id.ne(except.unwrap_or(0)))
        .set(s::revoked_at.eq(Some(Moment::from(now))))
        .execute(db)?)
}

/// Erases sessions that ended before a moment.
pub fn erase_sessions(db: &mut Db, ended_before: DateTime<Utc>) -> StoreResult<usize> {
    use staff_sessions as s;
    let gone = s::table.filter(s::ends_at.lt(Moment::from(ended_before)));
    Ok(diesel::delete(gone).execute(db)?)
}
