//! Somebody of the staff signs in: password, then the second factor where one is set.

use super::AuditAct;
use super::actor::{Actor, audit_account};
use super::password::is_password;
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::random::token;
use chrono::{DateTime, TimeDelta, Utc};
use weerklank_domain::people::Grants;
use weerklank_store::people::{
    SessionRecord, StaffRecord, begin_session, clear_failures, count_failure, erase_sessions,
    grants, hash_of_token, hold_staff, revoke_session, revoke_sessions, session_of_token,
    staff_by_email, staff_member, touch_session,
};
use weerklank_store::{Db, StoreResult};

/// After so many wrong passwords or codes in a row an account is locked.
pub const MOST_FAILURES: i32 = 5;
/// For how long.
pub const LOCKED_FOR: TimeDelta = TimeDelta::minutes(15);
/// A session that is not used for so long has ended (ID-3).
pub const IDLE: TimeDelta = TimeDelta::minutes(15);
/// A session ends after a working day, whatever happens.
pub const LONGEST: TimeDelta = TimeDelta::hours(12);

/// What a sign-in came to. A wrong address, a wrong password and a closed account are told alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignIn {
    /// A session began; `needs_code` when the second factor comes next.
    Begun {
        /// The token of the session.
        token: String,
        /// Whether the second factor is asked first.
        needs_code: bool,
    },
    /// Not this address with this password.
    Wrong,
    /// Too many wrong tries: the account is locked for a while.
    Locked,
}

fn actor(staff: &StaffRecord) -> Actor {
    Actor {
        staff_id: staff.id,
        name: staff.name.clone(),
        grants: Grants::default(),
    }
}

pub(super) fn noted(
    db: &mut Db,
    staff: &StaffRecord,
    act: AuditAct,
    at: DateTime<Utc>,
) -> StoreResult<()> {
    audit_account(db, &actor(staff), act, staff.id, "", at)
}

/// Counts a wrong try; says whether the account is locked now.
pub(super) fn count_wrong(
    db: &mut Db,
    staff: &StaffRecord,
    now: DateTime<Utc>,
) -> StoreResult<bool> {
    let is_locked = count_failure(db, staff.id, MOST_FAILURES, now + LOCKED_FOR)?;
    if is_locked {
        noted(db, staff, AuditAct::SignInLocked, now)?;
    }
    Ok(is_locked)
}

pub(super) fn is_locked(staff: &StaffRecord, now: DateTime<Utc>) -> bool {
    staff.locked_until.is_some_and(|until| until > now)
}

/// Whether somebody who is signed in knows the own password. A wrong one counts as at signing in,
/// and while the account is locked none is right, so that nobody guesses in a session that was left
/// open.
pub(super) fn knows_password(
    house: &House,
    signed_in: &SignedIn,
    password: &str,
) -> ActResult<bool> {
    let now = house.clock.now();
    let is_right = is_password(password, Some(&signed_in.staff.password_hash));
    house.store.write(|db| {
        let staff = hold_staff(db, signed_in.staff.id)?.ok_or(ActError::Missing)?;
        if is_locked(&staff, now) || staff.password_hash != signed_in.staff.password_hash {
            return Ok(false);
        }
        if is_right {
            clear_failures(db, staff.id)?;
        } else {
            count_wrong(db, &staff, now)?;
        }
        Ok(is_right)
    })
}

/// Signs in with address and password.
///
/// # Errors
/// What the store says.
pub fn sign_in(house: &House, email: &str, password: &str) -> ActResult<SignIn> {
    let now = house.clock.now();
    let email = email.trim().to_lowercase();
    let found = house
        .store
        .read(|db| Ok::<_, ActError>(staff_by_email(db, &email)?))?;
    let known = found.as_ref().filter(|staff| staff.is_active);
    // The work of a hash is done whatever is known, outside of any transaction.
    let is_right = is_password(password, known.map(|staff| staff.password_hash.as_str()));
    let Some(staff) = known else {
        return Ok(SignIn::Wrong);
    };
    if is_locked(staff, now) {
        return Ok(SignIn::Locked);
    }
    let token = token(house.random.as_ref());
    house.store.write(|db| {
        // Read again and held, so that many guesses at once are no more than the most, and that no
        // password, second factor or closing is overlooked that came while the hash was made.
        let guessed = &staff.password_hash;
        let staff = &hold_staff(db, staff.id)?.ok_or(ActError::Missing)?;
        if is_locked(staff, now) {
            return Ok(SignIn::Locked);
        }
        if !staff.is_active || staff.password_hash != *guessed {
            return Ok(SignIn::Wrong);
        }
        if !is_right {
            return Ok(match count_wrong(db, staff, now)? {
                true => SignIn::Locked,
                false => SignIn::Wrong,
            });
        }
        let needs_code = staff.has_second_factor;
        if !needs_code {
            clear_failures(db, staff.id)?;
        }
        let ends_at = now + LONGEST;
        let hash = hash_of_token(&token);
        begin_session(db, staff.id, &hash, !needs_code, now, ends_at)?;
        if !needs_code {
            noted(db, staff, AuditAct::SignedIn, now)?;
        }
        Ok::<_, ActError>(SignIn::Begun {
            token: token.clone(),
            needs_code,
        })
    })
}

/// Somebody with a session.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The session.
    pub session: SessionRecord,
    /// The account.
    pub staff: StaffRecord,
    /// What may be done.
    pub grants: Grants,
}

impl SignedIn {
    /// Who acts.
    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor {
            grants: self.grants.clone(),
            ..actor(&self.staff)
        }
    }
}

/// Whose session a token is, when it goes on: not ended, not idle for too long, of an account that
/// is open.
///
/// # Errors
/// What the store says.
pub fn signed_in(house: &House, token: &str) -> ActResult<Option<SignedIn>> {
    let now = house.clock.now();
    house.store.read(|db| {
        let Some(session) = session_of_token(db, &hash_of_token(token))? else {
            return Ok(None);
        };
        let goes_on = !session.is_revoked && now < session.ends_at && now < session.seen_at + IDLE;
        if !goes_on {
            return Ok(None);
        }
        let staff = staff_member(db, session.staff_id)?.filter(|staff| staff.is_active);
        let Some(staff) = staff else {
            return Ok(None);
        };
        Ok(Some(SignedIn {
            grants: grants(db, staff.id)?,
            session,
            staff,
        }))
    })
}

/// Records that a session is used.
///
/// # Errors
/// What the store says.
pub fn keep_session(house: &House, session_id: i64) -> ActResult<()> {
    let now = house.clock.now();
    house
        .store
        .write(|db| Ok::<_, ActError>(touch_session(db, session_id, now)?))
}

/// Ends a session.
///
/// # Errors
/// What the store says.
pub fn sign_out(house: &House, signed_in: &SignedIn) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        if revoke_session(db, signed_in.staff.id, signed_in.session.id, now)? {
            noted(db, &signed_in.staff, AuditAct::SignedOut, now)?;
        }
        Ok(())
    })
}

/// Ends every session of the own account, this one too.
///
/// # Errors
/// What the store says.
pub fn sign_out_everywhere(house: &House, signed_in: &SignedIn) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        revoke_sessions(db, signed_in.staff.id, None, now)?;
        noted(db, &signed_in.staff, AuditAct::SignedOutEverywhere, now)?;
        Ok(())
    })
}

/// A session that is over is forgotten after so long; the audit still tells that somebody signed in.
const KEPT: TimeDelta = TimeDelta::days(30);

/// Erases sessions that were over long ago. Answers how many.
///
/// # Errors
/// What the store says.
pub fn erase_old_sessions(house: &House) -> ActResult<usize> {
    let before = house.clock.now() - KEPT;
    house
        .store
        .write(|db| Ok::<_, ActError>(erase_sessions(db, before)?))
}
