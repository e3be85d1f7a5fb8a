//! Somebody stops following, with one click.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::random::nonce;
use weerklank_store::commitments::{
    CommitmentRecord, FollowerRecord, find_by_id, follower, stop_news,
};
use weerklank_store::people::Seal;

/// The address part by which somebody who follows answers, and stops the news. It tells nothing to
/// whoever sees it, and never expires.
#[must_use]
pub fn follower_link(house: &House, follower_id: i64) -> String {
    let nonce = nonce(house.random.as_ref());
    let id = follower_id.to_string();
    house.vault.seal(Seal::FollowerLink, &id, nonce)
}

/// Who a link was made for, and what is followed.
pub struct FollowerLink {
    /// Who follows.
    pub follower: FollowerRecord,
    /// What.
    pub commitment: CommitmentRecord,
}

/// The key of whoever a link was made for.
pub(super) fn follower_of(house: &House, link: &str) -> ActResult<i64> {
    house
        .vault
        .open(Seal::FollowerLink, link)
        .ok()
        .and_then(|id| id.parse().ok())
        .ok_or(ActError::Missing)
}

/// Looks up what a link leads to; changes nothing. `None` when the person was erased.
///
/// # Errors
/// [`ActError::Missing`] for a link that we did not make.
pub fn followed(house: &House, link: &str) -> ActResult<Option<FollowerLink>> {
    let id = follower_of(house, link)?;
    house.store.read(|db| {
        let Some(follower) = follower(db, id)? else {
            return Ok(None);
        };
        let commitment = find_by_id(db, follower.commitment_id)?.ok_or(ActError::Missing)?;
        Ok(Some(FollowerLink {
            follower,
            commitment,
        }))
    })
}

/// Stops the news and removes what waits to be sent. Doing it twice is as good as once.
///
/// # Errors
/// [`ActError::Missing`] for a link that we did not make, or what the store says.
pub fn stop_following(house: &House, link: &str) -> ActResult<()> {
    let id = follower_of(house, link)?;
    house
        .store
        .write(|db| Ok::<_, ActError>(stop_news(db, id)?))
}
