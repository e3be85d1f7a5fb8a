//! The steps of a proposal: append-only.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::Moment;
use crate::schema::{meetings, proposal_steps as s};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use weerklank_domain::council::ProposalState;

/// A step to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewProposalStep<'a> {
    /// The code of the step: `table` for the first one.
    pub step: &'a str,
    /// The state after it.
    pub state: ProposalState,
    /// Why, in public; empty where nobody said.
    pub reason: &'a str,
    /// The key of the meeting in which it was taken.
    pub meeting_id: Option<i64>,
    /// The key of the vote from which it follows.
    pub vote_event_id: Option<i64>,
    /// Who entered it.
    pub staff_id: Option<i64>,
    /// When.
    pub at: DateTime<Utc>,
}

/// A step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalStepRecord {
    /// 1, 2, 3 …
    pub number: i32,
    /// The code of the step.
    pub step: String,
    /// The state after it.
    pub state: ProposalState,
    /// Why.
    pub reason: String,
    /// The reference of the meeting.
    pub meeting: Option<String>,
    /// The key of the vote.
    pub vote_event_id: Option<i64>,
    /// When.
    pub at: DateTime<Utc>,
}

type Row = (
    i32,
    String,
    String,
    String,
    Option<String>,
    Option<i64>,
    Moment,
);

/// The steps of a proposal, the first one first.
pub fn proposal_steps(db: &mut Db, proposal_id: i64) -> StoreResult<Vec<ProposalStepRecord>> {
    let rows: Vec<Row> = s::table
        .left_join(meetings::table)
        .filter(s::proposal_id.eq(proposal_id))
        .order(s::number)
        .select((
            s::number,
            s::step,
            s::state,
            s::reason,
            meetings::reference.nullable(),
            s::vote_event_id,
            s::at,
        ))
        .load(db)?;
    rows.into_iter()
        .map(
            |(number, step, state, reason, meeting, vote_event_id, at)| {
                Ok(ProposalStepRecord {
                    number,
                    step,
                    state: ProposalState::from_code(&state)
                        .ok_or_else(|| StoreError::corrupt("proposal_steps", &proposal_id))?,
                    reason,
                    meeting,
                    vote_event_id,
                    at: at.into(),
                })
            },
        )
        .collect()
}

/// Keeps a step after the last one. The state was changed under the revision of the proposal before, so
/// nobody else adds one at the same time; the unique number would refuse it.
pub fn add_proposal_step(db: &mut Db, proposal_id: i64, new: &NewProposalStep) -> StoreResult<()> {
    let last: Option<i32> = s::table
        .filter(s::proposal_id.eq(proposal_id))
        .select(diesel::dsl::max(s::number))
        .first(db)?;
    diesel::insert_into(s::table)
        .values((
            s::proposal_id.eq(proposal_id),
            s::number.eq(last.unwrap_or(0) + 1),
            s::step.eq(new.step),
            s::state.eq(new.state.code()),
            s::reason.eq(new.reason),
            s::meeting_id.eq(new.meeting_id),
            s::vote_event_id.eq(new.vote_event_id),
            s::staff_id.eq(new.staff_id),
            s::at.eq(Moment::from(new.at)),
        ))
        .execute(db)?;
    Ok(())
}
