//! The desk approves, hides or restores one input, with a house rule and a reason that its author is
//! told (invariant 5).

use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::moderation::{
    Cause, Contribution, Moderation, impose, keep_decision, refuse_when_claimed, relieve,
};
use crate::people::{Actor, Subject, audit};
use chrono::{DateTime, Utc};
use weerklank_domain::inputs::{CannotModerate, InputState, ModerationState, Standing};
use weerklank_domain::people::Permission;
use weerklank_store::inputs::{InputRecord, find_by_id, restand};
use weerklank_store::moderation::{ModerationSubject, hold_subject};
use weerklank_store::outbox::{Message, tell_author};
use weerklank_store::rounds::find_by_id as round_by_id;
use weerklank_store::{Db, StoreError};

/// What somebody had before them who decides: nobody hides or approves a text that was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SeenInput {
    /// Where the input stood.
    pub standing: Standing,
    /// The version of its text.
    pub version: i32,
}

impl SeenInput {
    /// An input as it is now.
    #[must_use]
    pub fn of(input: &InputRecord) -> Self {
        Self {
            standing: input.standing,
            version: input.version,
        }
    }
}

/// Decides on one input, from what was seen of it where that is told.
///
/// # Errors
/// [`ActError::NotAllowed`], [`ActError::Missing`], [`ActError::Stale`] when it is not what was seen,
/// [`ActError::CannotModerate`] when it does not stand so any more, or what the store says.
pub fn moderate_input(
    house: &House,
    actor: &Actor,
    input_id: i64,
    seen: Option<SeenInput>,
    moderation: &Moderation,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let input = find_by_id(db, input_id)?.ok_or(ActError::Missing)?;
        if seen.is_some_and(|seen| seen != SeenInput::of(&input)) {
            let round = round_by_id(db, input.round_id)?.ok_or(ActError::Missing)?;
            actor.require(Permission::Moderate, round.body.0)?;
            return Err(ActError::Stale);
        }
        decide_on_input(house, db, actor, &input, moderation, (Cause::OWN, now))?;
        Ok(())
    })
}

/// Takes the decision within a transaction, and answers its key.
pub(crate) fn decide_on_input(
    house: &House,
    db: &mut Db,
    actor: &Actor,
    input: &InputRecord,
    moderation: &Moderation,
    (cause, now): (Cause, DateTime<Utc>),
) -> ActResult<i64> {
    let round = round_by_id(db, input.round_id)?.ok_or(ActError::Missing)?;
    actor.require(Permission::Moderate, round.body.0)?;
    refuse_when_claimed(db, actor, ModerationSubject::Input(input.id), now)?;
    if let Some(permission) = moderation.also_needs() {
        actor.require(permission, round.body.0)?;
    }
    let subject = ModerationSubject::Input(input.id);
    hold_subject(db, subject)?;
    let limited = (subject, input.language, round.body.0);
    let to = match moderation {
        Moderation::Keep { .. } => input.standing,
        Moderation::Restore { undo, .. } => {
            if input.standing.state == InputState::Withdrawn {
                return Err(CannotModerate::Withdrawn.into());
            }
            let from = input.standing.moderation;
            input
                .standing
                .relieved_to(relieve(house, db, limited, from, *undo, now)?)
        }
        Moderation::Approve | Moderation::Restrict { .. } => {
            input.standing.moderated(moderation.action())?
        }
    };
    if to != input.standing && !restand(db, input, to, now)? {
        return Err(StoreError::Changed.into());
    }
    let about = Contribution {
        body_id: round.body.0,
        round_id: Some(round.id),
        subject,
        language: input.language.code(),
        written_at: input.registered_at,
        waited: input.standing.moderation == ModerationState::Awaiting,
    };
    let decision = keep_decision(db, actor.staff_id, &about, moderation, cause, now)?;
    if let Moderation::Restrict { measure, .. } = moderation {
        impose(house, db, limited, measure, (decision, now))?;
    }
    if let Some(author) = input.author_id.filter(|_| moderation.is_told(cause)) {
        tell_author(db, Message::InputModerated, author, Some(decision), now)?;
    }
    let number = input.number.to_string();
    let subject = Subject {
        kind: "input",
        name: &number,
        body_id: Some(round.body.0),
    };
    audit(
        db,
        actor,
        moderation.audit_act(),
        subject,
        moderation.rule(),
        now,
    )?;
    Ok(decision)
}
