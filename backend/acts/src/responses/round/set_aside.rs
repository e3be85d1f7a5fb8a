//! What is not dealt with is set aside, with a reason that everybody reads. No rule was broken.

use super::cut_input::live_input;
use super::subject::{Needs, held_round};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct};
use crate::rounds::desk::subject::audit_round;
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::Passage;
use weerklank_domain::responses::SetAsideReason;
use weerklank_store::Db;
use weerklank_store::responses::{
    self as store, Chosen, NewSetAside, Touched, can_be_original, parts_of, set_inputs_aside,
    set_part_aside, settle,
};

/// Why something is set aside. A duplicate without its original cannot be said.
#[derive(Debug, Clone)]
pub enum Aside {
    /// The input with this number says the same.
    Duplicate(i64),
    /// It is about something else.
    OffTopic,
    /// The law lets it not be taken into account.
    NotAdmissible,
    /// It cannot be read.
    Unreadable,
    /// It came after the closing.
    Late,
}

impl Aside {
    /// The reason's code.
    #[must_use]
    pub fn reason(&self) -> SetAsideReason {
        match self {
            Self::Duplicate(_) => SetAsideReason::Duplicate,
            Self::OffTopic => SetAsideReason::OffTopic,
            Self::NotAdmissible => SetAsideReason::NotAdmissible,
            Self::Unreadable => SetAsideReason::Unreadable,
            Self::Late => SetAsideReason::Late,
        }
    }

    fn original(&self, db: &mut Db, round_id: i64) -> ActResult<Option<i64>> {
        match self {
            Self::Duplicate(number) => can_be_original(db, round_id, *number)?
                .map(Some)
                .ok_or(ActError::NoOriginal),
            Self::OffTopic | Self::NotAdmissible | Self::Unreadable | Self::Late => Ok(None),
        }
    }
}

/// Sets whole inputs aside that wait; answers how many.
///
/// # Errors
/// [`ActError::Nothing`] when none of them waits as a whole, [`ActError::NoOriginal`] for a duplicate of
/// something that is not there or set aside itself, [`ActError::CannotHandle`] before the round closed,
/// [`ActError::NotAllowed`].
pub fn set_aside(
    house: &House,
    actor: &Actor,
    round_id: i64,
    chosen: &Chosen,
    aside: &Aside,
    explanation: &Passage,
) -> ActResult<i64> {
    let now = house.clock.now();
    house.store.write(|db| {
        let asked = (Permission::DraftAnswers, Needs::Answering);
        let round = held_round(db, actor, asked, round_id, now)?;
        let new = NewSetAside {
            reason: aside.reason(),
            duplicate_of: aside.original(db, round.id)?,
            explanation: explanation.as_str(),
            staff_id: actor.staff_id,
            at: now,
        };
        let amount = set_inputs_aside(db, round.id, chosen, &new)?;
        if amount == 0 {
            return Err(ActError::Nothing);
        }
        settle(db, round.id, Touched::All)?;
        let subject = (round.number, round.body.0);
        let detail = format!("{amount}: {}", aside.reason().code());
        audit_round(db, actor, AuditAct::InputsSetAside, subject, &detail, now)?;
        Ok(amount)
    })
}

/// Sets one part aside.
///
/// # Errors
/// [`ActError::Handled`] when it is already; otherwise as [`set_aside`].
pub fn set_aside_part(
    house: &House,
    actor: &Actor,
    (round_id, number, part): (i64, i64, i32),
    aside: &Aside,
    explanation: &Passage,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let asked = (Permission::DraftAnswers, Needs::Answering);
        let round = held_round(db, actor, asked, round_id, now)?;
        let input = live_input(db, round.id, number)?;
        let parts = parts_of(db, input.id)?;
        let part = parts.iter().find(|one| one.number == part);
        let part = part.ok_or(ActError::Missing)?;
        let original = aside.original(db, round.id)?;
        if original == Some(input.id) {
            return Err(ActError::NoOriginal);
        }
        if aside.reason() == SetAsideReason::Late && !input.is_late {
            return Err(ActError::Nothing);
        }
        let there = store::set_asides_of(db, input.id)?;
        let is_aside =
            |one: &store::SetAsideRecord| one.part_id == Some(part.id) && one.lifted_at.is_none();
        if there.iter().any(is_aside) {
            return Err(ActError::Handled);
        }
        let new = NewSetAside {
            reason: aside.reason(),
            duplicate_of: original,
            explanation: explanation.as_str(),
            staff_id: actor.staff_id,
            at: now,
        };
        set_part_aside(db, (round.id, input.id, part.id), &new)?;
        settle(db, round.id, Touched::Input(input.id))?;
        let subject = (round.number, round.body.0);
        let detail = format!("{}: {}", input.number, aside.reason().code());
        audit_round(db, actor, AuditAct::InputsSetAside, subject, &detail, now)
    })
}

/// Takes up again what was set aside of an input; it waits for its answer, or has that of its theme.
///
/// # Errors
/// [`ActError::Stale`] when it is not set aside any more, [`ActError::Missing`], [`ActError::NotAllowed`],
/// [`ActError::CannotHandle`].
pub fn lift_set_aside(
    house: &House,
    actor: &Actor,
    (round_id, number): (i64, i64),
    aside_id: i64,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let asked = (Permission::DraftAnswers, Needs::Answering);
        let round = held_round(db, actor, asked, round_id, now)?;
        let input = live_input(db, round.id, number)?;
        let asides = store::set_asides_of(db, input.id)?;
        if !asides.iter().any(|aside| aside.id == aside_id) {
            return Err(ActError::Missing);
        }
        if !store::lift(db, aside_id, actor.staff_id, now)? {
            return Err(ActError::Stale);
        }
        settle(db, round.id, Touched::Input(input.id))?;
        let subject = (round.number, round.body.0);
        let detail = input.number.to_string();
        audit_round(db, actor, AuditAct::SetAsideLifted, subject, &detail, now)
    })
}
