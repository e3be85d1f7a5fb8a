//! Proposals of a bundle: who brought them, where they stand, and the steps that are no vote.

use super::bundle::{Bundle, Creator, Motion};
use super::enter_events::{language, titled};
use super::enter_factions::faction_in;
use super::enter_people::State;
use super::import::{Found, PopoloSource, at_once};
use super::names::{moment, own_reference, shortened};
use crate::council::move_proposal::{Kept, take_step};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use chrono::NaiveDate;
use weerklank_domain::calendar::{day_of, start_of};
use weerklank_domain::council::{
    MoverRole, ProposalKind, ProposalState, ProposalStep, may_be_about,
};
use weerklank_store::Db;
use weerklank_store::council::{
    NewMover, NewProposal, NewProposalStep, ProposalLinks, ProposalText, add_proposal,
    add_proposal_step, items_of, next_proposal_reference, place_on_agenda, proposal,
    proposal_by_id, proposal_of_source, reach_reference, set_movers,
};

/// Enters them. What is about something else comes after it.
pub(super) fn enter_motions(
    house: &House,
    bundle: &Bundle,
    source: PopoloSource,
    (found, report): State,
) -> ActResult<()> {
    let mut left: Vec<&Motion> = bundle.motions.iter().collect();
    while !left.is_empty() {
        let (later, now): (Vec<&Motion>, Vec<&Motion>) = left.iter().copied().partition(|one| {
            let about = one.x_amends_motion_id.as_ref();
            about.is_some() && left.iter().any(|other| other.id.as_ref() == about)
        });
        let (now, later) = if now.is_empty() {
            (later, now)
        } else {
            (now, later)
        };
        for motion in now {
            at_once(house, (found, report), |db, state| {
                enter_motion(db, bundle, motion, source, state)
            })?;
        }
        left = later;
    }
    Ok(())
}

fn enter_motion(
    db: &mut Db,
    bundle: &Bundle,
    motion: &Motion,
    source: PopoloSource,
    (found, report): State,
) -> ActResult<()> {
    let Some(id) = &motion.id else {
        report.odd("a motion without an id".to_owned());
        return Ok(());
    };
    let body = motion.organization_id.as_ref();
    let named = body.and_then(|id| found.bodies.get(id)).copied();
    if let (None, Some(body)) = (named, body) {
        report.odd(format!("{id}: no organization {body}"));
    }
    let Some(body_id) = named.or(found.only_body) else {
        report.odd(format!("{id}: no body"));
        return Ok(());
    };
    let Some(submitted_on) = submitted(bundle, motion) else {
        report.odd(format!("{id}: no date"));
        return Ok(());
    };
    let text = ProposalText {
        title: titled(motion.x_title.as_deref().or(motion.text.as_deref()), id),
        text: motion.text.clone().unwrap_or_default(),
        language: language(motion.x_language.as_deref()),
        submitted_on,
    };
    let known = match proposal_of_source(db, &source.key(id))? {
        Some(known) => Some(known),
        None => match own_reference(id, "proposals") {
            Some(reference) => proposal(db, reference)?
                .filter(|one| one.body_id == body_id && one.text.title == text.title)
                .map(|one| one.id),
            None => None,
        },
    };
    if let Some(known) = known {
        found.motions.insert(id.clone(), known);
        report.unchanged += 1;
        return Ok(());
    }
    let (kind, about_id) = kind(db, motion, (found, report))?;
    let reference = match own_reference(id, "proposals") {
        Some(reference) if proposal(db, reference)?.is_none() => {
            reach_reference(db, reference)?;
            reference.to_owned()
        }
        _ => next_proposal_reference(db, kind, submitted_on)?,
    };
    let new = NewProposal {
        body_id,
        reference,
        kind,
        text,
        links: ProposalLinks {
            about_id,
            ..ProposalLinks::default()
        },
        source: source.scheme.to_owned(),
        source_key: Some(source.key(id)),
        created_at: start_of(submitted_on),
    };
    let proposal_id = add_proposal(db, &new)?;
    found.motions.insert(id.clone(), proposal_id);
    let movers = movers(db, bundle, motion, (source, body_id), (found, report))?;
    set_movers(db, proposal_id, &movers)?;
    let step = NewProposalStep {
        step: "table",
        state: ProposalState::Tabled,
        reason: "",
        meeting_id: None,
        vote_event_id: None,
        staff_id: None,
        at: new.created_at,
    };
    add_proposal_step(db, proposal_id, &step)?;
    place(db, proposal_id, motion, found)?;
    found.new_motions.push(id.clone());
    report.proposals += 1;
    Ok(())
}

/// The day on which it was submitted, or the first one on which it is known to have been there.
fn submitted(bundle: &Bundle, motion: &Motion) -> Option<NaiveDate> {
    let day = |text: &Option<String>| text.as_deref().and_then(moment).map(day_of);
    let voted = bundle
        .vote_events
        .iter()
        .filter(|vote| vote.motion_id.is_some() && vote.motion_id == motion.id)
        .find_map(|vote| day(&vote.x_date).or_else(|| day(&vote.start_date)));
    day(&motion.x_submitted_on)
        .or_else(|| day(&motion.date))
        .or_else(|| {
            motion
                .context
                .as_ref()
                .and_then(|context| day(&context.date))
        })
        .or(voted)
}

/// What it is. An amendment of nothing is entered as a proposal of its own.
fn kind(
    db: &mut Db,
    motion: &Motion,
    (found, report): State,
) -> ActResult<(ProposalKind, Option<i64>)> {
    let word = motion.classification.as_deref().unwrap_or("proposal");
    let kind =
        ProposalKind::from_code(&word.replace(['-', ' '], "_")).unwrap_or(ProposalKind::Proposal);
    let about_id = motion
        .x_amends_motion_id
        .as_ref()
        .and_then(|id| found.motions.get(id))
        .copied();
    let target = match about_id {
        Some(about_id) => proposal_by_id(db, about_id)?.map(|target| target.kind),
        None => None,
    };
    if may_be_about(kind, target) {
        return Ok((kind, about_id));
    }
    let id = motion.id.as_deref().unwrap_or_default();
    report.odd(format!("{id}: {word} of nothing"));
    Ok((ProposalKind::Proposal, None))
}

fn movers(
    db: &mut Db,
    bundle: &Bundle,
    motion: &Motion,
    (source, body_id): (PopoloSource, i64),
    (found, report): State,
) -> ActResult<Vec<NewMover>> {
    let single = Creator {
        person_id: motion.creator_id.clone(),
        ..Creator::default()
    };
    let given = if motion.x_creators.is_empty() && motion.creator_id.is_some() {
        std::slice::from_ref(&single)
    } else {
        motion.x_creators.as_slice()
    };
    let mut movers: Vec<NewMover> = Vec::new();
    for creator in given {
        let person = creator.person_id.as_ref();
        let member_id = person.and_then(|id| found.members.get(id)).copied();
        let organization = creator.organization_id.as_ref();
        let moving_body = organization.and_then(|id| found.bodies.get(id)).copied();
        let faction_id = match organization {
            Some(id) if moving_body.is_none() => {
                faction_in(db, bundle, source, (body_id, id), (found, report))?
            }
            _ => None,
        };
        let role = match creator.role.as_deref().and_then(MoverRole::from_code) {
            Some(role) => role,
            None if movers.is_empty() => MoverRole::Mover,
            None => MoverRole::CoMover,
        };
        let mover = NewMover {
            role,
            member_id,
            faction_id,
            body_id: moving_body.filter(|_| member_id.is_none()),
        };
        let is_somebody = member_id.or(faction_id).or(mover.body_id).is_some();
        let is_twice = member_id.is_some() && movers.iter().any(|one| one.member_id == member_id);
        if is_somebody && !is_twice {
            movers.push(mover);
        } else {
            let who = person.or(organization).map_or("?", String::as_str);
            let id = motion.id.as_deref().unwrap_or_default();
            report.odd(format!("{id}: {} brought it", shortened(who, 80)));
        }
    }
    Ok(movers)
}

fn place(db: &mut Db, proposal_id: i64, motion: &Motion, found: &Found) -> ActResult<()> {
    for id in &motion.x_agenda_item_ids {
        let Some((_, Some(item_id))) = found.events.get(id) else {
            continue;
        };
        if !items_of(db, proposal_id)?
            .iter()
            .any(|placed| placed.item_id == *item_id)
        {
            let position = i32::try_from(found.motions.len()).unwrap_or(i32::MAX);
            place_on_agenda(db, *item_id, proposal_id, position)?;
        }
    }
    Ok(())
}

/// Where those that are new stand without a vote, when all votes were entered: a single step leads to each
/// such state.
pub(super) fn stand_still(house: &House, bundle: &Bundle, (found, report): State) -> ActResult<()> {
    at_once(house, (found, report), |db, (found, _)| {
        for motion in &bundle.motions {
            let id = motion
                .id
                .as_ref()
                .filter(|id| found.new_motions.contains(id));
            if let Some(proposal_id) = id.and_then(|id| found.motions.get(id)) {
                rest(db, *proposal_id, motion)?;
            }
        }
        Ok(())
    })
}

fn rest(db: &mut Db, proposal_id: i64, motion: &Motion) -> ActResult<()> {
    let state = motion.x_state.as_deref().and_then(ProposalState::from_code);
    let Some(state) = state.or_else(|| of_status(motion.x_status.as_deref()?)) else {
        return Ok(());
    };
    let record = proposal_by_id(db, proposal_id)?.ok_or(ActError::Missing)?;
    if record.state == state {
        return Ok(());
    }
    let step = match state {
        ProposalState::Tabled => ProposalStep::BringBack,
        ProposalState::HeldOver => ProposalStep::HoldOver,
        ProposalState::Postponed => ProposalStep::Postpone,
        ProposalState::Withdrawn => ProposalStep::Withdraw,
        ProposalState::TakenOver => ProposalStep::TakeOver,
        ProposalState::Overtaken => ProposalStep::Overtake,
        ProposalState::Lapsed => ProposalStep::Lapse,
        ProposalState::PostponedByTie
        | ProposalState::NotValid
        | ProposalState::Adopted
        | ProposalState::Rejected => return Ok(()),
    };
    let kept = Kept {
        reason: "",
        meeting_id: None,
        vote_event_id: None,
        staff_id: None,
        at: start_of(record.text.submitted_on),
    };
    if record.state.after(record.kind, step).is_ok() {
        take_step(db, &record, step, &kept)?;
    }
    Ok(())
}

fn of_status(status: &str) -> Option<ProposalState> {
    match status {
        "ResultKept" => Some(ProposalState::HeldOver),
        "ResultPostponed" => Some(ProposalState::Postponed),
        "ResultWithdrawn" => Some(ProposalState::Withdrawn),
        "ResultDiscussed" => Some(ProposalState::TakenOver),
        "ResultExpired" => Some(ProposalState::Lapsed),
        _ => None,
    }
}
