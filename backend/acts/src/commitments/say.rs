//! Somebody who follows says whether it was done.

use super::stop_following::{FollowerLink, followed, follower_of};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use chrono::{DateTime, Utc};
use weerklank_domain::commitments::{CannotCommit, CommitmentState, Says, answers_until};
use weerklank_store::StoreError;
use weerklank_store::commitments::{self, CommitmentRecord, find_by_id, follower};

/// The question of a link.
pub struct Asked {
    /// Who is asked, about what.
    pub link: FollowerLink,
    /// Until when; `None` when nothing is asked, or not any more.
    pub until: Option<DateTime<Utc>>,
}

/// Until when followers may say what they think of a commitment.
fn until(commitment: &CommitmentRecord, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let done = commitment.state == CommitmentState::Done;
    let until = commitment.settled_at.filter(|_| done).map(answers_until);
    until.filter(|until| now < *until)
}

/// Looks up what a link asks; changes nothing. `None` when the person was erased.
///
/// # Errors
/// [`ActError::Missing`] for a link that we did not make.
pub fn asked(house: &House, link: &str) -> ActResult<Option<Asked>> {
    let now = house.clock.now();
    Ok(followed(house, link)?.map(|link| Asked {
        until: until(&link.commitment, now),
        link,
    }))
}

/// Keeps an answer, once each; it may be changed until the term ends.
///
/// # Errors
/// [`CannotCommit::NotAsked`] when nothing is asked, or not any more; [`ActError::Missing`] for a link
/// that we did not make, or whose person was erased.
pub fn say(house: &House, link: &str, says: Says) -> ActResult<()> {
    let id = follower_of(house, link)?;
    let now = house.clock.now();
    house.store.write(|db| {
        let follower = follower(db, id)?.ok_or(ActError::Missing)?;
        let commitment = find_by_id(db, follower.commitment_id)?.ok_or(ActError::Missing)?;
        until(&commitment, now).ok_or(CannotCommit::NotAsked)?;
        if !commitments::say(db, &follower, says)? {
            // Another window was first: look again at what it left.
            return Err(StoreError::Changed.into());
        }
        Ok(())
    })
}
