//! The clock erases signatures that were never confirmed.

use crate::errors::{ActError, ActResult};
use crate::house::House;

/// Erases every person row whose term has passed, some hundreds in a transaction. No count
/// changes: what was not confirmed was never counted. Answers how many.
///
/// # Errors
/// What the store says.
pub fn erase_unconfirmed(house: &House) -> ActResult<usize> {
    let now = house.clock.now();
    let mut erased = 0;
    loop {
        let batch = house.store.write(|db| {
            Ok::<_, ActError>(weerklank_store::petitions::erase_unconfirmed(db, now)?)
        })?;
        if batch == 0 {
            return Ok(erased);
        }
        erased += batch;
    }
}
