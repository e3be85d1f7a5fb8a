//! The petitioner takes the petition back, before it is handed over.

use super::person::{PetitionerPage, fresh};
use crate::errors::ActResult;
use crate::house::House;
use weerklank_domain::obligations::ObligationKind;
use weerklank_domain::petitions::{EventKind, Step, Visibility};
use weerklank_store::petitions::{NewEvent, add_event, erase_draft, release, set_state};
use weerklank_store::{StoreError, follow, obligations};

/// Takes a petition back. A draft that was never filed is erased; one that had been published stays
/// readable as withdrawn.
///
/// # Errors
/// [`crate::ActError::WrongStep`] after hand-over, or what the store says.
pub fn withdraw(house: &House, page: &PetitionerPage) -> ActResult<()> {
    let now = house.clock.now();
    let id = page.petition.id;
    house.store.write(|db| {
        let (petition, _, _) = fresh(db, &house.vault, id, now)?;
        let next = petition.state.after(Step::Withdraw)?;
        if erase_draft(db, id)? {
            return Ok(());
        }
        let is_public = next.visibility(petition.opened_at.is_some()) == Visibility::Public;
        if !set_state(db, id, petition.state, next, is_public, now)? {
            return Err(StoreError::Changed.into());
        }
        release(db, id, None)?;
        obligations::meet(db, id, ObligationKind::Decide, now)?;
        let event = add_event(db, id, &NewEvent::plain(EventKind::Withdrawn, now))?;
        follow::tell_petitioner(db, id, event, now)?;
        Ok(())
    })
}
