//! An answer promises something: the promise is a part of its text, is approved with it, and becomes a
//! commitment when the report is published.

use super::subject::{Needs, held_round};
use super::write_response::{answer_of, write_over};
use crate::commitments::{CommitmentDraft, make_in};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct};
use crate::rounds::desk::subject::audit_round;
use chrono::{DateTime, NaiveDate, Utc};
use weerklank_domain::calendar::day_of;
use weerklank_domain::commitments::{Owner, check_due};
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::{Passage, Title};
use weerklank_domain::responses::ResponseState;
use weerklank_store::Db;
use weerklank_store::commitments::{CommitmentSubject, StepText};
use weerklank_store::responses::{
    self as store, ResponseRecord, add_promise, promise_became, promises_of, promises_of_round,
    responses_of,
};
use weerklank_store::rounds::RoundRecord;

/// So many promises an answer has at the most.
pub const MOST_PROMISES: usize = 10;

/// What an answer promises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromiseDraft {
    /// In a line.
    pub title: Title,
    /// In full (Markdown).
    pub text: Passage,
    /// The post that sees to it.
    pub owner: Owner,
    /// The last day on which it is in time.
    pub due_on: NaiveDate,
}

/// Adds a promise to the revision of an answer that was read; what was approved has to be approved again.
///
/// # Errors
/// [`ActError::CannotCommit`] for a day that cannot be, [`ActError::PromisesMany`], [`ActError::Stale`]
/// for another revision, [`ActError::Missing`], [`ActError::NotAllowed`], [`ActError::CannotHandle`].
pub fn promise(
    house: &House,
    actor: &Actor,
    key: (i64, i64),
    read: i32,
    draft: &PromiseDraft,
) -> ActResult<()> {
    let now = house.clock.now();
    rewritten(house, actor, key, read, |db, answer| {
        check_due(draft.due_on, day_of(now))?;
        if promises_of(db, answer.id)?.len() >= MOST_PROMISES {
            return Err(ActError::PromisesMany);
        }
        let text = StepText {
            title: draft.title.as_str().to_owned(),
            text: draft.text.as_str().to_owned(),
            owner: draft.owner.as_str().to_owned(),
            due_on: draft.due_on,
        };
        add_promise(db, answer.id, &text)?;
        Ok(())
    })
}

/// Takes a promise out of the revision of an answer that was read. What is a commitment already is moved or
/// dropped there, in public.
///
/// # Errors
/// [`ActError::Stale`] for another revision and for what is a commitment or gone; otherwise as [`promise`].
pub fn drop_promise(
    house: &House,
    actor: &Actor,
    key: (i64, i64),
    read: i32,
    id: i64,
) -> ActResult<()> {
    rewritten(
        house,
        actor,
        key,
        read,
        |db, answer| match store::drop_promise(db, answer.id, id)? {
            true => Ok(()),
            false => Err(ActError::Stale),
        },
    )
}

/// Changes what an answer promises, as a new revision of it: what a second person approves is all of it.
fn rewritten(
    house: &House,
    actor: &Actor,
    (round_id, number): (i64, i64),
    read: i32,
    change: impl Fn(&mut Db, &ResponseRecord) -> ActResult<()>,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let asked = (Permission::DraftAnswers, Needs::Sorting);
        let round = held_round(db, actor, asked, round_id, now)?;
        let found = answer_of(db, round.id, number)?;
        change(db, &found)?;
        let text = found.text.clone();
        let revision = write_over(db, (actor, &round, &found), read, &text, now)?;
        let place = (round.number, round.body.0);
        let detail = format!("answer {number}, revision {revision}, what it promises");
        audit_round(db, actor, AuditAct::ResponseWritten, place, &detail, now)
    })
}

/// Makes commitments of what the answers of a round promise that are ready, each once.
///
/// # Errors
/// [`ActError::CannotCommit`] for a day that has passed since it was written.
pub(super) fn keep_promises(
    db: &mut Db,
    (actor, round): (&Actor, &RoundRecord),
    now: DateTime<Utc>,
) -> ActResult<()> {
    let mut promises = promises_of_round(db, round.id)?;
    for response in responses_of(db, round.id, Some(ResponseState::Ready))? {
        let made = promises.remove(&response.id).unwrap_or_default();
        for promise in made.into_iter().filter(|one| one.commitment.is_none()) {
            let draft = written(round, &promise.text)?;
            let (id, _) = make_in(db, actor, &draft, now)?;
            promise_became(db, promise.id, id)?;
        }
    }
    Ok(())
}

/// A promise as a commitment. What was kept was parsed before; another release may read it otherwise.
fn written(round: &RoundRecord, text: &StepText) -> ActResult<CommitmentDraft> {
    Ok(CommitmentDraft {
        body_id: round.body.0,
        subject: CommitmentSubject::Round(round.id),
        language: round.language,
        title: Title::parse(&text.title).map_err(|_| ActError::Stale)?,
        text: Passage::parse(&text.text).map_err(|_| ActError::Stale)?,
        owner: Owner::parse(&text.owner).map_err(|_| ActError::Stale)?,
        due_on: text.due_on,
    })
}
