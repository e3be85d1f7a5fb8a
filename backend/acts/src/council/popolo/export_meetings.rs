//! Meetings and proposals of a bundle. Before the summons nothing but day and place is told (NL-27); of
//! what is dealt with behind closed doors only title and times (NL-24).

use super::bundle::{Attendance, Creator, Event, Motion};
use super::export::Names;
use super::names::{self, written};
use crate::errors::ActResult;
use std::collections::BTreeMap;
use weerklank_domain::council::{MeetingState, ProposalState};
use weerklank_store::Db;
use weerklank_store::council::{
    ItemRecord, MeetingFilter, MeetingRecord, MoverRecord, ProposalFilter, ProposalRecord,
    attendance, items, meetings, meetings_of_proposals, movers, proposals,
};

/// So many are read at once.
const MOST: i64 = i64::MAX;

pub(super) fn events(db: &mut Db, names: &Names) -> ActResult<Vec<Event>> {
    let filter = MeetingFilter {
        soonest_first: true,
        ..MeetingFilter::default()
    };
    let mut events = Vec::new();
    let all = meetings(db, &filter, MOST)?;
    let references: BTreeMap<i64, String> = all
        .iter()
        .map(|one| (one.id, names::meeting(&one.reference)))
        .collect();
    for meeting in &all {
        let mut event = meeting_event(meeting, &references, names);
        if matches!(
            meeting.position.state,
            MeetingState::Held | MeetingState::NotOpened
        ) {
            event.x_attendance = who_was_there(db, meeting.id, names)?;
        }
        events.push(event);
        if meeting.position.summons_delivered_at.is_some() {
            let agenda = items(db, meeting.id)?;
            let first = match meeting
                .second_of_id
                .and_then(|id| all.iter().find(|one| one.id == id))
            {
                Some(first) => Some((first, items(db, first.id)?)),
                None => None,
            };
            events.extend(agenda.iter().map(|item| {
                let same = first.as_ref().and_then(|(first, items)| {
                    let one = items
                        .iter()
                        .find(|one| Some(one.id) == item.text.first_item_id)?;
                    Some(names::item(&first.reference, &one.number))
                });
                Event {
                    x_first_item_id: same,
                    ..item_event(meeting, item, &agenda)
                }
            }));
        }
    }
    Ok(events)
}

fn meeting_event(
    meeting: &MeetingRecord,
    references: &BTreeMap<i64, String>,
    names: &Names,
) -> Event {
    let (text, position) = (&meeting.text, &meeting.position);
    let state = position.state;
    let is_published = position.summons_delivered_at.is_some();
    let title = if text.title.is_empty() {
        meeting.body_name(text.language)
    } else {
        &text.title
    };
    let status = match state {
        MeetingState::Tentative => "tentative",
        MeetingState::Summoned => "confirmed",
        MeetingState::Held => "passed",
        MeetingState::NotOpened | MeetingState::Cancelled => "cancelled",
    };
    // What says nothing that the plan does not say is left out.
    let is_news = |at: &chrono::DateTime<chrono::Utc>| {
        *at != text.planned_at || state == MeetingState::Cancelled
    };
    Event {
        id: Some(names::meeting(&meeting.reference)),
        name: Some(title.to_owned()),
        classification: Some("council meeting".to_owned()),
        start_date: Some(written(position.started_at.unwrap_or(text.planned_at))),
        end_date: position
            .ended_at
            .filter(|at| position.started_at != Some(*at))
            .map(written),
        location: Some(text.place.clone()).filter(|place| !place.is_empty()),
        status: Some(status.to_owned()),
        organization_id: names.bodies.get(&meeting.body_id).cloned(),
        x_state: Some(state.code().to_owned()),
        x_language: Some(text.language.code().to_owned()),
        x_planned_at: position.started_at.map(|_| written(text.planned_at)),
        x_summoned_at: position.summons_delivered_at.filter(is_news).map(written),
        x_cancel_reason: position.cancel_reason.clone(),
        x_second_of: meeting
            .second_of_id
            .and_then(|id| references.get(&id))
            .cloned(),
        x_chair_id: text
            .chair_id
            .filter(|_| is_published)
            .and_then(|id| names.members.get(&id))
            .cloned(),
        ..Event::default()
    }
}

fn who_was_there(db: &mut Db, meeting_id: i64, names: &Names) -> ActResult<Vec<Attendance>> {
    let lines = attendance(db, meeting_id)?
        .into_iter()
        .map(|line| Attendance {
            person_id: names.members.get(&line.member.0).cloned(),
            from: Some(written(line.from_at)),
            to: line.until_at.map(written),
            mode: Some(line.mode.code().to_owned()),
        });
    Ok(lines.collect())
}

fn item_event(meeting: &MeetingRecord, item: &ItemRecord, agenda: &[ItemRecord]) -> Event {
    let text = &item.text;
    let reference = &meeting.reference;
    let parent = agenda.iter().find(|other| Some(other.id) == text.parent_id);
    let told =
        |words: &str| Some(words.to_owned()).filter(|words| !text.closed && !words.is_empty());
    let mark = |is_so: bool| is_so.then_some(true);
    Event {
        id: Some(names::item(reference, &item.number)),
        name: Some(text.title.clone()),
        description: told(&text.explanation),
        classification: Some("agenda item".to_owned()),
        start_date: item.started_at.map(written),
        end_date: item.ended_at.map(written),
        parent_id: Some(match parent {
            Some(parent) => names::item(reference, &parent.number),
            None => names::meeting(reference),
        }),
        x_position: Some(text.position),
        x_number: Some(item.number.clone()),
        x_hamerstuk: mark(text.hamerstuk),
        x_closed: mark(text.closed),
        x_treated: mark(item.treated),
        x_decision: told(&item.decision),
        ..Event::default()
    }
}

pub(super) fn motions(db: &mut Db, names: &Names) -> ActResult<Vec<Motion>> {
    let filter = ProposalFilter {
        is_public: true,
        ..ProposalFilter::default()
    };
    let mut all = proposals(db, &filter, MOST)?;
    // In an order that does not hang on when each was entered here.
    all.sort_by(|one, other| {
        let key = |it: &ProposalRecord| (it.text.submitted_on, it.reference.clone());
        key(one).cmp(&key(other))
    });
    let ids: Vec<i64> = all.iter().map(|one| one.id).collect();
    let references: BTreeMap<i64, String> = all
        .iter()
        .map(|one| (one.id, names::proposal(&one.reference)))
        .collect();
    let (mut brought, mut placed) = (Vec::new(), Vec::new());
    for some in ids.chunks(BATCH) {
        brought.extend(movers(db, some)?);
        placed.extend(meetings_of_proposals(db, some)?);
    }
    Ok(all
        .iter()
        .map(|one| {
            let items = placed.iter().filter(|(id, ..)| *id == one.id);
            Motion {
                x_agenda_item_ids: items
                    .map(|(_, meeting, number)| names::item(meeting, number))
                    .collect(),
                ..motion(one, &brought, &references, names)
            }
        })
        .collect())
}

/// Of so many proposals is asked at once: a database takes only so many values.
const BATCH: usize = 500;

fn motion(
    one: &ProposalRecord,
    brought: &[MoverRecord],
    references: &BTreeMap<i64, String>,
    names: &Names,
) -> Motion {
    let creators: Vec<Creator> = brought
        .iter()
        .filter(|mover| mover.proposal_id == one.id)
        .map(|mover| {
            let faction = mover
                .mover
                .faction_id
                .and_then(|id| names.factions.get(&id));
            let body = mover.mover.body_id.and_then(|id| names.bodies.get(&id));
            Creator {
                person_id: mover
                    .mover
                    .member_id
                    .and_then(|id| names.members.get(&id))
                    .cloned(),
                organization_id: faction.or(body).cloned(),
                role: Some(mover.mover.role.code().to_owned()),
            }
        })
        .collect();
    Motion {
        id: references.get(&one.id).cloned(),
        organization_id: names.bodies.get(&one.body_id).cloned(),
        creator_id: creators
            .iter()
            .find_map(|creator| creator.person_id.clone()),
        text: Some(one.text.text.clone()).filter(|text| !text.is_empty()),
        identifier: Some(one.reference.clone()),
        classification: Some(one.kind.code().replace('_', "-")),
        result: match one.state {
            ProposalState::Adopted => Some("pass".to_owned()),
            ProposalState::Rejected => Some("fail".to_owned()),
            _ => None,
        },
        x_title: Some(one.text.title.clone()),
        x_language: Some(one.text.language.code().to_owned()),
        x_submitted_on: Some(one.text.submitted_on.to_string()),
        x_status: one.state.ori_result().map(str::to_owned),
        x_state: Some(one.state.code().to_owned()),
        x_amends_motion_id: one
            .links
            .about_id
            .and_then(|id| references.get(&id))
            .cloned(),
        x_creators: creators,
        ..Motion::default()
    }
}
