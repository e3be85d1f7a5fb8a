//! Importing answers of the UK Parliament's petition API, of any age.
//!
//! Their signatures become a tally: numbers by constituency and country, with the remainder that
//! the source leaves. A newer answer for the same petition adds the difference as lines of its own;
//! the same or an older one changes nothing.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::petitions::enter::{
    Entered, Entry, EntryAnswer, EntryEvent, enter, new_answer, new_event,
};
use crate::random::SystemRandom;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use weerklank_domain::Language;
use weerklank_domain::areas::AreaKind;
use weerklank_domain::petitions::{
    EventKind, PetitionState, PlaceKind, RefusalCode, Spread, Title, Verdict, Visibility,
};
use weerklank_domain::text::from_plain;
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

#[derive(Deserialize)]
struct Petition {
    id: i64,
    #[serde(default)]
    links: Links,
    attributes: Attributes,
}

#[derive(Deserialize, Default)]
struct Links {
    #[serde(rename = "self", default)]
    itself: Option<String>,
}

#[derive(Deserialize)]
struct Attributes {
    action: Option<String>,
    background: Option<String>,
    additional_details: Option<String>,
    state: Option<String>,
    signature_count: Option<i64>,
    created_at: Option<DateTime<Utc>>,
    updated_at: Option<DateTime<Utc>>,
    // The older shape has `open_at`.
    #[serde(alias = "open_at")]
    opened_at: Option<DateTime<Utc>>,
    closed_at: Option<DateTime<Utc>>,
    rejected_at: Option<DateTime<Utc>>,
    government_response_at: Option<DateTime<Utc>>,
    scheduled_debate_date: Option<NaiveDate>,
    rejection: Option<Rejection>,
    government_response: Option<Response>,
    debate: Option<Debate>,
    #[serde(default)]
    signatures_by_country: Option<Vec<ByCountry>>,
    #[serde(default)]
    signatures_by_constituency: Option<Vec<ByConstituency>>,
}

#[derive(Deserialize)]
struct Rejection {
    code: Option<String>,
    details: Option<String>,
}

#[derive(Deserialize)]
struct Response {
    responded_on: Option<NaiveDate>,
    summary: Option<String>,
    details: Option<String>,
    created_at: Option<DateTime<Utc>>,
}

#[derive(Deserialize)]
struct Debate {
    debated_on: Option<NaiveDate>,
    transcript_url: Option<String>,
    video_url: Option<String>,
    overview: Option<String>,
}

#[derive(Deserialize)]
struct ByCountry {
    name: Option<String>,
    code: Option<String>,
    signature_count: i64,
}

#[derive(Deserialize)]
struct ByConstituency {
    name: String,
    ons_code: String,
    signature_count: i64,
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
                petitions::add_event(db, known.id, &new_event(&event))?;
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
        let moved = SourceChange {
            changed_at: changed,
            opened_at: attributes.opened_at,
            closes_at: attributes.closed_at,
            answered_at: newest.map(|answer| answer.published_at),
            state,
            is_public: state.visibility(attributes.opened_at.is_some()) == Visibility::Public,
        };
        petitions::follow_source(db, known.id, &moved)?;
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

fn entry(petition: &Petition, key: &str, report: &mut UkReport) -> Option<Entry> {
    let attributes = &petition.attributes;
    let action = attributes.action.as_deref().unwrap_or_default();
    let title = Title::shortened(action)?;
    let filed_at = attributes
        .created_at
        .or(attributes.opened_at)
        .or(attributes.updated_at)?;
    let state = state_of(petition, report);
    let mut events = events(attributes, filed_at, state);
    events.sort_by_key(|event| event.at);
    Some(Entry {
        slug: Some(format!("uk-{}", petition.id)),
        reference: Some(format!("UK-{}", petition.id)),
        instrument: INSTRUMENT.to_owned(),
        body: BODY.to_owned(),
        area: None,
        language: Language::En,
        request: from_plain(if title.as_str() == action.trim() {
            attributes.background.as_deref().unwrap_or(action)
        } else {
            action
        }),
        observation: if title.as_str() == action.trim() {
            String::new()
        } else {
            from_plain(attributes.background.as_deref().unwrap_or_default())
        },
        explanation: from_plain(attributes.additional_details.as_deref().unwrap_or_default()),
        title,
        petitioner_name: None,
        state,
        source: SOURCE.to_owned(),
        source_key: Some(key.to_owned()),
        source_url: petition
            .links
            .itself
            .as_deref()
            .map(|link| link.trim_end_matches(".json").to_owned()),
        source_changed_at: attributes.updated_at,
        filed_at,
        opened_at: attributes.opened_at,
        closes_at: attributes.closed_at,
        answer: answer(attributes),
        events,
        signatures: Vec::new(),
        tallies: Vec::new(),
    })
}

fn state_of(petition: &Petition, report: &mut UkReport) -> PetitionState {
    let attributes = &petition.attributes;
    let state = attributes.state.as_deref().unwrap_or_default();
    match state {
        "open" if attributes.opened_at.is_some() => PetitionState::Open,
        "closed" if attributes.opened_at.is_some() => PetitionState::Closed,
        "rejected" => PetitionState::Refused,
        "stopped" => PetitionState::Withdrawn,
        "pending" | "validated" => PetitionState::Gathering,
        "sponsored" | "flagged" => PetitionState::Submitted,
        other => {
            report.odd.push(format!(
                "petition {}: state {other:?} is not one of the source's, or lacks its date; kept unpublished",
                petition.id
            ));
            PetitionState::Submitted
        }
    }
}

fn noon(date: NaiveDate) -> Option<DateTime<Utc>> {
    // The source has a date only; noon is the same day in every European time zone.
    date.and_hms_opt(12, 0, 0).map(|at| at.and_utc())
}

fn answer(attributes: &Attributes) -> Option<EntryAnswer> {
    let response = attributes.government_response.as_ref()?;
    let published_at = response
        .responded_on
        .and_then(noon)
        .or(attributes.government_response_at)
        .or(response.created_at)?;
    let summary = response.summary.as_deref().unwrap_or_default();
    let details = response.details.as_deref().unwrap_or_default();
    let reasons = if details.trim().is_empty() {
        summary
    } else {
        details
    };
    if reasons.trim().is_empty() {
        return None;
    }
    Some(EntryAnswer {
        // The source gives no verdict, and none is invented.
        verdict: Verdict::Noted,
        heard: from_plain(summary),
        reasons: from_plain(reasons),
        change: None,
        responsible: "UK Government".to_owned(),
        adopted_by: "UK Government".to_owned(),
        adopted_at: None,
        published_at,
    })
}

fn events(
    attributes: &Attributes,
    filed_at: DateTime<Utc>,
    state: PetitionState,
) -> Vec<EntryEvent> {
    let event = |kind, at| EntryEvent {
        kind,
        at,
        code: None,
        text: None,
        url: None,
        to_name: None,
        joined: None,
    };
    let mut events = vec![event(EventKind::Filed, filed_at)];
    events.extend(attributes.opened_at.map(|at| event(EventKind::Opened, at)));
    events.extend(attributes.closed_at.map(|at| event(EventKind::Closed, at)));
    if state == PetitionState::Refused {
        let rejection = attributes.rejection.as_ref();
        let code = rejection
            .and_then(|rejection| rejection.code.as_deref())
            .map(refusal_code);
        events.push(EntryEvent {
            code: Some(code.unwrap_or(RefusalCode::Other).code().to_owned()),
            text: rejection
                .and_then(|rejection| rejection.details.as_deref())
                .map(from_plain),
            ..event(
                EventKind::Refused,
                attributes.rejected_at.unwrap_or(filed_at),
            )
        });
    }
    if let Some(answer) = answer(attributes) {
        events.push(event(EventKind::Answered, answer.published_at));
    }
    let debate = attributes.debate.as_ref();
    if let Some(at) = debate.and_then(|debate| debate.debated_on).and_then(noon) {
        events.push(EntryEvent {
            url: debate.and_then(|debate| {
                debate
                    .transcript_url
                    .clone()
                    .or_else(|| debate.video_url.clone())
            }),
            text: debate
                .and_then(|debate| debate.overview.as_deref())
                .filter(|overview| !overview.trim().is_empty())
                .map(from_plain),
            ..event(EventKind::Debated, at)
        });
    } else if let Some(at) = attributes.scheduled_debate_date.and_then(noon) {
        events.push(event(EventKind::DebateScheduled, at));
    }
    events
}

/// Our word for a ground of the source.
fn refusal_code(code: &str) -> RefusalCode {
    match code {
        "duplicate" => RefusalCode::Duplicate,
        "irrelevant" | "no-action" => RefusalCode::NoAction,
        "honours" => RefusalCode::Honours,
        "fake-name" => RefusalCode::FalseName,
        "foi" => RefusalCode::InformationRequest,
        "libellous" => RefusalCode::Defamatory,
        "offensive" => RefusalCode::Offensive,
        "bad-address" | "personal-info" => RefusalCode::PersonalData,
        "not-suitable" | "advertising" => RefusalCode::Advertising,
        "confidential" => RefusalCode::Confidential,
        _ => RefusalCode::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_of_the_source_is_read() {
        let old =
            r#"{"id": 1, "attributes": {"action": "A", "open_at": "2016-05-25T11:19:56.925Z"}}"#;
        let new = r#"{"id": 1, "attributes": {"action": "A", "opened_at": "2016-05-25T11:19:56.925Z", "zzz": 1}}"#;
        let at = |json: &str| {
            serde_json::from_str::<Petition>(json)
                .unwrap()
                .attributes
                .opened_at
        };
        assert!(at(old).is_some());
        assert_eq!(at(old), at(new));
    }
}
