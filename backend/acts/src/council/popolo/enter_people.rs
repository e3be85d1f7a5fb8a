//! Bodies, factions, people, seats and memberships of a bundle, in one transaction.

use super::bundle::{Bundle, Identifier, Person};
use super::enter_bodies::enter_bodies;
use super::enter_factions::enter_factions;
use super::enter_memberships::{Entry, enter_membership, legislative_periods};
use super::import::{Found, PopoloSource, at_once};
use super::names::{own_slug, shortened};
use crate::council::CouncilReport;
use crate::council::keep_people::{check_roster, free_slug};
use crate::errors::ActResult;
use crate::house::House;
use std::collections::BTreeMap;
use weerklank_domain::people::{LONGEST_NAME, PersonName};
use weerklank_store::Db;
use weerklank_store::council::{
    self, Identified, add_identifier, identified, member_slug_exists, seats,
};

/// What a step of the import reads and writes.
pub(super) type State<'a> = (&'a mut Found, &'a mut CouncilReport);

/// Enters them.
pub(super) fn enter_people(
    house: &House,
    bundle: &Bundle,
    source: PopoloSource,
    state: State,
) -> ActResult<()> {
    at_once(house, state, |db, (found, report)| {
        enter_bodies(db, bundle, source, (found, report))?;
        enter_factions(db, bundle, source, (found, report))?;
        for person in &bundle.persons {
            enter_person(db, person, source, (found, report))?;
        }
        enter_seats(db, bundle, (found, report))?;
        let periods = legislative_periods(bundle);
        let mut held = BTreeMap::new();
        for one in &bundle.memberships {
            let entry = Entry {
                bundle,
                source,
                one,
                periods: &periods,
            };
            enter_membership(db, &entry, &mut held, (found, report))?;
        }
        for body_id in held.keys() {
            check_roster(db, *body_id)?;
        }
        Ok(())
    })
}

fn enter_person(
    db: &mut Db,
    person: &Person,
    source: PopoloSource,
    (found, report): State,
) -> ActResult<()> {
    let Some(id) = &person.id else {
        report.odd("a person without an id".to_owned());
        return Ok(());
    };
    let given = person.name.as_deref().unwrap_or_default();
    let Ok(name) = PersonName::parse(given) else {
        report.odd(format!("{id}: no name"));
        return Ok(());
    };
    let known = match identified(db, Identified::Member, source.scheme, id)?.first() {
        Some(known) => Some(*known),
        None => match own_slug(id, "members") {
            Some(slug) => council::member(db, slug)?
                .filter(|member| member.name == name.as_str())
                .map(|member| member.id),
            None => None,
        },
    };
    let (member_id, is_new) = match known {
        Some(known) => (known, false),
        None => {
            let slug = match own_slug(id, "members") {
                Some(slug) if !member_slug_exists(db, slug)? => slug.to_owned(),
                _ => free_slug(db, name.as_str(), "member", member_slug_exists)?,
            };
            let sorted = sort_name(person, name.as_str());
            (
                council::add_member(db, &slug, name.as_str(), &sorted)?,
                true,
            )
        }
    };
    report.count(|report| &mut report.members, is_new);
    keep_identifiers(
        db,
        Identified::Member,
        member_id,
        (source, id),
        &person.identifiers,
    )?;
    found.members.insert(id.clone(), member_id);
    Ok(())
}

/// The name by which lists are sorted. Where a family name stands first already, it is the name itself.
fn sort_name(person: &Person, name: &str) -> String {
    let family = person.family_name.as_deref().unwrap_or_default();
    let sorted = match &person.sort_name {
        Some(sorted) => sorted.clone(),
        None if family.is_empty() => name.to_owned(),
        None => match name.strip_suffix(family) {
            Some(before) if !before.is_empty() => format!("{family}, {}", before.trim_end()),
            _ => name.to_owned(),
        },
    };
    match PersonName::parse(&sorted) {
        Ok(sorted) => sorted.as_str().to_owned(),
        Err(_) => shortened(name, LONGEST_NAME),
    }
}

/// Our own names say nothing that the name in addresses does not.
pub(super) fn keep_identifiers(
    db: &mut Db,
    kind: Identified,
    target_id: i64,
    (source, id): (PopoloSource, &str),
    others: &[Identifier],
) -> ActResult<()> {
    let room = |text: &str| !text.is_empty() && text.chars().count() <= LONGEST_IDENTIFIER;
    for other in others {
        if let (Some(scheme), Some(identifier)) = (&other.scheme, &other.identifier)
            && room(identifier)
            && !scheme.is_empty()
            && scheme.chars().count() <= LONGEST_NAME
        {
            add_identifier(db, kind, target_id, scheme, identifier)?;
        }
    }
    let own = match kind {
        Identified::Body => "bodies",
        Identified::Faction => "factions",
        Identified::Member => "members",
        Identified::Vote => "votes",
    };
    if own_slug(id, own).is_none() && room(id) {
        add_identifier(db, kind, target_id, source.scheme, id)?;
    }
    Ok(())
}

/// The longest identifier that is kept.
pub(super) const LONGEST_IDENTIFIER: usize = 200;

fn enter_seats(db: &mut Db, bundle: &Bundle, (found, report): State) -> ActResult<()> {
    for post in &bundle.posts {
        let body_id = post
            .organization_id
            .as_ref()
            .and_then(|id| found.bodies.get(id));
        let (Some(id), Some(body_id)) = (&post.id, body_id.copied()) else {
            report.odd("a post without an id or a body".to_owned());
            continue;
        };
        let there = seats(db, body_id)?;
        let label = shortened(
            post.label.as_deref().or(post.role.as_deref()).unwrap_or(id),
            LONGEST_NAME,
        );
        let known = there.iter().find(|seat| seat.label == label);
        let seat_id = match known {
            Some(seat) => seat.id,
            None => {
                let last = there.last().map_or(0, |seat| seat.position);
                let free = |position: &i32| {
                    *position > 0 && !there.iter().any(|seat| seat.position == *position)
                };
                let position = post.x_position.filter(free).unwrap_or(last + 1);
                council::add_seat(db, body_id, position, &label)?
            }
        };
        found.seats.insert(id.clone(), seat_id);
    }
    Ok(())
}
