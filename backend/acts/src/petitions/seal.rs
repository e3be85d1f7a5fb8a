//! The clock turns the signatures of petitions that were answered long ago into numbers.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use weerklank_store::petitions::{due_to_seal, seal_signatures};

/// Erases who signed petitions whose term after the answer has passed (GDPR 5(1)(e)), each in one
/// transaction; every count stays what it is. Answers how many signatures.
///
/// # Errors
/// What the store says.
pub fn seal_answered(house: &House) -> ActResult<i64> {
    let now = house.clock.now();
    let due = house.store.read(|db| due_to_seal(db, now))?;
    let mut sealed = 0;
    for petition in due {
        sealed += house.store.write(|db| {
            Ok::<_, ActError>(seal_signatures(
                db,
                petition,
                "term after the answer has passed",
                now,
            )?)
        })?;
    }
    Ok(sealed)
}
