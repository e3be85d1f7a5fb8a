//! The desk drops a commitment, with a public reason.

use super::step::{Change, looked_up, take, text_of};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::Actor;
use chrono::{DateTime, Utc};
use weerklank_domain::commitments::{CommitmentState, StepKind};
use weerklank_domain::petitions::Passage;
use weerklank_store::Db;
use weerklank_store::commitments::find_by_id;

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

/// Drops what rested on the vote that turned out otherwise, within the transaction that corrects its record.
/// What is settled stays so.
///
/// # Errors
/// [`crate::ActError::ChangedBy`] when somebody else was first.
pub(crate) fn drop_unfounded(
    db: &mut Db,
    actor: &Actor,
    id: i64,
    reason: &str,
    now: DateTime<Utc>,
) -> ActResult<()> {
    let commitment = find_by_id(db, id)?.ok_or(ActError::Missing)?;
    if commitment.state != CommitmentState::Open {
        return Ok(());
    }
    let change = Change {
        kind: StepKind::Dropped,
        text: text_of(&commitment),
        reason: reason.to_owned(),
        url: None,
    };
    take(db, actor, (&commitment, commitment.step), change, now)
}
