//! Where a vote stands on an agenda, and what follows from it for what was proposed.

use super::enter_events::titled;
use super::enter_votes::Entry;
use super::import::Found;
use crate::council::move_proposal::{Kept, take_step};
use crate::errors::{ActError, ActResult};
use chrono::{DateTime, Utc};
use weerklank_domain::calendar::{day_of, start_of};
use weerklank_domain::council::{MeetingState, Outcome, ProposalStep};
use weerklank_store::Db;
use weerklank_store::council::{
    ItemText, MeetingText, NewMeeting, Position, ProposalRecord, add_item, add_meeting, item,
    items, items_of, meeting_by_id, meeting_of_source, next_meeting_reference, place_on_agenda,
    proposal_by_id, set_decision, set_position,
};

/// The item of a vote. Where the source has none, one is made in a meeting of that day: the body met,
/// since it voted; when and where is not known.
pub(super) fn item_of(
    db: &mut Db,
    entry: &Entry,
    body_id: i64,
    (proposal, title): (Option<&ProposalRecord>, &str),
    found: &mut Found,
) -> ActResult<i64> {
    let named = entry
        .event
        .x_agenda_item_id
        .as_ref()
        .and_then(|id| found.events.get(id));
    if let Some((_, Some(item_id))) = named {
        // What is voted on stands there, whether the source says so or not.
        if let Some(proposal) = proposal
            && !items_of(db, proposal.id)?
                .iter()
                .any(|one| one.item_id == *item_id)
        {
            place_on_agenda(db, *item_id, proposal.id, LAST)?;
        }
        return Ok(*item_id);
    }
    let meeting_id = match named {
        Some((meeting_id, None)) => *meeting_id,
        _ => meeting_of_day(db, entry, body_id)?,
    };
    if let Some(proposal) = proposal {
        let there = items_of(db, proposal.id)?;
        if let Some(placed) = there.iter().find(|one| one.meeting_id == meeting_id) {
            return Ok(placed.item_id);
        }
    }
    let position = i32::try_from(items(db, meeting_id)?.len()).unwrap_or(i32::MAX);
    let text = ItemText {
        parent_id: None,
        position: position.saturating_add(1),
        title: match proposal {
            Some(proposal) => titled(Some(&proposal.text.title), &proposal.reference),
            None => title.to_owned(),
        },
        explanation: String::new(),
        hamerstuk: false,
        closed: false,
        topic: None,
        dossier_id: None,
        first_item_id: None,
    };
    let item_id = add_item(db, meeting_id, &text)?;
    set_decision(db, item_id, true, (None, None), "")?;
    if let Some(proposal) = proposal {
        place_on_agenda(db, item_id, proposal.id, 1)?;
    }
    Ok(item_id)
}

/// The place of what was put on an agenda afterwards: after what stood there.
const LAST: i32 = 10_000;

fn meeting_of_day(db: &mut Db, entry: &Entry, body_id: i64) -> ActResult<i64> {
    let day = start_of(day_of(entry.at));
    let key = entry.source.key(&format!("{body_id}@{}", day_of(entry.at)));
    if let Some(known) = meeting_of_source(db, &key)? {
        return Ok(known);
    }
    let new = NewMeeting {
        body_id,
        reference: next_meeting_reference(db, day)?,
        text: MeetingText {
            title: String::new(),
            language: super::enter_events::language(entry.event.x_language.as_deref()),
            planned_at: day,
            place: String::new(),
            chair_id: None,
        },
        second_of_id: None,
        source: entry.source.scheme.to_owned(),
        source_key: Some(key),
        created_at: day,
    };
    let id = add_meeting(db, &new)?;
    let record = meeting_by_id(db, id)?.ok_or(ActError::Missing)?;
    let held = Position {
        state: MeetingState::Held,
        summons_delivered_at: Some(day),
        started_at: Some(day),
        ended_at: Some(day),
        cancel_reason: None,
    };
    set_position(db, &record, &held)?;
    Ok(id)
}

/// Brings a proposal on after a vote. Nothing is owed by it here: what it asks was asked elsewhere.
pub(super) fn step_on(
    db: &mut Db,
    proposal: &ProposalRecord,
    (outcome, vote_id, item_id, at): (Outcome, i64, i64, DateTime<Utc>),
) -> ActResult<()> {
    let meeting_id = item(db, item_id)?.map(|item| item.meeting_id);
    let kept = |vote_event_id| Kept {
        reason: "",
        meeting_id,
        vote_event_id,
        staff_id: None,
        at,
    };
    let mut proposal = proposal_by_id(db, proposal.id)?.ok_or(ActError::Missing)?;
    let step = ProposalStep::Vote(outcome);
    if proposal.state.after(proposal.kind, step).is_err() {
        let back = ProposalStep::BringBack;
        if proposal.state.after(proposal.kind, back).is_err() {
            return Ok(());
        }
        take_step(db, &proposal, back, &kept(None))?;
        proposal = proposal_by_id(db, proposal.id)?.ok_or(ActError::Missing)?;
    }
    take_step(db, &proposal, step, &kept(Some(vote_id)))?;
    Ok(())
}
