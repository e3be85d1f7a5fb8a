//! The public log: one line for each decision, without names and without anybody's text; and what the
//! export of statements of reasons needs.

use super::decisions::{Grounds, grounds};
use super::subject::{ModerationSubject, SubjectKeys};
use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::{Moment, utc};
use crate::schema::{house_rules, moderation_decisions, rounds};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use weerklank_domain::inputs::ModerationAction;
use weerklank_domain::moderation::{DecisionSource, HouseRule};

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogLine {
    /// The key of the decision.
    pub id: i64,
    /// When it was taken.
    pub at: DateTime<Utc>,
    /// What it is about.
    pub subject: ModerationSubject,
    /// The round that it happened in: its name in addresses, its title, and the language of that.
    pub round: Option<(String, String, String)>,
    /// What was done.
    pub action: ModerationAction,
    /// The rule and its version.
    pub rule: Option<(HouseRule, i32)>,
    /// What brought it before somebody.
    pub source: DecisionSource,
    /// Whole hours since it was before somebody.
    pub hours: Option<i32>,
    /// When what was done ends by itself.
    pub ends_at: Option<DateTime<Utc>>,
}

/// What a statement of reasons is written from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementRow {
    /// The key of the decision.
    pub id: i64,
    /// What was done.
    pub action: ModerationAction,
    /// When that ends by itself.
    pub ends_at: Option<DateTime<Utc>>,
    /// The rule and the facts.
    pub grounds: Grounds,
    /// The text of the rule in that version.
    pub rule_text: String,
    /// The reason.
    pub reason: String,
    /// What brought it before somebody.
    pub source: DecisionSource,
    /// The language of the contribution.
    pub language: String,
    /// When it was written.
    pub content_at: DateTime<Utc>,
    /// When the restriction began.
    pub at: DateTime<Utc>,
}

type Row = (
    (i64, Moment, SubjectKeys),
    (Option<String>, Option<String>, Option<String>),
    String,
    (Option<String>, Option<i32>),
    String,
    (Option<i32>, Option<Moment>),
);

fn line(row: Row) -> StoreResult<LogLine> {
    let ((id, at, about), round, action, (rule, version), source, (hours, ends_at)) = row;
    let corrupt = || StoreError::corrupt("moderation_decisions", &id);
    let rule = rule
        .map(|rule| HouseRule::from_code(&rule).ok_or_else(corrupt))
        .transpose()?;
    Ok(LogLine {
        id,
        at: at.into(),
        subject: ModerationSubject::of(about, "moderation_decisions", id)?,
        round: round
            .0
            .zip(round.1)
            .zip(round.2)
            .map(|((slug, title), language)| (slug, title, language)),
        action: ModerationAction::from_code(&action).ok_or_else(corrupt)?,
        rule: rule.zip(version),
        source: DecisionSource::from_code(&source).ok_or_else(corrupt)?,
        hours,
        ends_at: utc(ends_at),
    })
}

/// The lines of the log before a key, the newest first.
pub fn log(db: &mut Db, before: Option<i64>, most: i64) -> StoreResult<Vec<LogLine>> {
    use moderation_decisions as d;
    let rows: Vec<Row> = d::table
        .left_join(rounds::table)
        .filter(d::id.lt(before.unwrap_or(i64::MAX)))
        .order(d::id.desc())
        .limit(most)
        .select((
            (
                d::id,
                d::at,
                (d::input_id, d::reply_id, d::petition_id, d::update_id),
            ),
            (
                rounds::slug.nullable(),
                rounds::title.nullable(),
                rounds::lang.nullable(),
            ),
            d::action,
            (d::rule, d::rule_version),
            d::source,
            (d::hours, d::ends_at),
        ))
        .load(db)?;
    rows.into_iter().map(line).collect()
}

/// The decisions that have a statement of reasons, after a key, the oldest first.
pub fn statements(db: &mut Db, after: i64, most: i64) -> StoreResult<Vec<StatementRow>> {
    use moderation_decisions as d;
    type Why = (Option<String>, Option<i32>, Option<String>);
    type Row = (
        i64,
        (String, Option<Moment>),
        Why,
        Option<String>,
        Option<String>,
        String,
        String,
        Moment,
        Moment,
    );
    let stated = ModerationAction::ALL.iter().copied();
    let stated = stated.filter(|action| action.has_statement());
    let rows: Vec<Row> = d::table
        .left_join(
            house_rules::table.on(house_rules::version
                .nullable()
                .eq(d::rule_version)
                .and(house_rules::rule.nullable().eq(d::rule))),
        )
        .filter(d::id.gt(after))
        .filter(d::action.eq_any(stated.map(ModerationAction::code)))
        .order(d::id)
        .limit(most)
        .select((
            d::id,
            (d::action, d::ends_at),
            (d::rule, d::rule_version, d::facts),
            house_rules::text_nl.nullable(),
            d::reason,
            d::source,
            d::language,
            d::content_at,
            d::at,
        ))
        .load(db)?;
    rows.into_iter()
        .map(
            |(id, (action, ends_at), why, text, reason, source, language, content_at, at)| {
                let corrupt = || StoreError::corrupt("moderation_decisions", &id);
                Ok(StatementRow {
                    action: ModerationAction::from_code(&action).ok_or_else(corrupt)?,
                    ends_at: utc(ends_at),
                    grounds: grounds(id, why)?.ok_or_else(corrupt)?,
                    rule_text: text.ok_or_else(corrupt)?,
                    reason: reason.ok_or_else(corrupt)?,
                    source: DecisionSource::from_code(&source).ok_or_else(corrupt)?,
                    language,
                    content_at: content_at.into(),
                    at: at.into(),
                    id,
                })
            },
        )
        .collect()
}
