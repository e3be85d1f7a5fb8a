//! Telling people what happened to a petition, each event once.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::jobs::{self, JobKind};
use crate::moment::Moment;
use crate::outbox::{Message, NewMail, queue};
use crate::schema::{outbox, petition_events, petitioners, signatures, signers};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use weerklank_domain::petitions::EventKind;

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

/// Plans that signers who asked for news are told an event, where it is one that they are told. In
/// the transaction that adds the event, so that neither comes without the other.
pub fn plan_signer_news(
    db: &mut Db,
    event_id: i64,
    kind: EventKind,
    now: DateTime<Utc>,
) -> StoreResult<()> {
    if kind.is_news_for_signers() {
        jobs::plan(db, JobKind::TellSigners, Some(event_id), now)?;
    }
    Ok(())
}

/// The petition and the kind of an event.
pub fn event_to_tell(db: &mut Db, event_id: i64) -> StoreResult<Option<(i64, EventKind)>> {
    let row: Option<(i64, String)> = petition_events::table
        .find(event_id)
        .select((petition_events::petition_id, petition_events::kind))
        .first(db)
        .optional()?;
    row.map(|(petition_id, kind)| {
        let kind = EventKind::from_code(&kind)
            .ok_or_else(|| StoreError::corrupt("petition_events", &event_id))?;
        Ok((petition_id, kind))
    })
    .transpose()
}

/// Queues a mail about an event for the next `most` signers who asked for news, in the order of their
/// keys, and answers the last of them; `None` when nobody is left. Whoever has a mail about this event
/// gets no second one, however often this is done.
pub fn queue_signer_news(
    db: &mut Db,
    event_id: i64,
    petition_id: i64,
    after_signer_id: i64,
    most: i64,
    now: DateTime<Utc>,
) -> StoreResult<Option<i64>> {
    let people: Vec<i64> = signers::table
        .inner_join(signatures::table.on(signatures::signer_id.eq(signers::id)))
        .filter(signers::petition_id.eq(petition_id))
        .filter(signers::keep_informed.eq(true))
        .filter(signers::state.eq("confirmed"))
        .filter(signatures::state.eq("live"))
        .filter(signers::id.gt(after_signer_id))
        .order(signers::id)
        .limit(most)
        .select(signers::id)
        .load(db)?;
    let now = Moment::from(now);
    let mails: Vec<NewMail> = people
        .iter()
        .map(|&signer| NewMail::telling(Message::SignerNews, signer, event_id, now))
        .collect();
    queue(db, &mails)?;
    Ok(people.last().copied())
}

/// Stops news for a signer, and removes what waits to be sent; `false` when the person was erased.
pub fn unsubscribe(db: &mut Db, signer_id: i64) -> StoreResult<bool> {
    let changed = diesel::update(signers::table.find(signer_id))
        .set(signers::keep_informed.eq(false))
        .execute(db)?;
    // Those that were given up too: the desk could send them again.
    diesel::delete(
        outbox::table
            .filter(outbox::person_id.eq(signer_id))
            .filter(outbox::message.eq(Message::SignerNews.code()))
            .filter(outbox::state.ne("sent")),
    )
    .execute(db)?;
    Ok(changed == 1)
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
