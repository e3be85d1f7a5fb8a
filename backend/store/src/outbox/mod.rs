//! Mail that has to go out. A row is written in the transaction that causes it, and holds no
//! personal data: the sender looks up the person it is for.

use crate::Db;
use crate::connection::on_both;
use crate::errors::{StoreError, StoreResult};
use crate::moment::Moment;
use crate::schema::{outbox, petitions, signers};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;

mod failed;
mod message;
mod participant;
mod recipient;

pub use failed::{FailedMail, failed_mail, failed_mails, repeat};
pub use message::{Audience, Message};
pub use participant::{
    MailInput, MailReply, MailRound, Participant, RoundEvent, tell_author, tell_authors,
};
use recipient::Wanted;
pub use recipient::{MailEvent, MailPetition, PetitionDecision, Recipient};

/// A mail to be queued.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = outbox, treat_none_as_default_value = false)]
pub(crate) struct NewMail {
    event_key: String,
    message: &'static str,
    person_id: i64,
    state: &'static str,
    due_at: Moment,
    attempts: i32,
    created_at: Moment,
    audience: &'static str,
    event_id: Option<i64>,
}

impl NewMail {
    /// A mail of which there is one per `event`: queued twice, it is sent once.
    pub(crate) fn new(message: Message, person_id: i64, event: &str, now: Moment) -> Self {
        Self {
            event_key: format!("{}:{person_id}:{event}", message.code()),
            message: message.code(),
            person_id,
            state: "queued",
            due_at: now,
            attempts: 0,
            created_at: now,
            audience: message.audience().code(),
            event_id: None,
        }
    }

    /// A mail that tells an event of a thread, or a decision, once.
    pub(crate) fn telling(message: Message, person_id: i64, event_id: i64, now: Moment) -> Self {
        Self {
            event_id: Some(event_id),
            ..Self::new(message, person_id, &event_id.to_string(), now)
        }
    }
}

/// Queues the mail that tells a petitioner what was decided on the petition, or on news of it.
pub fn tell_petitioner_decision(
    db: &mut Db,
    petition_id: i64,
    decision_id: i64,
    now: DateTime<Utc>,
) -> StoreResult<()> {
    let message = Message::PetitionModerated;
    queue(
        db,
        &[NewMail::telling(
            message,
            petition_id,
            decision_id,
            now.into(),
        )],
    )?;
    Ok(())
}

/// Queues mails; those whose event has one already are left alone.
pub(crate) fn queue(db: &mut Db, mails: &[NewMail]) -> StoreResult<usize> {
    if mails.is_empty() {
        return Ok(0);
    }
    // A batch, and ON CONFLICT, have no common form.
    Ok(on_both!(db, |inner| diesel::insert_into(outbox::table)
        .values(mails)
        .on_conflict_do_nothing()
        .execute(inner))?)
}

/// Removes every mail to people who are erased.
pub(crate) fn forget(db: &mut Db, audience: Audience, people: &[i64]) -> StoreResult<()> {
    for chunk in people.chunks(500) {
        diesel::delete(
            outbox::table
                .filter(outbox::audience.eq(audience.code()))
                .filter(outbox::person_id.eq_any(chunk)),
        )
        .execute(db)?;
    }
    Ok(())
}

/// A mail that this process may send now.
#[derive(Debug, Clone)]
pub struct ClaimedMail {
    /// Its key, which also makes its Message-ID.
    pub id: i64,
    /// Which mail.
    pub message: Message,
    /// How often it was tried before.
    pub attempts: i32,
    /// When it was caused.
    pub created_at: DateTime<Utc>,
    /// Whom a mail about a petition is for; `None` when the person was erased in the meantime.
    pub recipient: Option<Recipient>,
    /// Whom a mail about a round is for; `None` when the person was erased in the meantime.
    pub participant: Option<Participant>,
    /// What it tells.
    pub event: Option<MailEvent>,
    /// The decision of moderation that it tells a petitioner.
    pub decision: Option<PetitionDecision>,
}

/// How long a claim holds; a sender that died is followed by another after this.
const CLAIM: TimeDelta = TimeDelta::minutes(2);

/// Claims up to `most` mails that are due, the longest waiting first.
pub fn claim(db: &mut Db, now: DateTime<Utc>, most: i64) -> StoreResult<Vec<ClaimedMail>> {
    let moment = Moment::from(now);
    let due = outbox::table
        .filter(outbox::state.eq("queued").and(outbox::due_at.le(moment)))
        .filter(
            outbox::claimed_until
                .is_null()
                .or(outbox::claimed_until.le(moment)),
        )
        .order((outbox::due_at, outbox::id))
        .select(outbox::id)
        .limit(most);
    let until = Some(Moment::from(now + CLAIM));
    // SKIP LOCKED exists on PostgreSQL only; SQLite has one writer, so nothing can be locked.
    let ids: Vec<i64> = match db {
        Db::Postgres(inner) => due.for_update().skip_locked().load(inner)?,
        Db::Sqlite(inner) => due.load(inner)?,
    };
    diesel::update(outbox::table.filter(outbox::id.eq_any(&ids)))
        .set(outbox::claimed_until.eq(until))
        .execute(db)?;
    ids.chunks(500)
        .try_fold(Vec::with_capacity(ids.len()), |mut mails, chunk| {
            mails.extend(load(db, chunk)?);
            Ok(mails)
        })
}

type MailRow = (i64, String, i32, Moment, i64, Option<i64>);

fn load(db: &mut Db, ids: &[i64]) -> StoreResult<Vec<ClaimedMail>> {
    let rows: Vec<MailRow> = outbox::table
        .filter(outbox::id.eq_any(ids))
        .order((outbox::due_at, outbox::id))
        .select((
            outbox::id,
            outbox::message,
            outbox::attempts,
            outbox::created_at,
            outbox::person_id,
            outbox::event_id,
        ))
        .load(db)?;
    let wanted = rows
        .iter()
        .map(|(id, message, _, _, person_id, event_id)| {
            Ok(Wanted {
                id: *id,
                message: Message::from_code(message)
                    .ok_or_else(|| StoreError::corrupt("outbox", id))?,
                person_id: *person_id,
                event_id: *event_id,
            })
        })
        .collect::<StoreResult<Vec<_>>>()?;
    let mut found = recipient::load(db, &wanted)?;
    let mut decisions = recipient::decisions_of(db, &wanted)?;
    let mut participants = participant::load(db, &wanted)?;
    Ok(rows
        .into_iter()
        .zip(wanted)
        .map(|((id, _, attempts, created_at, _, _), wanted)| {
            let (recipient, event) = found.remove(&id).unwrap_or_default();
            ClaimedMail {
                id,
                message: wanted.message,
                attempts,
                created_at: created_at.into(),
                recipient,
                participant: participants.remove(&id),
                event,
                decision: decisions.remove(&id),
            }
        })
        .collect())
}

/// Ticks mails off as sent.
pub fn sent(db: &mut Db, ids: &[i64], now: DateTime<Utc>) -> StoreResult<()> {
    diesel::update(outbox::table.filter(outbox::id.eq_any(ids)))
        .set((
            outbox::state.eq("sent"),
            outbox::sent_at.eq(Some(Moment::from(now))),
            outbox::claimed_until.eq(None::<Moment>),
            outbox::last_error.eq(None::<String>),
        ))
        .execute(db)?;
    Ok(())
}

/// Puts a mail back, to be tried again at `due_at`.
pub fn again(db: &mut Db, id: i64, due_at: DateTime<Utc>, reason: &str) -> StoreResult<()> {
    diesel::update(outbox::table.find(id))
        .set((
            outbox::due_at.eq(Moment::from(due_at)),
            outbox::claimed_until.eq(None::<Moment>),
            outbox::attempts.eq(outbox::attempts + 1),
            outbox::last_error.eq(reason),
        ))
        .execute(db)?;
    Ok(())
}

/// Gives a mail up, with the reason.
pub fn failed(db: &mut Db, id: i64, reason: &str) -> StoreResult<()> {
    diesel::update(outbox::table.find(id))
        .set((
            outbox::state.eq("failed"),
            outbox::claimed_until.eq(None::<Moment>),
            outbox::last_error.eq(reason),
        ))
        .execute(db)?;
    Ok(())
}

/// How many mails wait, and how many were given up.
pub fn backlog(db: &mut Db) -> StoreResult<(i64, i64)> {
    let waiting = outbox::table
        .filter(outbox::state.eq("queued"))
        .count()
        .get_result(db)?;
    let failed = outbox::table
        .filter(outbox::state.eq("failed"))
        .count()
        .get_result(db)?;
    Ok((waiting, failed))
}

/// Queues the mail that asks for confirmation once more, within the cap of the instrument; answers
/// whether it did.
pub fn send_again(db: &mut Db, signer_id: i64, now: DateTime<Utc>) -> StoreResult<bool> {
    use crate::schema::instruments;
    let found: Option<(i16, i64, String)> = signers::table
        .inner_join(petitions::table.inner_join(instruments::table))
        .filter(signers::id.eq(signer_id).and(signers::state.eq("pending")))
        .select((signers::mails, instruments::id, instruments::rules))
        .first(db)
        .optional()?;
    let Some((mails, instrument_id, rules)) = found else {
        return Ok(false);
    };
    let cap = crate::instruments::rules(instrument_id, &rules)?.resend_cap;
    if i32::from(mails) >= i32::from(cap) {
        return Ok(false);
    }
    let raised = diesel::update(signers::table.find(signer_id))
        .filter(signers::mails.eq(mails))
        .set(signers::mails.eq(mails + 1))
        .execute(db)?;
    if raised == 1 {
        let event = mails.to_string();
        queue(
            db,
            &[NewMail::new(
                Message::ConfirmSignature,
                signer_id,
                &event,
                now.into(),
            )],
        )?;
    }
    Ok(raised == 1)
}

/// Whether a mail is due that nobody has claimed.
pub fn is_due(db: &mut Db, now: DateTime<Utc>) -> StoreResult<bool> {
    let now = Moment::from(now);
    let first: Option<i64> = outbox::table
        .filter(outbox::state.eq("queued").and(outbox::due_at.le(now)))
        .filter(
            outbox::claimed_until
                .is_null()
                .or(outbox::claimed_until.le(now)),
        )
        .select(outbox::id)
        .first(db)
        .optional()?;
    Ok(first.is_some())
}

/// Removes mails that were sent before a moment, some hundreds at a time, the oldest rows first.
/// Answers how many; call it again until it answers 0.
pub fn purge_sent(db: &mut Db, before: DateTime<Utc>) -> StoreResult<usize> {
    const BATCH: i64 = 500;
    let before = Moment::from(before);
    let oldest: Vec<(i64, String, Option<Moment>)> = outbox::table
        .order(outbox::id)
        .limit(BATCH)
        .select((outbox::id, outbox::state, outbox::sent_at))
        .load(db)?;
    let ids: Vec<i64> = oldest
        .into_iter()
        .filter(|(_, state, sent_at)| state == "sent" && sent_at.is_some_and(|at| at <= before))
        .map(|(id, _, _)| id)
        .collect();
    Ok(diesel::delete(outbox::table.filter(outbox::id.eq_any(&ids))).execute(db)?)
}
