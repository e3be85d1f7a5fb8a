//! The clock throws away what is only kept so that everybody counts once.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::inputs::PARTICIPANT_TERM;
use weerklank_domain::calendar::day_of;
use weerklank_store::representation::{erase_given, erase_year_voices};

/// Throws away the keys of past years, and of rounds that ended a year ago; answers how many. No count
/// changes.
///
/// # Errors
/// What the store says.
pub fn erase_voices(house: &House) -> ActResult<usize> {
    let now = house.clock.now();
    let year = chrono::Datelike::year(&day_of(now));
    house.store.write(|db| {
        let years = erase_year_voices(db, year)?;
        let given = erase_given(db, now - PARTICIPANT_TERM)?;
        Ok::<_, ActError>(years + given)
    })
}
