//! A signer stops the news, with one click.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::random::nonce;
use weerklank_store::StoreError;
use weerklank_store::people::{Seal, signer};
use weerklank_store::petitions::{PetitionRecord, find};

/// The address part by which a signer stops the news: `/unsubscribe/{handle}`. It tells nothing to
/// whoever sees it, and never expires.
#[must_use]
pub fn unsubscribe_handle(house: &House, signer_id: i64) -> String {
    house.vault.seal(
        Seal::Unsubscribe,
        &signer_id.to_string(),
        nonce(house.random.as_ref()),
    )
}

fn signer_of(house: &House, handle: &str) -> ActResult<i64> {
    house
        .vault
        .open(Seal::Unsubscribe, handle)
        .ok()
        .and_then(|id| id.parse().ok())
        .ok_or(ActError::Missing)
}

/// What a handle leads to.
pub struct Subscription {
    /// The petition.
    pub petition: PetitionRecord,
    /// Whether news is still sent.
    pub is_active: bool,
}

/// Looks up what a handle leads to; changes nothing, so that a mail scanner may follow the link.
/// `None` when the person was erased: nothing is sent any more.
///
/// # Errors
/// [`ActError::Missing`] for a handle that we did not make.
pub fn subscription(house: &House, handle: &str) -> ActResult<Option<Subscription>> {
    let signer_id = signer_of(house, handle)?;
    house.store.read(|db| {
        let Some(person) = signer(db, signer_id)? else {
            return Ok(None);
        };
        let petition = find(db, &person.petition_slug)?;
        Ok::<_, ActError>(petition.map(|petition| Subscription {
            petition,
            is_active: person.keep_informed,
        }))
    })
}

/// Stops the news and removes what waits to be sent. Doing it twice is as good as once.
///
/// # Errors
/// [`ActError::Missing`] for a handle that we did not make, or what the store says.
pub fn unsubscribe(house: &House, handle: &str) -> ActResult<()> {
    let signer_id = signer_of(house, handle)?;
    house.store.write(|db| {
        weerklank_store::follow::unsubscribe(db, signer_id)?;
        Ok::<_, StoreError>(())
    })?;
    Ok(())
}
