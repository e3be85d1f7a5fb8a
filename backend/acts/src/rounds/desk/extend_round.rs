//! Somebody makes a round longer, for a public reason.

use super::subject::{audit_round, round_for};
use crate::errors::ActResult;
use crate::house::House;
use crate::people::{Actor, AuditAct};
use chrono::{DateTime, Utc};
use weerklank_domain::calendar::day_of;
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::Passage;
use weerklank_domain::rounds::{CannotExtend, ExtensionCause};
use weerklank_store::StoreError;
use weerklank_store::jobs::{JobKind, plan};
use weerklank_store::outbox::{RoundEvent, tell_authors};
use weerklank_store::rounds::{NewExtension, extend, set_answer_by};

/// Makes a round longer, and tells its authors. A round that the clock has closed is closed, also before the scheduler came
/// by. Where people would have their answer before the new closing, the day of the answer moves on
/// by as many days.
///
/// # Errors
/// [`crate::ActError::CannotExtend`] when it does not run, or would not become longer.
pub fn extend_round(
    house: &House,
    actor: &Actor,
    round_id: i64,
    to: DateTime<Utc>,
    cause: ExtensionCause,
    reason: &Passage,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let round = round_for(db, actor, Permission::ManageRounds, round_id, now)?;
        round.window().may_extend(to, now)?;
        let from = round.closes_at.ok_or(CannotExtend::NotRunning)?;
        let extension = NewExtension {
            from,
            to,
            cause,
            reason: reason.as_str(),
            staff_id: actor.staff_id,
            at: now,
        };
        // The next try looks at the closing that somebody else left.
        let extension = extend(db, round.id, &extension)?.ok_or(StoreError::Changed)?;
        tell_authors(db, round.id, RoundEvent::Extended(extension), now)?;
        if let Some(day) = round.answer_by.filter(|day| *day < day_of(to)) {
            set_answer_by(db, round.id, day + (day_of(to) - day_of(from)))?;
        }
        plan(db, JobKind::CloseRound, Some(round.id), to)?;
        let subject = (round.number, round.body.0);
        audit_round(
            db,
            actor,
            AuditAct::RoundExtended,
            subject,
            cause.code(),
            now,
        )
    })
}
