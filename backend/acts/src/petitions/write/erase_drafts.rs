//! The clock erases drafts that nobody touched for long.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use weerklank_domain::petitions::DRAFT_KEPT;
use weerklank_store::petitions::{erase_draft, stale_drafts};

const BATCH: i64 = 100;

/// Erases every draft whose term has passed, some dozens in a transaction. Answers how many.
///
/// # Errors
/// What the store says.
pub fn erase_drafts(house: &House) -> ActResult<usize> {
    let before = house.clock.now() - DRAFT_KEPT;
    let mut erased = 0;
    loop {
        let batch = house.store.write(|db| {
            let mut batch = 0;
            for id in stale_drafts(db, before, BATCH)? {
                batch += usize::from(erase_draft(db, id)?);
            }
            Ok::<_, ActError>(batch)
        })?;
        if batch == 0 {
            return Ok(erased);
        }
        erased += batch;
    }
}
