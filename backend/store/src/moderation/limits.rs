//! What limits a contribution that everybody may read: words left out, a text collapsed, no more replies.

use super::subject::{ModerationSubject, SubjectKeys};
use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::{Moment, utc};
use crate::schema::{
    inputs, moderation_decisions, moderation_limits, petition_updates, petitions, replies,
};
use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use std::collections::HashMap;
use weerklank_domain::inputs::ModerationAction;
use weerklank_domain::moderation::HouseRule;

/// A limit that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitRecord {
    /// The decision that made it.
    pub decision_id: i64,
    /// What was done.
    pub action: ModerationAction,
    /// The rule that was broken.
    pub rule: HouseRule,
    /// What stood there.
    pub facts: String,
    /// When it ends by itself.
    pub ends_at: Option<DateTime<Utc>>,
    /// The words that were left out, and every text as it was, encrypted.
    pub sealed: Option<String>,
}

/// Keeps everybody else who decides about it waiting until the transaction ends: what is read of its limits
/// and texts after this is what stands. SQLite has one writer anyway.
pub fn hold_subject(db: &mut Db, subject: ModerationSubject) -> StoreResult<()> {
    match subject {
        ModerationSubject::Input(id) => diesel::update(inputs::table.find(id))
            .set(inputs::number.eq(inputs::number))
            .execute(db)?,
        ModerationSubject::Reply(id) => diesel::update(replies::table.find(id))
            .set(replies::number.eq(replies::number))
            .execute(db)?,
        ModerationSubject::Petition(id) => diesel::update(petitions::table.find(id))
            .set(petitions::reference.eq(petitions::reference))
            .execute(db)?,
        ModerationSubject::Update(id) => diesel::update(petition_updates::table.find(id))
            .set(petition_updates::state.eq(petition_updates::state))
            .execute(db)?,
    };
    Ok(())
}

/// Keeps a limit, in the transaction of its decision.
pub fn add_limit(
    db: &mut Db,
    decision_id: i64,
    subject: ModerationSubject,
    action: ModerationAction,
    sealed: Option<&str>,
) -> StoreResult<()> {
    use moderation_limits as l;
    diesel::insert_into(l::table)
        .values((
            l::decision_id.eq(decision_id),
            l::input_id.eq(subject.input()),
            l::reply_id.eq(subject.reply()),
            l::petition_id.eq(subject.petition()),
            l::update_id.eq(subject.update()),
            l::action.eq(action.code()),
            l::sealed.eq(sealed),
        ))
        .execute(db)?;
    Ok(())
}

type Row = (
    i64,
    SubjectKeys,
    String,
    (Option<String>, Option<String>),
    Option<Moment>,
    Option<String>,
);

macro_rules! standing {
    () => {
        moderation_limits::table
            .inner_join(moderation_decisions::table)
            .filter(moderation_limits::ended_at.is_null())
            .order(moderation_limits::decision_id)
            .select((
                moderation_limits::decision_id,
                (
                    moderation_limits::input_id,
                    moderation_limits::reply_id,
                    moderation_limits::petition_id,
                    moderation_limits::update_id,
                ),
                moderation_limits::action,
                (moderation_decisions::rule, moderation_decisions::facts),
                moderation_decisions::ends_at,
                moderation_limits::sealed,
            ))
    };
}

fn record(row: Row) -> StoreResult<(ModerationSubject, LimitRecord)> {
    let (id, about, action, (rule, facts), ends_at, sealed) = row;
    let corrupt = || StoreError::corrupt("moderation_limits", &id);
    let limit = LimitRecord {
        decision_id: id,
        action: ModerationAction::from_code(&action).ok_or_else(corrupt)?,
        rule: rule
            .and_then(|rule| HouseRule::from_code(&rule))
            .ok_or_else(corrupt)?,
        facts: facts.ok_or_else(corrupt)?,
        ends_at: utc(ends_at),
        sealed,
    };
    Ok((
        ModerationSubject::of(about, "moderation_limits", id)?,
        limit,
    ))
}

/// The limits of one contribution that stand, the oldest first.
pub fn limits_of(db: &mut Db, subject: ModerationSubject) -> StoreResult<Vec<LimitRecord>> {
    let rows: Vec<Row> = standing!()
        .filter(sql::<Bool>(&subject.is_of("moderation_limits")))
        .load(db)?;
    rows.into_iter()
        .map(|row| record(row).map(|(_, limit)| limit))
        .collect()
}

/// Limits by what they limit.
type Limits = HashMap<i64, Vec<LimitRecord>>;

fn gathered(rows: Vec<Row>) -> StoreResult<Limits> {
    let mut found = Limits::new();
    for row in rows {
        let (subject, limit) = record(row)?;
        found.entry(subject.column().1).or_default().push(limit);
    }
    Ok(found)
}

/// The limits of some inputs that stand.
pub fn limits_of_inputs(db: &mut Db, inputs: &[i64]) -> StoreResult<Limits> {
    if inputs.is_empty() {
        return Ok(Limits::new());
    }
    gathered(
        standing!()
            .filter(moderation_limits::input_id.eq_any(inputs.iter().copied().map(Some)))
            .load(db)?,
    )
}

/// The limits of some replies that stand.
pub fn limits_of_replies(db: &mut Db, replies: &[i64]) -> StoreResult<Limits> {
    if replies.is_empty() {
        return Ok(Limits::new());
    }
    gathered(
        standing!()
            .filter(moderation_limits::reply_id.eq_any(replies.iter().copied().map(Some)))
            .load(db)?,
    )
}

/// Ends a limit, and forgets what it kept; `false` when it ended before.
pub fn end_limit(db: &mut Db, decision_id: i64, at: DateTime<Utc>) -> StoreResult<bool> {
    use moderation_limits as l;
    let changed = diesel::update(l::table.find(decision_id))
        .filter(l::ended_at.is_null())
        .set((
            l::ended_at.eq(Some(Moment::from(at))),
            l::sealed.eq(None::<String>),
        ))
        .execute(db)?;
    Ok(changed == 1)
}

/// Keeps what was there before a limit, after something was put back.
pub fn keep_original(db: &mut Db, decision_id: i64, sealed: &str) -> StoreResult<()> {
    diesel::update(moderation_limits::table.find(decision_id))
        .filter(moderation_limits::ended_at.is_null())
        .set(moderation_limits::sealed.eq(Some(sealed)))
        .execute(db)?;
    Ok(())
}

/// The limits whose end has come, some at the most: the decision, and what it is about.
pub fn due_limits(
    db: &mut Db,
    now: DateTime<Utc>,
    most: i64,
) -> StoreResult<Vec<(i64, ModerationSubject)>> {
    use moderation_decisions as d;
    let rows: Vec<Row> = standing!()
        .filter(d::ends_at.is_not_null())
        .filter(d::ends_at.le(Some(Moment::from(now))))
        .limit(most)
        .load(db)?;
    rows.into_iter()
        .map(|row| record(row).map(|(subject, limit)| (limit.decision_id, subject)))
        .collect()
}

/// Erases what is kept of texts whose decision was taken before a moment, except where somebody waits for
/// another decision. Answers how many; no limit ends.
pub fn erase_originals(db: &mut Db, before: DateTime<Utc>) -> StoreResult<usize> {
    use moderation_limits as l;
    let old = moderation_decisions::table
        .filter(moderation_decisions::at.lt(Moment::from(before)))
        .select(moderation_decisions::id);
    // Of one text all or nothing is kept: what stands later is put back upon what stood before.
    let asked = sql::<Bool>(
        "NOT EXISTS (SELECT 1 FROM complaints c JOIN moderation_decisions d ON d.id = c.decision_id
            WHERE c.outcome IS NULL AND (d.input_id = moderation_limits.input_id
                OR d.reply_id = moderation_limits.reply_id OR d.petition_id = moderation_limits.petition_id
                OR d.update_id = moderation_limits.update_id))",
    );
    Ok(diesel::update(l::table)
        .filter(l::sealed.is_not_null())
        .filter(l::decision_id.eq_any(old))
        .filter(asked)
        .set(l::sealed.eq(None::<String>))
        .execute(db)?)
}
