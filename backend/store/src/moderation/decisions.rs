//! Decisions: one table for every kind of contribution. A restriction without rule, version, facts and
//! reason cannot be kept (invariant 5).

use super::queue::settle;
use super::subject::{ModerationSubject, SubjectKeys};
use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::{Moment, moment, utc};
use crate::schema::{moderation_decisions, staff};
use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use weerklank_domain::inputs::ModerationAction;
use weerklank_domain::moderation::{DecisionSource, HouseRule};

/// The rule that was broken, and what stood there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grounds {
    /// The rule.
    pub rule: HouseRule,
    /// The version of the house rules.
    pub version: i32,
    /// What stood there.
    pub facts: String,
}

/// A decision to be kept.
#[derive(Debug, Clone)]
pub struct NewDecision<'a> {
    /// The body that decides.
    pub body_id: i64,
    /// The round that it happened in.
    pub round_id: Option<i64>,
    /// What is decided about.
    pub subject: ModerationSubject,
    /// What was done.
    pub action: ModerationAction,
    /// The rule and the facts, for a restriction.
    pub grounds: Option<Grounds>,
    /// The reason, as the author is told.
    pub reason: Option<&'a str>,
    /// When what was done ends by itself.
    pub ends_at: Option<DateTime<Utc>>,
    /// What brought it before somebody.
    pub source: DecisionSource,
    /// Since when it was before somebody.
    pub since: Option<DateTime<Utc>>,
    /// The language of the contribution.
    pub language: &'a str,
    /// When it was written.
    pub content_at: DateTime<Utc>,
    /// Who decided.
    pub staff_id: i64,
    /// When.
    pub at: DateTime<Utc>,
}

/// A decision, as the desk reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionRecord {
    /// Its key.
    pub id: i64,
    /// What it is about.
    pub subject: ModerationSubject,
    /// The body that decided.
    pub body_id: i64,
    /// What was done.
    pub action: ModerationAction,
    /// The rule and the facts.
    pub grounds: Option<Grounds>,
    /// The reason.
    pub reason: Option<String>,
    /// When what was done ends by itself.
    pub ends_at: Option<DateTime<Utc>>,
    /// What brought it before somebody.
    pub source: DecisionSource,
    /// Who decided.
    pub staff_id: i64,
    /// The name of who decided.
    pub staff_name: String,
    /// When.
    pub at: DateTime<Utc>,
}

impl DecisionRecord {
    /// The code of the rule.
    #[must_use]
    pub fn rule(&self) -> Option<&'static str> {
        self.grounds.as_ref().map(|grounds| grounds.rule.code())
    }
}

/// Keeps a decision and answers its key.
pub fn add_decision(db: &mut Db, new: &NewDecision) -> StoreResult<i64> {
    use moderation_decisions as d;
    let grounds = new.grounds.as_ref();
    let hours = new.since.map(|since| {
        let hours = (new.at - since).num_hours().max(0);
        i32::try_from(hours).unwrap_or(i32::MAX)
    });
    let id: i64 = diesel::insert_into(d::table)
        .values((
            d::body_id.eq(new.body_id),
            d::round_id.eq(new.round_id),
            d::input_id.eq(new.subject.input()),
            d::reply_id.eq(new.subject.reply()),
            d::petition_id.eq(new.subject.petition()),
            d::update_id.eq(new.subject.update()),
            d::action.eq(new.action.code()),
            d::rule.eq(grounds.map(|grounds| grounds.rule.code())),
            d::rule_version.eq(grounds.map(|grounds| grounds.version)),
            d::facts.eq(grounds.map(|grounds| grounds.facts.as_str())),
            d::reason.eq(new.reason),
            d::ends_at.eq(moment(new.ends_at)),
            d::source.eq(new.source.code()),
            d::hours.eq(hours),
            d::language.eq(new.language),
            d::content_at.eq(Moment::from(new.content_at)),
            d::staff_id.eq(new.staff_id),
            d::at.eq(Moment::from(new.at)),
        ))
        .returning(d::id)
        .get_result(db)?;
    settle(db, new.subject, Some(id), new.at)?;
    Ok(id)
}

type Row = (
    i64,
    i64,
    SubjectKeys,
    String,
    (Option<String>, Option<i32>, Option<String>),
    (Option<String>, Option<Moment>),
    String,
    i64,
    String,
    Moment,
);

macro_rules! rows {
    () => {
        moderation_decisions::table
            .inner_join(staff::table)
            .select((
                moderation_decisions::id,
                moderation_decisions::body_id,
                (
                    moderation_decisions::input_id,
                    moderation_decisions::reply_id,
                    moderation_decisions::petition_id,
                    moderation_decisions::update_id,
                ),
                moderation_decisions::action,
                (
                    moderation_decisions::rule,
                    moderation_decisions::rule_version,
                    moderation_decisions::facts,
                ),
                (moderation_decisions::reason, moderation_decisions::ends_at),
                moderation_decisions::source,
                staff::id,
                staff::name,
                moderation_decisions::at,
            ))
    };
}

/// The rule and the facts of a row.
pub(super) fn grounds(
    id: i64,
    row: (Option<String>, Option<i32>, Option<String>),
) -> StoreResult<Option<Grounds>> {
    let (Some(rule), Some(version), Some(facts)) = row else {
        return Ok(None);
    };
    Ok(Some(Grounds {
        rule: HouseRule::from_code(&rule)
            .ok_or_else(|| StoreError::corrupt("moderation_decisions", &id))?,
        version,
        facts,
    }))
}

fn record(row: Row) -> StoreResult<DecisionRecord> {
    let (id, body_id, about, action, why, (reason, ends_at), source, staff_id, staff_name, at) =
        row;
    let corrupt = || StoreError::corrupt("moderation_decisions", &id);
    Ok(DecisionRecord {
        subject: ModerationSubject::of(about, "moderation_decisions", id)?,
        body_id,
        action: ModerationAction::from_code(&action).ok_or_else(corrupt)?,
        grounds: grounds(id, why)?,
        reason,
        ends_at: utc(ends_at),
        source: DecisionSource::from_code(&source).ok_or_else(corrupt)?,
        staff_id,
        staff_name,
        at: at.into(),
        id,
    })
}

/// One decision.
pub fn decision(db: &mut Db, id: i64) -> StoreResult<Option<DecisionRecord>> {
    let row: Option<Row> = rows!()
        .filter(moderation_decisions::id.eq(id))
        .first(db)
        .optional()?;
    row.map(record).transpose()
}

/// The decisions on one contribution, the newest first.
pub fn decisions_of(db: &mut Db, subject: ModerationSubject) -> StoreResult<Vec<DecisionRecord>> {
    let rows: Vec<Row> = rows!()
        .filter(sql::<Bool>(&subject.is_of("moderation_decisions")))
        .order(moderation_decisions::id.desc())
        .load(db)?;
    rows.into_iter().map(record).collect()
}

/// The decisions on some inputs and replies, the newest first.
pub fn decisions_on(
    db: &mut Db,
    inputs: &[i64],
    replies: &[i64],
    most: i64,
) -> StoreResult<Vec<DecisionRecord>> {
    use moderation_decisions as d;
    let rows: Vec<Row> = rows!()
        .filter(d::input_id.eq_any(inputs).or(d::reply_id.eq_any(replies)))
        .order(d::id.desc())
        .limit(most)
        .load(db)?;
    rows.into_iter().map(record).collect()
}
