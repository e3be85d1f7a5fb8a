//! What waits at the desk in the rounds of some bodies.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::Moment;
use crate::schema::{dossiers, round_counts, rounds};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use weerklank_domain::Language;
use weerklank_domain::inputs::{InputState, ModerationState};
use weerklank_domain::rounds::RoundState;

/// A round in which inputs wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingRound {
    /// Its number.
    pub number: i64,
    /// Its title.
    pub title: String,
    /// The language of its title.
    pub language: Language,
    /// How many inputs wait.
    pub waiting: i64,
}

/// What waits in rounds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RoundsToday {
    /// How many rounds are open, by the clock.
    pub open: i64,
    /// Rounds with inputs that nobody read yet where everything is read first.
    pub to_read: Vec<WaitingRound>,
    /// Rounds that closed, with inputs that wait for their answer.
    pub to_answer: Vec<WaitingRound>,
}

/// Looks at the rounds of some bodies, the oldest first.
pub fn rounds_today(db: &mut Db, bodies: &[i64], now: DateTime<Utc>) -> StoreResult<RoundsToday> {
    let at = Moment::from(now);
    let running = [RoundState::Announced.code(), RoundState::Open.code()];
    let over = [RoundState::Closed.code(), RoundState::Answering.code()];
    // A macro, because the type of the joined query has no name that could be written down.
    macro_rules! waiting {
        ($facet:literal, $value:expr) => {
            round_counts::table
                .inner_join(rounds::table.inner_join(dossiers::table))
                .filter(dossiers::body_id.eq_any(bodies))
                .filter(round_counts::facet.eq($facet))
                .filter(round_counts::value.eq($value))
                .filter(round_counts::amount.gt(0))
                .order(rounds::id)
                .select((
                    rounds::number,
                    rounds::title,
                    rounds::lang,
                    round_counts::amount,
                ))
        };
    }
    Ok(RoundsToday {
        open: rounds::table
            .inner_join(dossiers::table)
            .filter(dossiers::body_id.eq_any(bodies))
            .filter(rounds::state.eq_any(running))
            .filter(rounds::opens_at.assume_not_null().le(at))
            .filter(rounds::closes_at.assume_not_null().gt(at))
            .count()
            .get_result(db)?,
        to_read: waiting!("moderation", ModerationState::Awaiting.code())
            .load(db)?
            .into_iter()
            .map(round)
            .collect::<StoreResult<_>>()?,
        to_answer: waiting!("state", InputState::Open.code())
            .filter(
                rounds::state.eq_any(over).or(rounds::state
                    .eq_any(running)
                    .and(rounds::closes_at.assume_not_null().le(at))),
            )
            .load(db)?
            .into_iter()
            .map(round)
            .collect::<StoreResult<_>>()?,
    })
}

fn round((number, title, lang, waiting): (i64, String, String, i64)) -> StoreResult<WaitingRound> {
    Ok(WaitingRound {
        language: Language::from_tag(&lang)
            .ok_or_else(|| StoreError::corrupt("rounds", &number))?,
        number,
        title,
        waiting,
    })
}
