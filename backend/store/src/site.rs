//! Facts about the installation: its bodies, and small marks such as the key's fingerprint.

use crate::Db;
use crate::connection::on_both;
use crate::errors::StoreResult;
use crate::schema::{bodies, site_facts};
use diesel::prelude::*;

/// An organ that receives petitions, or the authority itself.
#[derive(Debug, Clone, Queryable)]
pub struct Body {
    /// Its key.
    pub id: i64,
    /// Its name in addresses.
    pub slug: String,
    /// Its Dutch name.
    pub name_nl: String,
    /// Its English name.
    pub name_en: String,
    /// `authority`, `council`, `committee`, `executive` or `other`.
    pub kind: String,
    /// The body it belongs to.
    pub parent_id: Option<i64>,
    /// Where its people can be written to.
    pub contact_email: Option<String>,
}

/// A body to be added.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = bodies)]
pub struct NewBody {
    /// Its name in addresses.
    pub slug: String,
    /// Its Dutch name.
    pub name_nl: String,
    /// Its English name.
    pub name_en: String,
    /// `authority`, `council`, `committee`, `executive` or `other`.
    pub kind: String,
    /// The body it belongs to.
    pub parent_id: Option<i64>,
    /// Where its people can be written to.
    pub contact_email: Option<String>,
}

/// The value of a fact.
pub fn fact(db: &mut Db, key: &str) -> StoreResult<Option<String>> {
    Ok(site_facts::table
        .find(key)
        .select(site_facts::value)
        .first(db)
        .optional()?)
}

/// Records a fact that stays as it is; answers the value that stands, which may be an older one.
pub fn fact_once(db: &mut Db, key: &str, value: &str) -> StoreResult<String> {
    let row = (site_facts::key.eq(key), site_facts::value.eq(value));
    // ON CONFLICT has no common form.
    on_both!(db, |inner| diesel::insert_into(site_facts::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(inner))?;
    Ok(fact(db, key)?.unwrap_or_else(|| value.to_owned()))
}

/// The authority that this installation serves.
pub fn authority(db: &mut Db) -> StoreResult<Option<Body>> {
    Ok(bodies::table
        .filter(bodies::kind.eq("authority"))
        .filter(bodies::parent_id.is_null())
        .order(bodies::id)
        .first(db)
        .optional()?)
}

/// A body by its name in addresses.
pub fn body(db: &mut Db, slug: &str) -> StoreResult<Option<Body>> {
    Ok(bodies::table
        .filter(bodies::slug.eq(slug))
        .first(db)
        .optional()?)
}

/// Every body, the authority first.
pub fn bodies(db: &mut Db) -> StoreResult<Vec<Body>> {
    Ok(bodies::table.order(bodies::id).load(db)?)
}

/// The bodies of our own authority that a petition can be addressed to, by name.
pub fn addressees(db: &mut Db) -> StoreResult<Vec<Body>> {
    let Some(authority) = authority(db)? else {
        return Ok(Vec::new());
    };
    let all: Vec<Body> = bodies::table.order(bodies::name_nl).load(db)?;
    let mut own = vec![authority.id];
    // A tree of a few levels: each round finds the next one.
    loop {
        let below: Vec<i64> = all
            .iter()
            .filter(|body| body.parent_id.is_some_and(|parent| own.contains(&parent)))
            .map(|body| body.id)
            .filter(|id| !own.contains(id))
            .collect();
        if below.is_empty() {
            break;
        }
        own.extend(below);
    }
    Ok(all
        .into_iter()
        .filter(|body| own.contains(&body.id) && body.kind != "authority")
        .collect())
}

/// Adds a body and answers its key.
pub fn add_body(db: &mut Db, body: &NewBody) -> StoreResult<i64> {
    Ok(diesel::insert_into(bodies::table)
        .values(body)
        .returning(bodies::id)
        .get_result(db)?)
}

/// Whether the database answers; on PostgreSQL also that it is no read-only copy.
pub fn can_write(db: &mut Db) -> StoreResult<bool> {
    let row = (site_facts::key.eq("probe"), site_facts::value.eq("probe"));
    // ON CONFLICT has no common form.
    on_both!(db, |inner| diesel::insert_into(site_facts::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(inner))?;
    Ok(diesel::delete(site_facts::table.find("probe")).execute(db)? == 1)
}
