//! Bodies of a bundle, those that they belong to first.

use super::bundle::{Bundle, Organization};
use super::enter_factions::is_faction;
use super::enter_people::{State, keep_identifiers};
use super::import::{Found, PopoloSource};
use super::names::own_slug;
use crate::council::keep_people::free_slug;
use crate::errors::ActResult;
use weerklank_store::Db;
use weerklank_store::council::{
    self, Identified, NewCouncilBody, add_council_body, council_body, identified, rule_sets,
};
use weerklank_store::site::{self, NewBody};

fn kind_of(organization: &Organization) -> &'static str {
    match organization.classification.as_deref() {
        Some("municipality" | "province" | "authority") => "authority",
        Some("council" | "legislature" | "parliament" | "chamber") => "council",
        Some("committee") => "committee",
        Some("executive") => "executive",
        _ => "other",
    }
}

/// Parents before what belongs to them; what names a parent that is not there comes last.
fn bodies_in_order(bundle: &Bundle) -> Vec<&Organization> {
    let mut left: Vec<&Organization> = bundle
        .organizations
        .iter()
        .filter(|one| !is_faction(one))
        .collect();
    let mut ordered: Vec<&Organization> = Vec::new();
    while !left.is_empty() {
        let is_waiting = |one: &Organization, left: &[&Organization]| {
            one.parent_id.is_some() && left.iter().any(|other| other.id == one.parent_id)
        };
        let (later, now): (Vec<_>, Vec<_>) =
            left.iter().copied().partition(|one| is_waiting(one, &left));
        if now.is_empty() {
            // Each is part of another: none of them comes first.
            ordered.extend(later);
            break;
        }
        ordered.extend(now);
        left = later;
    }
    ordered
}

pub(super) fn enter_bodies(
    db: &mut Db,
    bundle: &Bundle,
    source: PopoloSource,
    (found, report): State,
) -> ActResult<()> {
    for organization in bodies_in_order(bundle) {
        let Some(id) = &organization.id else {
            report.odd("an organization without an id".to_owned());
            continue;
        };
        let name = organization.name.as_deref().unwrap_or(id);
        let (body_id, is_new) = match known_body(db, source, id, name)? {
            Some(body_id) => (body_id, false),
            None => (add_body(db, organization, (id, name), found)?, true),
        };
        report.count(|report| &mut report.bodies, is_new);
        keep_identifiers(
            db,
            Identified::Body,
            body_id,
            (source, id),
            &organization.identifiers,
        )?;
        found.bodies.insert(id.clone(), body_id);
        let meets = organization.x_decides.is_some()
            || matches!(kind_of(organization), "council" | "committee")
            || names_body(bundle, id);
        if meets && council_body(db, body_id)?.is_none() {
            make_meet(db, organization, body_id, source)?;
        }
    }
    let with_members: Vec<i64> = found
        .bodies
        .iter()
        .filter(|(id, _)| {
            let mut held = bundle.memberships.iter();
            held.any(|one| one.organization_id.as_ref() == Some(*id))
        })
        .map(|(_, body_id)| *body_id)
        .collect();
    if let [only] = with_members.as_slice() {
        found.only_body = Some(*only);
    }
    Ok(())
}

fn names_body(bundle: &Bundle, id: &str) -> bool {
    let same = |other: &Option<String>| other.as_deref() == Some(id);
    bundle
        .memberships
        .iter()
        .any(|one| same(&one.organization_id))
        || bundle.motions.iter().any(|one| same(&one.organization_id))
        || bundle.events.iter().any(|one| same(&one.organization_id))
}

fn known_body(db: &mut Db, source: PopoloSource, id: &str, name: &str) -> ActResult<Option<i64>> {
    if let Some(known) = identified(db, Identified::Body, source.scheme, id)?.first() {
        return Ok(Some(*known));
    }
    if let Some(slug) = own_slug(id, "bodies")
        && let Some(body) = site::body(db, slug)?
    {
        return Ok(Some(body.id));
    }
    let slug = weerklank_domain::petitions::slugify(name, "body");
    let same = site::body(db, &slug)?;
    Ok(same.filter(|body| body.name_nl == name).map(|body| body.id))
}

fn add_body(
    db: &mut Db,
    organization: &Organization,
    (id, name): (&str, &str),
    found: &Found,
) -> ActResult<i64> {
    let taken = |db: &mut Db, slug: &str| Ok(site::body(db, slug)?.is_some());
    let slug = match own_slug(id, "bodies") {
        Some(slug) => slug.to_owned(),
        None => free_slug(db, name, "body", taken)?,
    };
    let english = organization
        .other_names
        .iter()
        .find(|other| other.note.as_deref() == Some("en"))
        .and_then(|other| other.name.clone());
    let parent = organization.parent_id.as_ref();
    Ok(site::add_body(
        db,
        &NewBody {
            slug,
            name_nl: name.to_owned(),
            name_en: english.unwrap_or_else(|| name.to_owned()),
            kind: kind_of(organization).to_owned(),
            parent_id: parent.and_then(|parent| found.bodies.get(parent)).copied(),
            contact_email: None,
        },
    )?)
}

fn make_meet(
    db: &mut Db,
    organization: &Organization,
    body_id: i64,
    source: PopoloSource,
) -> ActResult<()> {
    let wanted = organization.x_rule_set.as_deref().or(source.rules);
    let rule_code = match wanted {
        Some(code) if !rule_sets::all_of(db, code)?.is_empty() => Some(code.to_owned()),
        _ => None,
    };
    let new = NewCouncilBody {
        body_id,
        // Without rules nothing can be said of what it decides.
        decides: rule_code.is_some() && organization.x_decides.unwrap_or(true),
        rule_code,
        needs_second_person: organization.x_needs_second_person.unwrap_or(true),
    };
    add_council_body(db, &new)?;
    for term in &organization.x_terms {
        let day = |text: &Option<String>| text.as_deref().and_then(|text| text.parse().ok());
        if let (Some(from), Some(seats)) = (day(&term.start_date), term.seats) {
            council::add_term(db, body_id, (from, day(&term.end_date)), seats.max(1))?;
        }
    }
    Ok(())
}
