//! A part of an input is put into a theme, or out of any.

use super::cut_input::live_input;
use super::subject::{Needs, held_round, open_theme};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct};
use crate::rounds::desk::subject::audit_round;
use weerklank_domain::people::Permission;
use weerklank_domain::responses::ThemeEvent;
use weerklank_store::responses::{
    self as store, Touched, add_theme_event, parts_of, settle, theme_by_id,
};

/// Puts one part into a theme, or out of the one that it is in.
///
/// # Errors
/// [`ActError::Nothing`] when it is there already, [`ActError::Missing`], [`ActError::Stale`] for a theme
/// that was merged, [`ActError::NotAllowed`], [`ActError::CannotHandle`].
pub fn put_part(
    house: &House,
    actor: &Actor,
    (round_id, number, part): (i64, i64, i32),
    theme: Option<i64>,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let asked = (Permission::DraftAnswers, Needs::Answering);
        let round = held_round(db, actor, asked, round_id, now)?;
        let input = live_input(db, round.id, number)?;
        let to = match theme {
            Some(number) => Some(open_theme(db, round.id, number)?),
            None => None,
        };
        let parts = parts_of(db, input.id)?;
        let part = parts.iter().find(|one| one.number == part);
        let part = part.ok_or(ActError::Missing)?;
        let moved = store::put_part(db, part, to.as_ref().map(|theme| theme.id))?;
        let from = match moved.ok_or(ActError::Nothing)? {
            Some(from) => theme_by_id(db, from)?,
            None => None,
        };
        let name = |theme: Option<&store::ThemeRecord>| {
            theme
                .map(|theme| theme.number.to_string())
                .unwrap_or_default()
        };
        if let Some(left) = &from {
            let event = (ThemeEvent::Left, name(to.as_ref()), 1);
            let event = (event.0, event.1.as_str(), event.2);
            add_theme_event(db, left.id, event, actor.staff_id, now)?;
        }
        if let Some(joined) = &to {
            let other = name(from.as_ref());
            let event = (ThemeEvent::Joined, other.as_str(), 1);
            add_theme_event(db, joined.id, event, actor.staff_id, now)?;
        }
        settle(db, round.id, Touched::Input(input.id))?;
        let subject = (round.number, round.body.0);
        let detail = input.number.to_string();
        audit_round(db, actor, AuditAct::InputsSorted, subject, &detail, now)
    })
}
