//! A commitment that comes with its history, from seeds.

use super::follow::{FollowWriting, follow_in};
use super::subject::subject_of;
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::Proven;
use chrono::{DateTime, NaiveDate, Utc};
use weerklank_domain::commitments::{CommitmentState, Says, StepKind, after};
use weerklank_domain::people::EmailAddress;
use weerklank_store::commitments::{
    NewCommitment, NewStep, StepText, add, find_by_id, follower_of_key, of_subject, say, take_step,
};
use weerklank_store::people::Keyed;
use weerklank_store::{Db, StoreError};

/// A commitment with its history.
#[derive(Debug, Clone)]
pub struct CommitmentEntry {
    /// What it is about: D26-0001, R12 or P26-0001.
    pub about: String,
    /// What it said at first.
    pub text: StepText,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// What happened since, the oldest first.
    pub steps: Vec<EntryStep>,
    /// Who follows it, and what they say.
    pub followers: Vec<(EmailAddress, Option<Says>)>,
}

/// Something that happened.
#[derive(Debug, Clone)]
pub struct EntryStep {
    /// What.
    pub kind: StepKind,
    /// When.
    pub at: DateTime<Utc>,
    /// The new due day.
    pub due_on: Option<NaiveDate>,
    /// Why, or what shows it.
    pub reason: String,
    /// Where that can be seen.
    pub url: Option<String>,
}

/// Enters a commitment, and answers its number; `None` for one that is known by its title. Nobody is
/// mailed: it is history.
///
/// # Errors
/// [`ActError::CannotCommit`] for what cannot have been so, or what the store says.
pub fn enter(house: &House, entry: &CommitmentEntry) -> ActResult<Option<i64>> {
    house.store.write(|db| {
        let found = subject_of(db, &entry.about)?;
        let known = of_subject(db, found.subject)?;
        if known.iter().any(|one| one.title == entry.text.title) {
            return Ok(None);
        }
        let new = NewCommitment {
            body_id: found.body_id,
            subject: found.subject,
            language: found.language,
            text: entry.text.clone(),
            staff_id: None,
            at: entry.made_at,
        };
        let (id, number) = add(db, &new)?;
        let lang = found.language.code().to_owned();
        let people: Vec<Proven> = entry
            .followers
            .iter()
            .map(|(email, _)| Proven::mailbox(email.clone()))
            .collect();
        for proven in &people {
            let writing = FollowWriting {
                commitment_id: id,
                lang: lang.clone(),
            };
            follow_in(house, db, proven, &writing, entry.made_at)?;
        }
        for step in &entry.steps {
            take_entered(db, id, step)?;
        }
        for (proven, (_, says)) in people.iter().zip(&entry.followers) {
            let key = proven.key(&house.vault, Keyed::Follower(id));
            let follower = follower_of_key(db, id, &key)?.ok_or(ActError::Missing)?;
            if let Some(says) = says {
                say(db, &follower, *says)?;
            }
        }
        Ok(Some(number))
    })
}

fn take_entered(db: &mut Db, id: i64, step: &EntryStep) -> ActResult<()> {
    let commitment = find_by_id(db, id)?.ok_or(ActError::Missing)?;
    let state: CommitmentState = after(commitment.state, step.kind)?;
    let new = NewStep {
        kind: step.kind,
        state,
        text: StepText {
            due_on: step.due_on.unwrap_or(commitment.due_on),
            ..super::step::text_of(&commitment)
        },
        reason: step.reason.clone(),
        url: step.url.clone(),
        staff_id: None,
        at: step.at,
    };
    take_step(db, &commitment, commitment.step, &new)?.ok_or(StoreError::Changed)?;
    Ok(())
}
