//! Telling people what happened to a petition, each event once.

use crate::Db;
use crate::errors::StoreResult;
use crate::moment::Moment;
use crate::outbox::{Message, NewMail, queue};
use crate::schema::{petition_events, petitioners};
use chrono::{DateTime, Utc};
use diesel::prelude::*;

/// Queues the mail that tells the petitioner an event of the thread, once; nothing when nobody is
/// known behind it, or when no address was proven.
pub fn tell_petitioner(
    db: &mut Db,
    petition_id: i64,
    event_id: i64,
    now: DateTime<Utc>,
) -> StoreResult<()> {
    let known: Option<bool> = petitioners::table
        .find(petition_id)
        .select(petitioners::is_proven)
        .first(db)
        .optional()?;
    if known == Some(true) {
        let mail = NewMail::telling(
            Message::PetitionNews,
            petition_id,
            event_id,
            Moment::from(now),
        );
        queue(db, &[mail])?;
    }
    Ok(())
}

/// Records to which sealed address a petition is sent on, and queues the mail that carries it.
pub fn send_on(
    db: &mut Db,
    petition_id: i64,
    event_id: i64,
    to_sealed: &str,
    now: DateTime<Utc>,
) -> StoreResult<()> {
    diesel::update(petition_events::table.find(event_id))
        .set(petition_events::to_sealed.eq(Some(to_sealed)))
        .execute(db)?;
    let mail = NewMail::telling(
        Message::ForwardedPetition,
        petition_id,
        event_id,
        Moment::from(now),
    );
    queue(db, &[mail])?;
    Ok(())
}
