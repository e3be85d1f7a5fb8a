//! The desk approves, restricts or restores one reply, with a house rule and a reason that its author is
//! told (invariant 5).

use super::place::thread_place;
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::moderation::{
    Cause, Contribution, Moderation, hold_ways, impose, keep_decision, refuse_when_claimed, relieve,
};
use crate::people::Actor;
use chrono::{DateTime, Utc};
use weerklank_domain::inputs::{CannotModerate, ModerationAction, ModerationState};
use weerklank_domain::people::Permission;
use weerklank_store::moderation::{ModerationSubject, hold_subject};
use weerklank_store::outbox::{Message, tell_author};
use weerklank_store::replies::{ReplyRecord, find_by_id, restand, thread_by_id};
use weerklank_store::{Db, StoreError};

/// Takes the decision within a transaction, and answers its key.
pub(crate) fn decide_on_reply(
    house: &House,
    db: &mut Db,
    actor: &Actor,
    reply: &ReplyRecord,
    moderation: &Moderation,
    (cause, now): (Cause, DateTime<Utc>),
) -> ActResult<i64> {
    let thread = thread_by_id(db, reply.thread_id)?.ok_or(ActError::Missing)?;
    let place = thread_place(db, thread.subject, now)?;
    actor.require(Permission::Moderate, place.body_id)?;
    refuse_when_claimed(db, actor, ModerationSubject::Reply(reply.id), now)?;
    if let Some(permission) = moderation.also_needs() {
        actor.require(permission, place.body_id)?;
    }
    // What its author took back can only be removed for good.
    let is_kept = matches!(moderation, Moderation::Keep { .. });
    if reply.is_deleted && !is_kept && moderation.action() != ModerationAction::Remove {
        return Err(CannotModerate::Withdrawn.into());
    }
    let subject = ModerationSubject::Reply(reply.id);
    hold_ways(db, actor, reply, moderation, now)?;
    hold_subject(db, subject)?;
    let limited = (subject, reply.language, place.body_id);
    let to = match moderation {
        Moderation::Keep { .. } => reply.moderation,
        Moderation::Restore { undo, .. } => {
            relieve(house, db, limited, reply.moderation, *undo, now)?
        }
        Moderation::Approve | Moderation::Restrict { .. } => {
            reply.moderation.after(moderation.action())?
        }
    };
    // Taking a decision back may have brought it to another thread.
    let stands = find_by_id(db, reply.id)?.ok_or(ActError::Missing)?;
    if to != stands.moderation && !restand(db, &stands, to)? {
        return Err(StoreError::Changed.into());
    }
    let about = Contribution {
        body_id: place.body_id,
        round_id: place.round_id,
        subject,
        language: reply.language.code(),
        written_at: reply.written_at,
        waited: reply.moderation == ModerationState::Awaiting,
    };
    let decision = keep_decision(db, actor.staff_id, &about, moderation, cause, now)?;
    if let Moderation::Restrict { measure, .. } = moderation {
        impose(house, db, limited, measure, (decision, now))?;
    }
    if let Some(replier) = reply.replier_id.filter(|_| moderation.is_told(cause)) {
        tell_author(db, Message::ReplyModerated, replier, Some(decision), now)?;
    }
    let entry = (reply.number, moderation.rule());
    place.audit(db, actor, moderation.audit_act(), entry, now)?;
    Ok(decision)
}
