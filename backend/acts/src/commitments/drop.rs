//! The desk drops a commitment, with a public reason.

use super::step::{Change, looked_up, take, text_of};
use crate::errors::ActResult;
use crate::house::House;
use crate::people::Actor;
use weerklank_domain::commitments::StepKind;
use weerklank_domain::petitions::Passage;

/// Says that it will not be done, and why.
///
/// # Errors
/// [`crate::ActError::CannotCommit`] for what is settled, [`crate::ActError::ChangedBy`] when somebody
/// else was first.
pub fn drop_commitment(
    house: &House,
    actor: &Actor,
    (number, read): (i64, i32),
    reason: &Passage,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let commitment = looked_up(db, actor, number)?;
        let change = Change {
            kind: StepKind::Dropped,
            text: text_of(&commitment),
            reason: reason.as_str().to_owned(),
            url: None,
        };
        take(db, actor, (&commitment, read), change, now)
    })
}
