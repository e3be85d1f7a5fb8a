//! Staff reply as their body, with a badge; a correction names its source. It is not the response, and
//! changes no coverage.

use super::place::thread_place;
use super::reply::{Replied, answerable, open_thread};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct};
use weerklank_domain::Language;
use weerklank_domain::inputs::ModerationState;
use weerklank_domain::people::Permission;
use weerklank_domain::replies::ReplyText;
use weerklank_store::moderation::Arrival;
use weerklank_store::replies::{
    NewReply, NewStaffVoice, ThreadSubject, add, find, find_by_id, pin, thread_by_id,
};

/// What staff reply.
#[derive(Debug, Clone)]
pub struct StaffReply {
    /// The number of the reply that it answers.
    pub parent: Option<i64>,
    /// The text.
    pub text: ReplyText,
    /// Its language.
    pub language: Language,
    /// For a correction, the address of its source.
    pub correction: Option<String>,
    /// Whether it stands on top.
    pub is_pinned: bool,
}

/// Adds a reply of staff: at once to be read, also where others wait.
///
/// # Errors
/// [`ActError::NotAllowed`], [`crate::inputs::CannotTakePart`] when no reply is taken there,
/// [`ActError::Missing`], or what the store says.
pub fn staff_reply(
    house: &House,
    actor: &Actor,
    subject: ThreadSubject,
    reply: &StaffReply,
) -> ActResult<Replied> {
    let now = house.clock.now();
    house.store.write(|db| {
        let place = thread_place(db, subject, now)?;
        actor.require(Permission::ReplyForBody, place.body_id)?;
        let role = actor
            .grants
            .role_for(Permission::ReplyForBody, place.body_id)
            .ok_or(ActError::NotAllowed)?;
        let thread = open_thread(db, &place)?;
        let parent = match reply.parent {
            Some(number) => {
                let parent = find(db, thread.id, number)?.ok_or(ActError::Missing)?;
                Some(answerable(db, &thread, parent.id)?)
            }
            None => None,
        };
        let added = add(
            db,
            &NewReply {
                thread: &thread,
                parent_id: parent.map(|parent| parent.id),
                language: reply.language.into(),
                text: reply.text.as_str(),
                stance: None,
                moderation: ModerationState::Visible,
                display_name: None,
                replier: None,
                staff: Some(NewStaffVoice {
                    staff_id: actor.staff_id,
                    role,
                    body_id: place.body_id,
                    correction: reply.correction.clone(),
                    is_pinned: reply.is_pinned,
                }),
                source: None,
                arrival: Arrival::default(),
                at: now,
            },
        )?
        .ok_or(ActError::Missing)?;
        let detail = reply.correction.as_deref().unwrap_or_default();
        let about = (added.number, detail);
        place.audit(db, actor, AuditAct::StaffReplied, about, now)?;
        Ok(Replied {
            id: added.id,
            number: added.number,
            is_awaiting: false,
            thread_url: place.replies_url(),
        })
    })
}

/// Puts a reply of staff on top of its thread.
///
/// # Errors
/// [`ActError::NotAllowed`], [`ActError::Missing`] when there is no such reply of staff, or what the
/// store says.
pub fn pin_reply(house: &House, actor: &Actor, reply_id: i64) -> ActResult<()> {
    set_pinned(house, actor, reply_id, true)
}

/// Takes a reply of staff down from the top of its thread.
///
/// # Errors
/// Those of [`pin_reply`].
pub fn unpin_reply(house: &House, actor: &Actor, reply_id: i64) -> ActResult<()> {
    set_pinned(house, actor, reply_id, false)
}

fn set_pinned(house: &House, actor: &Actor, reply_id: i64, is_pinned: bool) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let reply = find_by_id(db, reply_id)?.ok_or(ActError::Missing)?;
        let thread = thread_by_id(db, reply.thread_id)?.ok_or(ActError::Missing)?;
        let place = thread_place(db, thread.subject, now)?;
        actor.require(Permission::ReplyForBody, place.body_id)?;
        if reply.staff.is_none() {
            return Err(ActError::Missing);
        }
        if pin(db, reply.id, is_pinned)? {
            let act = if is_pinned {
                AuditAct::ReplyPinned
            } else {
                AuditAct::ReplyUnpinned
            };
            place.audit(db, actor, act, (reply.number, ""), now)?;
        }
        Ok(())
    })
}
