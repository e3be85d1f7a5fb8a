//! A proposal takes a step that is no vote: it is held over, put off, brought back, taken back, taken
//! over, overtaken, or lapses.

use super::looked_up::{proposal_for, who_changed};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct, Subject, audit};
use chrono::{DateTime, Utc};
use weerklank_domain::council::{MeetingState, ProposalState, ProposalStep};
use weerklank_domain::petitions::Passage;
use weerklank_store::Db;
use weerklank_store::council::{
    NewProposalStep, ProposalRecord, add_proposal_step, items_of, meeting_by_id, set_proposal_state,
};

/// Takes a step from the revision that was read; what follows from a vote is never typed in.
///
/// # Errors
/// [`ActError::WrongProposalStep`] when its state has no such step, [`ActError::ChangedBy`] when somebody
/// else was first, [`ActError::Missing`] for a step that a vote makes.
pub fn move_proposal(
    house: &House,
    actor: &Actor,
    proposal_id: i64,
    read: i32,
    step: ProposalStep,
    reason: &Passage,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let proposal = proposal_for(db, actor, proposal_id, read)?;
        if matches!(step, ProposalStep::Vote(_)) {
            return Err(ActError::Missing);
        }
        let meeting_id = meeting_going_on(db, &proposal)?;
        let kept = Kept {
            reason: reason.as_str(),
            meeting_id,
            vote_event_id: None,
            staff_id: Some(actor.staff_id),
            at: now,
        };
        take_step(db, &proposal, step, &kept)?;
        let subject = Subject::proposal(&proposal.reference, proposal.body_id);
        audit(
            db,
            actor,
            AuditAct::ProposalMoved,
            subject,
            step.code(),
            now,
        )?;
        Ok(())
    })
}

/// What is kept of a step.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kept<'a> {
    pub reason: &'a str,
    pub meeting_id: Option<i64>,
    pub vote_event_id: Option<i64>,
    pub staff_id: Option<i64>,
    pub at: DateTime<Utc>,
}

/// Takes a step: the rule says to which state, the row is changed from the state that was read, and the
/// step is kept.
pub(super) fn take_step(
    db: &mut Db,
    proposal: &ProposalRecord,
    step: ProposalStep,
    kept: &Kept,
) -> ActResult<ProposalState> {
    let state = proposal.state.after(proposal.kind, step)?;
    if !set_proposal_state(db, proposal, state)? {
        return Err(who_changed(db, "proposal", &proposal.reference)?);
    }
    let new = NewProposalStep {
        step: step.code(),
        state,
        reason: kept.reason,
        meeting_id: kept.meeting_id,
        vote_event_id: kept.vote_event_id,
        staff_id: kept.staff_id,
        at: kept.at,
    };
    add_proposal_step(db, proposal.id, &new)?;
    Ok(state)
}

/// The meeting that is going on with this proposal on its agenda.
fn meeting_going_on(db: &mut Db, proposal: &ProposalRecord) -> ActResult<Option<i64>> {
    for placed in items_of(db, proposal.id)?.into_iter().rev() {
        let meeting = meeting_by_id(db, placed.meeting_id)?.ok_or(ActError::Missing)?;
        if meeting.position.state == MeetingState::Summoned && meeting.is_open() {
            return Ok(Some(meeting.id));
        }
    }
    Ok(None)
}
