//! The desk decides on one contribution of its own accord.

use super::{Cause, Moderation, Target};
use crate::errors::ActResult;
use crate::house::House;
use crate::people::Actor;
use weerklank_store::moderation::ModerationSubject;

/// Decides.
///
/// # Errors
/// [`crate::ActError::NotAllowed`], [`crate::ActError::Missing`], [`crate::ActError::CannotModerate`] when it does
/// not stand so, [`crate::ActError::Claimed`] when a colleague has its item of the queue, or what the store says.
pub fn moderate(
    house: &House,
    actor: &Actor,
    subject: ModerationSubject,
    moderation: &Moderation,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let target = Target::find(db, subject, now)?;
        target.decide(house, db, actor, moderation, (Cause::OWN, now))?;
        Ok(())
    })
}
