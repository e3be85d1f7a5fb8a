//! An author takes an input back: its number stays, its text is no longer shown.

use super::taking_part::CannotTakePart;
use crate::errors::{ActError, ActResult};
use crate::house::House;
use weerklank_domain::inputs::InputState;
use weerklank_store::inputs::{author_of_token, withdraw};
use weerklank_store::people::hash_of_token;

/// Takes an input back. Doing it twice is doing it once.
///
/// # Errors
/// [`ActError::Missing`] for a link that leads nowhere, [`ActError::CannotTakePart`] when it was
/// answered, set aside or hidden before, or what the store says.
pub fn withdraw_input(house: &House, token: &str) -> ActResult<()> {
    let now = house.clock.now();
    let hash = hash_of_token(token);
    house.store.write(|db| {
        let (input, _) = author_of_token(db, &hash)?.ok_or(ActError::Missing)?;
        if input.standing.state == InputState::Withdrawn || withdraw(db, input.id, now)? {
            Ok(())
        } else {
            Err(CannotTakePart::Closed.into())
        }
    })
}
