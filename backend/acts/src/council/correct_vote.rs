//! The record of a vote is corrected: another version with its reason. The one before stays to be read.

use super::follow_vote::{FromVote, correct_state};
use super::vote_around::{around, vote_for};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct, Subject, audit};
use chrono::{DateTime, Utc};
use weerklank_domain::council::{CannotVote, Sheet};
use weerklank_domain::petitions::Passage;
use weerklank_store::council::{
    NewVoteVersion, VoteRecord, VoteState, proposal_by_id, publish_version, publisher_of,
    touch_vote, vote_after, vote_versions,
};
use weerklank_store::{Db, StoreError};

/// Publishes a corrected record over the edition that was read. Where the result becomes another, the proposal
/// stands as that result has it, unless a later vote rests on the first one.
///
/// # Errors
/// [`ActError::Unsound`], [`CannotVote::NotPublished`], [`CannotVote::SamePerson`] where the body asks for two
/// persons, [`CannotVote::FollowedUp`], [`ActError::ChangedBy`].
pub fn correct_vote(
    house: &House,
    actor: &Actor,
    (vote_id, read): (i64, i32),
    sheet: &Sheet,
    reason: &Passage,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let vote = vote_for(db, actor, vote_id, read)?;
        let number = correct_in(db, Some(actor), &vote, (sheet, reason), now)?;
        let subject = Subject::vote(&vote.reference, vote.meeting.body_id);
        let detail = format!("version {number}");
        audit(db, actor, AuditAct::VoteCorrected, subject, &detail, now)?;
        Ok(())
    })
}

/// The same within a transaction; nobody acts for what comes with the seeds. Answers the number of the version.
pub(super) fn correct_in(
    db: &mut Db,
    actor: Option<&Actor>,
    vote: &VoteRecord,
    (sheet, reason): (&Sheet, &Passage),
    now: DateTime<Utc>,
) -> ActResult<i32> {
    if vote.state != VoteState::Published {
        return Err(CannotVote::NotPublished.into());
    }
    let last = vote_versions(db, vote.id)?.into_iter().next();
    let last = last.ok_or(ActError::Missing)?;
    let around = around(db, vote)?;
    let published_by = publisher_of(db, last.id)?;
    let is_same = actor.is_some_and(|actor| published_by == Some(actor.staff_id));
    if around.body.needs_second_person && is_same {
        return Err(CannotVote::SamePerson.into());
    }
    let tally = around.tally(sheet)?;
    let (was, is) = (
        last.outcome.on_proposal(last.is_chosen),
        tally.outcome.on_proposal(tally.is_chosen),
    );
    if was != is && vote_after(db, vote.id)?.is_some() {
        return Err(CannotVote::FollowedUp.into());
    }
    if !touch_vote(db, vote.id, vote.edition)? {
        return Err(StoreError::Changed.into());
    }
    let new = NewVoteVersion {
        event_id: vote.id,
        method: vote.method,
        correction: Some(reason.as_str()),
        rule_set_id: around.rules.0,
        roster: &around.roster,
        sheet,
        tally: &tally,
        staff_id: actor.map(|actor| actor.staff_id),
        offered_by: None,
        at: now,
    };
    publish_version(db, &new, vote.edition)?.ok_or(StoreError::Changed)?;
    if let Some(proposal) = vote.proposal.as_ref().filter(|_| was != is) {
        let proposal = proposal_by_id(db, proposal.id)?.ok_or(ActError::Missing)?;
        let from = FromVote {
            outcome: is,
            vote_event_id: vote.id,
            meeting_id: vote.meeting.id,
            at: now,
        };
        correct_state(db, actor, &proposal, &from, reason.as_str())?;
    }
    Ok(last.number + 1)
}
