//! People who work for the authority: accounts, their parts, their second factor.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::{Moment, moment, utc};
use crate::schema::{bodies, staff, staff_recovery_codes, staff_roles};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use std::collections::HashMap;
use weerklank_domain::people::{Grants, Permission, Role};

/// An account.
#[derive(Debug, Clone)]
pub struct StaffRecord {
    /// Its key.
    pub id: i64,
    /// The work address, in lower case.
    pub email: String,
    /// The name, as colleagues know it.
    pub name: String,
    /// The hash of the password, in PHC form.
    pub password_hash: String,
    /// The sealed secret of the second factor.
    pub totp_sealed: Option<String>,
    /// Whether the second factor was set and confirmed.
    pub has_second_factor: bool,
    /// Whether somebody can sign in with it.
    pub is_active: bool,
    /// Whether the password must be changed before anything else.
    pub must_change_password: bool,
    /// How often a wrong password or code was given in a row.
    pub failed_attempts: i32,
    /// Until when nobody can sign in with it.
    pub locked_until: Option<DateTime<Utc>>,
}

#[derive(Queryable)]
struct Row {
    id: i64,
    email: String,
    name: String,
    password_hash: String,
    totp_sealed: Option<String>,
    has_second_factor: bool,
    is_active: bool,
    must_change_password: bool,
    failed_attempts: i32,
    locked_until: Option<Moment>,
}

impl From<Row> for StaffRecord {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            email: row.email,
            name: row.name,
            password_hash: row.password_hash,
            totp_sealed: row.totp_sealed,
            has_second_factor: row.has_second_factor,
            is_active: row.is_active,
            must_change_password: row.must_change_password,
            failed_attempts: row.failed_attempts,
            locked_until: utc(row.locked_until),
        }
    }
}

macro_rules! staff_columns {
    () => {
        (
            staff::id,
            staff::email,
            staff::name,
            staff::password_hash,
            staff::totp_sealed,
            staff::has_second_factor,
            staff::is_active,
            staff::must_change_password,
            staff::failed_attempts,
            staff::locked_until,
        )
    };
}

/// The account of a work address (in lower case).
pub fn staff_by_email(db: &mut Db, email: &str) -> StoreResult<Option<StaffRecord>> {
    let row: Option<Row> = staff::table
        .filter(staff::email.eq(email))
        .select(staff_columns!())
        .first(db)
        .optional()?;
    Ok(row.map(StaffRecord::from))
}

/// The account of a key.
pub fn staff_member(db: &mut Db, id: i64) -> StoreResult<Option<StaffRecord>> {
    let row: Option<Row> = staff::table
        .find(id)
        .select(staff_columns!())
        .first(db)
        .optional()?;
    Ok(row.map(StaffRecord::from))
}

/// The account of a key, held until the transaction ends: whoever else asks for it so waits, and
/// then reads what was written here. An update that changes nothing does that on both databases.
pub fn hold_staff(db: &mut Db, id: i64) -> StoreResult<Option<StaffRecord>> {
    let row: Option<Row> = diesel::update(staff::table.find(id))
        .set(staff::failed_attempts.eq(staff::failed_attempts))
        .returning(staff_columns!())
        .get_result(db)
        .optional()?;
    Ok(row.map(StaffRecord::from))
}

/// Every account, by name.
pub fn all_staff(db: &mut Db) -> StoreResult<Vec<StaffRecord>> {
    let rows: Vec<Row> = staff::table
        .order((staff::name, staff::id))
        .select(staff_columns!())
        .load(db)?;
    Ok(rows.into_iter().map(StaffRecord::from).collect())
}

/// An account to be added.
#[derive(Debug, Clone)]
pub struct NewStaff<'a> {
    /// The work address, in lower case.
    pub email: &'a str,
    /// The name.
    pub name: &'a str,
    /// The hash of the password, in PHC form.
    pub password_hash: &'a str,
    /// Whether the password must be changed before anything else.
    pub must_change_password: bool,
}

/// Adds an account without any part; answers its key.
///
/// # Errors
/// [`StoreError::Taken`] when the address has one.
pub fn add_staff(db: &mut Db, new: &NewStaff, now: DateTime<Utc>) -> StoreResult<i64> {
    Ok(diesel::insert_into(staff::table)
        .values((
            staff::email.eq(new.email),
            staff::name.eq(new.name),
            staff::password_hash.eq(new.password_hash),
            staff::has_second_factor.eq(false),
            staff::totp_step.eq(0),
            staff::is_active.eq(true),
            staff::must_change_password.eq(new.must_change_password),
            staff::failed_attempts.eq(0),
            staff::created_at.eq(Moment::from(now)),
        ))
        .returning(staff::id)
        .get_result(db)?)
}

/// Gives an account a part at a body; `false` when it had that one.
pub fn add_role(db: &mut Db, staff_id: i64, role: Role, body_id: i64) -> StoreResult<bool> {
    let row = (
        staff_roles::staff_id.eq(staff_id),
        staff_roles::role.eq(role.code()),
        staff_roles::body_id.eq(body_id),
    );
    // ON CONFLICT has no common form.
    let added = crate::connection::on_both!(db, |inner| diesel::insert_into(staff_roles::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(inner))?;
    Ok(added == 1)
}

/// The bodies for which an account was given a part.
pub fn bodies_of(db: &mut Db, staff_id: i64) -> StoreResult<Vec<i64>> {
    Ok(staff_roles::table
        .filter(staff_roles::staff_id.eq(staff_id))
        .select(staff_roles::body_id)
        .distinct()
        .load(db)?)
}

/// A part as it was given: account, role, and the names of the body in Dutch and English.
pub type RoleGiven = (i64, Role, (String, String));

/// The parts of every account as they were given.
pub fn roles_given(db: &mut Db) -> StoreResult<Vec<RoleGiven>> {
    type RoleRow = (i64, String, (String, String));
    let rows: Vec<RoleRow> = staff_roles::table
        .inner_join(bodies::table.on(staff_roles::body_id.eq(bodies::id)))
        .order((staff_roles::staff_id, staff_roles::role))
        .select((
            staff_roles::staff_id,
            staff_roles::role,
            (bodies::name_nl, bodies::name_en),
        ))
        .load(db)?;
    rows.into_iter()
        .map(|(id, code, body)| {
            let role =
                Role::from_code(&code).ok_or_else(|| StoreError::corrupt("staff_roles", &id))?;
            Ok((id, role, body))
        })
        .collect()
}

/// What an account may do: a part at a body holds for the bodies below it too.
pub fn grants(db: &mut Db, staff_id: i64) -> StoreResult<Grants> {
    let given: Vec<(String, i64)> = staff_roles::table
        .filter(staff_roles::staff_id.eq(staff_id))
        .select((staff_roles::role, staff_roles::body_id))
        .load(db)?;
    let tree: Vec<(i64, Option<i64>)> = bodies::table
        .select((bodies::id, bodies::parent_id))
        .load(db)?;
    let parents: HashMap<i64, Option<i64>> = tree.iter().copied().collect();
    let is_within = |body: i64, above: i64| {
        let mut at = Some(body);
        // No body is deeper than there are bodies.
        for _ in 0..=parents.len() {
            match at {
                Some(id) if id == above => return true,
                Some(id) => at = parents.get(&id).copied().flatten(),
                None => return false,
            }
        }
        false
    };
    let mut grants = Vec::new();
    for (code, above) in given {
        let role =
            Role::from_code(&code).ok_or_else(|| StoreError::corrupt("staff_roles", &staff_id))?;
        grants.extend(
            tree.iter()
                .filter(|(body, _)| is_within(*body, above))
                .map(|(body, _)| (role, *body)),
        );
    }
    Ok(Grants::new(grants))
}

/// Counts a wrong password or code; at the `most`th in a row the account is locked. Answers whether
/// it was locked just now.
pub fn count_failure(
    db: &mut Db,
    staff_id: i64,
    most: i32,
    locked_until: DateTime<Utc>,
) -> StoreResult<bool> {
    let failed: i32 = diesel::update(staff::table.find(staff_id))
        .set(staff::failed_attempts.eq(staff::failed_attempts + 1))
        .returning(staff::failed_attempts)
        .get_result(db)?;
    if failed < most {
        return Ok(false);
    }
    diesel::update(staff::table.find(staff_id))
        .set((
            staff::failed_attempts.eq(0),
            staff::locked_until.eq(moment(Some(locked_until))),
        ))
        .execute(db)?;
    Ok(true)
}

/// Forgets wrong passwords and codes, after a right one.
pub fn clear_failures(db: &mut Db, staff_id: i64) -> StoreResult<()> {
    diesel::update(staff::table.find(staff_id))
        .set((
            staff::failed_attempts.eq(0),
            staff::locked_until.eq(None::<Moment>),
        ))
        .execute(db)?;
    Ok(())
}

/// Gives an account another password.
pub fn set_password(
    db: &mut Db,
    staff_id: i64,
    password_hash: &str,
    must_change: bool,
) -> StoreResult<()> {
    diesel::update(staff::table.find(staff_id))
        .set((
            staff::password_hash.eq(password_hash),
            staff::must_change_password.eq(must_change),
        ))
        .execute(db)?;
    Ok(())
}

/// Opens or closes an account.
pub fn set_active(db: &mut Db, staff_id: i64, is_active: bool) -> StoreResult<()> {
    diesel::update(staff::table.find(staff_id))
        .set(staff::is_active.eq(is_active))
        .execute(db)?;
    Ok(())
}

/// Gives an account the sealed secret of its second factor, with new recovery codes (hashed).
pub fn set_second_factor(
    db: &mut Db,
    staff_id: i64,
    sealed: &str,
    step: i64,
    recovery_hashes: &[String],
) -> StoreResult<()> {
    use staff_recovery_codes as r;
    diesel::update(staff::table.find(staff_id))
        .set((
            staff::totp_sealed.eq(Some(sealed)),
            staff::has_second_factor.eq(true),
            staff::totp_step.eq(step),
        ))
        .execute(db)?;
    diesel::delete(r::table.filter(r::staff_id.eq(staff_id))).execute(db)?;
    for hash in recovery_hashes {
        diesel::insert_into(r::table)
            .values((r::staff_id.eq(staff_id), r::code_hash.eq(hash)))
            .execute(db)?;
    }
    Ok(())
}

/// Takes the second factor of an account away, with its recovery codes.
pub fn clear_second_factor(db: &mut Db, staff_id: i64) -> StoreResult<()> {
    use staff_recovery_codes as r;
    diesel::update(staff::table.find(staff_id))
        .set((
            staff::totp_sealed.eq(None::<String>),
            staff::has_second_factor.eq(false),
        ))
        .execute(db)?;
    diesel::delete(r::table.filter(r::staff_id.eq(staff_id))).execute(db)?;
    Ok(())
}

/// Takes the code of a time step; `false` when this or a later one was taken before.
pub fn take_totp_step(db: &mut Db, staff_id: i64, step: i64) -> StoreResult<bool> {
    let taken = diesel::update(staff::table.find(staff_id))
        .filter(staff::totp_step.lt(step))
        .set(staff::totp_step.eq(step))
        .execute(db)?;
    Ok(taken == 1)
}

/// Takes a recovery code; `false` when it is none, or was taken before.
pub fn take_recovery_code(
    db: &mut Db,
    staff_id: i64,
    code_hash: &str,
    now: DateTime<Utc>,
) -> StoreResult<bool> {
    use staff_recovery_codes as r;
    let taken = diesel::update(
        r::table
            .filter(r::staff_id.eq(staff_id))
            .filter(r::code_hash.eq(code_hash))
            .filter(r::used_at.is_null()),
    )
    .set(r::used_at.eq(Some(Moment::from(now))))
    .execute(db)?;
    Ok(taken == 1)
}

/// How many recovery codes are left.
pub fn recovery_codes_left(db: &mut Db, staff_id: i64) -> StoreResult<i64> {
    use staff_recovery_codes as r;
    Ok(r::table
        .filter(r::staff_id.eq(staff_id).and(r::used_at.is_null()))
        .count()
        .get_result(db)?)
}

/// Everybody whose account is open and who may do something for a body, by name.
pub fn who_may(
    db: &mut Db,
    permission: Permission,
    body_id: i64,
) -> StoreResult<Vec<(i64, String)>> {
    let mut able = Vec::new();
    for account in all_staff(db)? {
        if account.is_active && grants(db, account.id)?.may(permission, body_id) {
            able.push((account.id, account.name));
        }
    }
    able.sort_by(|one, other| one.1.cmp(&other.1).then(one.0.cmp(&other.0)));
    Ok(able)
}
