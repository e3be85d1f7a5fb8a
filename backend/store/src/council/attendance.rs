//! The presence list of a meeting. Why somebody is not on it is never kept (AVG-4).

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::{Moment, utc};
use crate::schema::{attendance as t, members as m};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use std::collections::BTreeSet;
use weerklank_domain::council::{AttendanceMode, MemberId};

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttendanceRecord {
    /// Its key.
    pub id: i64,
    /// Key, name in addresses and name of the member.
    pub member: (i64, String, String),
    /// How.
    pub mode: AttendanceMode,
    /// From when.
    pub from_at: DateTime<Utc>,
    /// Until when; none while the member is there.
    pub until_at: Option<DateTime<Utc>>,
}

impl AttendanceRecord {
    /// Whether the member was there at a moment.
    #[must_use]
    pub fn covers(&self, at: DateTime<Utc>) -> bool {
        self.from_at <= at && self.until_at.is_none_or(|until| at < until)
    }
}

type Row = (i64, (i64, String, String), String, Moment, Option<Moment>);

/// The list of a meeting, by name, then by time.
pub fn attendance(db: &mut Db, meeting_id: i64) -> StoreResult<Vec<AttendanceRecord>> {
    let rows: Vec<Row> = t::table
        .inner_join(m::table)
        .filter(t::meeting_id.eq(meeting_id))
        .order((m::sort_name, m::id, t::from_at))
        .select((
            t::id,
            (m::id, m::slug, m::name),
            t::mode,
            t::from_at,
            t::until_at,
        ))
        .load(db)?;
    rows.into_iter()
        .map(|(id, member, mode, from_at, until_at)| {
            Ok(AttendanceRecord {
                mode: AttendanceMode::from_code(&mode)
                    .ok_or_else(|| StoreError::corrupt("attendance", &id))?,
                id,
                member,
                from_at: from_at.into(),
                until_at: utc(until_at),
            })
        })
        .collect()
}

/// Who was there at a moment, the chair too.
pub fn present_at(
    db: &mut Db,
    meeting_id: i64,
    at: DateTime<Utc>,
) -> StoreResult<BTreeSet<MemberId>> {
    let at = Moment::from(at);
    let rows: Vec<i64> = t::table
        .filter(t::meeting_id.eq(meeting_id).and(t::from_at.le(at)))
        .filter(t::until_at.is_null().or(t::until_at.gt(at)))
        .select(t::member_id)
        .load(db)?;
    Ok(rows.into_iter().map(MemberId).collect())
}

/// Somebody is there from a moment on.
///
/// # Errors
/// [`StoreError::Taken`] when that member is there already.
pub fn arrive(
    db: &mut Db,
    meeting_id: i64,
    member_id: i64,
    mode: AttendanceMode,
    at: DateTime<Utc>,
) -> StoreResult<i64> {
    Ok(diesel::insert_into(t::table)
        .values((
            t::meeting_id.eq(meeting_id),
            t::member_id.eq(member_id),
            t::mode.eq(mode.code()),
            t::from_at.eq(Moment::from(at)),
        ))
        .returning(t::id)
        .get_result(db)?)
}

/// Somebody who is there goes; `false` when nobody of that key is.
pub fn leave(db: &mut Db, meeting_id: i64, member_id: i64, at: DateTime<Utc>) -> StoreResult<bool> {
    let changed = diesel::update(t::table)
        .filter(t::meeting_id.eq(meeting_id).and(t::member_id.eq(member_id)))
        .filter(t::until_at.is_null())
        .filter(t::from_at.le(Moment::from(at)))
        .set(t::until_at.eq(Some(Moment::from(at))))
        .execute(db)?;
    Ok(changed == 1)
}

/// Strikes a line that was put there by mistake; `false` when there is none.
pub fn strike(db: &mut Db, meeting_id: i64, id: i64) -> StoreResult<bool> {
    let struck = diesel::delete(t::table.filter(t::id.eq(id).and(t::meeting_id.eq(meeting_id))))
        .execute(db)?;
    Ok(struck == 1)
}

/// Everybody who is there goes: the meeting is closed.
pub fn leave_all(db: &mut Db, meeting_id: i64, at: DateTime<Utc>) -> StoreResult<()> {
    diesel::update(t::table)
        .filter(t::meeting_id.eq(meeting_id).and(t::until_at.is_null()))
        .filter(t::from_at.le(Moment::from(at)))
        .set(t::until_at.eq(Some(Moment::from(at))))
        .execute(db)?;
    Ok(())
}
