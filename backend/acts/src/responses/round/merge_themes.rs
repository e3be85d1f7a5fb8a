//! Two themes become one.

use super::subject::{Needs, held_round, open_theme};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct};
use crate::rounds::desk::subject::audit_round;
use weerklank_domain::people::Permission;
use weerklank_domain::responses::ThemeEvent;
use weerklank_store::responses::{
    ResponseSubject, Touched, add_theme_event, close_theme, move_all, response_to, settle,
};

/// Moves everything of one theme into another; the first one stays to be read, with its history and any
/// draft. Answers how many inputs and parts went.
///
/// # Errors
/// [`ActError::Handled`] when the theme that would go has an answer that was given,
/// [`ActError::Nothing`] for a theme and itself, [`ActError::Stale`] when one of them was merged before,
/// [`ActError::Missing`], [`ActError::NotAllowed`], [`ActError::CannotHandle`].
pub fn merge_themes(
    house: &House,
    actor: &Actor,
    round_id: i64,
    (from, into): (i64, i64),
) -> ActResult<i64> {
    let now = house.clock.now();
    house.store.write(|db| {
        let asked = (Permission::DraftAnswers, Needs::Sorting);
        let round = held_round(db, actor, asked, round_id, now)?;
        let (gone, stays) = (
            open_theme(db, round.id, from)?,
            open_theme(db, round.id, into)?,
        );
        if gone.id == stays.id {
            return Err(ActError::Nothing);
        }
        let answer = response_to(db, ResponseSubject::Theme(gone.id))?;
        if answer.is_some_and(|answer| answer.is_given) {
            return Err(ActError::Handled);
        }
        if !close_theme(db, gone.id, stays.id)? {
            return Err(ActError::Stale);
        }
        let went = move_all(db, gone.id, stays.id)?;
        let (to, of) = (stays.number.to_string(), gone.number.to_string());
        let staff = actor.staff_id;
        add_theme_event(db, gone.id, (ThemeEvent::Merged, &to, went), staff, now)?;
        add_theme_event(db, stays.id, (ThemeEvent::Merged, &of, went), staff, now)?;
        settle(db, round.id, Touched::Theme(stays.id))?;
        let subject = (round.number, round.body.0);
        let detail = format!("theme {from} into {into}");
        audit_round(db, actor, AuditAct::ThemeChanged, subject, &detail, now)?;
        Ok(went)
    })
}
