//! Puts a round on the books that has a history already: from the seeds, or from another system.

use super::round_plan::{RoundPlan, round_slug, texts_of};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use chrono::{DateTime, Utc};
use weerklank_domain::rounds::{RoundState, RoundStep};
use weerklank_store::jobs::{JobKind, plan};
use weerklank_store::rounds::{
    NewRound, RoundRecord, add, cancel, find_by_id, id_of_source, next_number, set_forms,
    slug_exists, step,
};
use weerklank_store::{Db, StoreError};

/// A round to be entered.
#[derive(Debug, Clone)]
pub struct EntryRound<'a> {
    /// Its name in addresses; made from the title when `None`.
    pub slug: Option<&'a str>,
    /// The dossier.
    pub dossier_id: i64,
    /// `own`, or the system that it comes from.
    pub source: &'a str,
    /// Its key in that system.
    pub source_key: Option<&'a str>,
    /// What has to be said of the source.
    pub attribution: Option<&'a str>,
    /// What was planned.
    pub plan: &'a RoundPlan,
    /// When it was planned.
    pub planned_at: DateTime<Utc>,
}

/// The moments of a round's way that do not follow from its plan.
#[derive(Debug, Clone)]
pub struct RoundWay<'a> {
    /// When it was announced.
    pub announced_at: DateTime<Utc>,
    /// When the body began to answer.
    pub answering_at: DateTime<Utc>,
    /// When every input had its answer.
    pub answered_at: DateTime<Utc>,
    /// When it was stopped.
    pub cancelled_at: DateTime<Utc>,
    /// Why it was stopped, for everybody.
    pub cancel_reason: &'a str,
}

/// Enters a round as a draft, in a transaction that goes on with it ([`walk_round`]). `None` when
/// its slug, or its key at the source, is known: it stays as it is.
///
/// # Errors
/// [`ActError::Unusable`] for an unknown procedure, or what the store says.
pub fn enter_round(db: &mut Db, entry: &EntryRound) -> ActResult<Option<i64>> {
    if let Some(slug) = entry.slug
        && slug_exists(db, slug)?
    {
        return Ok(None);
    }
    if let Some(key) = entry.source_key
        && id_of_source(db, key)?.is_some()
    {
        return Ok(None);
    }
    let number = next_number(db)?;
    let slug = match entry.slug {
        Some(slug) => slug.to_owned(),
        None => round_slug(db, &entry.plan.title, number)?,
    };
    let texts = texts_of(db, entry.plan, entry.planned_at)?;
    let id = add(
        db,
        &NewRound {
            number,
            slug: &slug,
            dossier_id: entry.dossier_id,
            source: entry.source,
            source_key: entry.source_key,
            attribution: entry.attribution,
            texts: &texts,
            at: entry.planned_at,
        },
    )?;
    set_forms(db, id, &entry.plan.forms)?;
    Ok(Some(id))
}

/// Enters a round in its state, in a transaction of its own. `None` when its slug, or its key at the
/// source, is known: it stays as it is.
///
/// # Errors
/// Those of [`enter_round`] and [`walk_round`].
pub fn enter_round_as(
    house: &House,
    entry: &EntryRound,
    to: RoundState,
    way: &RoundWay,
) -> ActResult<Option<RoundRecord>> {
    let now = house.clock.now();
    house.store.write(|db| {
        let Some(id) = enter_round(db, entry)? else {
            return Ok(None);
        };
        walk_round(db, id, to, way, now)?;
        Ok(find_by_id(db, id)?)
    })
}

/// Walks a round on to a state: each step at its own moment, and with the clock's work for later.
/// Nothing of what announcing asks is asked: it happened already.
///
/// # Errors
/// [`ActError::Unusable`] when it has no times, [`ActError::WrongRoundStep`] when no way leads to the
/// state, or what the store says.
pub fn walk_round(
    db: &mut Db,
    id: i64,
    to: RoundState,
    way: &RoundWay,
    now: DateTime<Utc>,
) -> ActResult<()> {
    let mut round = find_by_id(db, id)?.ok_or(ActError::Missing)?;
    let times = round.opens_at.zip(round.closes_at);
    let (opens_at, closes_at) = match times {
        Some(times) => times,
        None if to == RoundState::Draft => return Ok(()),
        None => return Err(ActError::Unusable(format!("{}: no times", round.slug))),
    };
    while round.state != to {
        let (next, at) = match (round.state, to) {
            (RoundState::Draft, _) => (RoundStep::Announce, way.announced_at),
            (_, RoundState::Cancelled) => (RoundStep::Cancel, way.cancelled_at),
            (RoundState::Announced, _) => (RoundStep::Open, opens_at),
            (RoundState::Open, _) => (RoundStep::Close, closes_at),
            (RoundState::Closed, _) => (RoundStep::BeginAnswering, way.answering_at),
            _ => (RoundStep::Conclude, way.answered_at),
        };
        let state = round.state.after(next)?;
        let moved = match next {
            RoundStep::Cancel => cancel(db, id, round.state, way.cancel_reason, at)?,
            _ => step(db, id, round.state, state, next, at)?,
        };
        if !moved {
            return Err(StoreError::Changed.into());
        }
        round.state = state;
    }
    plan_clock(db, id, round.state, (opens_at, closes_at), now)
}

/// Plans what the clock has to do for a round that runs.
pub(super) fn plan_clock(
    db: &mut Db,
    id: i64,
    state: RoundState,
    (opens_at, closes_at): (DateTime<Utc>, DateTime<Utc>),
    now: DateTime<Utc>,
) -> ActResult<()> {
    if state == RoundState::Announced {
        plan(db, JobKind::OpenRound, Some(id), opens_at.max(now))?;
    }
    if state.is_running() {
        plan(db, JobKind::CloseRound, Some(id), closes_at.max(now))?;
    }
    Ok(())
}
