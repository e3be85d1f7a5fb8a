//! News from petitioners, which the desk approves before it is on the thread.

use super::enter::{NewEvent, add_event};
use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moderation::{Arrival, ModerationSubject, arrive};
use crate::moment::{Moment, utc};
use crate::schema::{petition_events, petition_updates};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use weerklank_domain::moderation::HouseRule;
use weerklank_domain::petitions::{EventKind, NewsState};

/// News that a petitioner wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpdateRecord {
    /// Its key.
    pub id: i64,
    /// The petition.
    pub petition_id: i64,
    /// The text (Markdown).
    pub text: String,
    /// Where it is on its way.
    pub state: NewsState,
    /// When it was written.
    pub written_at: DateTime<Utc>,
    /// Why it was declined.
    pub reason: Option<String>,
    /// When the desk decided.
    pub decided_at: Option<DateTime<Utc>>,
    /// The event by which it is on the thread, or was.
    pub event_id: Option<i64>,
}

type Row = (
    i64,
    i64,
    String,
    String,
    Moment,
    Option<String>,
    Option<Moment>,
    Option<i64>,
);

fn record(row: Row) -> StoreResult<UpdateRecord> {
    let (id, petition_id, text, state, written_at, reason, decided_at, event_id) = row;
    Ok(UpdateRecord {
        id,
        petition_id,
        text,
        state: NewsState::from_code(&state)
            .ok_or_else(|| StoreError::corrupt("petition_updates", &id))?,
        written_at: written_at.into(),
        reason,
        decided_at: utc(decided_at),
        event_id,
    })
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
            petition_updates::event_id,
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
            u::state.eq(NewsState::Waiting.code()),
            u::written_at.eq(Moment::from(now)),
        ))
        .returning(u::id)
        .get_result(db)?;
    arrive(db, ModerationSubject::Update(id), arrival, now)?;
    Ok(id)
}

/// The news of a petition, the newest first.
pub fn updates_of(db: &mut Db, petition_id: i64) -> StoreResult<Vec<UpdateRecord>> {
    let rows: Vec<Row> = petition_updates::table
        .filter(petition_updates::petition_id.eq(petition_id))
        .order(petition_updates::id.desc())
        .select(update_columns!())
        .load(db)?;
    rows.into_iter().map(record).collect()
}

/// One piece of news.
pub fn update(db: &mut Db, id: i64) -> StoreResult<Option<UpdateRecord>> {
    let row: Option<Row> = petition_updates::table
        .find(id)
        .select(update_columns!())
        .first(db)
        .optional()?;
    row.map(record).transpose()
}

/// Changes where news is on its way, from where it was; `false` when it is not there any more. The reason is that
/// for which nobody may read it.
pub fn restand_update(
    db: &mut Db,
    news: &UpdateRecord,
    (to, reason): (NewsState, Option<&str>),
    staff_id: i64,
    now: DateTime<Utc>,
) -> StoreResult<bool> {
    use petition_updates as u;
    let changed = diesel::update(u::table.find(news.id))
        .filter(u::state.eq(news.state.code()))
        .set((
            u::state.eq(to.code()),
            u::reason.eq(reason),
            u::staff_id.eq(Some(staff_id)),
            u::decided_at.eq(Some(Moment::from(now))),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

/// Puts approved news on the thread for the first time, and answers the event.
pub fn put_on_thread(db: &mut Db, news: &UpdateRecord, now: DateTime<Utc>) -> StoreResult<i64> {
    let event = NewEvent {
        text: Some(news.text.clone()),
        ..NewEvent::plain(EventKind::Update, now)
    };
    let event_id = add_event(db, news.petition_id, &event)?;
    diesel::update(petition_updates::table.find(news.id))
        .set(petition_updates::event_id.eq(Some(event_id)))
        .execute(db)?;
    Ok(event_id)
}

/// Lets the event of news bear what everybody may read of it now: its text, or nothing.
pub fn follow_news(db: &mut Db, id: i64) -> StoreResult<()> {
    use petition_events as e;
    let Some(news) = update(db, id)? else {
        return Ok(());
    };
    let Some(event_id) = news.event_id else {
        return Ok(());
    };
    let text = (news.state == NewsState::Approved).then_some(news.text);
    diesel::update(e::table.find(event_id))
        .set(e::text.eq(text))
        .execute(db)?;
    Ok(())
}

/// Records news that was on the thread before it came here.
pub fn enter_news(
    db: &mut Db,
    petition_id: i64,
    event_id: i64,
    (text, at): (&str, DateTime<Utc>),
) -> StoreResult<()> {
    use petition_updates as u;
    diesel::insert_into(u::table)
        .values((
            u::petition_id.eq(petition_id),
            u::text.eq(text),
            u::state.eq(NewsState::Approved.code()),
            u::written_at.eq(Moment::from(at)),
            u::decided_at.eq(Some(Moment::from(at))),
            u::event_id.eq(Some(event_id)),
        ))
        .execute(db)?;
    Ok(())
}

/// What a reader is told about news on the thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewsOnThread {
    /// Its key.
    pub id: i64,
    /// Its event.
    pub event_id: i64,
    /// The rule for which nobody may read it.
    pub hidden_by: Option<HouseRule>,
    /// The rule for which words were left out.
    pub limited_by: Option<HouseRule>,
}

#[derive(QueryableByName)]
struct OnThreadRow {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = BigInt)]
    event_id: i64,
    #[diesel(sql_type = Nullable<Text>)]
    hidden_by: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    limited_by: Option<String>,
}

/// The news that is on the thread of a petition, or was.
pub fn news_on_thread(db: &mut Db, petition_id: i64) -> StoreResult<Vec<NewsOnThread>> {
    // The newest decision of each sort, beside the news, in one statement; the key is ours.
    let rows: Vec<OnThreadRow> = diesel::sql_query(format!(
        "SELECT u.id, u.event_id,
            CASE WHEN u.state = 'declined' THEN (SELECT d.rule FROM moderation_decisions d
                WHERE d.update_id = u.id AND d.action IN ('hide', 'remove') ORDER BY d.id DESC LIMIT 1) END AS hidden_by,
            (SELECT d.rule FROM moderation_limits l JOIN moderation_decisions d ON d.id = l.decision_id
                WHERE l.update_id = u.id AND l.ended_at IS NULL ORDER BY d.id DESC LIMIT 1) AS limited_by
         FROM petition_updates u WHERE u.petition_id = {petition_id} AND u.event_id IS NOT NULL"
    ))
    .load(db)?;
    let rule = |id: i64, code: Option<String>| {
        code.map(|code| {
            HouseRule::from_code(&code)
                .ok_or_else(|| StoreError::corrupt("moderation_decisions", &id))
        })
        .transpose()
    };
    rows.into_iter()
        .map(|row| {
            Ok(NewsOnThread {
                hidden_by: rule(row.id, row.hidden_by)?,
                limited_by: rule(row.id, row.limited_by)?,
                id: row.id,
                event_id: row.event_id,
            })
        })
        .collect()
}
