//! What people reported.

use super::queue::settle;
use super::subject::{ModerationSubject, SubjectKeys};
use crate::Db;
use crate::counters;
use crate::errors::{StoreError, StoreResult};
use crate::moment::{Moment, utc};
use crate::outbox::{Message, NewMail, queue};
use crate::schema::{notices, staff};
use chrono::{DateTime, Datelike, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use weerklank_domain::Language;
use weerklank_domain::moderation::{HouseRule, NoticeOutcome};

/// A notice to be kept.
#[derive(Debug, Clone)]
pub struct NewNotice<'a> {
    /// The body that decides.
    pub body_id: i64,
    /// What it is about.
    pub subject: ModerationSubject,
    /// The rule that is said to be broken.
    pub rule: HouseRule,
    /// Why.
    pub explanation: &'a str,
    /// Name, address and link of whoever reports, sealed.
    pub sealed: Option<&'a str>,
    /// The hash of the link.
    pub token_hash: &'a str,
    /// The language to write in.
    pub language: Language,
    /// When it came.
    pub at: DateTime<Utc>,
}

/// A notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeRecord {
    /// Its key.
    pub id: i64,
    /// The number on the receipt.
    pub number: String,
    /// The body that decides.
    pub body_id: i64,
    /// What it is about.
    pub subject: ModerationSubject,
    /// The rule that is said to be broken.
    pub rule: HouseRule,
    /// Why.
    pub explanation: String,
    /// Name, address and link of whoever reported, sealed.
    pub sealed: Option<String>,
    /// The language to write in.
    pub language: Language,
    /// When it came.
    pub received_at: DateTime<Utc>,
    /// Who works on it: key and name.
    pub assigned_to: Option<(i64, String)>,
    /// What became of it, by which decision, and when.
    pub decided: Option<(NoticeOutcome, i64, DateTime<Utc>)>,
}

/// Keeps a notice, and queues its receipt where an address is known; answers its key and number.
pub fn add_notice(db: &mut Db, new: &NewNotice) -> StoreResult<(i64, String)> {
    let year = new.at.year();
    let count = counters::next(db, &format!("notices {year}"))?;
    let number = format!("M{:02}-{count:04}", year % 100);
    let id: i64 = diesel::insert_into(notices::table)
        .values((
            notices::number.eq(&number),
            notices::body_id.eq(new.body_id),
            notices::input_id.eq(new.subject.input()),
            notices::reply_id.eq(new.subject.reply()),
            notices::petition_id.eq(new.subject.petition()),
            notices::update_id.eq(new.subject.update()),
            notices::rule.eq(new.rule.code()),
            notices::explanation.eq(new.explanation),
            notices::sealed.eq(new.sealed),
            notices::token_hash.eq(new.token_hash),
            notices::lang.eq(new.language.code()),
            notices::received_at.eq(Moment::from(new.at)),
            notices::state.eq("received"),
        ))
        .returning(notices::id)
        .get_result(db)?;
    if new.sealed.is_some() {
        tell_notifier(db, id, "received", new.at)?;
    }
    settle(db, new.subject, None, new.at)?;
    Ok((id, number))
}

/// Queues a mail to whoever reported something, one for each `event`.
pub fn tell_notifier(db: &mut Db, id: i64, event: &str, at: DateTime<Utc>) -> StoreResult<()> {
    queue(
        db,
        &[NewMail::new(Message::NoticeNews, id, event, at.into())],
    )?;
    Ok(())
}

type Row = (
    (i64, String, i64),
    SubjectKeys,
    (String, String, Option<String>),
    (String, Moment),
    (Option<i64>, Option<String>),
    (Option<String>, Option<i64>, Option<Moment>),
);

macro_rules! rows {
    () => {
        notices::table
            .left_join(staff::table.on(staff::id.nullable().eq(notices::assigned_to)))
            .select((
                (notices::id, notices::number, notices::body_id),
                (
                    notices::input_id,
                    notices::reply_id,
                    notices::petition_id,
                    notices::update_id,
                ),
                (notices::rule, notices::explanation, notices::sealed),
                (notices::lang, notices::received_at),
                (notices::assigned_to, staff::name.nullable()),
                (notices::outcome, notices::decision_id, notices::decided_at),
            ))
    };
}

fn record(row: Row) -> StoreResult<NoticeRecord> {
    let ((id, number, body_id), about, (rule, explanation, sealed), (lang, at), who, outcome) = row;
    let corrupt = || StoreError::corrupt("notices", &id);
    let (result, decision, decided_at) = outcome;
    let result = result
        .map(|code| NoticeOutcome::from_code(&code).ok_or_else(corrupt))
        .transpose()?;
    Ok(NoticeRecord {
        subject: ModerationSubject::of(about, "notices", id)?,
        number,
        body_id,
        rule: HouseRule::from_code(&rule).ok_or_else(corrupt)?,
        explanation,
        sealed,
        language: Language::from_tag(&lang).ok_or_else(corrupt)?,
        received_at: at.into(),
        assigned_to: who.0.zip(who.1),
        decided: result
            .zip(decision)
            .zip(utc(decided_at))
            .map(|((result, decision), at)| (result, decision, at)),
        id,
    })
}

/// One notice.
pub fn notice(db: &mut Db, id: i64) -> StoreResult<Option<NoticeRecord>> {
    let row: Option<Row> = rows!().filter(notices::id.eq(id)).first(db).optional()?;
    row.map(record).transpose()
}

/// The notice of a link.
pub fn notice_of_token(db: &mut Db, token_hash: &str) -> StoreResult<Option<NoticeRecord>> {
    let row: Option<Row> = rows!()
        .filter(notices::token_hash.eq(token_hash))
        .first(db)
        .optional()?;
    row.map(record).transpose()
}

/// The notices that a decision was taken on.
pub fn notices_of_decision(db: &mut Db, decision_id: i64) -> StoreResult<Vec<NoticeRecord>> {
    let rows: Vec<Row> = rows!()
        .filter(notices::decision_id.eq(Some(decision_id)))
        .order(notices::id)
        .load(db)?;
    rows.into_iter().map(record).collect()
}

/// The notices that wait at some bodies after a key, the oldest first.
pub fn open_notices(
    db: &mut Db,
    bodies: &[i64],
    after: i64,
    most: i64,
) -> StoreResult<Vec<NoticeRecord>> {
    let rows: Vec<Row> = rows!()
        .filter(notices::state.ne("decided"))
        .filter(notices::body_id.eq_any(bodies))
        .filter(notices::id.gt(after))
        .order(notices::id)
        .limit(most)
        .load(db)?;
    rows.into_iter().map(record).collect()
}

/// The notices of one contribution that wait, the oldest first.
pub fn open_notices_of(db: &mut Db, subject: ModerationSubject) -> StoreResult<Vec<NoticeRecord>> {
    let rows: Vec<Row> = rows!()
        .filter(sql::<Bool>(&subject.is_of("notices")))
        .filter(notices::state.ne("decided"))
        .order(notices::id)
        .load(db)?;
    rows.into_iter().map(record).collect()
}

/// Gives a notice to a member of staff, from whoever had it; `false` when that changed, or when it is
/// decided.
pub fn assign_notice(db: &mut Db, notice: &NoticeRecord, staff_id: i64) -> StoreResult<bool> {
    let to = (
        notices::state.eq("assigned"),
        notices::assigned_to.eq(Some(staff_id)),
    );
    let changed = match &notice.assigned_to {
        Some((before, _)) => diesel::update(notices::table.find(notice.id))
            .filter(notices::state.ne("decided"))
            .filter(notices::assigned_to.eq(Some(*before)))
            .set(to)
            .execute(db)?,
        None => diesel::update(notices::table.find(notice.id))
            .filter(notices::state.eq("received"))
            .filter(notices::assigned_to.is_null())
            .set(to)
            .execute(db)?,
    };
    Ok(changed == 1)
}

/// Records what became of a notice; `false` when it was decided before.
pub fn decide_notice(
    db: &mut Db,
    id: i64,
    outcome: NoticeOutcome,
    decision_id: i64,
    at: DateTime<Utc>,
) -> StoreResult<bool> {
    let changed = diesel::update(notices::table.find(id))
        .filter(notices::state.ne("decided"))
        .set((
            notices::state.eq("decided"),
            notices::outcome.eq(Some(outcome.code())),
            notices::decision_id.eq(Some(decision_id)),
            notices::decided_at.eq(Some(Moment::from(at))),
        ))
        .execute(db)?;
    if changed == 1
        && let Some(decided) = notice(db, id)?
    {
        settle(db, decided.subject, Some(decision_id), at)?;
    }
    Ok(changed == 1)
}

/// Erases who reported what was decided before a moment, some hundreds at a time; answers how many.
pub fn erase_notifiers(db: &mut Db, before: DateTime<Utc>) -> StoreResult<usize> {
    const BATCH: i64 = 500;
    let ids: Vec<i64> = notices::table
        .filter(notices::sealed.is_not_null())
        .filter(notices::decided_at.le(Some(Moment::from(before))))
        .order(notices::decided_at)
        .limit(BATCH)
        .select(notices::id)
        .load(db)?;
    crate::outbox::forget(db, crate::outbox::Audience::Notifier, &ids)?;
    Ok(
        diesel::update(notices::table.filter(notices::id.eq_any(&ids)))
            .set(notices::sealed.eq(None::<String>))
            .execute(db)?,
    )
}
