//! News from petitioners, which the desk approves before it is on the thread.

use crate::Db;
use crate::errors::StoreResult;
use crate::moderation::{Arrival, ItemSubject, arrive, settle};
use crate::moment::{Moment, utc};
use crate::outbox::{Message, NewMail, queue};
use crate::schema::petition_updates;
use chrono::{DateTime, Utc};
use diesel::prelude::*;

/// News that a petitioner wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpdateRecord {
    /// Its key.
    pub id: i64,
    /// The petition.
    pub petition_id: i64,
    /// The text (Markdown).
    pub text: String,
    /// `waiting`, `approved` or `declined`.
    pub state: String,
    /// When it was written.
    pub written_at: DateTime<Utc>,
    /// Why it was declined.
    pub reason: Option<String>,
    /// When the desk decided.
    pub decided_at: Option<DateTime<Utc>>,
}

type Row = (
    i64,
    i64,
    String,
    String,
    Moment,
    Option<String>,
    Option<Moment>,
);

fn record(row: Row) -> UpdateRecord {
    let (id, petition_id, text, state, written_at, reason, decided_at) = row;
    UpdateRecord {
        id,
        petition_id,
        text,
        state,
        written_at: written_at.into(),
        reason,
        decided_at: utc(decided_at),
    }
}

macro_rules! update_columns {
    () => {
        (
            petition_updates::id,
            petition_updates::petition_id,
            petition_updates::text,
            petition_updates::state,
            petition_updates::written_at,
            petition_updates::reason,
            petition_updates::decided_at,
        )
    };
}

/// Records news, to be approved; answers its key.
pub fn add_update(
    db: &mut Db,
    petition_id: i64,
    text: &str,
    arrival: &Arrival,
    now: DateTime<Utc>,
) -> StoreResult<i64> {
    use petition_updates as u;
    let id: i64 = diesel::insert_into(u::table)
        .values((
            u::petition_id.eq(petition_id),
            u::text.eq(text),
            u::state.eq("waiting"),
            u::written_at.eq(Moment::from(now)),
        ))
        .returning(u::id)
        .get_result(db)?;
    arrive(db, ItemSubject::Update(id), arrival, now)?;
    Ok(id)
}

/// The news of a petition, the newest first.
pub fn updates_of(db: &mut Db, petition_id: i64) -> StoreResult<Vec<UpdateRecord>> {
    let rows: Vec<Row> = petition_updates::table
        .filter(petition_updates::petition_id.eq(petition_id))
        .order(petition_updates::id.desc())
        .select(update_columns!())
        .load(db)?;
    Ok(rows.into_iter().map(record).collect())
}

/// One piece of news.
pub fn update(db: &mut Db, id: i64) -> StoreResult<Option<UpdateRecord>> {
    let row: Option<Row> = petition_updates::table
        .find(id)
        .select(update_columns!())
        .first(db)
        .optional()?;
    Ok(row.map(record))
}

/// Decides on news that waits: approved without a reason, declined with one. `false` when it does
/// not wait (any more).
pub fn decide_update(
    db: &mut Db,
    id: i64,
    staff_id: i64,
    declined_for: Option<&str>,
    now: DateTime<Utc>,
) -> StoreResult<bool> {
    use petition_updates as u;
    let state = match declined_for {
        None => "approved",
        Some(_) => "declined",
    };
    let changed = diesel::update(u::table.find(id))
        .filter(u::state.eq("waiting"))
        .set((
            u::state.eq(state),
            u::reason.eq(declined_for),
            u::staff_id.eq(Some(staff_id)),
            u::decided_at.eq(Some(Moment::from(now))),
        ))
        .execute(db)?;
    settle(db, ItemSubject::Update(id), None, now)?;
    Ok(changed == 1)
}

/// Queues the mail that tells the petitioner why news was declined.
pub fn tell_declined(
    db: &mut Db,
    petition_id: i64,
    update_id: i64,
    now: DateTime<Utc>,
) -> StoreResult<()> {
    let mail = NewMail::telling(
        Message::UpdateDeclined,
        petition_id,
        update_id,
        Moment::from(now),
    );
    queue(db, &[mail])?;
    Ok(())
}
