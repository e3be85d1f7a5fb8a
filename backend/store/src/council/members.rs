//! Members, and chairs who are none: a name, and nothing of their private lives (AVG-3).

use crate::Db;
use crate::errors::StoreResult;
use crate::schema::members as m;
use diesel::prelude::*;

/// A member.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct MemberRecord {
    /// The key.
    pub id: i64,
    /// The name in addresses.
    pub slug: String,
    /// The name.
    pub name: String,
    /// The name by which lists are sorted: "Vries, A. de".
    pub sort_name: String,
    /// How often it was changed.
    pub revision: i32,
}

/// Everybody, by name.
pub fn members(db: &mut Db) -> StoreResult<Vec<MemberRecord>> {
    Ok(m::table.order((m::sort_name, m::id)).load(db)?)
}

/// The member of a name in addresses.
pub fn member(db: &mut Db, slug: &str) -> StoreResult<Option<MemberRecord>> {
    Ok(m::table.filter(m::slug.eq(slug)).first(db).optional()?)
}

/// A member, by key.
pub fn member_by_id(db: &mut Db, id: i64) -> StoreResult<Option<MemberRecord>> {
    Ok(m::table.find(id).first(db).optional()?)
}

/// Whether a name in addresses is in use.
pub fn member_slug_exists(db: &mut Db, slug: &str) -> StoreResult<bool> {
    Ok(member(db, slug)?.is_some())
}

/// Adds a member and answers the key.
pub fn add_member(db: &mut Db, slug: &str, name: &str, sort_name: &str) -> StoreResult<i64> {
    Ok(diesel::insert_into(m::table)
        .values((
            m::slug.eq(slug),
            m::name.eq(name),
            m::sort_name.eq(sort_name),
            m::revision.eq(1),
        ))
        .returning(m::id)
        .get_result(db)?)
}

/// Changes a name over the revision that was read; `false` when somebody else was first.
pub fn change_member(
    db: &mut Db,
    id: i64,
    read: i32,
    name: &str,
    sort_name: &str,
) -> StoreResult<bool> {
    let changed = diesel::update(m::table.find(id))
        .filter(m::revision.eq(read))
        .set((
            m::name.eq(name),
            m::sort_name.eq(sort_name),
            m::revision.eq(read + 1),
        ))
        .execute(db)?;
    Ok(changed == 1)
}
