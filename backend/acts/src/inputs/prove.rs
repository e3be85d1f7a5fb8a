//! Asking for proof of a mailbox, and doing what was asked once it is there.

use super::cast::cast_in;
use super::deed::{Deed, WrittenDeed};
use super::endorse::endorse_in;
use super::writing::write_in;
use crate::commitments::follow_in;
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::moderation::suspended_until;
use crate::people::Proven;
use crate::random::{nonce, token};
use crate::replies::{agree_in, reply_in, thread_place};
use chrono::{DateTime, TimeDelta, Utc};
use weerklank_domain::Language;
use weerklank_domain::people::EmailAddress;
use weerklank_store::inputs::{
    NewProof, ProofRecord, add_proof, erase_proofs, proof_done, proof_of_token, proof_sent_again,
};
use weerklank_store::people::{Seal, hash_of_token};
use weerklank_store::rounds::find_by_id;
use weerklank_store::{Db, StoreError};

/// How long a mailbox can be proven; then what waited is erased.
pub const PROOF_TERM: TimeDelta = TimeDelta::days(14);
/// So many mails can be asked for.
pub const MOST_PROOF_MAILS: i16 = 3;

/// Keeps what somebody wants to do, and mails the link that does it. Answers the key by which the
/// mail can be asked for again.
///
/// # Errors
/// What the store says.
pub fn ask_proof(
    house: &House,
    email: &EmailAddress,
    language: Language,
    deed: Deed,
) -> ActResult<i64> {
    let random = house.random.as_ref();
    let at = house.clock.now();
    let deed = house.store.read(|db| allowed(house, db, email, deed, at))?;
    let token = token(random);
    let (purpose, round_id) = (deed.code(), deed.round_id());
    let token_hash = hash_of_token(&token);
    let written = WrittenDeed {
        email: email.as_str().to_owned(),
        token,
        deed,
    };
    let json =
        serde_json::to_string(&written).map_err(|error| ActError::Unusable(error.to_string()))?;
    let sealed = house.vault.seal(Seal::Proof, &json, nonce(random));
    house.store.write(|db| {
        Ok(add_proof(
            db,
            &NewProof {
                purpose,
                round_id,
                sealed: &sealed,
                token_hash: &token_hash,
                language,
                at,
            },
        )?)
    })
}

/// What somebody may do: whoever may not write for a term is told so by mail, and nobody else is.
fn allowed(
    house: &House,
    db: &mut Db,
    email: &EmailAddress,
    deed: Deed,
    now: DateTime<Utc>,
) -> ActResult<Deed> {
    let body_id = match &deed {
        Deed::Input(writing) => {
            let round = find_by_id(db, writing.round_id)?;
            round.ok_or(ActError::Missing)?.body.0
        }
        Deed::Reply(writing) => thread_place(db, writing.subject, now)?.body_id,
        Deed::Session { .. }
        | Deed::Ballot { .. }
        | Deed::Endorsement { .. }
        | Deed::Agreement { .. }
        | Deed::Follow(_)
        | Deed::Suspended { .. } => return Ok(deed),
    };
    Ok(match suspended_until(house, db, body_id, email, now)? {
        Some(until) => Deed::Suspended {
            round_id: deed.round_id(),
            until,
        },
        None => deed,
    })
}

/// What the link of a mail leads to.
#[derive(Debug, Clone)]
pub enum Proving {
    /// It waits for the button.
    Waiting(WrittenDeed),
    /// It was done, and led there.
    Done(String),
    /// It waited for too long.
    TooLate,
}

/// Looks at the link of a mail; changes nothing. An unknown one is `None`.
///
/// # Errors
/// What the store says.
pub fn proving(house: &House, token: &str) -> ActResult<Option<Proving>> {
    let now = house.clock.now();
    let found: Option<ProofRecord> = house
        .store
        .read(|db| Ok::<_, ActError>(proof_of_token(db, &hash_of_token(token))?))?;
    found.map(|proof| waiting(house, &proof, now)).transpose()
}

fn waiting(house: &House, proof: &ProofRecord, now: DateTime<Utc>) -> ActResult<Proving> {
    if let Some(place) = &proof.place {
        return Ok(Proving::Done(place.clone()));
    }
    if now > proof.begun_at + PROOF_TERM {
        return Ok(Proving::TooLate);
    }
    Ok(Proving::Waiting(open(house, proof)?))
}

/// Opens what waits.
///
/// # Errors
/// [`StoreError::Corrupt`] when it was not sealed with this key.
fn open(house: &House, proof: &ProofRecord) -> ActResult<WrittenDeed> {
    written_deed(house, proof.id, &proof.sealed)
}

/// Opens what waits for the proof of a key.
///
/// # Errors
/// [`StoreError::Corrupt`] when it was not sealed with this key.
pub fn written_deed(house: &House, proof_id: i64, sealed: &str) -> ActResult<WrittenDeed> {
    let corrupt = || StoreError::Corrupt {
        table: "proofs",
        row: proof_id.to_string(),
    };
    let json = house
        .vault
        .open(Seal::Proof, sealed)
        .map_err(|_| corrupt())?;
    Ok(serde_json::from_str(&json).map_err(|_| corrupt())?)
}

/// What proving a mailbox did.
#[derive(Debug, Clone)]
pub struct Proved {
    /// Who was proven, for the session; `None` when the link was used before.
    pub proven: Option<Proven>,
    /// Where to go on.
    pub place: String,
}

/// Does what waited, once; whoever presses the button again is led to the same place.
///
/// # Errors
/// [`ActError::Missing`] for an unknown link, [`ActError::TooLateToProve`],
/// [`ActError::CannotTakePart`], or what the store says.
pub fn prove(house: &House, token: &str) -> ActResult<Proved> {
    let now = house.clock.now();
    let hash = hash_of_token(token);
    house.store.write(|db| {
        let proof = proof_of_token(db, &hash)?.ok_or(ActError::Missing)?;
        let written = match waiting(house, &proof, now)? {
            Proving::Done(place) => {
                return Ok(Proved {
                    proven: None,
                    place,
                });
            }
            Proving::TooLate => return Err(ActError::TooLateToProve),
            Proving::Waiting(written) => written,
        };
        let email = EmailAddress::parse(&written.email)
            .map_err(|error| ActError::Unusable(error.to_string()))?;
        let proven = Proven::mailbox(email);
        let place = perform(house, db, &proven, &written.deed, proof.begun_at, now)?;
        if !proof_done(db, proof.id, &place, now)? {
            // Another window was first: look again at what it left.
            return Err(StoreError::Changed.into());
        }
        Ok(Proved {
            proven: Some(proven),
            place,
        })
    })
}

fn perform(
    house: &House,
    db: &mut Db,
    proven: &Proven,
    deed: &Deed,
    begun_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> ActResult<String> {
    let slug = |db: &mut Db, round: i64| -> ActResult<String> {
        Ok(find_by_id(db, round)?.ok_or(ActError::Missing)?.slug)
    };
    Ok(match deed {
        Deed::Session { place, .. } => place.clone(),
        Deed::Input(writing) => {
            let registered = write_in(house, db, proven, writing, begun_at, now)?;
            let slug = slug(db, writing.round_id)?;
            format!(
                "/rounds/{slug}/inputs/{}/received",
                registered.number.number
            )
        }
        Deed::Ballot {
            round_id,
            input_id,
            ballot,
        } => {
            cast_in(house, db, proven, *round_id, *input_id, ballot, now)?;
            format!("/rounds/{}/statements", slug(db, *round_id)?)
        }
        Deed::Endorsement { round_id, input_id } => {
            let number = endorse_in(house, db, proven, *round_id, *input_id, now)?;
            format!("/rounds/{}/inputs/{number}", slug(db, *round_id)?)
        }
        Deed::Reply(writing) => reply_in(house, db, proven, writing, now)?.place(),
        Deed::Agreement {
            reply_id, agrees, ..
        } => agree_in(house, db, proven, *reply_id, *agrees, now)?,
        Deed::Follow(writing) => follow_in(house, db, proven, writing, now)?,
        Deed::Suspended { .. } => "/house-rules".to_owned(),
    })
}

/// Sends the mail with the link again, within its cap; answers whether it did.
///
/// # Errors
/// What the store says.
pub fn resend_proof(house: &House, proof_id: i64) -> ActResult<bool> {
    let now = house.clock.now();
    house
        .store
        .write(|db| Ok(proof_sent_again(db, proof_id, MOST_PROOF_MAILS, now)?))
}

/// Erases what nobody proved, and what was done long ago; answers how much.
///
/// # Errors
/// What the store says.
pub fn erase_old_proofs(house: &House) -> ActResult<usize> {
    let before = house.clock.now() - PROOF_TERM;
    let mut erased = 0;
    loop {
        let some: usize = house
            .store
            .write(|db| Ok::<_, ActError>(erase_proofs(db, before)?))?;
        if some == 0 {
            return Ok(erased);
        }
        erased += some;
    }
}
