//! The clock closes a round whose time has come.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use weerklank_store::rounds::{close_due, open_due};

/// Closes a round whose time has come, at the moment that was announced last. Answers whether it did;
/// doing it twice, or for a round that was made longer, does nothing.
///
/// # Errors
/// What the store says.
pub fn close_round(house: &House, round_id: i64) -> ActResult<bool> {
    let now = house.clock.now();
    house.store.write(|db| {
        // After a standstill of the program both times may have passed.
        open_due(db, round_id, now)?;
        Ok::<_, ActError>(close_due(db, round_id, now)?)
    })
}
