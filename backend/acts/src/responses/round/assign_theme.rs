//! A theme is given to somebody, by a day.

use super::subject::{Needs, held_round, open_theme};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct};
use crate::rounds::desk::subject::audit_round;
use chrono::NaiveDate;
use weerklank_domain::people::Permission;
use weerklank_domain::responses::ThemeEvent;
use weerklank_store::people::who_may;
use weerklank_store::responses::{self as store, add_theme_event};

/// Gives a theme to an account, or to nobody, with a day by which it is to be done.
///
/// # Errors
/// [`ActError::NoOfficer`] for an account that may not write answers of the body, [`ActError::Stale`] for
/// another revision, [`ActError::Missing`], [`ActError::NotAllowed`], [`ActError::CannotHandle`].
pub fn assign_theme(
    house: &House,
    actor: &Actor,
    (round_id, number): (i64, i64),
    read: i32,
    owner: Option<i64>,
    due_on: Option<NaiveDate>,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let asked = (Permission::DraftAnswers, Needs::Sorting);
        let round = held_round(db, actor, asked, round_id, now)?;
        let theme = open_theme(db, round.id, number)?;
        let officers = who_may(db, Permission::DraftAnswers, round.body.0)?;
        let named = owner.map(|id| officers.iter().find(|officer| officer.0 == id));
        let name = match named {
            Some(None) => return Err(ActError::NoOfficer),
            Some(Some(officer)) => officer.1.clone(),
            None => String::new(),
        };
        if !store::assign_theme(db, theme.id, read, owner, due_on)? {
            return Err(ActError::Stale);
        }
        let event = (ThemeEvent::Assigned, name.as_str(), 0);
        add_theme_event(db, theme.id, event, actor.staff_id, now)?;
        let subject = (round.number, round.body.0);
        let detail = format!("theme {number}");
        audit_round(db, actor, AuditAct::ThemeChanged, subject, &detail, now)
    })
}
