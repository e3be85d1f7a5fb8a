//! Somebody gives the second factor, and the session is whole.

use super::AuditAct;
use super::second_factor::{is_recovery_code, is_totp};
use super::sign_in::{SignedIn, count_wrong, is_locked, noted};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::random::token;
use weerklank_store::people::{
    clear_failures, complete_session, hash_of_token, hold_staff, revoke_session,
};

/// What a code came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodeGiven {
    /// The session is whole now, and has another token: the one that was given for no more than the
    /// password is worth nothing any more.
    Right {
        /// The new token.
        token: String,
    },
    /// Another code, or one that was used before.
    Wrong,
    /// Too many wrong tries: the account is locked, and the session over.
    Locked,
}

/// Gives the second factor of a session: six digits, or a recovery code.
///
/// # Errors
/// What the store says.
pub fn give_code(house: &House, signed_in: &SignedIn, typed: &str) -> ActResult<CodeGiven> {
    let now = house.clock.now();
    let token = token(house.random.as_ref());
    house.store.write(|db| {
        let staff = hold_staff(db, signed_in.staff.id)?.ok_or(ActError::Missing)?;
        if is_locked(&staff, now) {
            revoke_session(db, staff.id, signed_in.session.id, now)?;
            return Ok(CodeGiven::Locked);
        }
        let is_right = is_totp(db, &house.vault, &staff, typed, now)?
            || is_recovery_code(db, staff.id, typed, now)?;
        if !is_right {
            if count_wrong(db, &staff, now)? {
                revoke_session(db, staff.id, signed_in.session.id, now)?;
                return Ok(CodeGiven::Locked);
            }
            return Ok(CodeGiven::Wrong);
        }
        clear_failures(db, staff.id)?;
        complete_session(db, signed_in.session.id, &hash_of_token(&token))?;
        noted(db, &staff, AuditAct::SignedIn, now)?;
        Ok::<_, ActError>(CodeGiven::Right {
            token: token.clone(),
        })
    })
}
