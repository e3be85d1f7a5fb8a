//! Somebody at the desk makes a commitment for a body.

use crate::errors::ActResult;
use crate::house::House;
use crate::people::{Actor, AuditAct, Subject, audit};
use chrono::{DateTime, NaiveDate, Utc};
use weerklank_domain::Language;
use weerklank_domain::calendar::day_of;
use weerklank_domain::commitments::{Owner, check_due, reference};
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::{Passage, Title};
use weerklank_store::Db;
use weerklank_store::commitments::{CommitmentSubject, NewCommitment, StepText, add};

/// A commitment as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommitmentDraft {
    /// The body that makes it.
    pub body_id: i64,
    /// What it is about.
    pub subject: CommitmentSubject,
    /// The language of its text.
    pub language: Language,
    /// What is promised, in a line.
    pub title: Title,
    /// What is promised (Markdown).
    pub text: Passage,
    /// The post that sees to it.
    pub owner: Owner,
    /// The last day on which it is in time.
    pub due_on: NaiveDate,
}

/// Makes a commitment, and answers its number.
///
/// # Errors
/// [`crate::ActError::NotAllowed`], [`crate::ActError::CannotCommit`] for a day that cannot be, or what
/// the store says.
pub fn make(house: &House, actor: &Actor, draft: &CommitmentDraft) -> ActResult<i64> {
    let now = house.clock.now();
    house.store.write(|db| {
        actor.require(Permission::ManageCommitments, draft.body_id)?;
        Ok(make_in(db, actor, draft, now)?.1)
    })
}

/// The same within somebody else's transaction, by whoever may do what makes it; answers the key and the
/// number.
pub(crate) fn make_in(
    db: &mut Db,
    actor: &Actor,
    draft: &CommitmentDraft,
    now: DateTime<Utc>,
) -> ActResult<(i64, i64)> {
    check_due(draft.due_on, day_of(now))?;
    let (id, number) = add(
        db,
        &NewCommitment {
            body_id: draft.body_id,
            subject: draft.subject,
            language: draft.language,
            text: StepText {
                title: draft.title.as_str().to_owned(),
                text: draft.text.as_str().to_owned(),
                owner: draft.owner.as_str().to_owned(),
                due_on: draft.due_on,
            },
            staff_id: Some(actor.staff_id),
            at: now,
        },
    )?;
    let name = reference(number);
    let subject = Subject::commitment(&name, draft.body_id);
    let due = draft.due_on.to_string();
    audit(db, actor, AuditAct::CommitmentMade, subject, &due, now)?;
    Ok((id, number))
}
