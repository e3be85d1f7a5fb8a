//! Factions of a bundle. A party is no faction until something says of which body.

use super::bundle::{Bundle, Organization};
use super::enter_memberships::period;
use super::enter_people::{State, keep_identifiers};
use super::import::{Found, PopoloSource};
use super::names::{own_slug, shortened};
use crate::council::CouncilReport;
use crate::council::keep_people::free_slug;
use crate::errors::ActResult;
use weerklank_store::Db;
use weerklank_store::council::{
    self, FactionText, Identified, faction_slug_exists, factions, identified,
};

/// The longest name of a faction, and its short name in lists.
const LONGEST_FACTION: usize = 80;

const LONGEST_SHORT: usize = 20;

/// Whether an organization is a group within a body, and no body.
pub(super) fn is_faction(organization: &Organization) -> bool {
    let class = organization.classification.as_deref().unwrap_or_default();
    matches!(
        class.to_lowercase().as_str(),
        "fraction" | "faction" | "party" | "political group" | "parliamentary group"
    )
}

/// Factions of a body. A party is no faction until a membership says of which body.
pub(super) fn enter_factions(
    db: &mut Db,
    bundle: &Bundle,
    source: PopoloSource,
    (found, report): State,
) -> ActResult<()> {
    let mut left: Vec<&Organization> = bundle
        .organizations
        .iter()
        .filter(|one| is_faction(one) && one.id.is_some())
        .collect();
    for one in &left {
        let name = one.name.as_deref().unwrap_or_default();
        if name.eq_ignore_ascii_case("unknown") {
            found.no_parties.extend(one.id.clone());
        }
    }
    // One that split off comes after the one that it split off from.
    while !left.is_empty() {
        let (later, now): (Vec<_>, Vec<_>) = left.iter().copied().partition(|one| {
            one.x_split_from.is_some() && left.iter().any(|other| other.id == one.x_split_from)
        });
        let now = if now.is_empty() { later.clone() } else { now };
        for one in &now {
            let body_id = one
                .parent_id
                .as_ref()
                .and_then(|id| found.bodies.get(id))
                .copied();
            if let (Some(body_id), Some(id)) = (body_id, &one.id) {
                faction_in(db, bundle, source, (body_id, id), (found, report))?;
            }
        }
        left.retain(|one| !now.iter().any(|done| std::ptr::eq(*done, *one)));
    }
    Ok(())
}

/// The faction that a party is in a body, made when there is none.
pub(super) fn faction_in(
    db: &mut Db,
    bundle: &Bundle,
    source: PopoloSource,
    (body_id, id): (i64, &str),
    (found, report): State,
) -> ActResult<Option<i64>> {
    if found.no_parties.iter().any(|none| none == id) {
        return Ok(None);
    }
    let known = bundle
        .organizations
        .iter()
        .find(|one| one.id.as_deref() == Some(id));
    let Some(organization) = known else {
        report.odd(format!("no organization {id}"));
        found.no_parties.push(id.to_owned());
        return Ok(None);
    };
    // People in a committee sit there for a faction of the council.
    let own_body = organization.parent_id.as_ref();
    let own_body = own_body.and_then(|id| found.bodies.get(id)).copied();
    let body_id = own_body.unwrap_or(body_id);
    let place = (body_id, id.to_owned());
    if let Some(known) = found.factions.get(&place) {
        return Ok(Some(*known));
    }
    let name = shortened(organization.name.as_deref().unwrap_or(id), LONGEST_FACTION);
    let of_body = factions(db, Some(body_id))?;
    let named = identified(db, Identified::Faction, source.scheme, id)?;
    let own = own_slug(id, "factions");
    let known = of_body.iter().find(|one| {
        named.contains(&one.id) || own == Some(one.slug.as_str()) || one.text.name == name
    });
    let (faction_id, is_new) = match known {
        Some(known) => (known.id, false),
        None => {
            let text = faction_text(organization, name, found, body_id, report);
            let slug = match own {
                Some(slug) if !faction_slug_exists(db, slug)? => slug.to_owned(),
                _ => free_slug(db, &text.short_name, "faction", faction_slug_exists)?,
            };
            (council::add_faction(db, body_id, &slug, &text)?, true)
        }
    };
    report.count(|report| &mut report.factions, is_new);
    keep_identifiers(
        db,
        Identified::Faction,
        faction_id,
        (source, id),
        &organization.identifiers,
    )?;
    found.factions.insert(place, faction_id);
    Ok(Some(faction_id))
}

fn faction_text(
    organization: &Organization,
    name: String,
    found: &Found,
    body_id: i64,
    report: &mut CouncilReport,
) -> FactionText {
    let short = organization
        .other_names
        .iter()
        .find(|other| other.note.as_deref() == Some("short_name"))
        .and_then(|other| other.name.as_deref())
        .unwrap_or(&name);
    let split_from = organization.x_split_from.as_ref();
    FactionText {
        short_name: shortened(short, LONGEST_SHORT),
        period: period(
            &organization.founding_date,
            &organization.dissolution_date,
            report,
        ),
        split_from_id: split_from
            .and_then(|id| found.factions.get(&(body_id, id.clone())).copied()),
        name,
    }
}
