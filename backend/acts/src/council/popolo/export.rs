//! Everything of the council that everybody may read, as one Popolo bundle.

use super::bundle::{
    Area, Bundle, Identifier, Membership, Meta, Organization, OtherName, Person, Post, Term,
};
use super::export_meetings::{events, motions};
use super::export_votes::vote_events;
use super::names;
use crate::errors::ActResult;
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;
use weerklank_domain::calendar::day_of;
use weerklank_store::Db;
use weerklank_store::council::{
    BodyRecord, FactionRecord, Identified, IdentifierRecord, council_bodies, factions, identifiers,
    members, memberships, seats, statutory_seats, terms,
};
use weerklank_store::site::{self, Body};

/// The names of everything in one bundle, by our keys.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub bodies: BTreeMap<i64, String>,
    pub factions: BTreeMap<i64, String>,
    pub members: BTreeMap<i64, String>,
    pub seats: BTreeMap<i64, String>,
}

/// Everything of the council that everybody may read.
///
/// # Errors
/// What the store says.
pub fn export_popolo(db: &mut Db, base_url: &str, now: DateTime<Utc>) -> ActResult<Bundle> {
    let mut bundle = Bundle {
        meta: Meta {
            generator: Some("Weerklank".to_owned()),
            url: Some(base_url.to_owned()),
            license: Some("CC0-1.0".to_owned()),
        },
        ..Bundle::default()
    };
    let mut names = Names::default();
    let meeting = council_bodies(db)?;
    let bodies = bodies_of(&site::bodies(db)?, &meeting);
    for body in &bodies {
        names.bodies.insert(body.id, names::body(&body.slug));
    }
    organizations(db, (&bodies, &meeting), now, (&mut bundle, &mut names))?;
    let called = identifiers(db, Identified::Member)?;
    let mut people = members(db)?;
    people.sort_by(|one, other| (&one.sort_name, &one.slug).cmp(&(&other.sort_name, &other.slug)));
    for member in people {
        let id = names::member(&member.slug);
        names.members.insert(member.id, id.clone());
        bundle.persons.push(Person {
            id: Some(id),
            name: Some(member.name),
            sort_name: Some(member.sort_name),
            identifiers: called_so(&called, member.id),
            ..Person::default()
        });
    }
    for body in &bodies {
        seats_and_memberships(db, body, (&mut bundle, &mut names))?;
    }
    bundle.areas = areas(&bodies);
    bundle.events = events(db, &names)?;
    bundle.motions = motions(db, &names)?;
    bundle.vote_events = vote_events(db, &names)?;
    Ok(bundle)
}

/// The bodies that meet, what they belong to, and the executives beside them; what belongs to another
/// comes after it.
fn bodies_of(all: &[Body], meeting: &[BodyRecord]) -> Vec<Body> {
    let find = |id: i64| all.iter().find(|body| body.id == id);
    let mut wanted: Vec<i64> = meeting.iter().map(|body| body.id).collect();
    let mut next = 0;
    while let Some(id) = wanted.get(next).copied() {
        let parent = find(id).and_then(|body| body.parent_id);
        wanted.extend(parent.filter(|parent| !wanted.contains(parent)));
        next += 1;
    }
    let depth = |body: &Body| {
        let mut above = body.parent_id;
        let mut depth = 0;
        while let Some(parent) = above.and_then(find) {
            depth += 1;
            above = parent.parent_id.filter(|_| depth < all.len());
        }
        depth
    };
    let is_beside = |body: &Body| {
        body.kind == "executive"
            && body
                .parent_id
                .is_some_and(|parent| wanted.contains(&parent))
    };
    let mut bodies: Vec<(usize, Body)> = all
        .iter()
        .filter(|body| wanted.contains(&body.id) || is_beside(body))
        .map(|body| (depth(body), body.clone()))
        .collect();
    bodies.sort_by(|(deep, one), (deeper, other)| (deep, &one.slug).cmp(&(deeper, &other.slug)));
    bodies.into_iter().map(|(_, body)| body).collect()
}

fn organizations(
    db: &mut Db,
    (bodies, meeting): (&[Body], &[BodyRecord]),
    now: DateTime<Utc>,
    (bundle, names): (&mut Bundle, &mut Names),
) -> ActResult<()> {
    let called = identifiers(db, Identified::Body)?;
    let terms = terms(db)?;
    for body in bodies {
        let meets = meeting.iter().find(|one| one.id == body.id);
        let english = Some(&body.name_en).filter(|name| **name != body.name_nl);
        let of_body = terms.iter().filter(|term| term.body_id == body.id);
        bundle.organizations.push(Organization {
            id: names.bodies.get(&body.id).cloned(),
            name: Some(body.name_nl.clone()),
            classification: Some(classification(&body.kind).to_owned()),
            parent_id: body
                .parent_id
                .and_then(|parent| names.bodies.get(&parent))
                .cloned(),
            other_names: english
                .map(|name| other_name(name, "en"))
                .into_iter()
                .collect(),
            identifiers: called_so(&called, body.id),
            x_decides: meets.map(|one| one.decides),
            x_rule_set: meets.and_then(|one| one.rule_code.clone()),
            x_needs_second_person: meets.map(|one| one.needs_second_person),
            x_statutory_seats: statutory_seats(db, body.id, day_of(now))?,
            x_terms: of_body
                .map(|term| Term {
                    start_date: Some(term.starts_on.to_string()),
                    end_date: term.ends_on.map(|day| day.to_string()),
                    seats: Some(term.seats),
                })
                .collect(),
            ..Organization::default()
        });
    }
    let called = identifiers(db, Identified::Faction)?;
    let mut all = factions(db, None)?;
    all.sort_by(|one, other| one.slug.cmp(&other.slug));
    for faction in &all {
        names
            .factions
            .insert(faction.id, names::faction(&faction.slug));
    }
    for faction in &all {
        let organization = faction_organization(faction, &called, names);
        bundle.organizations.push(organization);
    }
    Ok(())
}

fn faction_organization(
    faction: &FactionRecord,
    called: &[IdentifierRecord],
    names: &Names,
) -> Organization {
    let text = &faction.text;
    let short = Some(&text.short_name).filter(|short| **short != text.name);
    Organization {
        id: names.factions.get(&faction.id).cloned(),
        name: Some(text.name.clone()),
        classification: Some("fraction".to_owned()),
        parent_id: names.bodies.get(&faction.body_id).cloned(),
        other_names: short
            .map(|short| other_name(short, "short_name"))
            .into_iter()
            .collect(),
        identifiers: called_so(called, faction.id),
        founding_date: text.period.from.map(String::from),
        dissolution_date: text.period.until.map(String::from),
        x_split_from: text
            .split_from_id
            .and_then(|id| names.factions.get(&id))
            .cloned(),
        ..Organization::default()
    }
}

fn other_name(name: &str, note: &str) -> OtherName {
    OtherName {
        name: Some(name.to_owned()),
        note: Some(note.to_owned()),
    }
}

fn classification(kind: &str) -> &str {
    if kind == "authority" {
        "municipality"
    } else {
        kind
    }
}

fn called_so(called: &[IdentifierRecord], id: i64) -> Vec<Identifier> {
    called
        .iter()
        .filter(|one| one.target_id == id)
        .map(|one| Identifier {
            scheme: Some(one.scheme.clone()),
            identifier: Some(one.identifier.clone()),
        })
        .collect()
}

fn seats_and_memberships(
    db: &mut Db,
    body: &Body,
    (bundle, names): (&mut Bundle, &mut Names),
) -> ActResult<()> {
    for seat in seats(db, body.id)? {
        let id = names::seat(&body.slug, seat.position);
        names.seats.insert(seat.id, id.clone());
        bundle.posts.push(Post {
            id: Some(id),
            label: Some(seat.label),
            role: None,
            organization_id: names.bodies.get(&body.id).cloned(),
            x_position: Some(seat.position),
        });
    }
    for held in memberships(db, body.id)? {
        let text = held.text;
        bundle.memberships.push(Membership {
            person_id: names.members.get(&held.member.0).cloned(),
            organization_id: names.bodies.get(&body.id).cloned(),
            post_id: text.seat_id.and_then(|id| names.seats.get(&id)).cloned(),
            on_behalf_of_id: text
                .faction_id
                .and_then(|id| names.factions.get(&id))
                .cloned(),
            role: Some(text.role.code().to_owned()),
            start_date: text.period.from.map(String::from),
            end_date: text.period.until.map(String::from),
            ..Membership::default()
        });
    }
    Ok(())
}

/// The area of each authority; its code is an identifier of the body.
fn areas(bodies: &[Body]) -> Vec<Area> {
    bodies
        .iter()
        .filter(|body| body.kind == "authority")
        .map(|body| Area {
            id: Some(format!("areas/{}", body.slug)),
            name: Some(body.name_nl.clone()),
            classification: Some("municipality".to_owned()),
            ..Area::default()
        })
        .collect()
}
