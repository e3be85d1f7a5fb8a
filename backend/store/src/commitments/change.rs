//! Making a commitment, and the steps that change it: from the step that was looked at.

use super::find::{CommitmentRecord, CommitmentSubject};
use crate::Db;
use crate::errors::StoreResult;
use crate::moment::{Moment, moment};
use crate::schema::{commitment_steps as s, commitments as c};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use weerklank_domain::Language;
use weerklank_domain::commitments::{CommitmentState, StepKind};

/// What a commitment says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepText {
    /// In a line.
    pub title: String,
    /// In full (Markdown).
    pub text: String,
    /// The post that sees to it.
    pub owner: String,
    /// The last day on which it is in time.
    pub due_on: NaiveDate,
}

/// A commitment to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCommitment {
    /// The body that makes it.
    pub body_id: i64,
    /// What it is about.
    pub subject: CommitmentSubject,
    /// The language of its text.
    pub language: Language,
    /// What it says.
    pub text: StepText,
    /// Who makes it; nobody for what came with the seeds.
    pub staff_id: Option<i64>,
    /// When.
    pub at: DateTime<Utc>,
}

/// A step to be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewStep {
    /// What happens.
    pub kind: StepKind,
    /// The state after it.
    pub state: CommitmentState,
    /// What the commitment says from now on.
    pub text: StepText,
    /// Why; for what is done, the evidence (Markdown).
    pub reason: String,
    /// Where the evidence stands.
    pub url: Option<String>,
    /// Who takes it.
    pub staff_id: Option<i64>,
    /// When.
    pub at: DateTime<Utc>,
}

/// Makes a commitment, and answers its key and number.
pub fn add(db: &mut Db, new: &NewCommitment) -> StoreResult<(i64, i64)> {
    let number = crate::counters::next(db, "commitments")?;
    let (dossier, round, petition, proposal) = match new.subject {
        CommitmentSubject::Dossier(id) => (Some(id), None, None, None),
        CommitmentSubject::Round(id) => (None, Some(id), None, None),
        CommitmentSubject::Petition(id) => (None, None, Some(id), None),
        CommitmentSubject::Proposal(id) => (None, None, None, Some(id)),
    };
    let id: i64 = diesel::insert_into(c::table)
        .values((
            (
                c::number.eq(number),
                c::body_id.eq(new.body_id),
                c::dossier_id.eq(dossier),
                c::round_id.eq(round),
                c::petition_id.eq(petition),
                c::proposal_id.eq(proposal),
                c::lang.eq(new.language.code()),
            ),
            (
                c::title.eq(&new.text.title),
                c::text.eq(&new.text.text),
                c::owner.eq(&new.text.owner),
                c::due_on.eq(new.text.due_on),
                c::state.eq(CommitmentState::Open.code()),
                c::settled.eq(0_i16),
                c::step.eq(1),
                c::made_at.eq(Moment::from(new.at)),
            ),
        ))
        .returning(c::id)
        .get_result(db)?;
    let step = NewStep {
        kind: StepKind::Made,
        state: CommitmentState::Open,
        text: new.text.clone(),
        reason: String::new(),
        url: None,
        staff_id: new.staff_id,
        at: new.at,
    };
    add_step(db, id, 1, &step)?;
    Ok((id, number))
}

/// Takes a step from the one that was looked at, and answers its key; `None` when somebody else took
/// one in the meantime.
pub fn take_step(
    db: &mut Db,
    commitment: &CommitmentRecord,
    read: i32,
    step: &NewStep,
) -> StoreResult<Option<i64>> {
    let is_settled = step.state != CommitmentState::Open;
    let settled_at = match commitment.state {
        CommitmentState::Open if is_settled => Some(step.at),
        _ => commitment.settled_at,
    };
    let changed = diesel::update(c::table.find(commitment.id))
        .filter(c::step.eq(read).and(c::state.eq(commitment.state.code())))
        .set((
            c::title.eq(&step.text.title),
            c::text.eq(&step.text.text),
            c::owner.eq(&step.text.owner),
            c::due_on.eq(step.text.due_on),
            c::state.eq(step.state.code()),
            c::settled.eq(i16::from(is_settled)),
            c::step.eq(read + 1),
            c::settled_at.eq(moment(settled_at)),
        ))
        .execute(db)?;
    if changed == 0 {
        return Ok(None);
    }
    add_step(db, commitment.id, read + 1, step).map(Some)
}

fn add_step(db: &mut Db, commitment_id: i64, number: i32, step: &NewStep) -> StoreResult<i64> {
    Ok(diesel::insert_into(s::table)
        .values((
            s::commitment_id.eq(commitment_id),
            s::number.eq(number),
            s::kind.eq(step.kind.code()),
            s::at.eq(Moment::from(step.at)),
            s::staff_id.eq(step.staff_id),
            s::title.eq(&step.text.title),
            s::text.eq(&step.text.text),
            s::owner.eq(&step.text.owner),
            s::due_on.eq(step.text.due_on),
            s::reason.eq(&step.reason),
            s::url.eq(&step.url),
        ))
        .returning(s::id)
        .get_result(db)?)
}
