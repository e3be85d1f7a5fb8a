//! What somebody sees who follows the link of a confirmation mail.

use crate::errors::ActResult;
use crate::house::House;
use serde::{Deserialize, Serialize};
use weerklank_domain::petitions::CannotConfirm;
use weerklank_store::people::{Seal, SignerRecord, Vault, hash_of_token, signer_of_token};
use weerklank_store::petitions::{PetitionRecord, find};
use weerklank_store::{StoreError, StoreResult};

/// The personal data of one signature, as it is sealed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonOfSignature {
    /// The name.
    pub name: String,
    /// The address as typed.
    pub email: String,
    /// The token of the link.
    pub token: String,
    /// The code that can be typed in instead.
    pub code: String,
}

impl PersonOfSignature {
    pub(crate) fn to_json(&self) -> String {
        // Four strings always make JSON.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// Opens the personal data of a signature.
///
/// # Errors
/// [`StoreError::Corrupt`] when it was not sealed with this key for this petition.
pub fn person_of(vault: &Vault, petition_id: i64, sealed: &str) -> StoreResult<PersonOfSignature> {
    let corrupt = || StoreError::Corrupt {
        table: "signers",
        row: format!("petition {petition_id}"),
    };
    let json = vault
        .open(Seal::Signer(petition_id), sealed)
        .map_err(|_| corrupt())?;
    serde_json::from_str(&json).map_err(|_| corrupt())
}

/// How far a signature is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvitationState {
    /// It can be confirmed.
    Pending,
    /// It is counted.
    Confirmed,
    /// It turned out to be a repeat, or one too many of its mailbox.
    Spent {
        /// Whether this person's name had signed with the mailbox before.
        is_repeat: bool,
    },
    /// It cannot be confirmed any more.
    TooLate(CannotConfirm),
}

/// A signature with the petition that it is for.
pub struct Invitation {
    /// The person row.
    pub signer: SignerRecord,
    /// The personal data.
    pub person: PersonOfSignature,
    /// The petition.
    pub petition: PetitionRecord,
    /// How far it is.
    pub state: InvitationState,
}

/// Looks up the signature of a token; changes nothing.
///
/// # Errors
/// What the store says. An unknown token is `None`.
pub fn invitation(house: &House, token: &str) -> ActResult<Option<Invitation>> {
    let now = house.clock.now();
    let found = house.store.read(|db| {
        let Some(signer) = signer_of_token(db, &hash_of_token(token))? else {
            return Ok::<_, StoreError>(None);
        };
        let Some(petition) = find(db, &signer.petition_slug)? else {
            return Ok(None);
        };
        let is_repeat = signer.is_spent && weerklank_store::people::has_signed(db, &signer)?;
        Ok(Some((signer, petition, is_repeat)))
    })?;
    let Some((signer, petition, is_repeat)) = found else {
        return Ok(None);
    };
    let person = person_of(&house.vault, petition.id, &signer.sealed)?;
    let state = if signer.is_confirmed {
        InvitationState::Confirmed
    } else if signer.is_spent {
        InvitationState::Spent { is_repeat }
    } else {
        match petition.window().may_confirm(signer.begun_at, now) {
            Ok(()) => InvitationState::Pending,
            Err(reason) => InvitationState::TooLate(reason),
        }
    };
    Ok(Some(Invitation {
        signer,
        person,
        petition,
        state,
    }))
}
