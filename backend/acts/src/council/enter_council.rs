//! Puts a body that meets on the books, with its seats and people: from the seeds.

use super::keep_people::{begin_in, check_faction, check_roster};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use weerklank_domain::council::{CannotMeet, MembershipRole, Period};
use weerklank_domain::people::PersonName;
use weerklank_store::council::{
    FactionText, MembershipText, NewCouncilBody, add_council_body, add_faction, add_member,
    add_seat, add_term, council_body, faction, member,
};
use weerklank_store::{Db, site};

/// A body that meets.
#[derive(Debug, Clone)]
pub struct EntryCouncil {
    /// Slug of the body.
    pub body: String,
    /// The code of its rule sets.
    pub rule_code: Option<String>,
    /// Whether it decides.
    pub decides: bool,
    /// Whether a vote record is published by another person than offered it.
    pub needs_second_person: bool,
    /// First and last day of each term, with its number of seats.
    pub terms: Vec<(NaiveDate, Option<NaiveDate>, i32)>,
    /// The names of its seats.
    pub seats: Vec<String>,
    /// Its factions; one that split off comes after the one that it split off from.
    pub factions: Vec<EntryFaction>,
    /// Who sits in it.
    pub memberships: Vec<EntryMembership>,
}

/// A faction.
#[derive(Debug, Clone)]
pub struct EntryFaction {
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What lists call it.
    pub short_name: String,
    /// From when until when.
    pub period: Period,
    /// Slug of the faction that it split off from.
    pub split_from: Option<String>,
}

/// A membership; who is not known yet is entered with it.
#[derive(Debug, Clone)]
pub struct EntryMembership {
    /// The name in addresses of the member.
    pub slug: String,
    /// The name.
    pub name: PersonName,
    /// The sorting name.
    pub sort_name: PersonName,
    /// The place of the seat among those of the body: 1, 2, 3 …
    pub seat: Option<usize>,
    /// Slug of the faction.
    pub faction: Option<String>,
    /// The part.
    pub role: MembershipRole,
    /// From when until when.
    pub period: Period,
}

/// Enters a body with its people in one transaction; `false` when it is there, and nothing was changed.
///
/// # Errors
/// [`ActError::Unusable`] when it names a body or faction that does not exist, [`ActError::CannotMeet`]
/// when its people cannot be.
pub fn enter_council(house: &House, entry: &EntryCouncil) -> ActResult<bool> {
    house.store.write(|db| {
        let unknown = |what: &str, name: &str| ActError::Unusable(format!("no {what} {name}"));
        let body = site::body(db, &entry.body)?.ok_or_else(|| unknown("body", &entry.body))?;
        if council_body(db, body.id)?.is_some() {
            return Ok(false);
        }
        let new = NewCouncilBody {
            body_id: body.id,
            rule_code: entry.rule_code.clone(),
            decides: entry.decides,
            needs_second_person: entry.needs_second_person,
        };
        add_council_body(db, &new)?;
        for (from, until, seats) in &entry.terms {
            add_term(db, body.id, (*from, *until), *seats)?;
        }
        let mut seats = Vec::new();
        for (position, label) in (1..).zip(&entry.seats) {
            seats.push(add_seat(db, body.id, position, label)?);
        }
        for given in &entry.factions {
            let split_from_id = match &given.split_from {
                Some(slug) => Some(
                    faction(db, slug)?
                        .ok_or_else(|| unknown("faction", slug))?
                        .id,
                ),
                None => None,
            };
            let text = FactionText {
                name: given.name.clone(),
                short_name: given.short_name.clone(),
                period: given.period,
                split_from_id,
            };
            check_faction(db, body.id, None, &text)?;
            add_faction(db, body.id, &given.slug, &text)?;
        }
        let mut factions = BTreeMap::new();
        for given in &entry.memberships {
            enter_membership(db, body.id, given, &seats, &mut factions)?;
        }
        check_roster(db, body.id)?;
        Ok(true)
    })
}

fn enter_membership(
    db: &mut Db,
    body_id: i64,
    given: &EntryMembership,
    seats: &[i64],
    factions: &mut BTreeMap<String, i64>,
) -> ActResult<()> {
    let member_id = match member(db, &given.slug)? {
        Some(member) => member.id,
        None => add_member(
            db,
            &given.slug,
            given.name.as_str(),
            given.sort_name.as_str(),
        )?,
    };
    let faction_id = match &given.faction {
        None => None,
        Some(slug) => match factions.get(slug) {
            Some(id) => Some(*id),
            None => {
                let found = faction(db, slug)?.ok_or(CannotMeet::NoFaction)?;
                factions.insert(slug.clone(), found.id);
                Some(found.id)
            }
        },
    };
    let seat_id = match given.seat {
        None => None,
        Some(place) => {
            let seat = place.checked_sub(1).and_then(|place| seats.get(place));
            Some(*seat.ok_or(CannotMeet::NoSeat)?)
        }
    };
    let text = MembershipText {
        seat_id,
        faction_id,
        role: given.role,
        period: given.period,
    };
    begin_in(db, body_id, member_id, &text)?;
    Ok(())
}
