//! The clock erases who reported something, when nobody can ask for another decision any more.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use chrono::TimeDelta;
use weerklank_store::moderation::erase_notifiers as erase_some;

/// Names and addresses are kept for so long after the decision: the half year in which another may be asked
/// for, and the time to take that one.
pub const NOTIFIER_TERM: TimeDelta = TimeDelta::days(275);

/// Erases names and addresses whose term ended; answers how many. No notice goes.
///
/// # Errors
/// What the store says.
pub fn erase_notifiers(house: &House) -> ActResult<usize> {
    let before = house.clock.now() - NOTIFIER_TERM;
    let mut erased = 0;
    loop {
        let some = house
            .store
            .write(|db| Ok::<_, ActError>(erase_some(db, before)?))?;
        if some == 0 {
            return Ok(erased);
        }
        erased += some;
    }
}
