//! What follows from a vote for what was voted on: its state, and of an adopted motion a commitment of the
//! executive, which stays open until it is settled.

use super::move_proposal::{Kept, take_step};
use crate::commitments::drop_unfounded;
use crate::errors::{ActError, ActResult};
use crate::people::{Actor, AuditAct, Subject, audit};
use chrono::{DateTime, TimeDelta, Utc};
use weerklank_domain::Language;
use weerklank_domain::calendar::day_of;
use weerklank_domain::commitments::{LONGEST_OWNER, reference};
use weerklank_domain::council::{MOTION_DAYS, Outcome, ProposalKind, ProposalState, ProposalStep};
use weerklank_store::commitments::{CommitmentSubject, NewCommitment, StepText, add};
use weerklank_store::council::{
    NewProposalStep, ProposalRecord, add_proposal_step, council_body, executive_of, set_commitment,
    set_proposal_state,
};
use weerklank_store::{Db, StoreError};

/// The vote from which it follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FromVote {
    /// What came of it.
    pub outcome: Outcome,
    /// Its key.
    pub vote_event_id: i64,
    /// The key of the meeting.
    pub meeting_id: i64,
    /// When it was taken.
    pub at: DateTime<Utc>,
}

/// Brings a proposal on after a vote, within the transaction that publishes the vote. Call it before the
/// entry of that act: of a commitment it adds an entry of its own. Nobody acts for what comes with the
/// seeds.
///
/// # Errors
/// [`ActError::WrongProposalStep`] when it was not before the body, [`ActError::ChangedBy`] when somebody
/// else was first.
pub fn follow_vote(
    db: &mut Db,
    actor: Option<&Actor>,
    proposal: &ProposalRecord,
    vote: &FromVote,
) -> ActResult<ProposalState> {
    let kept = Kept {
        reason: "",
        meeting_id: Some(vote.meeting_id),
        vote_event_id: Some(vote.vote_event_id),
        staff_id: actor.map(|actor| actor.staff_id),
        at: vote.at,
    };
    let state = take_step(db, proposal, ProposalStep::Vote(vote.outcome), &kept)?;
    if proposal.kind == ProposalKind::Motion && state == ProposalState::Adopted {
        commit(db, actor, proposal, vote.at)?;
    }
    Ok(state)
}

/// Brings a proposal where a corrected result has it. A motion that turns out to be adopted makes a commitment;
/// one that does not, drops the commitment that it had made.
///
/// # Errors
/// As [`follow_vote`].
pub(super) fn correct_state(
    db: &mut Db,
    actor: Option<&Actor>,
    proposal: &ProposalRecord,
    vote: &FromVote,
    reason: &str,
) -> ActResult<()> {
    let step = ProposalStep::Vote(vote.outcome);
    let state = ProposalState::Tabled.after(proposal.kind, step)?;
    if !set_proposal_state(db, proposal, state)? {
        return Err(StoreError::Changed.into());
    }
    let new = NewProposalStep {
        step: step.code(),
        state,
        reason,
        meeting_id: Some(vote.meeting_id),
        vote_event_id: Some(vote.vote_event_id),
        staff_id: actor.map(|actor| actor.staff_id),
        at: vote.at,
    };
    add_proposal_step(db, proposal.id, &new)?;
    let is_adopted = state == ProposalState::Adopted;
    match (proposal.commitment_id, actor) {
        (Some(id), Some(actor)) if !is_adopted => drop_unfounded(db, actor, id, reason, vote.at),
        (None, _) if is_adopted && proposal.kind == ProposalKind::Motion => {
            commit(db, actor, proposal, vote.at)
        }
        (Some(_) | None, _) => Ok(()),
    }
}

fn commit(
    db: &mut Db,
    actor: Option<&Actor>,
    motion: &ProposalRecord,
    at: DateTime<Utc>,
) -> ActResult<()> {
    let body = council_body(db, motion.body_id)?.ok_or(ActError::Missing)?;
    let language = motion.text.language;
    // Where there is no executive beside the body, the body itself sees to it.
    let (body_id, owner) = match executive_of(db, &body)? {
        Some((id, dutch, english)) => match language {
            Language::Nl => (id, dutch),
            Language::En => (id, english),
        },
        None => (body.id, motion.body_name(language).to_owned()),
    };
    let short = |text: &str, longest: usize| text.chars().take(longest).collect::<String>();
    let due_on = day_of(at) + TimeDelta::days(MOTION_DAYS.into());
    let new = NewCommitment {
        body_id,
        subject: CommitmentSubject::Proposal(motion.id),
        language,
        text: StepText {
            title: short(&motion.text.title, LONGEST_TITLE),
            text: motion.text.text.clone(),
            owner: short(&owner, LONGEST_OWNER),
            due_on,
        },
        staff_id: actor.map(|actor| actor.staff_id),
        at,
    };
    let (id, number) = add(db, &new)?;
    set_commitment(db, motion.id, id)?;
    if let Some(actor) = actor {
        let name = reference(number);
        let subject = Subject::commitment(&name, body_id);
        let due = due_on.to_string();
        audit(db, actor, AuditAct::CommitmentMade, subject, &due, at)?;
    }
    Ok(())
}

/// The longest title of a commitment.
const LONGEST_TITLE: usize = 80;
