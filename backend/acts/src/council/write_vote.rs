//! The sheet of a vote is written; whether it adds up is told, and asked again when it is published.

use super::vote_around::vote_for;
use crate::errors::ActResult;
use crate::house::House;
use crate::people::Actor;
use weerklank_domain::council::{CannotVote, Sheet};
use weerklank_store::StoreError;
use weerklank_store::council::{VoteState, write_sheet};

/// Writes a sheet over the edition that was read; answers the edition that it makes. What was put before a
/// second person is taken back by it.
///
/// # Errors
/// [`crate::ActError::ChangedBy`] when somebody else wrote it meanwhile, [`CannotVote::Published`],
/// [`CannotVote::Method`] for what a vote by its method does not have.
pub fn write_vote(
    house: &House,
    actor: &Actor,
    (vote_id, read): (i64, i32),
    sheet: &Sheet,
) -> ActResult<i32> {
    house.store.write(|db| {
        let vote = vote_for(db, actor, vote_id, read)?;
        if vote.state == VoteState::Published {
            return Err(CannotVote::Published.into());
        }
        if !sheet.taken.is_of(vote.method) {
            return Err(CannotVote::Method.into());
        }
        if vote.state.sheet() == Some(sheet) {
            return Ok(read);
        }
        if !write_sheet(db, vote.id, read, sheet)? {
            return Err(StoreError::Changed.into());
        }
        Ok(read + 1)
    })
}
