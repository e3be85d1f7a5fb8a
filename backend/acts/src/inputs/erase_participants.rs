//! The clock erases who took part in a round that is over, and who replied long ago.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use chrono::TimeDelta;
use weerklank_store::inputs::erase_authors;
use weerklank_store::replies::erase_repliers;

/// Names and addresses are kept for so long: of authors from the end of their round on, for they are
/// told its outcome; of people who replied from their reply on. It is longer than the half year in
/// which somebody may ask to have a decision of moderation looked at again.
pub const PARTICIPANT_TERM: TimeDelta = TimeDelta::days(365);

/// Erases names and addresses whose term ended; answers how many of authors and of people who replied.
/// No input and no reply goes, and no count changes.
///
/// # Errors
/// What the store says.
pub fn erase_participants(house: &House) -> ActResult<(usize, usize)> {
    let before = house.clock.now() - PARTICIPANT_TERM;
    let (mut authors, mut repliers) = (0, 0);
    loop {
        let some = house.store.write(|db| {
            Ok::<_, ActError>((erase_authors(db, before)?, erase_repliers(db, before)?))
        })?;
        if some == (0, 0) {
            return Ok((authors, repliers));
        }
        authors += some.0;
        repliers += some.1;
    }
}
