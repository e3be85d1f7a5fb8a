//! A reply goes to another thread, with everything below it, and back to where it stood.

use crate::errors::{ActError, ActResult};
use crate::inputs::CannotTakePart;
use crate::people::Actor;
use crate::replies::{open_thread, thread_named};
use chrono::{DateTime, Utc};
use std::collections::BTreeSet;
use weerklank_domain::inputs::{CannotModerate, ModerationAction};
use weerklank_domain::people::Permission;
use weerklank_domain::replies::ThreadName;
use weerklank_store::moderation::{ModerationSubject, add_limit, limits_of};
use weerklank_store::replies::{
    ReplyRecord, ThreadRecord, find_by_id, hold_threads, move_branch, return_branch, stub_of,
};
use weerklank_store::{Db, StoreError};

use super::{Measure, Moderation};

/// Keeps everybody waiting who writes in a thread that a decision takes a reply from, or to. This comes before
/// anything else is held. Whoever moves something moderates at both ends.
pub(crate) fn hold_ways(
    db: &mut Db,
    actor: &Actor,
    reply: &ReplyRecord,
    moderation: &Moderation,
    now: DateTime<Utc>,
) -> ActResult<()> {
    let other = match moderation {
        Moderation::Restrict {
            measure: Measure::Move { to },
            ..
        } => {
            let (thread, body_id) = destination(db, to, now)?;
            actor.require(Permission::Moderate, body_id)?;
            Some(thread.id)
        }
        Moderation::Restore { .. } => stub_of(db, reply.id)?.map(|stub| stub.thread_id),
        Moderation::Approve | Moderation::Restrict { .. } | Moderation::Keep { .. } => None,
    };
    let Some(other) = other else {
        return Ok(());
    };
    hold_threads(db, &BTreeSet::from([reply.thread_id, other]))?;
    let now = find_by_id(db, reply.id)?.ok_or(ActError::Missing)?;
    if now.thread_id == reply.thread_id {
        Ok(())
    } else {
        Err(StoreError::Changed.into())
    }
}

/// The thread of a name, and the body that it belongs to. It takes replies: what is moved there can be
/// answered.
fn destination(db: &mut Db, to: &ThreadName, now: DateTime<Utc>) -> ActResult<(ThreadRecord, i64)> {
    let place = thread_named(db, to, now)?.ok_or(CannotModerate::NoPlace)?;
    match open_thread(db, &place) {
        Ok(thread) => Ok((thread, place.body_id)),
        Err(ActError::Missing | ActError::CannotTakePart(CannotTakePart::NoReplies)) => {
            Err(CannotModerate::NoPlace.into())
        }
        Err(error) => Err(error),
    }
}

/// Moves a reply, in the transaction of its decision.
pub(super) fn relocate(
    db: &mut Db,
    subject: ModerationSubject,
    to: &ThreadName,
    (decision_id, now): (i64, DateTime<Utc>),
) -> ActResult<()> {
    let ModerationSubject::Reply(id) = subject else {
        return Err(CannotModerate::NotOfThisKind.into());
    };
    let stands = limits_of(db, subject)?;
    if stands
        .iter()
        .any(|limit| limit.action == ModerationAction::Move)
    {
        return Err(CannotModerate::AlreadySo.into());
    }
    let reply = find_by_id(db, id)?.ok_or(ActError::Missing)?;
    let (thread, _) = destination(db, to, now)?;
    if thread.id == reply.thread_id {
        return Err(CannotModerate::SamePlace.into());
    }
    move_branch(db, &reply, &thread)?;
    Ok(add_limit(
        db,
        decision_id,
        subject,
        ModerationAction::Move,
        None,
    )?)
}

/// Puts a reply back where its stub stands.
pub(super) fn bring_back(db: &mut Db, subject: ModerationSubject) -> ActResult<()> {
    let ModerationSubject::Reply(id) = subject else {
        return Err(CannotModerate::NotOfThisKind.into());
    };
    let reply = find_by_id(db, id)?.ok_or(ActError::Missing)?;
    Ok(return_branch(db, &reply)?)
}
