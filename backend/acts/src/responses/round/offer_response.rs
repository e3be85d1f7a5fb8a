//! An answer goes before a second person, who approves it or gives it back.

use super::subject::{Needs, held_round};
use super::write_response::{answer_of, touched, write_over};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct};
use crate::rounds::desk::subject::audit_round;
use weerklank_domain::calendar::day_of;
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::Passage;
use weerklank_domain::responses::{ResponseState, ResponseText, response_lacks};
use weerklank_store::responses::{self as store, settle};

/// Writes an answer over the revision that was read and puts it before a second person; answers the
/// revision that this person is to read.
///
/// # Errors
/// [`ActError::Lacking`] with everything that is missing; otherwise as [`super::write_response`].
pub fn offer_response(
    house: &House,
    actor: &Actor,
    (round_id, number): (i64, i64),
    read: i32,
    text: &ResponseText,
) -> ActResult<i32> {
    let now = house.clock.now();
    house.store.write(|db| {
        let asked = (Permission::DraftAnswers, Needs::Sorting);
        let round = held_round(db, actor, asked, round_id, now)?;
        let found = answer_of(db, round.id, number)?;
        let revision = write_over(db, (actor, &round, &found), read, text, now)?;
        let missing = response_lacks(text, found.is_published(), day_of(now));
        if !missing.is_empty() {
            return Err(ActError::Lacking(missing));
        }
        if !store::offer_response(db, found.id, revision, actor.staff_id, now)? {
            return Err(ActError::Stale);
        }
        let place = (round.number, round.body.0);
        let detail = format!("answer {number}, revision {revision}");
        audit_round(db, actor, AuditAct::ResponseOffered, place, &detail, now)?;
        Ok(revision)
    })
}

/// A second person approves the revision that was read: it stands in the next report, and what it answers
/// counts as answered.
///
/// # Errors
/// [`ActError::SamePerson`] for whoever offered it, [`ActError::Stale`] when another revision waits, or
/// none, [`ActError::CannotHandle`] before the round closed, [`ActError::Missing`],
/// [`ActError::NotAllowed`].
pub fn approve_response(
    house: &House,
    actor: &Actor,
    (round_id, number): (i64, i64),
    read: i32,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let asked = (Permission::ApproveAnswers, Needs::Answering);
        let round = held_round(db, actor, asked, round_id, now)?;
        let found = answer_of(db, round.id, number)?;
        if found.state != ResponseState::Offered || found.revision != read {
            return Err(ActError::Stale);
        }
        if found.writer.0 == actor.staff_id {
            return Err(ActError::SamePerson);
        }
        let missing = response_lacks(&found.text, found.is_published(), day_of(now));
        if !missing.is_empty() {
            return Err(ActError::Lacking(missing));
        }
        if !store::approve_response(db, found.id, read, actor.staff_id, now)? {
            return Err(ActError::Stale);
        }
        settle(db, round.id, touched(found.subject))?;
        let place = (round.number, round.body.0);
        let detail = format!("answer {number}, revision {read}");
        audit_round(db, actor, AuditAct::ResponseApproved, place, &detail, now)
    })
}

/// A second person gives the revision that was read back, with a remark that its writer reads.
///
/// # Errors
/// [`ActError::Stale`] when it does not wait any more; otherwise as [`approve_response`].
pub fn return_response(
    house: &House,
    actor: &Actor,
    (round_id, number): (i64, i64),
    read: i32,
    remark: &Passage,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let asked = (Permission::ApproveAnswers, Needs::Sorting);
        let round = held_round(db, actor, asked, round_id, now)?;
        let found = answer_of(db, round.id, number)?;
        if !store::return_response(db, found.id, read, remark.as_str())? {
            return Err(ActError::Stale);
        }
        let place = (round.number, round.body.0);
        let detail = format!("answer {number}, revision {read}");
        audit_round(db, actor, AuditAct::ResponseReturned, place, &detail, now)
    })
}
