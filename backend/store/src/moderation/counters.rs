//! Figures about the decisions of a term.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::Moment;
use crate::schema::moderation_decisions;
use chrono::{DateTime, Utc};
use diesel::dsl::count_star;
use diesel::prelude::*;
use std::ops::Range;
use weerklank_domain::inputs::ModerationAction;
use weerklank_domain::moderation::{DecisionSource, HouseRule};

/// What was decided in a term, counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LogCounters {
    /// How often each thing was done.
    pub actions: Vec<(ModerationAction, i64)>,
    /// The same, of decisions on a complaint only.
    pub reviews: Vec<(ModerationAction, i64)>,
    /// How often each rule was cited.
    pub rules: Vec<(HouseRule, i64)>,
    /// What brought it before somebody.
    pub sources: Vec<(DecisionSource, i64)>,
    /// How many decisions took so many whole hours, the fewest first.
    pub hours: Vec<(i32, i64)>,
}

impl LogCounters {
    /// How often something was done.
    #[must_use]
    pub fn of(&self, action: ModerationAction) -> i64 {
        self.actions
            .iter()
            .filter(|(done, _)| *done == action)
            .map(|(_, amount)| *amount)
            .sum()
    }

    /// How many complaints were decided, and how many of them changed something.
    #[must_use]
    pub fn reversed(&self) -> (i64, i64) {
        let all = self.reviews.iter().map(|(_, amount)| *amount).sum();
        let kept: i64 = self
            .reviews
            .iter()
            .filter(|(action, _)| *action == ModerationAction::Keep)
            .map(|(_, amount)| *amount)
            .sum();
        (all, all - kept)
    }
}

fn read<T>(
    rows: Vec<(String, i64)>,
    from_code: impl Fn(&str) -> Option<T>,
) -> StoreResult<Vec<(T, i64)>> {
    rows.into_iter()
        .map(|(code, amount)| {
            let known = from_code(&code);
            known
                .map(|known| (known, amount))
                .ok_or_else(|| StoreError::corrupt("moderation_decisions", &code))
        })
        .collect()
}

/// Counts the decisions of a term.
pub fn counters(db: &mut Db, term: &Range<DateTime<Utc>>) -> StoreResult<LogCounters> {
    use moderation_decisions as d;
    let (from, until) = (Moment::from(term.start), Moment::from(term.end));
    let within = d::at.ge(from).and(d::at.lt(until));
    let actions = d::table
        .filter(within)
        .group_by(d::action)
        .order(d::action)
        .select((d::action, count_star()))
        .load(db)?;
    let reviews = d::table
        .filter(within)
        .filter(d::source.eq(DecisionSource::Complaint.code()))
        .group_by(d::action)
        .order(d::action)
        .select((d::action, count_star()))
        .load(db)?;
    let rules = d::table
        .filter(within)
        .filter(d::rule.is_not_null())
        .group_by(d::rule)
        .order(d::rule)
        .select((d::rule.assume_not_null(), count_star()))
        .load(db)?;
    let sources = d::table
        .filter(within)
        .group_by(d::source)
        .order(d::source)
        .select((d::source, count_star()))
        .load(db)?;
    let hours: Vec<(i32, i64)> = d::table
        .filter(within)
        .filter(d::hours.is_not_null())
        .group_by(d::hours)
        .order(d::hours)
        .select((d::hours.assume_not_null(), count_star()))
        .load(db)?;
    Ok(LogCounters {
        actions: read(actions, ModerationAction::from_code)?,
        reviews: read(reviews, ModerationAction::from_code)?,
        rules: read(rules, HouseRule::from_code)?,
        sources: read(sources, DecisionSource::from_code)?,
        hours,
    })
}
