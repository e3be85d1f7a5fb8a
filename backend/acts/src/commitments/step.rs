//! What every step of a commitment has in common: may it be taken, is it still what was read, and who
//! is told.

use crate::errors::{ActError, ActResult};
use crate::people::{Actor, AuditAct, Subject, audit};
use chrono::{DateTime, Utc};
use weerklank_domain::commitments::{StepKind, after, reference};
use weerklank_domain::people::Permission;
use weerklank_store::commitments::{
    CommitmentRecord, NewStep, StepText, find, take_step, tell_followers,
};
use weerklank_store::outbox::Message;
use weerklank_store::{Db, audit as entries};

/// What a step changes.
pub(super) struct Change {
    pub kind: StepKind,
    pub text: StepText,
    pub reason: String,
    pub url: Option<String>,
}

/// The commitment of a number, for somebody who may manage those of its body.
pub(super) fn looked_up(db: &mut Db, actor: &Actor, number: i64) -> ActResult<CommitmentRecord> {
    let commitment = find(db, number)?.ok_or(ActError::Missing)?;
    actor.require(Permission::ManageCommitments, commitment.body_id)?;
    Ok(commitment)
}

/// What a commitment says now.
pub(super) fn text_of(commitment: &CommitmentRecord) -> StepText {
    StepText {
        title: commitment.title.clone(),
        text: commitment.text.clone(),
        owner: commitment.owner.clone(),
        due_on: commitment.due_on,
    }
}

/// Takes a step from the one that was read, tells those who follow, and enters it.
pub(super) fn take(
    db: &mut Db,
    actor: &Actor,
    (commitment, read): (&CommitmentRecord, i32),
    change: Change,
    now: DateTime<Utc>,
) -> ActResult<()> {
    let name = reference(commitment.number);
    if commitment.step != read {
        return Err(who_was_first(db, &name)?);
    }
    let state = after(commitment.state, change.kind)?;
    let (act, message) = match change.kind {
        StepKind::Made => (AuditAct::CommitmentMade, Message::CommitmentNews),
        StepKind::Moved => (AuditAct::CommitmentMoved, Message::CommitmentNews),
        StepKind::Corrected => (AuditAct::CommitmentCorrected, Message::CommitmentNews),
        StepKind::Done => (AuditAct::CommitmentDone, Message::CommitmentDone),
        StepKind::Dropped => (AuditAct::CommitmentDropped, Message::CommitmentNews),
    };
    let step = NewStep {
        kind: change.kind,
        state,
        text: change.text,
        reason: change.reason,
        url: change.url,
        staff_id: Some(actor.staff_id),
        at: now,
    };
    let Some(step_id) = take_step(db, commitment, read, &step)? else {
        return Err(who_was_first(db, &name)?);
    };
    tell_followers(db, message, commitment.id, step_id, now)?;
    let subject = Subject::commitment(&name, commitment.body_id);
    let detail = format!("step {}", read + 1);
    audit(db, actor, act, subject, &detail, now)?;
    Ok(())
}

/// The refusal for whoever read a step that is not the last one any more: who did something last.
fn who_was_first(db: &mut Db, name: &str) -> ActResult<ActError> {
    let last = entries::page(db, Some(("commitment", name)), None, None, 1)?.pop();
    Ok(match last {
        Some(entry) => ActError::ChangedBy(entry.staff_name, entry.at),
        None => ActError::Stale,
    })
}
