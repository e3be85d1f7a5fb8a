//! Its author takes a reply back; a stub stays, so that the answers to it have their place.

use super::place::thread_place;
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::Proven;
use weerklank_store::people::Keyed;
use weerklank_store::replies::{delete, find_by_id, is_author, proven_in, thread_by_id};

/// Takes a reply back, also where no new ones are taken. Answers the address of its thread.
///
/// # Errors
/// [`ActError::Missing`] when this person wrote no such reply, or what the store says.
pub fn delete_reply(house: &House, proven: &Proven, reply_id: i64) -> ActResult<String> {
    let now = house.clock.now();
    house.store.write(|db| {
        let reply = find_by_id(db, reply_id)?.ok_or(ActError::Missing)?;
        let written_in = proven_in(db, &[reply.id])?;
        let written_in = written_in.first().ok_or(ActError::Missing)?;
        let key = proven.key(&house.vault, Keyed::Replier(*written_in));
        if !is_author(db, &reply, &key)? {
            return Err(ActError::Missing);
        }
        delete(db, reply.id, now)?;
        let thread = thread_by_id(db, reply.thread_id)?.ok_or(ActError::Missing)?;
        Ok(thread_place(db, thread.subject, now)?.replies_url())
    })
}
