//! Which proposals stand on which items of agendas.

use crate::Db;
use crate::errors::StoreResult;
use crate::schema::{agenda_items as a, agenda_proposals as x};
use diesel::prelude::*;

/// A proposal on an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable)]
pub struct ItemProposal {
    /// The key of the meeting.
    pub meeting_id: i64,
    /// The key of the item.
    pub item_id: i64,
    /// The key of the proposal.
    pub proposal_id: i64,
    /// Its place on the clerk's list.
    pub position: i32,
}

/// What stands on the items of a meeting, in the clerk's order.
pub fn on_agenda(db: &mut Db, meeting_id: i64) -> StoreResult<Vec<ItemProposal>> {
    Ok(x::table
        .inner_join(a::table)
        .filter(a::meeting_id.eq(meeting_id))
        .order((x::item_id, x::position, x::proposal_id))
        .select((a::meeting_id, x::item_id, x::proposal_id, x::position))
        .load(db)?)
}

/// The items on which a proposal stands or stood, the oldest first.
pub fn items_of(db: &mut Db, proposal_id: i64) -> StoreResult<Vec<ItemProposal>> {
    Ok(x::table
        .inner_join(a::table)
        .filter(x::proposal_id.eq(proposal_id))
        .order(x::item_id)
        .select((a::meeting_id, x::item_id, x::proposal_id, x::position))
        .load(db)?)
}

/// Puts a proposal on an item.
///
/// # Errors
/// [`crate::StoreError::Taken`] when it stands there.
pub fn place_on_agenda(
    db: &mut Db,
    item_id: i64,
    proposal_id: i64,
    position: i32,
) -> StoreResult<()> {
    diesel::insert_into(x::table)
        .values((
            x::item_id.eq(item_id),
            x::proposal_id.eq(proposal_id),
            x::position.eq(position),
        ))
        .execute(db)?;
    Ok(())
}

/// Takes a proposal off an item; `false` when it does not stand there.
pub fn take_off_agenda(db: &mut Db, item_id: i64, proposal_id: i64) -> StoreResult<bool> {
    let taken =
        diesel::delete(x::table.filter(x::item_id.eq(item_id).and(x::proposal_id.eq(proposal_id))))
            .execute(db)?;
    Ok(taken == 1)
}
