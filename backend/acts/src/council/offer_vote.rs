//! The sheet of a vote is put before a second person.

use super::vote_around::{around, vote_for};
use crate::errors::ActResult;
use crate::house::House;
use crate::people::{Actor, AuditAct, Subject, audit};
use weerklank_domain::council::CannotVote;
use weerklank_store::StoreError;
use weerklank_store::council::{VoteState, offer_sheet};

/// Puts a sheet that adds up before a second person.
///
/// # Errors
/// [`crate::ActError::Unsound`] with everything that is in the way, [`CannotVote::Published`],
/// [`crate::ActError::ChangedBy`].
pub fn offer_vote(house: &House, actor: &Actor, (vote_id, read): (i64, i32)) -> ActResult<()> {
    let now = house.clock.now();
    house.store.write(|db| {
        let vote = vote_for(db, actor, vote_id, read)?;
        let VoteState::Draft(sheet) = &vote.state else {
            return Err(CannotVote::Published.into());
        };
        around(db, &vote)?.tally(sheet)?;
        if !offer_sheet(db, vote.id, read, actor.staff_id)? {
            return Err(StoreError::Changed.into());
        }
        let subject = Subject::vote(&vote.reference, vote.meeting.body_id);
        audit(db, actor, AuditAct::VoteOffered, subject, "", now)?;
        Ok(())
    })
}
