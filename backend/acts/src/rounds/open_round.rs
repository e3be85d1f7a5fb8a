//! The clock opens a round whose time has come.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use weerklank_store::rounds::open_due;

/// Opens a round whose time has come, at the moment that was announced. Answers whether it did;
/// doing it twice does nothing. What the round takes never waits for this:
/// [`weerklank_domain::rounds::RoundWindow`] decides.
///
/// # Errors
/// What the store says.
pub fn open_round(house: &House, round_id: i64) -> ActResult<bool> {
    let now = house.clock.now();
    house
        .store
        .write(|db| Ok::<_, ActError>(open_due(db, round_id, now)?))
}
