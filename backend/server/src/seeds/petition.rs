//! A petition of the seeds, as an entry with its history.

use super::files::{AnswerFile, Areas, EventFile, IncomingFile, PetitionFile};
use super::midnight;
use super::people::{Crowd, People};
use chrono::{DateTime, TimeDelta, Utc};
use weerklank_acts::petitions::{
    Entry, EntryAnswer, EntryEvent, EntryIncoming, EntryPetitioner, EntryRevision,
};
use weerklank_domain::Language;
use weerklank_domain::calendar::day_of;
use weerklank_domain::people::{EmailAddress, PersonName};
use weerklank_domain::petitions::{
    EventKind, Handling, PetitionState, RefusalCode, TakenDownReason, Title, Verdict, slugify,
};
use weerklank_store::petitions::Decision;

/// Makes the entry; the problem when the file says what cannot be.
pub fn entry(
    file: &PetitionFile,
    areas: &Areas,
    people: &People,
    now: DateTime<Utc>,
) -> Result<Entry, String> {
    let state = PetitionState::from_code(&file.state).ok_or("state is unknown")?;
    let filed_at = past(now, file.filed_days_ago, 14);
    let opened_at = file.opened_days_ago.map(|days| past(now, days, 9));
    // The last minute of the day is the first that is too late: people read the date of that day.
    let closes_at = file
        .closes_in_days
        .map(|days| midnight(now, days + 1) - TimeDelta::minutes(1));
    let answer = file
        .answer
        .as_ref()
        .map(|answer| entry_answer(answer, now))
        .transpose()?;
    let events = events(file, state, (filed_at, opened_at, closes_at), now)?;
    let incoming = match &file.incoming {
        Some(incoming) => Some(entry_incoming(incoming, &events, now)?),
        None => None,
    };
    let crowd = Crowd {
        people,
        areas,
        spread: &file.spread,
        curve: file.curve,
        from: opened_at.unwrap_or(filed_at),
        until: closes_at.map_or(now, |closes| closes.min(now)),
    };
    let filed_by = filed_by(file, now)?;
    Ok(Entry {
        slug: Some(file.slug.clone()),
        reference: None,
        instrument: file.instrument.clone(),
        body: file.body.clone(),
        area: file.area.clone(),
        language: Language::from_tag(&file.lang).ok_or("lang is unknown")?,
        title: Title::parse(&file.title).map_err(|error| format!("title: {error}"))?,
        observation: file.observation.trim().to_owned(),
        request: file.request.trim().to_owned(),
        explanation: file.explanation.trim().to_owned(),
        petitioner_name: file.petitioner.clone(),
        filed_by,
        state,
        source: "seed".to_owned(),
        source_key: None,
        source_url: None,
        source_changed_at: None,
        filed_at,
        opened_at,
        closes_at,
        events,
        answer,
        incoming,
        signatures: crowd.sign(&file.slug, file.signatures)?,
        tallies: Vec::new(),
    })
}

/// The petitioner, with an address that follows from the name.
fn filed_by(file: &PetitionFile, now: DateTime<Utc>) -> Result<Option<EntryPetitioner>, String> {
    let Some(name) = &file.petitioner else {
        return Ok(None);
    };
    let email = format!("{}@voorbeeld.example", slugify(name, "indiener"));
    Ok(Some(EntryPetitioner {
        name: PersonName::parse(name).map_err(|error| format!("petitioner: {error}"))?,
        email: EmailAddress::parse(&email).map_err(|error| format!("{email}: {error}"))?,
        show_name: true,
        revision: file.revision.as_ref().map(|asked| EntryRevision {
            reason: asked.reason.trim().to_owned(),
            by: asked.by.clone(),
            at: past(now, asked.days_ago, 11).min(now),
        }),
        news: file
            .news
            .iter()
            .map(|news| {
                (
                    news.text.trim().to_owned(),
                    past(now, news.days_ago, 19).min(now),
                )
            })
            .collect(),
    }))
}

/// An hour of a day in the past; today, its beginning.
fn past(now: DateTime<Utc>, days_ago: i64, hour: i64) -> DateTime<Utc> {
    let hour = if days_ago == 0 { 0 } else { hour };
    midnight(now, -days_ago) + TimeDelta::hours(hour)
}

type Moments = (DateTime<Utc>, Option<DateTime<Utc>>, Option<DateTime<Utc>>);

/// The events of the file, and those that follow from its dates.
fn events(
    file: &PetitionFile,
    state: PetitionState,
    moments: Moments,
    now: DateTime<Utc>,
) -> Result<Vec<EntryEvent>, String> {
    let (filed_at, opened_at, closes_at) = moments;
    let plain = |kind, at| EntryEvent {
        kind,
        at,
        code: None,
        text: None,
        url: None,
        to_name: None,
        joined: None,
    };
    let mut events = vec![plain(EventKind::Filed, filed_at)];
    events.extend(opened_at.map(|at| plain(EventKind::Opened, at)));
    let was_closed = matches!(
        state,
        PetitionState::Closed | PetitionState::HandedOver | PetitionState::Answered
    );
    events.extend(
        closes_at
            .filter(|at| was_closed && *at <= now)
            .map(|at| plain(EventKind::Closed, at)),
    );
    for (place, event) in (0_i64..).zip(&file.event) {
        events.push(entry_event(event, place, now)?);
    }
    if let Some(answer) = &file.answer {
        events.push(plain(
            EventKind::Answered,
            past(now, answer.published_days_ago, 16).min(now),
        ));
    }
    events.sort_by_key(|event| event.at);
    Ok(events)
}

fn entry_event(event: &EventFile, place: i64, now: DateTime<Utc>) -> Result<EntryEvent, String> {
    let kind =
        EventKind::from_code(&event.kind).ok_or_else(|| format!("no event kind {}", event.kind))?;
    if let Some(code) = &event.code {
        let is_known = match kind {
            EventKind::Refused => RefusalCode::from_code(code).is_some(),
            EventKind::TakenDown => TakenDownReason::from_code(code).is_some(),
            _ => false,
        };
        if !is_known {
            return Err(format!("{}: no code {code}", event.kind));
        }
    }
    Ok(EntryEvent {
        kind,
        at: (past(now, event.days_ago, 12) + TimeDelta::minutes(place)).min(now),
        code: event.code.clone(),
        text: event.text.as_deref().map(|text| text.trim().to_owned()),
        url: event.url.clone(),
        to_name: event.to.clone(),
        joined: event.joined.clone(),
    })
}

fn entry_answer(answer: &AnswerFile, now: DateTime<Utc>) -> Result<EntryAnswer, String> {
    Ok(EntryAnswer {
        verdict: Verdict::from_code(&answer.verdict)
            .ok_or_else(|| format!("no verdict {}", answer.verdict))?,
        heard: answer.heard.trim().to_owned(),
        reasons: answer.reasons.trim().to_owned(),
        change: answer.change.as_deref().map(|text| text.trim().to_owned()),
        responsible: answer.responsible.clone(),
        adopted_by: answer.adopted_by.clone(),
        adopted_at: answer.adopted_days_ago.map(|days| past(now, days, 12)),
        published_at: past(now, answer.published_days_ago, 16).min(now),
    })
}

/// Received when it was handed over, or when its publication was refused.
fn entry_incoming(
    incoming: &IncomingFile,
    events: &[EntryEvent],
    now: DateTime<Utc>,
) -> Result<EntryIncoming, String> {
    let at = |kind| {
        events
            .iter()
            .find(|event| event.kind == kind)
            .map(|event| event.at)
    };
    let handling =
        |code: &str| Handling::from_code(code).ok_or_else(|| format!("no handling {code}"));
    let text = |text: &Option<String>| text.as_deref().map(|text| text.trim().to_owned());
    let decision = match incoming.decision.as_deref().zip(incoming.decided_days_ago) {
        Some((code, days)) => {
            let decided_at = past(now, days, 20).min(now);
            let decision = Decision {
                handling: handling(code)?,
                note: text(&incoming.decision_note),
                decided_on: day_of(decided_at),
            };
            Some((decision, decided_at))
        }
        None => None,
    };
    Ok(EntryIncoming {
        received_at: at(EventKind::HandedOver)
            .or_else(|| at(EventKind::Refused))
            .ok_or("an incoming paper was handed over, or refused")?,
        proposal: handling(&incoming.proposal)?,
        proposal_note: text(&incoming.proposal_note),
        decision,
        answered_at: at(EventKind::Answered),
    })
}
