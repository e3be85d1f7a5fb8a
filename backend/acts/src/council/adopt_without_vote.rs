//! Nobody asked for a vote: what was proposed is adopted (NL-17).

use super::follow_vote::{FromVote, follow_vote};
use super::looked_up::{deciding_rules, proposal_for, roster_on};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct, Subject, audit};
use chrono::{DateTime, Utc};
use weerklank_domain::calendar::day_of;
use weerklank_domain::council::{
    CannotMeet, CannotPropose, MeetingState, Outcome, ProposalKind, Votable, waits_for,
};
use weerklank_store::Db;
use weerklank_store::council::{
    MeetingRecord, NewWithoutVote, ProposalFilter, ProposalRecord, add_without_vote, items_of,
    meeting_by_id, proposals,
};

/// Adopts a proposal in the meeting that is going on, from the revision that was read; the record is
/// public at once. Persons are never chosen so.
///
/// # Errors
/// [`ActError::CannotPropose`]: it does not stand on the agenda of a meeting that is going on, or waits
/// for what would change it. [`ActError::WrongProposalStep`], [`ActError::ChangedBy`].
pub fn adopt_without_vote(
    house: &House,
    actor: &Actor,
    proposal_id: i64,
    read: i32,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let proposal = proposal_for(db, actor, proposal_id, read)?;
        let mut found = None;
        for placed in items_of(db, proposal.id)? {
            let meeting = meeting_by_id(db, placed.meeting_id)?.ok_or(ActError::Missing)?;
            if meeting.position.state == MeetingState::Summoned && meeting.is_open() {
                found = Some((meeting, placed.item_id));
            }
        }
        let (meeting, item_id) = found.ok_or(CannotPropose::NotOnAgenda)?;
        adopt_in(db, Some(actor), &proposal, (&meeting, item_id), (now, now))?;
        let subject = Subject::proposal(&proposal.reference, proposal.body_id);
        let detail = Outcome::AdoptedWithoutVote.code();
        audit(db, actor, AuditAct::ProposalAdopted, subject, detail, now)?;
        Ok(())
    })
}

/// The same within somebody else's transaction: taken at one moment, published at another.
pub(super) fn adopt_in(
    db: &mut Db,
    actor: Option<&Actor>,
    proposal: &ProposalRecord,
    (meeting, item_id): (&MeetingRecord, i64),
    (taken_at, published_at): (DateTime<Utc>, DateTime<Utc>),
) -> ActResult<()> {
    if proposal.kind == ProposalKind::Appointment {
        return Err(CannotPropose::Secret.into());
    }
    if meeting
        .position
        .started_at
        .is_none_or(|begun| taken_at < begun)
    {
        return Err(CannotMeet::WrongTime.into());
    }
    check_order(db, proposal)?;
    let day = day_of(taken_at);
    let (rule_set_id, set) = deciding_rules(db, proposal.body_id, day)?;
    let roster = roster_on(db, proposal.body_id, day)?;
    let decision = set.rules.without_vote();
    let new = NewWithoutVote {
        item_id,
        proposal_id: proposal.id,
        language: proposal.text.language,
        rule_set_id,
        roster: &roster,
        decision: &decision,
        // The outcome says all.
        summary: ("", ""),
        staff_id: actor.map(|actor| actor.staff_id),
        taken_at,
        at: published_at,
    };
    let vote = FromVote {
        outcome: *decision.outcome(),
        vote_event_id: add_without_vote(db, &new)?,
        meeting_id: meeting.id,
        at: taken_at,
    };
    follow_vote(db, actor, proposal, &vote)?;
    Ok(())
}

/// Checks that whatever changes a text was decided before the text is.
///
/// # Errors
/// [`CannotPropose::Waits`].
pub fn check_order(db: &mut Db, proposal: &ProposalRecord) -> ActResult<()> {
    let filter = |about_id| ProposalFilter {
        about_id: Some(about_id),
        ..ProposalFilter::default()
    };
    let mut list = vec![proposal.clone()];
    let mut next = 0;
    while let Some(one) = list.get(next) {
        let below = proposals(db, &filter(one.id), MOST_ABOUT)?;
        list.extend(below);
        next += 1;
    }
    let list: Vec<_> = list.iter().map(|one| (votable(one), one.state)).collect();
    if waits_for(&list, proposal.id).is_empty() {
        Ok(())
    } else {
        Err(CannotPropose::Waits.into())
    }
}

/// So many things can hang on one proposal.
const MOST_ABOUT: i64 = 500;

/// A proposal, as the order of voting knows it.
#[must_use]
pub fn votable(proposal: &ProposalRecord) -> Votable {
    Votable {
        id: proposal.id,
        kind: proposal.kind,
        about: proposal.links.about_id,
    }
}
