//! The record of a vote is published, with the result that follows from it: nothing that does not add up, and
//! no result that somebody typed.

use super::follow_vote::{FromVote, follow_vote};
use super::vote_around::{around, vote_for};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct, Subject, audit};
use chrono::{DateTime, Utc};
use weerklank_domain::council::{CannotVote, Sheet};
use weerklank_domain::petitions::EventKind;
use weerklank_domain::responses::may_record;
use weerklank_store::council::{
    NewVoteVersion, VoteRecord, VoteState, proposal_by_id, publish_version,
};
use weerklank_store::petitions::{self, NewEvent};
use weerklank_store::{Db, StoreError, follow};

/// Publishes a sheet from the edition that was read; the proposal goes on, and who follows its petition is
/// told once.
///
/// # Errors
/// [`ActError::Unsound`] with everything that is in the way; [`CannotVote::NeedsSecond`] and
/// [`CannotVote::SamePerson`] where a second person publishes; [`ActError::ChangedBy`].
pub fn publish_vote(house: &House, actor: &Actor, (vote_id, read): (i64, i32)) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let vote = vote_for(db, actor, vote_id, read)?;
        let (sheet, offered_by) = match &vote.state {
            VoteState::Draft(sheet) => (sheet, None),
            VoteState::Offered { sheet, by } => (sheet, Some(*by)),
            VoteState::Published => return Err(CannotVote::Published.into()),
        };
        let code = publish_in(db, Some(actor), &vote, (sheet, offered_by), now)?;
        let subject = Subject::vote(&vote.reference, vote.meeting.body_id);
        audit(db, actor, AuditAct::VotePublished, subject, code, now)?;
        Ok(())
    })
}

/// The same within a transaction; nobody acts for what comes with the seeds. Answers the code of the result.
pub(super) fn publish_in(
    db: &mut Db,
    actor: Option<&Actor>,
    vote: &VoteRecord,
    (sheet, offered_by): (&Sheet, Option<i64>),
    now: DateTime<Utc>,
) -> ActResult<&'static str> {
    let around = around(db, vote)?;
    if let Some(actor) = actor
        && around.body.needs_second_person
    {
        match offered_by {
            None => return Err(CannotVote::NeedsSecond.into()),
            Some(by) if by == actor.staff_id => return Err(CannotVote::SamePerson.into()),
            Some(_) => {}
        }
    }
    let tally = around.tally(sheet)?;
    let new = NewVoteVersion {
        event_id: vote.id,
        method: vote.method,
        correction: None,
        rule_set_id: around.rules.0,
        roster: &around.roster,
        sheet,
        tally: &tally,
        staff_id: actor.map(|actor| actor.staff_id),
        offered_by,
        at: now,
    };
    publish_version(db, &new, vote.edition)?.ok_or(StoreError::Changed)?;
    if let Some(proposal) = &vote.proposal {
        let proposal = proposal_by_id(db, proposal.id)?.ok_or(ActError::Missing)?;
        let from = FromVote {
            outcome: tally.outcome.on_proposal(tally.is_chosen),
            vote_event_id: vote.id,
            meeting_id: vote.meeting.id,
            at: vote.taken_at,
        };
        follow_vote(db, actor, &proposal, &from)?;
    }
    tell_petition(db, vote, now)?;
    Ok(tally.outcome.code())
}

/// Puts the vote on the thread of the petition that the proposal hangs on; petitioner and signers who asked
/// for it are told once.
fn tell_petition(db: &mut Db, vote: &VoteRecord, now: DateTime<Utc>) -> ActResult<()> {
    let Some(petition_id) = vote.proposal.as_ref().and_then(|one| one.petition_id) else {
        return Ok(());
    };
    let petition = petitions::find_by_id(db, petition_id)?.ok_or(ActError::Missing)?;
    let is_imported = petition.source_key.is_some();
    if may_record(EventKind::Voted, petition.state, is_imported).is_err() {
        return Ok(());
    }
    let event = NewEvent {
        url: Some(format!("/council/votes/{}", vote.reference)),
        ..NewEvent::plain(EventKind::Voted, vote.taken_at)
    };
    let event_id = petitions::add_event(db, petition.id, &event)?;
    follow::tell_petitioner(db, petition.id, event_id, now)?;
    follow::plan_signer_news(db, event_id, EventKind::Voted, now)?;
    Ok(())
}
