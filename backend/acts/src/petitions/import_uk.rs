//! Importing answers of the UK Parliament's petition API, of any age.
//!
//! Their signatures become a tally: numbers by constituency and country, with the remainder that
//! the source leaves. A newer answer for the same petition adds the difference as lines of its own;
//! the same or an older one changes nothing.

mod history;
mod shape;

use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::petitions::enter::{Entered, enter, new_answer, new_event};
use crate::random::SystemRandom;
use chrono::{DateTime, NaiveDate, Utc};
use history::{answer, entry, events, state_of};
use serde::Serialize;
use shape::{ByConstituency, Petition};
use std::collections::{BTreeMap, BTreeSet};
use weerklank_domain::areas::AreaKind;
use weerklank_domain::petitions::{PetitionState, PlaceKind, Spread, Visibility};
use weerklank_store::areas::NewArea;
use weerklank_store::petitions::{ImportedPart, NewTally, PetitionRecord, SourceChange};
use weerklank_store::site::NewBody;
use weerklank_store::{areas, petitions};

const SOURCE: &str = "uk-petitions";
const BODY: &str = "uk-parliament";
const INSTRUMENT: &str = "uk_petition";
const SCHEME: &str = "ons";
const HOME: &str = "GB";

/// What an import did, and what was odd.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UkReport {
    /// Petitions that were new.
    pub added: usize,
    /// Petitions whose newer numbers were added.
    pub updated: usize,
    /// Petitions that were known as they are.
    pub unchanged: usize,
    /// What was odd, in the words of the report.
    pub odd: Vec<String>,
}

/// Imports the petitions of one file: a list answer, a single answer, or only its inner object.
///
/// # Errors
/// [`ActError::Unusable`] when the file is none of these; or what the store says. What is odd about
/// single petitions is in the report, and the rest is imported.
pub fn import_uk(house: &House, name: &str, json: &str, report: &mut UkReport) -> ActResult<()> {
    let value: serde_json::Value = serde_json::from_str(json.trim_start_matches('\u{feff}'))
        .map_err(|error| ActError::Unusable(format!("{name}: no JSON: {error}")))?;
    let inner = match value {
        serde_json::Value::Object(mut object) if object.contains_key("data") => {
            object.remove("data").unwrap_or_default()
        }
        other => other,
    };
    let records = match inner {
        serde_json::Value::Array(records) => records,
        record @ serde_json::Value::Object(_) => vec![record],
        _ => return Err(ActError::Unusable(format!("{name}: no petition in it"))),
    };
    prepare_places(house)?;
    for (number, record) in records.into_iter().enumerate() {
        match serde_json::from_value::<Petition>(record) {
            Ok(petition) => import(house, &petition, report)?,
            Err(error) => report
                .odd
                .push(format!("{name}, record {}: left out: {error}", number + 1)),
        }
    }
    Ok(())
}

/// The body and the instrument that imported petitions name.
fn prepare_places(house: &House) -> ActResult<()> {
    let body = NewBody {
        slug: BODY.to_owned(),
        name_nl: "Parlement van het Verenigd Koninkrijk".to_owned(),
        name_en: "UK Parliament".to_owned(),
        kind: "other".to_owned(),
        parent_id: None,
        contact_email: None,
    };
    crate::places::add_body(house, &body, None)?;
    let known = house.store.read(|db| {
        Ok::<_, ActError>(weerklank_store::instruments::newest(db, INSTRUMENT)?.is_some())
    })?;
    if !known {
        crate::places::add_instrument(house, &instrument())?;
    }
    Ok(())
}

fn instrument() -> weerklank_domain::instruments::Instrument {
    weerklank_domain::instruments::Instrument {
        code: INSTRUMENT.to_owned(),
        version: 1,
        // The House of Commons agreed the rules of the present system on 24 February 2015.
        valid_from: NaiveDate::from_ymd_opt(2015, 2, 24).unwrap_or_default(),
        rules: weerklank_domain::instruments::Rules {
            supporters_needed: 5,
            unconfirmed_term_days: 14,
            reminder_after_days: 3,
            resend_cap: 3,
            closing_min_days: 1,
            closing_max_days: 184,
            goal: Some(100_000),
            goal_kind: Some(weerklank_domain::instruments::GoalKind::Agenda),
            seal_after_answer_days: 365,
            decision_term_days: 14,
            answer_term_days: 56,
            supporter_conditions: Vec::new(),
            supporter_min_age: None,
            grounds: Vec::new(),
            source: "UK Parliament, petitions standards".to_owned(),
        },
    }
}

fn import(house: &House, petition: &Petition, report: &mut UkReport) -> ActResult<()> {
    let key = format!("{SOURCE}:{}", petition.id);
    let odd = |report: &mut UkReport, what: &str| {
        report.odd.push(format!("petition {}: {what}", petition.id));
    };
    let Some(parts) = parts(house, petition, report)? else {
        odd(
            report,
            "left out: a number in it is negative or not plausible",
        );
        return Ok(());
    };
    let known = house.store.read(|db| {
        let slug = petitions::id_of_source(db, &key)?;
        slug.map_or(Ok(None), |slug| petitions::find(db, &slug))
            .map_err(ActError::from)
    })?;
    if let Some(known) = known {
        let seen = known.source_changed_at;
        let changed = petition.attributes.updated_at;
        if changed <= seen {
            if changed < seen {
                odd(report, "older than what is known of it: left as it is");
            }
            report.unchanged += 1;
        } else {
            let state = state_of(petition, report);
            update(house, &known, petition, &parts, state)?;
            report.updated += 1;
        }
        return Ok(());
    }
    let Some(mut entry) = entry(petition, &key, report) else {
        odd(report, "left out: it has no title or no date");
        return Ok(());
    };
    let at = petition
        .attributes
        .updated_at
        .unwrap_or_else(|| house.clock.now());
    entry.tallies = house.store.read(|db| {
        parts
            .iter()
            .map(|part| tally(db, part, at, "first import"))
            .collect::<ActResult<_>>()
    })?;
    match enter(house, &SystemRandom, &entry)? {
        Entered::Added { .. } => report.added += 1,
        Entered::Present => report.unchanged += 1,
    }
    Ok(())
}

/// The headline, split: by area, by country abroad, unknown, and what is left. `None` when a number
/// cannot be true.
fn parts(
    house: &House,
    petition: &Petition,
    report: &mut UkReport,
) -> ActResult<Option<Vec<ImportedPart>>> {
    let attributes = &petition.attributes;
    let headline = attributes.signature_count.unwrap_or(0);
    let by_country = attributes
        .signatures_by_country
        .as_deref()
        .unwrap_or_default();
    let by_area = attributes
        .signatures_by_constituency
        .as_deref()
        .unwrap_or_default();
    let numbers = by_country
        .iter()
        .map(|row| row.signature_count)
        .chain(by_area.iter().map(|row| row.signature_count));
    if numbers
        .chain([headline])
        .any(|number| !(0..=10_000_000_000).contains(&number))
    {
        return Ok(None);
    }
    let mut parts = Vec::new();
    let mut seen = BTreeSet::new();
    for row in by_area {
        if !seen.insert(row.ons_code.clone()) {
            report.odd.push(format!(
                "petition {}: constituency {} stands twice",
                petition.id, row.ons_code
            ));
            continue;
        }
        add_constituency(house, row)?;
        parts.push(ImportedPart {
            place: PlaceKind::Area,
            area: Some((SCHEME.to_owned(), row.ons_code.clone())),
            country: None,
            amount: row.signature_count,
        });
    }
    let mut at_home = None;
    let mut countries = BTreeMap::<String, i64>::new();
    for row in by_country {
        let code = row
            .code
            .clone()
            .or_else(|| row.name.clone())
            .unwrap_or_default();
        if code == HOME {
            at_home = Some(at_home.unwrap_or(0) + row.signature_count);
        } else {
            *countries.entry(code).or_default() += row.signature_count;
        }
    }
    let in_areas = parts.iter().map(|part| part.amount).sum();
    let spread = Spread::of(headline, in_areas, at_home, countries.values().sum());
    if spread.remainder != 0 && !(by_country.is_empty() && by_area.is_empty()) {
        report.odd.push(format!(
            "petition {}: its parts differ from its count of {headline} by {}; kept as a remainder",
            petition.id, spread.remainder
        ));
    }
    let other = |place, country, amount| ImportedPart {
        place,
        area: None,
        country,
        amount,
    };
    parts.extend(
        countries
            .into_iter()
            .map(|(code, amount)| other(PlaceKind::Abroad, Some(code), amount)),
    );
    parts.push(other(PlaceKind::Unknown, None, spread.unknown));
    parts.push(other(PlaceKind::Remainder, None, spread.remainder));
    parts.retain(|part| part.amount != 0);
    Ok(Some(parts))
}

fn add_constituency(house: &House, row: &ByConstituency) -> ActResult<()> {
    let area = NewArea {
        scheme: SCHEME.to_owned(),
        code: row.ons_code.clone(),
        name: row.name.clone(),
        kind: AreaKind::Constituency,
        parent_id: None,
        boundary: None,
    };
    let known = house
        .store
        .read(|db| Ok::<_, ActError>(areas::id_of(db, SCHEME, &row.ons_code)?))?;
    if known.is_none() {
        crate::places::add_area(house, &area, None, &[])?;
    }
    Ok(())
}

/// Adds what the newer answer of the source has more: numbers, events, an answer, another state.
fn update(
    house: &House,
    known: &PetitionRecord,
    petition: &Petition,
    parts: &[ImportedPart],
    state: PetitionState,
) -> ActResult<()> {
    let now = house.clock.now();
    let attributes = &petition.attributes;
    let changed = attributes.updated_at;
    house.store.write(|db| {
        for part in &differences(parts, petitions::imported_parts(db, known.id)?) {
            let tally = tally(
                db,
                part,
                changed.unwrap_or(now),
                "newer answer of the source",
            )?;
            petitions::record(db, known.id, &tally, now)?;
        }
        let seen = petitions::events(db, known.id)?;
        for event in events(attributes, known.filed_at, state) {
            if !seen
                .iter()
                .any(|old| (old.kind, old.at) == (event.kind, event.at))
            {
                petitions::enter_event(db, known.id, &new_event(&event))?;
            }
        }
        let newest = answer(attributes);
        if let Some(answer) = &newest {
            let before = petitions::answers(db, known.id)?;
            if before
                .first()
                .is_none_or(|old| old.reasons != answer.reasons)
            {
                petitions::add_answer(db, known.id, &new_answer(answer))?;
            }
        }
        // What was taken down here does not come back because its source changed.
        let is_down = known.state == PetitionState::TakenDown;
        let is_shown = state.visibility(attributes.opened_at.is_some()) == Visibility::Public;
        let moved = SourceChange {
            changed_at: changed,
            opened_at: attributes.opened_at,
            closes_at: attributes.closed_at,
            answered_at: newest.map(|answer| answer.published_at),
            state: if is_down { known.state } else { state },
            is_public: is_shown && !is_down,
        };
        petitions::follow_source(db, known.id, &moved, now)?;
        Ok(())
    })
}

/// What has to be added to what is known so that it is what the source says now.
fn differences(parts: &[ImportedPart], known: Vec<ImportedPart>) -> Vec<ImportedPart> {
    let same = |a: &ImportedPart, b: &ImportedPart| {
        (a.place, &a.area, &a.country) == (b.place, &b.area, &b.country)
    };
    let mut differences: Vec<ImportedPart> = parts.to_vec();
    for before in known {
        match differences.iter_mut().find(|part| same(part, &before)) {
            Some(part) => part.amount -= before.amount,
            None => differences.push(ImportedPart {
                amount: -before.amount,
                ..before
            }),
        }
    }
    differences.retain(|part| part.amount != 0);
    // What grows first: a count never passes below zero on the way.
    differences.sort_by_key(|part| -part.amount);
    differences
}

fn tally(
    db: &mut weerklank_store::Db,
    part: &ImportedPart,
    at: DateTime<Utc>,
    reason: &str,
) -> ActResult<NewTally> {
    let area_id = match &part.area {
        Some((scheme, code)) => Some(areas::id_of(db, scheme, code)?.ok_or(ActError::Missing)?),
        None => None,
    };
    Ok(NewTally {
        is_imported: true,
        place: part.place,
        area_id,
        country: part.country.clone(),
        hour: None,
        channel: "import".to_owned(),
        amount: part.amount,
        source: SOURCE.to_owned(),
        source_date: at,
        reason: reason.to_owned(),
    })
}
