//! What files and interfaces of the council need besides what pages show, and the references that come
//! back with such a file.

use crate::Db;
use crate::errors::StoreResult;
use crate::schema::{
    agenda_items as a, agenda_proposals as x, council_terms as t, meetings as g, stated_votes as s,
    vote_events as e,
};
use chrono::NaiveDate;
use diesel::prelude::*;

/// A term with its number of seats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable)]
pub struct TermRecord {
    /// The key of the body.
    pub body_id: i64,
    /// Its first day.
    pub starts_on: NaiveDate,
    /// Its last day.
    pub ends_on: Option<NaiveDate>,
    /// Of how many members the body consists.
    pub seats: i32,
}

/// The terms of every body, the oldest first.
pub fn terms(db: &mut Db) -> StoreResult<Vec<TermRecord>> {
    Ok(t::table
        .order((t::body_id, t::starts_on))
        .select((t::body_id, t::starts_on, t::ends_on, t::seats))
        .load(db)?)
}

/// On which items of published agendas proposals stand: key of the proposal, reference of the meeting,
/// number of the item. Items behind closed doors are left out (NL-24).
pub fn meetings_of_proposals(
    db: &mut Db,
    proposal_ids: &[i64],
) -> StoreResult<Vec<(i64, String, String)>> {
    Ok(x::table
        .inner_join(a::table.inner_join(g::table))
        .filter(x::proposal_id.eq_any(proposal_ids))
        .filter(a::closed.eq(false))
        .filter(g::summons_delivered_at.is_not_null())
        .order((x::proposal_id, g::planned_at, g::id, x::item_id))
        .select((x::proposal_id, g::reference, a::number))
        .load(db)?)
}

/// Which of some items are dealt with behind closed doors: nothing of their votes is public.
pub fn closed_items(db: &mut Db, ids: &[i64]) -> StoreResult<Vec<i64>> {
    Ok(a::table
        .filter(a::id.eq_any(ids))
        .filter(a::closed.eq(true))
        .select(a::id)
        .load(db)?)
}

/// Sees to it that a reference that came with a file (V26-0012) is not given out again.
pub fn reach_reference(db: &mut Db, reference: &str) -> StoreResult<()> {
    let Some((counter, number)) = reference.split_once('-') else {
        return Ok(());
    };
    match number.parse() {
        Ok(number) => crate::counters::reach(db, counter, number),
        Err(_) => Ok(()),
    }
}

/// Gives a vote the reference that came with it, where nobody has it.
pub fn call_vote(db: &mut Db, id: i64, reference: &str) -> StoreResult<()> {
    if !is_free(db, reference)? {
        return Ok(());
    }
    diesel::update(e::table.find(id))
        .set(e::reference.eq(reference))
        .execute(db)?;
    reach_reference(db, reference)
}

/// The same for a vote that was only stated.
pub fn call_stated_vote(db: &mut Db, id: i64, reference: &str) -> StoreResult<()> {
    if !is_free(db, reference)? {
        return Ok(());
    }
    diesel::update(s::table.find(id))
        .set(s::reference.eq(reference))
        .execute(db)?;
    reach_reference(db, reference)
}

fn is_free(db: &mut Db, reference: &str) -> StoreResult<bool> {
    let here: i64 = e::table
        .filter(e::reference.eq(reference))
        .count()
        .get_result(db)?;
    let stated: i64 = s::table
        .filter(s::reference.eq(reference))
        .count()
        .get_result(db)?;
    Ok(here + stated == 0)
}
