//! The clock: Closes a petition whose time has come.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use weerklank_store::petitions;

/// Closes a petition whose time has come. Answers whether it did; doing it twice does nothing.
///
/// # Errors
/// What the store says.
pub fn close(house: &House, petition_id: i64) -> ActResult<bool> {
    let now = house.clock.now();
    house
        .store
        .write(|db| Ok::<_, ActError>(petitions::close(db, petition_id, now)?))
}
