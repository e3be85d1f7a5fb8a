//! Somebody votes on a statement; the last vote counts.

use super::taking_part::{CannotTakePart, may_take_part};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::Proven;
use chrono::{DateTime, Utc};
use weerklank_domain::inputs::{Ballot, next_statement};
use weerklank_domain::rounds::{InputForm, Takes};
use weerklank_store::Db;
use weerklank_store::inputs::{BallotCast, InputRecord, cast, find_by_id, next_statements, voted};
use weerklank_store::people::Keyed;
use weerklank_store::rounds::{RoundRecord, find_by_id as round_by_id};

/// Casts a vote.
///
/// # Errors
/// [`ActError::CannotTakePart`], [`ActError::Missing`] when there is no such statement, or what the
/// store says.
pub fn cast_ballot(
    house: &House,
    proven: &Proven,
    round_id: i64,
    input_id: i64,
    ballot: Ballot,
) -> ActResult<BallotCast> {
    let now = house.clock.now();
    house
        .store
        .write(|db| cast_in(house, db, proven, round_id, input_id, ballot.code(), now))
}

/// The same within a transaction.
pub(super) fn cast_in(
    house: &House,
    db: &mut Db,
    proven: &Proven,
    round_id: i64,
    input_id: i64,
    ballot: &str,
    now: DateTime<Utc>,
) -> ActResult<BallotCast> {
    let ballot = Ballot::from_code(ballot).ok_or(ActError::Missing)?;
    let round = round_by_id(db, round_id)?
        .filter(RoundRecord::is_public)
        .ok_or(ActError::Missing)?;
    if may_take_part(&round, proven, now)? == Takes::LateInput {
        return Err(CannotTakePart::Closed.into());
    }
    find_by_id(db, input_id)?
        .filter(|input| input.round_id == round_id && input.form == InputForm::Statement)
        .filter(|input| input.is_listed)
        .ok_or(ActError::Missing)?;
    let key = proven.key(&house.vault, Keyed::Voter(round_id));
    let voter = weerklank_store::inputs::voter(db, round_id, &key)?;
    Ok(cast(db, voter, input_id, ballot, now)?)
}

/// What somebody sees who votes on statements.
#[derive(Debug, Clone)]
pub struct StatementsFor {
    /// The statement to vote on next; none when all were voted on.
    pub next: Option<InputRecord>,
    /// On how many the person voted.
    pub done: i64,
    /// How many there are.
    pub all: i64,
}

/// The next statement for somebody: those with the fewest votes first, in another order for everybody.
/// Somebody who is not known yet gets one by `seed`.
///
/// # Errors
/// What the store says.
pub fn statements_for(
    house: &House,
    round_id: i64,
    proven: Option<&Proven>,
    seed: u64,
) -> ActResult<StatementsFor> {
    let key = proven.map(|proven| proven.key(&house.vault, Keyed::Voter(round_id)));
    house.store.read_at_once(|db| {
        let voter = match &key {
            Some(key) => weerklank_store::inputs::voter_of_key(db, round_id, key)?,
            None => None,
        };
        let seed = voter.map_or(seed, i64::unsigned_abs);
        let standings = next_statements(db, round_id, voter)?;
        let next = match next_statement(&standings, seed) {
            Some(id) => find_by_id(db, id)?,
            None => None,
        };
        let (done, all) = voted(db, round_id, voter)?;
        Ok(StatementsFor { next, done, all })
    })
}
