//! Somebody gives a theme another title or summary.

use super::subject::{Needs, held_round, open_theme};
use super::theme_text::ThemeText;
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct};
use crate::rounds::desk::subject::audit_round;
use weerklank_domain::people::Permission;
use weerklank_domain::responses::ThemeEvent;
use weerklank_store::responses::{self as store, add_theme_event};

/// Changes title and summary of the revision that was read.
///
/// # Errors
/// [`ActError::Stale`] for another revision or a theme that was merged, [`ActError::Missing`],
/// [`ActError::NotAllowed`], [`ActError::CannotHandle`].
pub fn describe_theme(
    house: &House,
    actor: &Actor,
    (round_id, number): (i64, i64),
    read: i32,
    text: &ThemeText,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let asked = (Permission::DraftAnswers, Needs::Sorting);
        let round = held_round(db, actor, asked, round_id, now)?;
        let theme = open_theme(db, round.id, number)?;
        if !store::describe_theme(db, theme.id, read, text.title(), text.summary())? {
            return Err(ActError::Stale);
        }
        let event = (ThemeEvent::Described, text.title(), 0);
        add_theme_event(db, theme.id, event, actor.staff_id, now)?;
        let subject = (round.number, round.body.0);
        let detail = format!("theme {number}");
        audit_round(db, actor, AuditAct::ThemeChanged, subject, &detail, now)
    })
}
