//! The petitioner has news, which the desk approves before it is on the thread.

use super::person::{PetitionerPage, fresh};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::moderation::marks_in;
use weerklank_domain::petitions::{NewsState, Passage, PetitionState, Step, WrongStep};
use weerklank_store::moderation::Arrival;
use weerklank_store::petitions::{add_update, updates_of};

/// So much news may wait for the desk at a time.
pub const MOST_WAITING_UPDATES: usize = 3;

/// Puts news before the desk, while the petition runs.
///
/// # Errors
/// [`ActError::WrongStep`] when it does not run, [`ActError::Overloaded`] when enough news waits
/// already, or what the store says.
pub fn write_update(house: &House, page: &PetitionerPage, text: &Passage) -> ActResult<()> {
    let now = house.clock.now();
    let id = page.petition.id;
    house.store.write(|db| {
        let (petition, _, _) = fresh(db, &house.vault, id, now)?;
        if !has_news(petition.state) {
            return Err(ActError::from(WrongStep {
                from: petition.state,
                step: Step::Close,
            }));
        }
        let mut waiting = updates_of(db, id)?;
        waiting.retain(|update| update.state == NewsState::Waiting);
        // A button that was pressed twice.
        if waiting.iter().any(|update| update.text == text.as_str()) {
            return Ok(());
        }
        if waiting.len() >= MOST_WAITING_UPDATES {
            return Err(ActError::Overloaded);
        }
        let arrival = Arrival {
            marks: marks_in(house, db, petition.body_id, (None, text.as_str()))?,
            ..Arrival::default()
        };
        add_update(db, id, text.as_str(), &arrival, now)?;
        Ok(())
    })
}

/// Whether a petition in this state can have news of its petitioner.
#[must_use]
pub fn has_news(state: PetitionState) -> bool {
    matches!(
        state,
        PetitionState::Open
            | PetitionState::Closed
            | PetitionState::HandedOver
            | PetitionState::Answered
    )
}
