//! The clock tells signers who asked for news about an event.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use weerklank_store::follow::{event_to_tell, queue_signer_news};

/// How many mails are queued in a transaction.
const BATCH: i64 = 500;

/// Queues one mail for each signer who asked for news, some hundreds in a transaction. Doing it
/// twice, or going on after a crash, queues nothing twice: an event and a signer make one mail.
///
/// # Errors
/// [`ActError::Missing`] when there is no such event, or what the store says.
pub fn tell_signers(house: &House, event_id: i64) -> ActResult<()> {
    let now = house.clock.now();
    let (petition_id, kind) = house
        .store
        .read(|db| Ok::<_, ActError>(event_to_tell(db, event_id)?))?
        .ok_or(ActError::Missing)?;
    if !kind.is_news_for_signers() {
        return Ok(());
    }
    let mut last = Some(0);
    while let Some(after) = last {
        last = house.store.write(|db| {
            Ok::<_, ActError>(queue_signer_news(
                db,
                event_id,
                petition_id,
                after,
                BATCH,
                now,
            )?)
        })?;
    }
    Ok(())
}
