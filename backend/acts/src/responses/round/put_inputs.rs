//! Somebody puts inputs into a theme, or out of any: many in one act.

use super::subject::{Needs, held_round, open_theme};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::{Actor, AuditAct};
use crate::rounds::desk::subject::audit_round;
use chrono::{DateTime, Utc};
use weerklank_domain::people::Permission;
use weerklank_domain::responses::ThemeEvent;
use weerklank_store::Db;
use weerklank_store::responses::{
    self as store, Chosen, ThemeRecord, Touched, add_theme_event, settle, theme_by_id,
};
use weerklank_store::rounds::RoundRecord;

type Moved = Vec<(Option<i64>, i64)>;

pub(super) fn moved_in(moved: &Moved) -> i64 {
    moved.iter().map(|(_, amount)| amount).sum()
}

/// Puts inputs into a theme within the round that is held, writes that into the history of every theme
/// that it is about, and brings their states in line.
pub(super) fn put(
    db: &mut Db,
    actor: &Actor,
    round: &RoundRecord,
    chosen: &Chosen,
    to: Option<&ThemeRecord>,
    now: DateTime<Utc>,
) -> ActResult<Moved> {
    let moved = store::put_inputs(db, round.id, chosen, to.map(|theme| theme.id))?;
    for (from, amount) in &moved {
        let mut left = String::new();
        if let Some(from) = from {
            let theme = theme_by_id(db, *from)?.ok_or(ActError::Missing)?;
            left = theme.number.to_string();
            let other = to.map(|theme| theme.number.to_string()).unwrap_or_default();
            let event = (ThemeEvent::Left, other.as_str(), *amount);
            add_theme_event(db, *from, event, actor.staff_id, now)?;
        }
        if let Some(theme) = to {
            let event = (ThemeEvent::Joined, left.as_str(), *amount);
            add_theme_event(db, theme.id, event, actor.staff_id, now)?;
        }
    }
    match to {
        Some(theme) if moved.iter().all(|(from, _)| from.is_none()) => {
            settle(db, round.id, Touched::Theme(theme.id))?;
        }
        // What left an answered theme is open again, wherever it went.
        _ if !moved.is_empty() => settle(db, round.id, Touched::All)?,
        _ => {}
    }
    Ok(moved)
}

/// Puts the chosen inputs into a theme, or out of the one that they are in; answers how many went.
///
/// # Errors
/// [`ActError::Nothing`] when none went, [`ActError::Stale`] when the theme was merged into another one,
/// [`ActError::Missing`] without such a theme, [`ActError::NotAllowed`], [`ActError::CannotHandle`].
pub fn put_inputs(
    house: &House,
    actor: &Actor,
    round_id: i64,
    chosen: &Chosen,
    theme: Option<i64>,
) -> ActResult<i64> {
    let now = house.clock.now();
    house.store.write(|db| {
        let asked = (Permission::DraftAnswers, Needs::Sorting);
        let round = held_round(db, actor, asked, round_id, now)?;
        let to = match theme {
            Some(number) => Some(open_theme(db, round.id, number)?),
            None => None,
        };
        let moved = put(db, actor, &round, chosen, to.as_ref(), now)?;
        let went = moved_in(&moved);
        if went == 0 {
            return Err(ActError::Nothing);
        }
        let subject = (round.number, round.body.0);
        let detail = match theme {
            Some(number) => format!("{went} to theme {number}"),
            None => format!("{went} to no theme"),
        };
        audit_round(db, actor, AuditAct::InputsSorted, subject, &detail, now)?;
        Ok(went)
    })
}
