//! Staff say something about a theme among themselves.

use super::subject::{Needs, held_round, open_theme};
use crate::errors::ActResult;
use crate::house::House;
use crate::people::Actor;
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::Passage;
use weerklank_store::responses::add_note;

/// Adds an internal note, which is never public.
///
/// # Errors
/// [`crate::ActError::Missing`], [`crate::ActError::NotAllowed`], [`crate::ActError::CannotHandle`].
pub fn note_theme(
    house: &House,
    actor: &Actor,
    (round_id, number): (i64, i64),
    note: &Passage,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let asked = (Permission::DraftAnswers, Needs::Sorting);
        let round = held_round(db, actor, asked, round_id, now)?;
        let theme = open_theme(db, round.id, number)?;
        add_note(db, theme.id, note.as_str(), actor.staff_id, now)?;
        Ok(())
    })
}
