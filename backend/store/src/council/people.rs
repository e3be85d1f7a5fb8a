//! Memberships: who held which seat, for which faction, and from when until when; and the roster of a
//! day that follows from them.

use super::bodies::statutory_seats;
use super::factions::{date, kept};
use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::schema::{council_seats as s, members as m, memberships as p};
use chrono::NaiveDate;
use diesel::prelude::*;
use weerklank_domain::council::{
    Covers, FactionId, MemberId, Membership, MembershipRole, Period, Roster, RosterFault, SeatId,
};

/// What a membership is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MembershipText {
    /// The key of the seat; none for a chair who is no member, and in a committee.
    pub seat_id: Option<i64>,
    /// The key of the faction; none for somebody without one.
    pub faction_id: Option<i64>,
    /// The part.
    pub role: MembershipRole,
    /// From when until when.
    pub period: Period,
}

/// A membership.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MembershipRecord {
    /// Its key.
    pub id: i64,
    /// The key of the body.
    pub body_id: i64,
    /// Key, name in addresses, name and sorting name of the member.
    pub member: (i64, String, String, String),
    /// The place of the seat among those of the body: 1, 2, 3 …
    pub seat: Option<i32>,
    /// What it is.
    pub text: MembershipText,
    /// How often it was changed.
    pub revision: i32,
}

impl MembershipRecord {
    /// Whether it holds on a day, as far as its dates say.
    #[must_use]
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.text.period.covers(day) != Covers::No
    }
}

type Row = (
    i64,
    i64,
    (i64, String, String, String),
    Option<i32>,
    (
        Option<i64>,
        Option<i64>,
        String,
        Option<String>,
        Option<String>,
    ),
    i32,
);

fn record(row: Row) -> StoreResult<MembershipRecord> {
    let (id, body_id, member, seat, (seat_id, faction_id, role, starts, ends), revision) = row;
    Ok(MembershipRecord {
        id,
        body_id,
        member,
        seat,
        text: MembershipText {
            seat_id,
            faction_id,
            role: MembershipRole::from_code(&role)
                .ok_or_else(|| StoreError::corrupt("memberships", &id))?,
            period: Period {
                from: date("memberships", id, starts)?,
                until: date("memberships", id, ends)?,
            },
        },
        revision,
    })
}

/// Memberships with everything of their records; a macro, since the type of such a query has no name.
macro_rules! chosen {
    () => {
        p::table.inner_join(m::table).left_join(s::table).select((
            p::id,
            p::body_id,
            (m::id, m::slug, m::name, m::sort_name),
            s::position.nullable(),
            (p::seat_id, p::faction_id, p::role, p::starts, p::ends),
            p::revision,
        ))
    };
}

/// The memberships of a body, by seat, then by name.
pub fn memberships(db: &mut Db, body_id: i64) -> StoreResult<Vec<MembershipRecord>> {
    let rows: Vec<Row> = chosen!()
        .filter(p::body_id.eq(body_id))
        .order((m::sort_name, p::id))
        .load(db)?;
    rows.into_iter().map(record).collect()
}

/// The memberships of a member, the newest first.
pub fn memberships_of(db: &mut Db, member_id: i64) -> StoreResult<Vec<MembershipRecord>> {
    let rows: Vec<Row> = chosen!()
        .filter(p::member_id.eq(member_id))
        .order((p::starts.desc(), p::id.desc()))
        .load(db)?;
    rows.into_iter().map(record).collect()
}

/// A membership, by its key.
pub fn membership(db: &mut Db, id: i64) -> StoreResult<Option<MembershipRecord>> {
    let row: Option<Row> = chosen!().filter(p::id.eq(id)).first(db).optional()?;
    row.map(record).transpose()
}

/// Adds a membership and answers its key.
pub fn add_membership(
    db: &mut Db,
    body_id: i64,
    member_id: i64,
    text: &MembershipText,
) -> StoreResult<i64> {
    Ok(diesel::insert_into(p::table)
        .values((
            p::body_id.eq(body_id),
            p::member_id.eq(member_id),
            p::seat_id.eq(text.seat_id),
            p::faction_id.eq(text.faction_id),
            p::role.eq(text.role.code()),
            p::starts.eq(kept(text.period.from)),
            p::ends.eq(kept(text.period.until)),
            p::revision.eq(1),
        ))
        .returning(p::id)
        .get_result(db)?)
}

/// Changes a membership over the revision that was read; `false` when somebody else was first.
pub fn change_membership(
    db: &mut Db,
    id: i64,
    read: i32,
    text: &MembershipText,
) -> StoreResult<bool> {
    let changed = diesel::update(p::table.find(id))
        .filter(p::revision.eq(read))
        .set((
            p::seat_id.eq(text.seat_id),
            p::faction_id.eq(text.faction_id),
            p::role.eq(text.role.code()),
            p::starts.eq(kept(text.period.from)),
            p::ends.eq(kept(text.period.until)),
            p::revision.eq(read + 1),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

/// The memberships that a roster is made of. In a body with seats only those count that hold one: a
/// mayor who chairs is no member. In a body without, each member counts for a seat of their own.
#[must_use]
pub fn sitting_memberships(all: &[MembershipRecord]) -> Vec<Membership> {
    let has_seats = all.iter().any(|one| one.text.seat_id.is_some());
    let is_member = |one: &MembershipRecord| {
        let same = |other: &&MembershipRecord| other.member.0 == one.member.0;
        let mut others = all.iter().filter(same);
        others.any(|other| other.text.role == MembershipRole::Member)
    };
    let seat = |one: &MembershipRecord| match one.text.seat_id {
        Some(seat_id) => Some(SeatId(seat_id)),
        None if has_seats || one.text.role == MembershipRole::Chair => None,
        // A member who also stands in for the chair is one member.
        None if one.text.role == MembershipRole::DeputyChair && is_member(one) => None,
        // No seat of any body has such a number.
        None => Some(SeatId(-one.id)),
    };
    all.iter()
        .filter_map(|one| {
            Some(Membership {
                member: MemberId(one.member.0),
                seat: seat(one)?,
                faction: one.text.faction_id.map(FactionId),
                period: one.text.period,
            })
        })
        .collect()
}

/// Who held which seat of a body on a day; the fault where the memberships cannot be.
pub fn roster(
    db: &mut Db,
    body_id: i64,
    day: NaiveDate,
) -> StoreResult<Result<Roster, RosterFault>> {
    let all = memberships(db, body_id)?;
    let sitting = sitting_memberships(&all);
    let statutory = match statutory_seats(db, body_id, day)? {
        Some(seats) => u32::try_from(seats).unwrap_or(0),
        None => {
            let those = sitting
                .iter()
                .filter(|one| one.period.covers(day) != Covers::No);
            u32::try_from(those.count()).unwrap_or(u32::MAX)
        }
    };
    Ok(Roster::on(day, statutory, &sitting))
}
