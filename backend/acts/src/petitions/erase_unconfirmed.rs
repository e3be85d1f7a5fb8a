//! The clock erases signatures, and support, that were never confirmed.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use chrono::TimeDelta;

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
            let signers = weerklank_store::petitions::erase_unconfirmed(db, now)?;
            let supporters = weerklank_store::petitions::erase_supporters(db, now)?;
            Ok::<_, ActError>(signers + supporters)
        })?;
        if batch == 0 {
            return Ok(erased);
        }
        erased += batch;
    }
}

/// How long a mail that was sent is remembered.
const REMEMBER_SENT: TimeDelta = TimeDelta::days(30);

/// Forgets mails that were sent long ago. Answers how many.
///
/// # Errors
/// What the store says.
pub fn forget_sent_mails(house: &House) -> ActResult<usize> {
    let before = house.clock.now() - REMEMBER_SENT;
    let mut forgotten = 0;
    loop {
        let batch = house
            .store
            .write(|db| Ok::<_, ActError>(weerklank_store::outbox::purge_sent(db, before)?))?;
        if batch == 0 {
            return Ok(forgotten);
        }
        forgotten += batch;
    }
}
