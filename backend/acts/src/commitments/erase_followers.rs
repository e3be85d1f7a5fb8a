//! The clock erases who followed what was settled long ago.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::inputs::PARTICIPANT_TERM;
use weerklank_store::commitments::erase_followers;

/// Erases addresses whose term ended: as long after the commitment was settled as those of people who
/// took part in a round. No number changes. Answers how many.
///
/// # Errors
/// What the store says.
pub fn erase_old_followers(house: &House) -> ActResult<usize> {
    let before = house.clock.now() - PARTICIPANT_TERM;
    let mut erased = 0;
    loop {
        let some = house
            .store
            .write(|db| Ok::<_, ActError>(erase_followers(db, before)?))?;
        if some == 0 {
            return Ok(erased);
        }
        erased += some;
    }
}
