//! Votes on the statements of a round: the last one of a voter counts.

use crate::Db;
use crate::connection::on_both;
use crate::errors::{StoreError, StoreResult};
use crate::moment::Moment;
use crate::schema::{ballots, inputs, statement_tallies, voters};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use std::collections::HashMap;
use weerklank_domain::inputs::{Ballot, StatementStanding, Tally};
use weerklank_domain::rounds::InputForm;

/// What a vote did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BallotCast {
    /// It is the voter's first on this statement.
    First,
    /// It took the place of another.
    Changed,
    /// It says the same again, or an older one than what is there.
    Same,
}

/// The key of a voter's row in a round; made when there is none.
pub fn voter(db: &mut Db, round_id: i64, voter_key: &str) -> StoreResult<i64> {
    let row = (
        voters::round_id.eq(round_id),
        voters::voter_key.eq(voter_key),
    );
    // ON CONFLICT has no common form.
    on_both!(db, |inner| diesel::insert_into(voters::table)
        .values(row)
        .on_conflict_do_nothing()
        .execute(inner))?;
    Ok(voters::table
        .filter(voters::round_id.eq(round_id))
        .filter(voters::voter_key.eq(voter_key))
        .select(voters::id)
        .first(db)?)
}

/// Casts a vote. One that is older than what is there changes nothing.
pub fn cast(
    db: &mut Db,
    voter_id: i64,
    input_id: i64,
    ballot: Ballot,
    at: DateTime<Utc>,
) -> StoreResult<BallotCast> {
    // The tally's row is the lock: two votes on one statement go one after the other.
    diesel::update(statement_tallies::table.find(input_id))
        .set(statement_tallies::ballots.eq(statement_tallies::ballots))
        .execute(db)?;
    let before: Option<(i16, Moment)> = ballots::table
        .find((voter_id, input_id))
        .select((ballots::value, ballots::at))
        .first(db)
        .optional()?;
    let at = Moment::from(at);
    match before {
        None => {
            diesel::insert_into(ballots::table)
                .values((
                    ballots::voter_id.eq(voter_id),
                    ballots::input_id.eq(input_id),
                    ballots::value.eq(ballot.value()),
                    ballots::at.eq(at),
                ))
                .execute(db)?;
            count(db, input_id, ballot, 1)?;
            Ok(BallotCast::First)
        }
        Some((_, cast_at)) if cast_at > at => Ok(BallotCast::Same),
        Some((value, _)) if value == ballot.value() => Ok(BallotCast::Same),
        Some((value, _)) => {
            let before = Ballot::from_value(value)
                .ok_or_else(|| StoreError::corrupt("ballots", &input_id))?;
            diesel::update(ballots::table.find((voter_id, input_id)))
                .set((ballots::value.eq(ballot.value()), ballots::at.eq(at)))
                .execute(db)?;
            count(db, input_id, before, -1)?;
            count(db, input_id, ballot, 1)?;
            Ok(BallotCast::Changed)
        }
    }
}

fn count(db: &mut Db, input_id: i64, ballot: Ballot, by: i32) -> StoreResult<()> {
    use statement_tallies as t;
    let all = t::ballots.eq(t::ballots + by);
    let target = t::table.find(input_id);
    match ballot {
        Ballot::Agree => diesel::update(target)
            .set((t::agree.eq(t::agree + by), all))
            .execute(db)?,
        Ballot::Disagree => diesel::update(target)
            .set((t::disagree.eq(t::disagree + by), all))
            .execute(db)?,
        Ballot::Pass => diesel::update(target)
            .set((t::pass.eq(t::pass + by), all))
            .execute(db)?,
    };
    Ok(())
}

/// The tallies of statements, by the key of the input.
pub fn tallies(db: &mut Db, input_ids: &[i64]) -> StoreResult<HashMap<i64, Tally>> {
    use statement_tallies as t;
    let rows: Vec<(i64, i32, i32, i32)> = t::table
        .filter(t::input_id.eq_any(input_ids))
        .select((t::input_id, t::agree, t::disagree, t::pass))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(id, agree, disagree, pass)| {
            let tally = Tally {
                agree: agree.into(),
                disagree: disagree.into(),
                pass: pass.into(),
            };
            (id, tally)
        })
        .collect())
}

/// So many statements with the fewest votes are among those that the next one is chosen from.
const AMONG: i64 = 200;

/// The statements of a round that a voter may be shown next: those in the list, with the fewest votes.
pub fn next_statements(
    db: &mut Db,
    round_id: i64,
    voter_id: Option<i64>,
) -> StoreResult<Vec<StatementStanding>> {
    use statement_tallies as t;
    let voted = ballots::table
        .filter(ballots::voter_id.eq(voter_id.unwrap_or(0)))
        .select(ballots::input_id);
    let rows: Vec<(i64, i32)> = t::table
        .inner_join(inputs::table)
        .filter(t::round_id.eq(round_id))
        .filter(inputs::is_listed.eq(true))
        .filter(t::input_id.ne_all(voted))
        .order((t::ballots, t::input_id))
        .limit(AMONG)
        .select((t::input_id, t::ballots))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(id, votes)| StatementStanding {
            id,
            votes: votes.into(),
            is_voted_on: false,
        })
        .collect())
}

/// On how many listed statements of a round somebody voted, and how many there are.
pub fn voted(db: &mut Db, round_id: i64, voter_id: Option<i64>) -> StoreResult<(i64, i64)> {
    let listed = inputs::table
        .filter(inputs::round_id.eq(round_id))
        .filter(inputs::is_listed.eq(true))
        .filter(inputs::form.eq(InputForm::Statement.code()));
    let all: i64 = listed.count().get_result(db)?;
    let Some(voter_id) = voter_id else {
        return Ok((0, all));
    };
    let done: i64 = ballots::table
        .inner_join(inputs::table)
        .filter(ballots::voter_id.eq(voter_id))
        .filter(inputs::is_listed.eq(true))
        .count()
        .get_result(db)?;
    Ok((done, all))
}

/// The key of a voter's row in a round, where there is one.
pub fn voter_of_key(db: &mut Db, round_id: i64, voter_key: &str) -> StoreResult<Option<i64>> {
    Ok(voters::table
        .filter(voters::round_id.eq(round_id))
        .filter(voters::voter_key.eq(voter_key))
        .select(voters::id)
        .first(db)
        .optional()?)
}
