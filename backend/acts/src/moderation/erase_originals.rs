//! The clock erases words that were left out, when nobody can ask to have them back any more.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use weerklank_domain::moderation::ORIGINAL_TERM;
use weerklank_store::moderation::erase_originals as erase;

/// Erases what was kept for its term; answers how many texts. They stay as everybody reads them.
///
/// # Errors
/// What the store says.
pub fn erase_originals(house: &House) -> ActResult<usize> {
    let before = house.clock.now() - ORIGINAL_TERM;
    house
        .store
        .write(|db| Ok::<_, ActError>(erase(db, before)?))
}
