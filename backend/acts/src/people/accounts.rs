//! Accounts of staff: added and reset by an administrator at the command line, opened and closed at
//! the desk, looked after by whoever works with them.

use super::AuditAct;
use super::actor::{Actor, audit_account};
use super::password::hash_password;
use super::sign_in::{SignedIn, knows_password};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::random::readable_code;
use chrono::{DateTime, Utc};
use weerklank_domain::people::{EmailAddress, Permission, PersonName, Role};
use weerklank_store::people::{
    self as store, NewStaff, StaffRecord, revoke_session, revoke_sessions, set_active,
    set_password, staff_by_email, staff_member,
};
use weerklank_store::{Db, StoreError, StoreResult, audit as entries, site};

/// Who acts when nobody is signed in: whoever has the machine.
const COMMAND_LINE: &str = "command line";

fn note_of_command(
    db: &mut Db,
    act: AuditAct,
    staff_id: i64,
    detail: &str,
    at: DateTime<Utc>,
) -> StoreResult<()> {
    entries::add(
        db,
        &entries::NewAudit {
            at,
            staff_id: None,
            staff_name: COMMAND_LINE,
            act: act.code(),
            subject_kind: "staff",
            subject: &staff_id.to_string(),
            body_id: None,
            detail,
        },
    )
}

/// A password that nobody chose, to be changed at the first sign-in.
#[must_use]
pub fn first_password(house: &House) -> String {
    readable_code(house.random.as_ref())
}

/// An account to be added.
#[derive(Debug, Clone)]
pub struct Account<'a> {
    /// The work address.
    pub email: &'a EmailAddress,
    /// The name, as colleagues know it.
    pub name: &'a PersonName,
    /// The hash of the password, in PHC form ([`hash_password`]).
    pub password_hash: &'a str,
    /// Whether the password must be changed before anything else.
    pub must_change_password: bool,
    /// Its part, and the slug of the body for which, and for every body below it.
    pub role: Role,
    /// The slug of that body.
    pub body: &'a str,
}

/// Adds an account, or gives one that is there another part; `true` when it is new. The password of
/// an account that is there stays as it is.
///
/// # Errors
/// [`ActError::Missing`] when there is no such body.
pub fn add_staff(house: &House, account: &Account) -> ActResult<bool> {
    let now = house.clock.now();
    let email = account.email.as_str().to_lowercase();
    house.store.write(|db| {
        let body = site::body(db, account.body)?.ok_or(ActError::Missing)?;
        let found = staff_by_email(db, &email)?;
        let is_new = found.is_none();
        let id = match found {
            Some(staff) => staff.id,
            None => store::add_staff(
                db,
                &NewStaff {
                    email: &email,
                    name: account.name.as_str(),
                    password_hash: account.password_hash,
                    must_change_password: account.must_change_password,
                },
                now,
            )?,
        };
        if store::add_role(db, id, account.role, body.id)? {
            let detail = format!("{} {}", account.role.code(), account.body);
            note_of_command(db, AuditAct::StaffAdded, id, &detail, now)?;
        }
        Ok(is_new)
    })
}

/// Gives an account a new first password, takes its second factor away and ends its sessions: for
/// somebody who lost both phone and recovery codes.
///
/// # Errors
/// [`ActError::Missing`] when no account has this address.
pub fn reset_staff(house: &House, email: &EmailAddress) -> ActResult<String> {
    let now = house.clock.now();
    let password = first_password(house);
    let hash = hash_password(&password)?;
    let email = email.as_str().to_lowercase();
    house.store.write(|db| {
        let staff = staff_by_email(db, &email)?.ok_or(ActError::Missing)?;
        set_password(db, staff.id, &hash, true)?;
        store::clear_second_factor(db, staff.id)?;
        store::clear_failures(db, staff.id)?;
        revoke_sessions(db, staff.id, None, now)?;
        note_of_command(db, AuditAct::StaffReset, staff.id, "", now)?;
        Ok::<_, ActError>(())
    })?;
    Ok(password)
}

/// Whether somebody looks after an account: after every body for which it has a part.
///
/// # Errors
/// What the store says.
pub fn looks_after(db: &mut Db, actor: &Actor, staff_id: i64) -> StoreResult<bool> {
    let bodies = store::bodies_of(db, staff_id)?;
    let is_theirs = bodies
        .iter()
        .all(|body| actor.grants.may(Permission::ManageStaff, *body));
    Ok(is_theirs && actor.grants.may_somewhere(Permission::ManageStaff))
}

fn looked_after(db: &mut Db, actor: &Actor, staff_id: i64) -> ActResult<StaffRecord> {
    let staff = staff_member(db, staff_id)?.ok_or(ActError::Missing)?;
    if looks_after(db, actor, staff_id)? {
        Ok(staff)
    } else {
        Err(ActError::NotAllowed)
    }
}

/// Opens or closes an account; a closed one has no sessions any more. Nobody closes their own.
///
/// # Errors
/// [`ActError::NotAllowed`] for somebody who does not look after every body of that account,
/// [`ActError::SamePerson`] for the own account.
pub fn open_or_close(
    house: &House,
    actor: &Actor,
    staff_id: i64,
    is_active: bool,
) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let staff = looked_after(db, actor, staff_id)?;
        if staff.id == actor.staff_id {
            return Err(ActError::SamePerson);
        }
        if staff.is_active == is_active {
            return Ok(());
        }
        set_active(db, staff.id, is_active)?;
        if !is_active {
            revoke_sessions(db, staff.id, None, now)?;
        }
        let detail = if is_active { "open" } else { "closed" };
        audit_account(db, actor, AuditAct::StaffChanged, staff.id, detail, now)?;
        Ok(())
    })
}

/// Ends every session of somebody's account.
///
/// # Errors
/// [`ActError::NotAllowed`] for somebody who does not look after every body of that account.
pub fn end_sessions(house: &House, actor: &Actor, staff_id: i64) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let staff = looked_after(db, actor, staff_id)?;
        revoke_sessions(db, staff.id, None, now)?;
        let act = AuditAct::SignedOutEverywhere;
        audit_account(db, actor, act, staff.id, "", now)?;
        Ok(())
    })
}

/// What a change of password came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordChange {
    /// It is changed, and the other sessions are over.
    Changed,
    /// The password until now was another.
    WrongCurrent,
    /// The new one is the one until now.
    Same,
}

/// Changes the password of the own account; the other sessions end.
///
/// # Errors
/// [`ActError::Unusable`] when the new password is too short or too long.
pub fn change_password(
    house: &House,
    signed_in: &SignedIn,
    current: &str,
    new: &str,
) -> ActResult<PasswordChange> {
    let now = house.clock.now();
    let staff = &signed_in.staff;
    if !knows_password(house, signed_in, current)? {
        return Ok(PasswordChange::WrongCurrent);
    }
    if current == new {
        return Ok(PasswordChange::Same);
    }
    let hash = hash_password(new)?;
    house.store.write(|db| {
        set_password(db, staff.id, &hash, false)?;
        revoke_sessions(db, staff.id, Some(signed_in.session.id), now)?;
        let actor = signed_in.actor();
        let act = AuditAct::PasswordChanged;
        audit_account(db, &actor, act, staff.id, "", now)?;
        Ok::<_, ActError>(PasswordChange::Changed)
    })
}

/// Ends one session of the own account; one that is over is left.
///
/// # Errors
/// What the store says.
pub fn end_own_session(house: &House, signed_in: &SignedIn, session_id: i64) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        if revoke_session(db, signed_in.staff.id, session_id, now)? {
            let actor = signed_in.actor();
            audit_account(db, &actor, AuditAct::SignedOut, signed_in.staff.id, "", now)?;
        }
        Ok::<_, StoreError>(())
    })?;
    Ok(())
}
