//! The desk says that a commitment was done, with the evidence.

use super::step::{Change, looked_up, take, text_of};
use crate::errors::ActResult;
use crate::house::House;
use crate::people::Actor;
use weerklank_domain::commitments::StepKind;
use weerklank_domain::petitions::Passage;

/// What shows that it was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// What was done (Markdown).
    pub text: Passage,
    /// Where that can be seen: a page or a paper.
    pub url: Option<String>,
}

/// Says that it was done. Those who follow are asked whether they think so too.
///
/// # Errors
/// [`crate::ActError::CannotCommit`] for what is settled, [`crate::ActError::ChangedBy`] when somebody
/// else was first.
pub fn finish(
    house: &House,
    actor: &Actor,
    (number, read): (i64, i32),
    evidence: &Evidence,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let commitment = looked_up(db, actor, number)?;
        let change = Change {
            kind: StepKind::Done,
            text: text_of(&commitment),
            reason: evidence.text.as_str().to_owned(),
            url: evidence.url.clone(),
        };
        take(db, actor, (&commitment, read), change, now)
    })
}
