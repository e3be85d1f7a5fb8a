//! The desk corrects what a commitment says; the older version stays readable.

use super::step::{Change, looked_up, take, text_of};
use crate::errors::ActResult;
use crate::house::House;
use crate::people::Actor;
use weerklank_domain::commitments::{Owner, StepKind};
use weerklank_domain::petitions::{Passage, Title};
use weerklank_store::commitments::StepText;

/// What a commitment should have said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// In a line.
    pub title: Title,
    /// In full (Markdown).
    pub text: Passage,
    /// The post that sees to it.
    pub owner: Owner,
    /// Why it is corrected.
    pub reason: Passage,
}

/// Writes a new version over the step that was read.
///
/// # Errors
/// [`crate::ActError::ChangedBy`] when somebody else was first, [`crate::ActError::NotAllowed`].
pub fn correct(
    house: &House,
    actor: &Actor,
    (number, read): (i64, i32),
    correction: &Correction,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let commitment = looked_up(db, actor, number)?;
        let change = Change {
            kind: StepKind::Corrected,
            text: StepText {
                title: correction.title.as_str().to_owned(),
                text: correction.text.as_str().to_owned(),
                owner: correction.owner.as_str().to_owned(),
                ..text_of(&commitment)
            },
            reason: correction.reason.as_str().to_owned(),
            url: None,
        };
        take(db, actor, (&commitment, read), change, now)
    })
}
