//! Somebody at the desk enters or changes members, factions and memberships. A roster that cannot be is
//! refused: nobody sits on two seats, and no seat is held by two.

use super::looked_up::{body_for, who_changed};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct, Subject, audit};
use weerklank_domain::council::{CannotMeet, PartialDate, Period, Roster};
use weerklank_domain::people::PersonName;
use weerklank_domain::petitions::slugify;
use weerklank_store::Db;
use weerklank_store::council::{
    self, FactionText, MembershipText, faction_slug_exists, factions, member_by_id,
    member_slug_exists, membership, memberships, seats, sitting_memberships, statutory_seats,
};

/// The name of a member, and the one by which lists are sorted. Nothing else is kept of a person (AVG-3).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberName {
    /// The name.
    pub name: PersonName,
    /// The sorting name: "Vries, A. de".
    pub sort_name: PersonName,
}

/// Enters a member and answers the name in addresses. Somebody without a membership is in no list.
///
/// # Errors
/// [`ActError::NotAllowed`], or what the store says.
pub fn add_member(
    house: &House,
    actor: &Actor,
    body_id: i64,
    name: &MemberName,
) -> ActResult<String> {
    let now = house.clock.now();
    house.store.write(|db| {
        body_for(db, actor, body_id)?;
        let slug = free_slug(db, name.name.as_str(), "member", member_slug_exists)?;
        council::add_member(db, &slug, name.name.as_str(), name.sort_name.as_str())?;
        let subject = Subject::council(&slug, body_id);
        audit(
            db,
            actor,
            AuditAct::CouncilPeopleChanged,
            subject,
            "member",
            now,
        )?;
        Ok(slug)
    })
}

/// Changes the name of a member, over the revision that was read. The name in addresses stays.
///
/// # Errors
/// [`ActError::ChangedBy`] when somebody else was first.
pub fn rename_member(
    house: &House,
    actor: &Actor,
    body_id: i64,
    (member_id, read): (i64, i32),
    name: &MemberName,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        body_for(db, actor, body_id)?;
        let member = member_by_id(db, member_id)?.ok_or(ActError::Missing)?;
        let (name, sort_name) = (name.name.as_str(), name.sort_name.as_str());
        if !council::change_member(db, member.id, read, name, sort_name)? {
            return Err(who_changed(db, "council", &member.slug)?);
        }
        let subject = Subject::council(&member.slug, body_id);
        audit(
            db,
            actor,
            AuditAct::CouncilPeopleChanged,
            subject,
            "member",
            now,
        )?;
        Ok(())
    })
}

/// Enters a faction and answers its name in addresses.
///
/// # Errors
/// [`ActError::CannotMeet`] when it ends before it begins, or splits off from nothing of this body.
pub fn add_faction(
    house: &House,
    actor: &Actor,
    body_id: i64,
    text: &FactionText,
) -> ActResult<String> {
    let now = house.clock.now();
    house.store.write(|db| {
        body_for(db, actor, body_id)?;
        check_faction(db, body_id, None, text)?;
        let slug = free_slug(db, &text.short_name, "faction", faction_slug_exists)?;
        council::add_faction(db, body_id, &slug, text)?;
        let subject = Subject::council(&slug, body_id);
        audit(
            db,
            actor,
            AuditAct::CouncilPeopleChanged,
            subject,
            "faction",
            now,
        )?;
        Ok(slug)
    })
}

/// Changes a faction, over the revision that was read.
///
/// # Errors
/// As [`add_faction`], and [`ActError::ChangedBy`] when somebody else was first.
pub fn change_faction(
    house: &House,
    actor: &Actor,
    slug: &str,
    read: i32,
    text: &FactionText,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let faction = council::faction(db, slug)?.ok_or(ActError::Missing)?;
        body_for(db, actor, faction.body_id)?;
        check_faction(db, faction.body_id, Some(faction.id), text)?;
        if !council::change_faction(db, faction.id, read, text)? {
            return Err(who_changed(db, "council", slug)?);
        }
        let subject = Subject::council(slug, faction.body_id);
        audit(
            db,
            actor,
            AuditAct::CouncilPeopleChanged,
            subject,
            "faction",
            now,
        )?;
        Ok(())
    })
}

pub(super) fn check_faction(
    db: &mut Db,
    body_id: i64,
    own: Option<i64>,
    text: &FactionText,
) -> ActResult<()> {
    check_period(text.period)?;
    let Some(from) = text.split_from_id else {
        return Ok(());
    };
    let known = factions(db, Some(body_id))?;
    if Some(from) == own || !known.iter().any(|one| one.id == from) {
        return Err(CannotMeet::NoFaction.into());
    }
    Ok(())
}

fn check_period(period: Period) -> ActResult<()> {
    if period.is_backwards() {
        return Err(CannotMeet::EndsFirst.into());
    }
    Ok(())
}

/// Begins a membership and answers its key.
///
/// # Errors
/// [`ActError::CannotMeet`] when the seat is taken, or seat or faction are not of this body.
pub fn begin_membership(
    house: &House,
    actor: &Actor,
    body_id: i64,
    member_slug: &str,
    text: &MembershipText,
) -> ActResult<i64> {
    let now = house.clock.now();
    house.store.write(|db| {
        body_for(db, actor, body_id)?;
        let member = council::member(db, member_slug)?.ok_or(CannotMeet::NoMember)?;
        let id = begin_in(db, body_id, member.id, text)?;
        check_roster(db, body_id)?;
        let subject = Subject::council(&member.slug, body_id);
        audit(
            db,
            actor,
            AuditAct::CouncilPeopleChanged,
            subject,
            "membership",
            now,
        )?;
        Ok(id)
    })
}

/// The same within somebody else's transaction, which looks at the roster when all are there.
pub(super) fn begin_in(
    db: &mut Db,
    body_id: i64,
    member_id: i64,
    text: &MembershipText,
) -> ActResult<i64> {
    check_membership(db, body_id, text)?;
    Ok(council::add_membership(db, body_id, member_id, text)?)
}

/// Changes a membership, or ends it, over the revision that was read. Whoever changes faction ends one
/// and begins another.
///
/// # Errors
/// As [`begin_membership`], and [`ActError::ChangedBy`] when somebody else was first.
pub fn change_membership(
    house: &House,
    actor: &Actor,
    membership_id: i64,
    read: i32,
    text: &MembershipText,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let held = membership(db, membership_id)?.ok_or(ActError::Missing)?;
        body_for(db, actor, held.body_id)?;
        check_membership(db, held.body_id, text)?;
        let slug = &held.member.1;
        if !council::change_membership(db, held.id, read, text)? {
            return Err(who_changed(db, "council", slug)?);
        }
        check_roster(db, held.body_id)?;
        let subject = Subject::council(slug, held.body_id);
        audit(
            db,
            actor,
            AuditAct::CouncilPeopleChanged,
            subject,
            "membership",
            now,
        )?;
        Ok(())
    })
}

fn check_membership(db: &mut Db, body_id: i64, text: &MembershipText) -> ActResult<()> {
    check_period(text.period)?;
    if let Some(seat_id) = text.seat_id
        && !seats(db, body_id)?.iter().any(|seat| seat.id == seat_id)
    {
        return Err(CannotMeet::NoSeat.into());
    }
    // People in a committee sit there for a faction of the council.
    if let Some(faction_id) = text.faction_id
        && !factions(db, None)?.iter().any(|one| one.id == faction_id)
    {
        return Err(CannotMeet::NoFaction.into());
    }
    Ok(())
}

/// Checks that the memberships of a body can be, on every day on which one begins or ends.
pub(super) fn check_roster(db: &mut Db, body_id: i64) -> ActResult<()> {
    let all = memberships(db, body_id)?;
    let sitting = sitting_memberships(&all);
    let bounds = |period: Period| [period.from, period.until].into_iter().flatten();
    let mut days: Vec<_> = sitting
        .iter()
        .flat_map(|one| bounds(one.period))
        .flat_map(|date: PartialDate| [date.earliest(), date.latest()])
        .collect();
    days.sort_unstable();
    days.dedup();
    for day in days {
        // Without a term nothing says how many there can be.
        let most = u32::try_from(sitting.len()).unwrap_or(u32::MAX);
        let seats = statutory_seats(db, body_id, day)?;
        let seats = seats.map_or(most, |seats| u32::try_from(seats).unwrap_or(0));
        Roster::on(day, seats, &sitting).map_err(|_| CannotMeet::SeatTaken)?;
    }
    Ok(())
}

pub(super) fn free_slug(
    db: &mut Db,
    name: &str,
    otherwise: &str,
    is_taken: fn(&mut Db, &str) -> weerklank_store::StoreResult<bool>,
) -> ActResult<String> {
    let wanted = slugify(name, otherwise);
    let mut slug = wanted.clone();
    let mut number = 1;
    while is_taken(db, &slug)? {
        number += 1;
        slug = format!("{wanted}-{number}");
    }
    Ok(slug)
}
