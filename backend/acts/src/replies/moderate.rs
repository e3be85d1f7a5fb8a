//! The desk approves, hides or restores one reply, with a house rule and a reason that its author is
//! told (invariant 5).

use super::place::thread_place;
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::inputs::Moderation;
use crate::people::{Actor, AuditAct};
use weerklank_domain::inputs::{CannotModerate, ModerationAction};
use weerklank_domain::people::Permission;
use weerklank_store::StoreError;
use weerklank_store::inputs::{NewDecision, add_decision};
use weerklank_store::outbox::{Message, tell_author};
use weerklank_store::replies::{find_by_id, restand, thread_by_id};

/// Decides on one reply.
///
/// # Errors
/// [`ActError::NotAllowed`], [`ActError::Missing`], [`ActError::CannotModerate`] when it does not stand
/// so any more, or what the store says.
pub fn moderate_reply(
    house: &House,
    actor: &Actor,
    reply_id: i64,
    moderation: &Moderation,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let reply = find_by_id(db, reply_id)?.ok_or(ActError::Missing)?;
        let thread = thread_by_id(db, reply.thread_id)?.ok_or(ActError::Missing)?;
        let place = thread_place(db, thread.subject, now)?;
        actor.require(Permission::Moderate, place.body_id)?;
        if reply.is_deleted {
            return Err(CannotModerate::Withdrawn.into());
        }
        let action = moderation.action();
        if !restand(db, &reply, reply.moderation.after(action)?)? {
            return Err(StoreError::Changed.into());
        }
        let (rule, reason) = moderation.grounds();
        let decision = add_decision(
            db,
            &NewDecision {
                input_id: None,
                reply_id: Some(reply.id),
                action,
                rule,
                reason,
                staff_id: actor.staff_id,
                at: now,
            },
        )?;
        if let Some(replier) = reply.replier_id {
            tell_author(db, Message::ReplyModerated, replier, Some(decision), now)?;
        }
        let act = match action {
            ModerationAction::Approve => AuditAct::ContributionApproved,
            ModerationAction::Hide => AuditAct::ContributionHidden,
            ModerationAction::Restore => AuditAct::ContributionRestored,
        };
        let detail = rule.map(|rule| rule.0).unwrap_or_default();
        place.audit(db, actor, act, (reply.number, detail), now)?;
        Ok(())
    })
}
