//! Mails that were given up, for the desk to see and to try again.

use super::Message;
use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::Moment;
use crate::schema::{outbox, petitioners, petitions, signers, supporters};
use chrono::{DateTime, Utc};
use diesel::prelude::*;

/// A mail that was given up.
#[derive(Debug, Clone)]
pub struct FailedMail {
    /// Its key.
    pub id: i64,
    /// Which mail.
    pub message: Message,
    /// When it was caused.
    pub created_at: DateTime<Utc>,
    /// How often it was tried.
    pub attempts: i32,
    /// What the mail server said, without addresses.
    pub reason: String,
    /// The petition that it is about, by key, reference, title and body; `None` when its person was
    /// erased.
    pub petition: Option<(i64, String, String, i64)>,
}

type Row = (i64, String, Moment, i32, Option<String>, i64);

/// The newest mails that were given up before one (or the newest of all).
pub fn failed_mails(db: &mut Db, before: Option<i64>, limit: i64) -> StoreResult<Vec<FailedMail>> {
    let rows: Vec<Row> = outbox::table
        .filter(outbox::state.eq("failed"))
        .filter(outbox::id.lt(before.unwrap_or(i64::MAX)))
        .order(outbox::id.desc())
        .limit(limit)
        .select(COLUMNS)
        .load(db)?;
    rows.into_iter().map(|row| mail(db, row)).collect()
}

/// One mail that was given up.
pub fn failed_mail(db: &mut Db, id: i64) -> StoreResult<Option<FailedMail>> {
    let row: Option<Row> = outbox::table
        .find(id)
        .filter(outbox::state.eq("failed"))
        .select(COLUMNS)
        .first(db)
        .optional()?;
    row.map(|row| mail(db, row)).transpose()
}

const COLUMNS: (
    outbox::id,
    outbox::message,
    outbox::created_at,
    outbox::attempts,
    outbox::last_error,
    outbox::person_id,
) = (
    outbox::id,
    outbox::message,
    outbox::created_at,
    outbox::attempts,
    outbox::last_error,
    outbox::person_id,
);

fn mail(db: &mut Db, row: Row) -> StoreResult<FailedMail> {
    let (id, message, created_at, attempts, reason, person_id) = row;
    let message = Message::from_code(&message).ok_or_else(|| StoreError::corrupt("outbox", &id))?;
    Ok(FailedMail {
        id,
        message,
        created_at: created_at.into(),
        attempts,
        reason: reason.unwrap_or_default(),
        petition: petition_of(db, message, person_id)?,
    })
}

fn petition_of(
    db: &mut Db,
    message: Message,
    person_id: i64,
) -> StoreResult<Option<(i64, String, String, i64)>> {
    let columns = (
        petitions::id,
        petitions::reference,
        petitions::title,
        petitions::body_id,
    );
    Ok(match message.audience() {
        super::Audience::Signer => signers::table
            .inner_join(petitions::table)
            .filter(signers::id.eq(person_id))
            .select(columns)
            .get_result(db)
            .optional()?,
        super::Audience::Supporter => supporters::table
            .inner_join(petitions::table)
            .filter(supporters::id.eq(person_id))
            .select(columns)
            .get_result(db)
            .optional()?,
        super::Audience::Petitioner | super::Audience::Body => petitioners::table
            .inner_join(petitions::table)
            .filter(petitioners::petition_id.eq(person_id))
            .select(columns)
            .get_result(db)
            .optional()?,
        // About a round: the desk of petitions has nothing to do with it.
        super::Audience::Proof
        | super::Audience::Author
        | super::Audience::Replier
        | super::Audience::Notifier
        | super::Audience::Follower => None,
    })
}

/// Queues a mail that was given up once more, from its first try on; `false` when it is not given
/// up (any more).
pub fn repeat(db: &mut Db, id: i64, now: DateTime<Utc>) -> StoreResult<bool> {
    let changed = diesel::update(outbox::table.find(id))
        .filter(outbox::state.eq("failed"))
        .set((
            outbox::state.eq("queued"),
            outbox::due_at.eq(Moment::from(now)),
            outbox::attempts.eq(0),
            outbox::claimed_until.eq(None::<Moment>),
        ))
        .execute(db)?;
    Ok(changed == 1)
}
