//! The sheet of a vote that was begun by mistake is thrown away.

use super::vote_around::vote_for;
use crate::errors::ActResult;
use crate::house::House;
use crate::people::{Actor, AuditAct, Subject, audit};
use weerklank_domain::council::CannotVote;
use weerklank_store::StoreError;
use weerklank_store::council::{VoteState, drop_vote as forget};

/// Throws a sheet away; its number is not given out again.
///
/// # Errors
/// [`CannotVote::Published`] for a record that is public, [`crate::ActError::ChangedBy`].
pub fn drop_vote(house: &House, actor: &Actor, (vote_id, read): (i64, i32)) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let vote = vote_for(db, actor, vote_id, read)?;
        if vote.state == VoteState::Published {
            return Err(CannotVote::Published.into());
        }
        if !forget(db, vote.id, read)? {
            return Err(StoreError::Changed.into());
        }
        let subject = Subject::vote(&vote.reference, vote.meeting.body_id);
        audit(db, actor, AuditAct::VoteDropped, subject, "", now)?;
        Ok(())
    })
}
