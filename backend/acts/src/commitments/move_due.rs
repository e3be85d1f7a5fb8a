//! The desk moves the due day of a commitment, with a public reason.

use super::step::{Change, looked_up, take, text_of};
use crate::errors::ActResult;
use crate::house::House;
use crate::people::Actor;
use chrono::NaiveDate;
use weerklank_domain::calendar::day_of;
use weerklank_domain::commitments::{CannotCommit, StepKind, after, check_due};
use weerklank_domain::petitions::Passage;
use weerklank_store::commitments::StepText;

/// Moves the due day from the step that was read.
///
/// # Errors
/// [`crate::ActError::CannotCommit`] for what is settled or a day that cannot be,
/// [`crate::ActError::ChangedBy`] when somebody else was first.
pub fn move_due(
    house: &House,
    actor: &Actor,
    (number, read): (i64, i32),
    due_on: NaiveDate,
    reason: &Passage,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let commitment = looked_up(db, actor, number)?;
        after(commitment.state, StepKind::Moved)?;
        check_due(due_on, day_of(now))?;
        if due_on == commitment.due_on && commitment.step == read {
            return Err(CannotCommit::SameDay.into());
        }
        let change = Change {
            kind: StepKind::Moved,
            text: StepText {
                due_on,
                ..text_of(&commitment)
            },
            reason: reason.as_str().to_owned(),
            url: None,
        };
        take(db, actor, (&commitment, read), change, now)
    })
}
