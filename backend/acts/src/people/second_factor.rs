//! The second factor: codes of a phone (RFC 6238: six digits, thirty seconds, SHA-1 as every app
//! knows it), and recovery codes for when the phone is gone.

use super::AuditAct;
use super::actor::audit_account;
use super::sign_in::{SignedIn, knows_password};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::random::{nonce, readable_code};
use chrono::{DateTime, Utc};
use totp_rs::{Builder, Secret, Totp};
use weerklank_store::people::{
    Seal, StaffRecord, Vault, hash_of_token, revoke_sessions, set_second_factor,
    take_recovery_code, take_totp_step,
};
use weerklank_store::{Db, StoreError, StoreResult};

/// So many recovery codes are given out at a time.
pub const RECOVERY_CODES: usize = 10;
const STEP_SECONDS: u64 = 30;

fn totp(secret: &[u8; 20], account: &str, issuer: &str) -> Option<Totp> {
    Builder::new()
        .with_secret(Secret::new_stack(*secret))
        .with_account_name(account)
        .with_issuer(Some(issuer))
        .build()
        .ok()
}

/// A secret that was offered and not confirmed yet.
#[derive(Debug, Clone)]
pub struct OfferedFactor {
    /// The secret as people type it into an app.
    pub base32: String,
    /// The address that a picture of it holds.
    pub url: String,
    /// The secret, sealed for the form that confirms it.
    pub sealed: String,
}

/// Offers a secret for a second factor; nothing is kept until a code of it was given.
///
/// # Errors
/// [`ActError::Unusable`] when the account's address cannot stand in it.
pub fn offer_second_factor(
    house: &House,
    staff: &StaffRecord,
    issuer: &str,
) -> ActResult<OfferedFactor> {
    let mut secret = [0; 20];
    house.random.fill(&mut secret);
    offered(house, staff, issuer, secret)
}

/// Offers the same secret again, after a wrong code.
///
/// # Errors
/// [`ActError::Unusable`] for a secret that was not offered here.
pub fn offer_again(
    house: &House,
    staff: &StaffRecord,
    issuer: &str,
    sealed: &str,
) -> ActResult<OfferedFactor> {
    let secret = secret_of(&house.vault, staff.id, sealed).ok_or_else(not_offered)?;
    offered(house, staff, issuer, secret)
}

fn not_offered() -> ActError {
    ActError::Unusable("this secret was not offered here".to_owned())
}

fn offered(
    house: &House,
    staff: &StaffRecord,
    issuer: &str,
    secret: [u8; 20],
) -> ActResult<OfferedFactor> {
    // A colon separates issuer and account in the address.
    let issuer = issuer.replace(':', " ");
    let totp = totp(&secret, &staff.email, &issuer)
        .ok_or_else(|| ActError::Unusable("no second factor for this address".to_owned()))?;
    let base32 = Secret::new_stack(secret).to_base32();
    Ok(OfferedFactor {
        url: totp
            .to_url()
            .map_err(|error| ActError::Unusable(error.to_string()))?,
        sealed: house.vault.seal(
            Seal::SecondFactor(staff.id),
            &base32,
            nonce(house.random.as_ref()),
        ),
        base32,
    })
}

fn secret_of(vault: &Vault, staff_id: i64, sealed: &str) -> Option<[u8; 20]> {
    let base32 = vault.open(Seal::SecondFactor(staff_id), sealed).ok()?;
    let secret = Secret::try_from_base32(base32).ok()?;
    secret.as_bytes().try_into().ok()
}

/// The time step of a code, when it is one of this minute.
fn step_of(secret: &[u8; 20], typed: &str, now: DateTime<Utc>) -> Option<i64> {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    if digits.len() != 6 || typed.chars().filter(|c| !c.is_whitespace()).count() != 6 {
        return None;
    }
    let seconds = u64::try_from(now.timestamp()).ok()?;
    let matched = totp(secret, "a", "a")?.check(&digits, seconds)?;
    // The library answers the matching step or its first second, by version: either is turned into
    // the number of the step.
    let step = if matched > seconds / STEP_SECONDS + 2 {
        matched / STEP_SECONDS
    } else {
        matched
    };
    i64::try_from(step).ok()
}

/// Whether a code is the one of an account's phone now; each is taken once.
pub(super) fn is_totp(
    db: &mut Db,
    vault: &Vault,
    staff: &StaffRecord,
    typed: &str,
    now: DateTime<Utc>,
) -> StoreResult<bool> {
    let Some(sealed) = &staff.totp_sealed else {
        return Ok(false);
    };
    let secret = secret_of(vault, staff.id, sealed).ok_or_else(|| StoreError::Corrupt {
        table: "staff",
        row: staff.id.to_string(),
    })?;
    match step_of(&secret, typed, now) {
        Some(step) => take_totp_step(db, staff.id, step),
        None => Ok(false),
    }
}

/// Whether a code is a recovery code of an account that was not used; it is used now.
pub(super) fn is_recovery_code(
    db: &mut Db,
    staff_id: i64,
    typed: &str,
    now: DateTime<Utc>,
) -> StoreResult<bool> {
    let plain = plain_code(typed);
    if plain.len() != RECOVERY_LENGTH {
        return Ok(false);
    }
    take_recovery_code(db, staff_id, &hash_of_token(&plain), now)
}

/// Characters of a recovery code, without the marks between its groups.
const RECOVERY_LENGTH: usize = 16;

fn plain_code(typed: &str) -> String {
    typed
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

/// What setting a second factor came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactorSet {
    /// It is set, and the other sessions are over. These are the recovery codes, shown once.
    Done(Vec<String>),
    /// The password is another one.
    WrongPassword,
    /// The code is none of the offered secret.
    WrongCode,
}

/// Sets the second factor of the own account, after its password and a code of the offered secret
/// were given: a session that was left open is not enough to tie another phone to it. The other
/// sessions end.
///
/// # Errors
/// [`ActError::Unusable`] for a secret that was not offered here, or what the store says.
pub fn set_factor(
    house: &House,
    signed_in: &SignedIn,
    sealed: &str,
    password: &str,
    typed: &str,
) -> ActResult<FactorSet> {
    let now = house.clock.now();
    let staff = &signed_in.staff;
    let secret = secret_of(&house.vault, staff.id, sealed).ok_or_else(not_offered)?;
    if !knows_password(house, signed_in, password)? {
        return Ok(FactorSet::WrongPassword);
    }
    let Some(step) = step_of(&secret, typed, now) else {
        return Ok(FactorSet::WrongCode);
    };
    let codes: Vec<String> = (0..RECOVERY_CODES)
        .map(|_| readable_code(house.random.as_ref()))
        .collect();
    let hashes: Vec<String> = codes
        .iter()
        .map(|code| hash_of_token(&plain_code(code)))
        .collect();
    house.store.write(|db| {
        set_second_factor(db, staff.id, sealed, step, &hashes)?;
        revoke_sessions(db, staff.id, Some(signed_in.session.id), now)?;
        let actor = signed_in.actor();
        audit_account(db, &actor, AuditAct::SecondFactorSet, staff.id, "", now)?;
        Ok::<_, ActError>(())
    })?;
    Ok(FactorSet::Done(codes))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238, appendix B, cut to six digits.
    #[test]
    fn codes_are_those_of_the_standard_and_one_step_of_drift_is_taken() {
        let secret = *b"12345678901234567890";
        let at = |seconds: i64| DateTime::from_timestamp(seconds, 0).unwrap();
        assert_eq!(
            step_of(&secret, "005924", at(1_234_567_890)),
            Some(41_152_263)
        );
        assert_eq!(
            step_of(&secret, " 005 924", at(1_234_567_890 + 30)),
            Some(41_152_263)
        );
        assert_eq!(step_of(&secret, "005924", at(1_234_567_890 + 61)), None);
        assert_eq!(step_of(&secret, "005925", at(1_234_567_890)), None);
        assert_eq!(step_of(&secret, "abc005924", at(1_234_567_890)), None);
    }
}
