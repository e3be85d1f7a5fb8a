//! When things happened, or will happen, to rounds: for the desk, for calendars and for feeds.

use super::ExtensionRecord;
use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::{Moment, utc};
use crate::schema::{dossiers, round_extensions, rounds};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use std::collections::HashMap;
use weerklank_domain::Language;
use weerklank_domain::dossiers::DossierState;
use weerklank_domain::rounds::{ExtensionCause, RoundState, RoundWindow};

/// A round with the moments of its way.
#[derive(Debug, Clone)]
pub struct DatedRound {
    /// Its key.
    pub id: i64,
    /// Its name in addresses.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// The language of its texts.
    pub language: Language,
    /// The state and the times that decide what it takes.
    pub window: RoundWindow,
    /// When it was planned.
    pub created_at: DateTime<Utc>,
    /// When it was announced.
    pub announced_at: Option<DateTime<Utc>>,
    /// When the body began to answer.
    pub answering_at: Option<DateTime<Utc>>,
    /// When every input had its answer.
    pub answered_at: Option<DateTime<Utc>>,
    /// When it was stopped.
    pub cancelled_at: Option<DateTime<Utc>>,
    /// How it was made longer, the first time first.
    pub extensions: Vec<ExtensionRecord>,
}

type Row = (
    i64,
    (String, String, String),
    String,
    (Option<Moment>, Option<Moment>),
    Moment,
    (
        Option<Moment>,
        Option<Moment>,
        Option<Moment>,
        Option<Moment>,
    ),
);

macro_rules! moments {
    () => {
        (
            rounds::id,
            (rounds::slug, rounds::title, rounds::lang),
            rounds::state,
            (rounds::opens_at, rounds::closes_at),
            rounds::created_at,
            (
                rounds::announced_at,
                rounds::answering_at,
                rounds::answered_at,
                rounds::cancelled_at,
            ),
        )
    };
}

/// A round of a key, with its moments.
pub fn dated(db: &mut Db, id: i64) -> StoreResult<Option<DatedRound>> {
    let row: Option<Row> = rounds::table
        .find(id)
        .select(moments!())
        .first(db)
        .optional()?;
    Ok(with_extensions(db, row.into_iter().collect())?.pop())
}

/// The public rounds that are announced or open by the clock, the first to close first.
pub fn running(db: &mut Db, now: DateTime<Utc>, limit: i64) -> StoreResult<Vec<DatedRound>> {
    let states = [RoundState::Announced.code(), RoundState::Open.code()];
    let rows: Vec<Row> = rounds::table
        .inner_join(dossiers::table)
        .filter(rounds::source.eq("own"))
        .filter(rounds::state.eq_any(states))
        .filter(rounds::closes_at.assume_not_null().gt(Moment::from(now)))
        .filter(dossiers::state.ne(DossierState::Draft.code()))
        .order((rounds::closes_at, rounds::id))
        .limit(limit)
        .select(moments!())
        .load(db)?;
    with_extensions(db, rows)
}

/// The public rounds that were announced last.
pub fn newest(db: &mut Db, limit: i64) -> StoreResult<Vec<DatedRound>> {
    let rows: Vec<Row> = rounds::table
        .inner_join(dossiers::table)
        .filter(rounds::source.eq("own"))
        .filter(rounds::state.ne(RoundState::Draft.code()))
        .filter(rounds::announced_at.is_not_null())
        .filter(dossiers::state.ne(DossierState::Draft.code()))
        .order((rounds::announced_at.desc(), rounds::id.desc()))
        .limit(limit)
        .select(moments!())
        .load(db)?;
    with_extensions(db, rows)
}

fn with_extensions(db: &mut Db, rows: Vec<Row>) -> StoreResult<Vec<DatedRound>> {
    use round_extensions as e;
    let ids: Vec<i64> = rows.iter().map(|row| row.0).collect();
    let found: Vec<(i64, Moment, Moment, String, String, Moment)> = e::table
        .filter(e::round_id.eq_any(&ids))
        .order(e::id)
        .select((
            e::round_id,
            e::from_closes_at,
            e::to_closes_at,
            e::cause,
            e::reason,
            e::at,
        ))
        .load(db)?;
    let mut extensions = HashMap::<i64, Vec<ExtensionRecord>>::new();
    for (id, from, to, cause, reason, at) in found {
        let cause = ExtensionCause::from_code(&cause)
            .ok_or_else(|| StoreError::corrupt("round_extensions", &id))?;
        extensions.entry(id).or_default().push(ExtensionRecord {
            from: from.into(),
            to: to.into(),
            cause,
            reason,
            at: at.into(),
        });
    }
    rows.into_iter()
        .map(|(id, (slug, title, lang), state, times, created_at, at)| {
            let corrupt = || StoreError::corrupt("rounds", &id);
            Ok(DatedRound {
                language: Language::from_tag(&lang).ok_or_else(corrupt)?,
                window: RoundWindow {
                    state: RoundState::from_code(&state).ok_or_else(corrupt)?,
                    opens_at: utc(times.0),
                    closes_at: utc(times.1),
                },
                created_at: created_at.into(),
                announced_at: utc(at.0),
                answering_at: utc(at.1),
                answered_at: utc(at.2),
                cancelled_at: utc(at.3),
                extensions: extensions.remove(&id).unwrap_or_default(),
                id,
                slug,
                title,
            })
        })
        .collect()
}
