//! The text, state, thread and answer of an imported petition, in our words.

use super::shape::{Attributes, Petition};
use super::{BODY, INSTRUMENT, SOURCE, UkReport};
use crate::petitions::enter::{Entry, EntryAnswer, EntryEvent};
use chrono::{DateTime, NaiveDate, Utc};
use weerklank_domain::Language;
use weerklank_domain::petitions::{EventKind, PetitionState, RefusalCode, Title, Verdict};
use weerklank_domain::text::from_plain;

pub(super) fn entry(petition: &Petition, key: &str, report: &mut UkReport) -> Option<Entry> {
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
        incoming: None,
        filed_by: None,
        events,
        signatures: Vec::new(),
        tallies: Vec::new(),
    })
}

pub(super) fn state_of(petition: &Petition, report: &mut UkReport) -> PetitionState {
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

pub(super) fn answer(attributes: &Attributes) -> Option<EntryAnswer> {
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

pub(super) fn events(
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
