//! Somebody follows a commitment by e-mail; the mailbox is proven first.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::Proven;
use crate::random::nonce;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use weerklank_domain::Language;
use weerklank_domain::commitments::{CannotCommit, CommitmentState};
use weerklank_store::commitments::{CommitmentRecord, NewFollower, add_follower, find_by_id};
use weerklank_store::people::{Keyed, Seal};
use weerklank_store::{Db, StoreError};

/// Following that waits for proof of a mailbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowWriting {
    /// The commitment.
    pub commitment_id: i64,
    /// The language to write in.
    pub lang: String,
}

/// Whether a commitment can be followed: as long as something can still happen to it. Whoever came
/// later could not be asked, or would come only to be asked.
#[must_use]
pub fn may_follow(commitment: &CommitmentRecord) -> bool {
    commitment.state == CommitmentState::Open
}

/// Lets the owner of a mailbox follow, once, within a transaction. Answers where to go on.
///
/// # Errors
/// [`CannotCommit::Settled`] when nothing more will happen, [`ActError::Missing`], or what the store
/// says.
pub fn follow_in(
    house: &House,
    db: &mut Db,
    proven: &Proven,
    writing: &FollowWriting,
    now: DateTime<Utc>,
) -> ActResult<String> {
    let commitment = find_by_id(db, writing.commitment_id)?.ok_or(ActError::Missing)?;
    if !may_follow(&commitment) {
        return Err(CannotCommit::Settled.into());
    }
    let email = proven.email.as_ref().ok_or(ActError::Missing)?;
    let nonce = nonce(house.random.as_ref());
    let sealed = house
        .vault
        .seal(Seal::Follower(commitment.id), email.as_str(), nonce);
    add_follower(
        db,
        &NewFollower {
            commitment_id: commitment.id,
            key: &proven.key(&house.vault, Keyed::Follower(commitment.id)),
            sealed: &sealed,
            language: Language::from_tag(&writing.lang).unwrap_or(Language::Nl),
            at: now,
        },
    )?;
    Ok(format!("/commitments/{}/following", commitment.number))
}

/// Opens the address of somebody who follows.
///
/// # Errors
/// [`StoreError::Corrupt`] when it was not sealed with this key for this commitment.
pub fn address_of_follower(
    house: &House,
    commitment_id: i64,
    sealed: &str,
) -> Result<String, StoreError> {
    house
        .vault
        .open(Seal::Follower(commitment_id), sealed)
        .map_err(|_| StoreError::Corrupt {
            table: "commitment_followers",
            row: format!("commitment {commitment_id}"),
        })
}
