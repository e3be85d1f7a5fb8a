//! Meetings of a bundle with their agendas and presence lists, a transaction each. What happened elsewhere
//! is entered as it was told: the rules for opening a meeting here do not judge it afterwards.

use super::bundle::{Bundle, Event};
use super::enter_people::State;
use super::import::{Found, PopoloSource, at_once};
use super::names::{moment, own_reference, shortened};
use crate::council::CouncilReport;
use crate::errors::{ActError, ActResult};
use crate::house::House;
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;
use weerklank_domain::Language;
use weerklank_domain::council::{AttendanceMode, MeetingState};
use weerklank_store::Db;
use weerklank_store::council::{
    self, ItemText, MeetingText, NewMeeting, Position, add_item, add_meeting, items, meeting,
    meeting_by_id, meeting_of_source, next_meeting_reference, reach_reference, set_decision,
    set_position,
};

/// The longest title of an item.
const LONGEST_TITLE: usize = 200;

/// Enters them.
pub(super) fn enter_events(
    house: &House,
    bundle: &Bundle,
    source: PopoloSource,
    (found, report): State,
) -> ActResult<()> {
    let ids: Vec<&str> = bundle
        .events
        .iter()
        .filter_map(|one| one.id.as_deref())
        .collect();
    let mut below: BTreeMap<&str, Vec<&Event>> = BTreeMap::new();
    let mut meetings = Vec::new();
    for event in &bundle.events {
        match event
            .parent_id
            .as_deref()
            .filter(|parent| ids.contains(parent))
        {
            Some(parent) => below.entry(parent).or_default().push(event),
            None => meetings.push(event),
        }
    }
    for event in meetings {
        let agenda = flattened(event, &below);
        at_once(house, (found, report), |db, state| {
            enter_meeting(db, (bundle, event), &agenda, source, state)
        })?;
    }
    Ok(())
}

/// The items of an agenda, those above before those below.
fn flattened<'a>(meeting: &'a Event, below: &BTreeMap<&str, Vec<&'a Event>>) -> Vec<&'a Event> {
    let mut ordered: Vec<&Event> = Vec::new();
    let mut parents = vec![meeting];
    let mut next = 0;
    while let Some(parent) = parents.get(next).copied() {
        let items = parent.id.as_deref().and_then(|id| below.get(id));
        for item in items.into_iter().flatten() {
            // An event that is part of itself would never end.
            if !ordered.iter().any(|other| std::ptr::eq(*other, *item)) {
                ordered.push(item);
                parents.push(item);
            }
        }
        next += 1;
    }
    ordered
}

fn enter_meeting(
    db: &mut Db,
    (bundle, event): (&Bundle, &Event),
    agenda: &[&Event],
    source: PopoloSource,
    (found, report): State,
) -> ActResult<()> {
    let Some(id) = &event.id else {
        report.odd("an event without an id".to_owned());
        return Ok(());
    };
    let body_id = event
        .organization_id
        .as_ref()
        .and_then(|id| found.bodies.get(id));
    let Some(body_id) = body_id.copied().or(found.only_body) else {
        report.odd(format!("{id}: no body"));
        return Ok(());
    };
    let given = event
        .x_planned_at
        .as_deref()
        .or(event.start_date.as_deref());
    let Some(planned_at) = given.and_then(moment) else {
        report.odd(format!("{id}: no date"));
        return Ok(());
    };
    let known = match meeting_of_source(db, &source.key(id))? {
        Some(known) => meeting_by_id(db, known)?,
        None => match own_reference(id, "meetings") {
            Some(reference) => meeting(db, reference)?
                .filter(|one| one.body_id == body_id && one.text.planned_at == planned_at),
            None => None,
        },
    };
    if let Some(known) = known {
        report.unchanged += 1;
        find_items(db, known.id, (id, agenda), found)?;
        return Ok(());
    }
    let new = NewMeeting {
        body_id,
        reference: free_reference(db, id, planned_at)?,
        text: MeetingText {
            title: title(bundle, event),
            language: language(event.x_language.as_deref()),
            planned_at,
            place: event.location.clone().unwrap_or_default(),
            chair_id: event
                .x_chair_id
                .as_ref()
                .and_then(|id| found.members.get(id))
                .copied(),
        },
        second_of_id: event
            .x_second_of
            .as_ref()
            .and_then(|first| found.events.get(first))
            .map(|(first, _)| *first),
        source: source.scheme.to_owned(),
        source_key: Some(source.key(id)),
        created_at: planned_at,
    };
    let meeting_id = add_meeting(db, &new)?;
    let record = meeting_by_id(db, meeting_id)?.ok_or(ActError::Missing)?;
    let position = position(event, planned_at);
    if position.state != MeetingState::Tentative {
        set_position(db, &record, &position)?;
    }
    found.events.insert(id.clone(), (meeting_id, None));
    for item in agenda {
        enter_item(db, meeting_id, item, (found, report))?;
    }
    enter_attendance(db, meeting_id, event, (found, report))?;
    report.meetings += 1;
    Ok(())
}

/// What kind of meeting it is: one that is called as its body is an ordinary one.
fn title(bundle: &Bundle, event: &Event) -> String {
    let name = event.name.as_deref().unwrap_or_default();
    let body = bundle
        .organizations
        .iter()
        .find(|one| one.id.is_some() && one.id == event.organization_id);
    let is_ordinary = body.is_some_and(|body| {
        let others = body.other_names.iter().map(|other| &other.name);
        others
            .chain([&body.name])
            .any(|other| other.as_deref() == Some(name))
    });
    if is_ordinary {
        String::new()
    } else {
        shortened(name, LONGEST_TITLE)
    }
}

/// The reference that came with a bundle of ours, where it is free; else the next one.
fn free_reference(db: &mut Db, id: &str, planned_at: DateTime<Utc>) -> ActResult<String> {
    if let Some(reference) = own_reference(id, "meetings")
        && meeting(db, reference)?.is_none()
    {
        reach_reference(db, reference)?;
        return Ok(reference.to_owned());
    }
    Ok(next_meeting_reference(db, planned_at)?)
}

pub(super) fn language(tag: Option<&str>) -> Language {
    tag.and_then(Language::from_tag).unwrap_or(Language::Nl)
}

/// Where it stands, as far as it is told. What is not told of a meeting that was held is put at the
/// moment at which it was planned.
fn position(event: &Event, planned_at: DateTime<Utc>) -> Position {
    let state = match (event.x_state.as_deref(), event.status.as_deref()) {
        (Some(code), _) => MeetingState::from_code(code).unwrap_or(MeetingState::Tentative),
        (None, Some("cancelled")) => MeetingState::Cancelled,
        (None, Some("confirmed")) => MeetingState::Summoned,
        (None, Some("passed")) => MeetingState::Held,
        (None, _) => MeetingState::Tentative,
    };
    let read = |text: &Option<String>| text.as_deref().and_then(moment);
    let was_summoned = match state {
        MeetingState::Summoned | MeetingState::Held | MeetingState::NotOpened => true,
        MeetingState::Tentative => false,
        MeetingState::Cancelled => event.x_summoned_at.is_some(),
    };
    let started = read(&event.start_date).unwrap_or(planned_at);
    let is_open = event.x_state.as_deref() == Some("summoned") && event.x_planned_at.is_some();
    let is_held = state == MeetingState::Held;
    let ended = read(&event.end_date).unwrap_or(started);
    Position {
        state,
        summons_delivered_at: was_summoned
            .then(|| read(&event.x_summoned_at).unwrap_or(planned_at)),
        started_at: (is_held || is_open).then_some(started),
        ended_at: is_held.then_some(ended.max(started)),
        cancel_reason: (state == MeetingState::Cancelled)
            .then(|| event.x_cancel_reason.clone().unwrap_or_default()),
    }
}

fn enter_item(
    db: &mut Db,
    meeting_id: i64,
    event: &Event,
    (found, report): State,
) -> ActResult<()> {
    let Some(id) = &event.id else {
        report.odd("an event without an id".to_owned());
        return Ok(());
    };
    let parent = event.parent_id.as_ref().and_then(|id| found.events.get(id));
    let above = found
        .events
        .values()
        .filter(|(of, item)| *of == meeting_id && item.is_some());
    let next = i32::try_from(above.count())
        .unwrap_or(i32::MAX)
        .saturating_add(1);
    let text = ItemText {
        parent_id: parent.and_then(|(_, item)| *item),
        position: event.x_position.filter(|place| *place > 0).unwrap_or(next),
        title: titled(event.name.as_deref(), id),
        explanation: event.description.clone().unwrap_or_default(),
        hamerstuk: event.x_hamerstuk.unwrap_or(false),
        closed: event.x_closed.unwrap_or(false),
        topic: None,
        dossier_id: None,
        first_item_id: event
            .x_first_item_id
            .as_ref()
            .and_then(|first| found.events.get(first))
            .and_then(|(_, item)| *item),
    };
    let item_id = add_item(db, meeting_id, &text)?;
    let read = |text: &Option<String>| text.as_deref().and_then(moment);
    let started = read(&event.start_date);
    let ended = read(&event.end_date).filter(|ended| started.is_some_and(|at| at <= *ended));
    let decision = event.x_decision.as_deref().unwrap_or_default();
    let treated = event.x_treated.unwrap_or(false);
    set_decision(db, item_id, treated, (started, ended), decision)?;
    found.events.insert(id.clone(), (meeting_id, Some(item_id)));
    Ok(())
}

/// A title within its limit; `otherwise` where there is none.
pub(super) fn titled(title: Option<&str>, otherwise: &str) -> String {
    let short = shortened(title.unwrap_or_default(), LONGEST_TITLE);
    if short.is_empty() {
        shortened(otherwise, LONGEST_TITLE)
    } else {
        short
    }
}

/// The items of a meeting that is there already, by number or by title.
fn find_items(
    db: &mut Db,
    meeting_id: i64,
    (id, agenda): (&str, &[&Event]),
    found: &mut Found,
) -> ActResult<()> {
    found.events.insert(id.to_owned(), (meeting_id, None));
    let mut there = items(db, meeting_id)?;
    for event in agenda {
        let Some(id) = &event.id else { continue };
        let title = titled(event.name.as_deref(), id);
        let is_same = |item: &council::ItemRecord| {
            event
                .x_number
                .as_ref()
                .is_none_or(|number| *number == item.number)
                && item.text.title == title
        };
        if let Some(place) = there.iter().position(is_same) {
            let item = there.remove(place);
            found.events.insert(id.clone(), (meeting_id, Some(item.id)));
        }
    }
    Ok(())
}

fn enter_attendance(
    db: &mut Db,
    meeting_id: i64,
    event: &Event,
    (found, report): (&Found, &mut CouncilReport),
) -> ActResult<()> {
    for line in &event.x_attendance {
        let member = line.person_id.as_ref().and_then(|id| found.members.get(id));
        let from = line.from.as_deref().and_then(moment);
        let (Some(member_id), Some(from)) = (member, from) else {
            let who = line.person_id.as_deref().unwrap_or("?");
            report.odd(format!(
                "a line of a presence list of {who} without a person or a time"
            ));
            continue;
        };
        let mode = line.mode.as_deref().and_then(AttendanceMode::from_code);
        council::arrive(
            db,
            meeting_id,
            *member_id,
            mode.unwrap_or(AttendanceMode::InPerson),
            from,
        )?;
        if let Some(until) = line.to.as_deref().and_then(moment) {
            council::leave(db, meeting_id, *member_id, until.max(from))?;
        }
    }
    Ok(())
}
