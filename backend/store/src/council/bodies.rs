//! Bodies that meet: their rules, their terms with so many seats by law, and their seats.

use crate::Db;
use crate::errors::StoreResult;
use crate::schema::{bodies as b, council_bodies as c, council_seats as s, council_terms as t};
use chrono::NaiveDate;
use diesel::prelude::*;

/// A body that meets.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct BodyRecord {
    /// Its key.
    pub id: i64,
    /// Its name in addresses.
    pub slug: String,
    /// Its Dutch name.
    pub name_nl: String,
    /// Its English name.
    pub name_en: String,
    /// The body it belongs to.
    pub parent_id: Option<i64>,
    /// The code of its rule sets; none for a body without rules of its own.
    pub rule_code: Option<String>,
    /// Whether it decides.
    pub decides: bool,
    /// Whether a vote record is published by another person than offered it.
    pub needs_second_person: bool,
}

/// What makes a body one that meets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCouncilBody {
    /// The body.
    pub body_id: i64,
    /// The code of its rule sets.
    pub rule_code: Option<String>,
    /// Whether it decides.
    pub decides: bool,
    /// Whether a vote record is published by another person than offered it.
    pub needs_second_person: bool,
}

/// A seat.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct SeatRecord {
    /// Its key.
    pub id: i64,
    /// 1, 2, 3 …
    pub position: i32,
    /// Its name: "zetel 12".
    pub label: String,
}

#[diesel::dsl::auto_type(no_type_alias)]
fn columns() -> _ {
    (
        b::id,
        b::slug,
        b::name_nl,
        b::name_en,
        b::parent_id,
        c::rule_code,
        c::decides,
        c::needs_second_person,
    )
}

/// Every body that meets, those that decide first.
pub fn council_bodies(db: &mut Db) -> StoreResult<Vec<BodyRecord>> {
    Ok(c::table
        .inner_join(b::table)
        .order((c::decides.desc(), b::id))
        .select(columns())
        .load(db)?)
}

/// A body that meets, by its key.
pub fn council_body(db: &mut Db, body_id: i64) -> StoreResult<Option<BodyRecord>> {
    Ok(c::table
        .inner_join(b::table)
        .filter(c::body_id.eq(body_id))
        .select(columns())
        .first(db)
        .optional()?)
}

/// Makes a body one that meets.
///
/// # Errors
/// [`crate::StoreError::Taken`] when it is one.
pub fn add_council_body(db: &mut Db, new: &NewCouncilBody) -> StoreResult<()> {
    diesel::insert_into(c::table)
        .values((
            c::body_id.eq(new.body_id),
            c::rule_code.eq(&new.rule_code),
            c::decides.eq(new.decides),
            c::needs_second_person.eq(new.needs_second_person),
        ))
        .execute(db)?;
    Ok(())
}

/// Adds a term with its number of seats.
pub fn add_term(
    db: &mut Db,
    body_id: i64,
    (starts_on, ends_on): (NaiveDate, Option<NaiveDate>),
    seats: i32,
) -> StoreResult<()> {
    diesel::insert_into(t::table)
        .values((
            t::body_id.eq(body_id),
            t::starts_on.eq(starts_on),
            t::ends_on.eq(ends_on),
            t::seats.eq(seats),
        ))
        .execute(db)?;
    Ok(())
}

/// Adds a seat and answers its key.
pub fn add_seat(db: &mut Db, body_id: i64, position: i32, label: &str) -> StoreResult<i64> {
    Ok(diesel::insert_into(s::table)
        .values((
            s::body_id.eq(body_id),
            s::position.eq(position),
            s::label.eq(label),
        ))
        .returning(s::id)
        .get_result(db)?)
}

/// The seats of a body, in their order.
pub fn seats(db: &mut Db, body_id: i64) -> StoreResult<Vec<SeatRecord>> {
    Ok(s::table
        .filter(s::body_id.eq(body_id))
        .order(s::position)
        .select((s::id, s::position, s::label))
        .load(db)?)
}

/// Of how many members a body consists by law on a day; `None` where no term says so.
pub fn statutory_seats(db: &mut Db, body_id: i64, day: NaiveDate) -> StoreResult<Option<i32>> {
    Ok(t::table
        .filter(t::body_id.eq(body_id).and(t::starts_on.le(day)))
        .filter(t::ends_on.is_null().or(t::ends_on.ge(day)))
        .order(t::starts_on.desc())
        .select(t::seats)
        .first(db)
        .optional()?)
}

/// The executive beside a body, with its Dutch and English names: it does what motions ask.
pub fn executive_of(db: &mut Db, body: &BodyRecord) -> StoreResult<Option<(i64, String, String)>> {
    let Some(parent) = body.parent_id else {
        return Ok(None);
    };
    Ok(b::table
        .filter(b::parent_id.eq(parent).and(b::kind.eq("executive")))
        .order(b::id)
        .select((b::id, b::name_nl, b::name_en))
        .first(db)
        .optional()?)
}
