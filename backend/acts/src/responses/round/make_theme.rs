//! Somebody makes a theme, empty or of inputs of another one (a split).

use super::put_inputs::{moved_in, put};
use super::subject::{Needs, held_round};
use super::theme_text::ThemeText;
use crate::errors::ActResult;
use crate::house::House;
use crate::people::{Actor, AuditAct};
use crate::rounds::desk::subject::audit_round;
use weerklank_domain::people::Permission;
use weerklank_domain::responses::ThemeEvent;
use weerklank_store::responses::{Chosen, add_theme, add_theme_event, theme_by_id};

/// Makes a theme and puts inputs into it; answers its number and how many went in.
///
/// # Errors
/// [`crate::ActError::NotAllowed`], [`crate::ActError::CannotHandle`] before the round opens, or what the
/// store says.
pub fn make_theme(
    house: &House,
    actor: &Actor,
    round_id: i64,
    text: &ThemeText,
    chosen: Option<&Chosen>,
) -> ActResult<(i64, i64)> {
    let now = house.clock.now();
    house.store.write(|db| {
        let asked = (Permission::DraftAnswers, Needs::Sorting);
        let round = held_round(db, actor, asked, round_id, now)?;
        let (id, number) = add_theme(db, round.id, text.title(), text.summary(), now)?;
        let made = (ThemeEvent::Made, text.title(), 0);
        add_theme_event(db, id, made, actor.staff_id, now)?;
        let mut went = 0;
        if let Some(chosen) = chosen {
            let made = theme_by_id(db, id)?;
            let moved = put(db, actor, &round, chosen, made.as_ref(), now)?;
            went = moved_in(&moved);
        }
        let subject = (round.number, round.body.0);
        let detail = format!("theme {number}");
        audit_round(db, actor, AuditAct::ThemeChanged, subject, &detail, now)?;
        Ok((number, went))
    })
}
