//! Memberships of a bundle. One that cannot be beside another is left out and told.

use super::bundle::{Bundle, Membership};
use super::enter_factions::faction_in;
use super::enter_people::State;
use super::import::PopoloSource;
use super::names::shortened;
use crate::council::CouncilReport;
use crate::errors::{ActError, ActResult};
use std::collections::BTreeMap;
use weerklank_domain::council::{MembershipRole, PartialDate, Period};
use weerklank_store::Db;
use weerklank_store::council::{
    self, MembershipRecord, MembershipText, add_membership, change_membership, memberships,
};

/// A membership with what it is read beside.
pub(super) struct Entry<'a> {
    pub bundle: &'a Bundle,
    pub source: PopoloSource<'a>,
    pub one: &'a Membership,
    pub periods: &'a BTreeMap<String, (Option<String>, Option<String>)>,
}

pub(super) fn legislative_periods(
    bundle: &Bundle,
) -> BTreeMap<String, (Option<String>, Option<String>)> {
    let all = bundle
        .organizations
        .iter()
        .flat_map(|one| &one.legislative_periods);
    all.filter_map(|period| {
        let id = period.id.clone()?;
        Some((id, (period.start_date.clone(), period.end_date.clone())))
    })
    .collect()
}

pub(super) fn enter_membership(
    db: &mut Db,
    entry: &Entry,
    held: &mut BTreeMap<i64, Vec<MembershipRecord>>,
    (found, report): State,
) -> ActResult<()> {
    let one = entry.one;
    let member_id = one
        .person_id
        .as_ref()
        .and_then(|id| found.members.get(id))
        .copied();
    let body_id = one
        .organization_id
        .as_ref()
        .and_then(|id| found.bodies.get(id))
        .copied();
    let (Some(member_id), Some(body_id)) = (member_id, body_id) else {
        let who = one.person_id.as_deref().unwrap_or("?");
        report.odd(format!("a membership of {who} without a person or a body"));
        return Ok(());
    };
    let faction_id = match &one.on_behalf_of_id {
        Some(id) => {
            let place = (body_id, id.as_str());
            faction_in(db, entry.bundle, entry.source, place, (found, report))?
        }
        None => None,
    };
    let term = one
        .legislative_period_id
        .as_ref()
        .and_then(|id| entry.periods.get(id));
    let from = one
        .start_date
        .clone()
        .or_else(|| term.and_then(|(from, _)| from.clone()));
    let until = one
        .end_date
        .clone()
        .or_else(|| term.and_then(|(_, until)| until.clone()));
    let text = MembershipText {
        seat_id: one
            .post_id
            .as_ref()
            .and_then(|id| found.seats.get(id))
            .copied(),
        faction_id,
        role: role_of(one.role.as_deref().unwrap_or_default()),
        period: period(&from, &until, report),
    };
    if text.period.is_backwards() {
        let who = one.person_id.as_deref().unwrap_or("?");
        report.odd(format!("a membership of {who} ends before it begins"));
        return Ok(());
    }
    if let std::collections::btree_map::Entry::Vacant(place) = held.entry(body_id) {
        place.insert(memberships(db, body_id)?);
    }
    let Some(there) = held.get_mut(&body_id) else {
        return Ok(());
    };
    let is_same = |other: &&mut MembershipRecord| {
        let kept = &other.text;
        other.member.0 == member_id
            && (kept.seat_id, kept.faction_id, kept.role)
                == (text.seat_id, text.faction_id, text.role)
            && kept.period.from == text.period.from
    };
    if let Some(known) = there.iter_mut().find(is_same) {
        if known.text.period.until == text.period.until || text.period.until.is_none() {
            report.unchanged += 1;
        } else if change_membership(db, known.id, known.revision, &text)? {
            known.text = text;
            known.revision += 1;
            report.memberships += 1;
        }
        return Ok(());
    }
    if let Some(other) = there.iter().find(|other| clashes(other, member_id, &text)) {
        let name = &other.member.2;
        report.odd(format!(
            "a membership of {name} left out: there is another in that time"
        ));
        return Ok(());
    }
    let id = add_membership(db, body_id, member_id, &text)?;
    let kept = council::membership(db, id)?.ok_or(ActError::Missing)?;
    there.push(kept);
    report.memberships += 1;
    Ok(())
}

/// The part that a word for a role says.
pub(super) fn role_of(word: &str) -> MembershipRole {
    let word = word.to_lowercase();
    if let Some(role) = MembershipRole::from_code(&word) {
        return role;
    }
    let is_deputy = ["deputy", "vice", "plaatsvervangend"]
        .iter()
        .any(|start| word.starts_with(start));
    match word.as_str() {
        _ if is_deputy => MembershipRole::DeputyChair,
        "mayor" | "chairperson" | "chairman" | "president" | "speaker" | "voorzitter"
        | "burgemeester" => MembershipRole::Chair,
        _ => MembershipRole::Member,
    }
}

/// Whether two memberships cannot both be: one seat with two members, or one member with two seats, on a
/// day on which both certainly hold. Roles beside a seat clash with nothing.
fn clashes(other: &MembershipRecord, member_id: i64, text: &MembershipText) -> bool {
    let counts =
        |text: &MembershipText| text.seat_id.is_some() || text.role == MembershipRole::Member;
    let same_seat = text.seat_id.is_some() && other.text.seat_id == text.seat_id;
    let same_member = other.member.0 == member_id;
    if !counts(text) || !counts(&other.text) || !(same_seat || same_member) {
        return false;
    }
    let bounds = |period: Period| {
        (
            period
                .from
                .map_or(chrono::NaiveDate::MIN, PartialDate::latest),
            period
                .until
                .map_or(chrono::NaiveDate::MAX, PartialDate::earliest),
        )
    };
    let ((from, until), (since, to)) = (bounds(text.period), bounds(other.text.period));
    from.max(since) <= until.min(to)
}

pub(super) fn period(
    from: &Option<String>,
    until: &Option<String>,
    report: &mut CouncilReport,
) -> Period {
    let mut date = |text: &Option<String>| {
        let text = text.as_deref().filter(|text| !text.is_empty())?;
        // Some write a moment where a day is meant.
        let read = PartialDate::parse(text.get(..10).unwrap_or(text));
        if read.is_err() {
            report.odd(format!("no date: {}", shortened(text, 40)));
        }
        read.ok()
    };
    Period {
        from: date(from),
        until: date(until),
    }
}
