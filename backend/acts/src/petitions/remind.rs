//! The clock reminds people who signed and did not confirm, once.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use weerklank_store::petitions::queue_reminders;

/// Queues every reminder that is due, some hundreds in a transaction. Answers how many.
///
/// # Errors
/// What the store says.
pub fn remind(house: &House) -> ActResult<usize> {
    let now = house.clock.now();
    let mut queued = 0;
    loop {
        let batch = house
            .store
            .write(|db| Ok::<_, ActError>(queue_reminders(db, now)?))?;
        if batch == 0 {
            return Ok(queued);
        }
        queued += batch;
    }
}
