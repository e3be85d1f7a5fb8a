//! Somebody stands behind what somebody else wrote.

use super::taking_part::{CannotTakePart, may_take_part};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::Proven;
use chrono::{DateTime, Utc};
use weerklank_domain::rounds::Takes;
use weerklank_store::Db;
use weerklank_store::inputs::{InputRecord, endorse, find_by_id, withdraw_endorsement};
use weerklank_store::people::Keyed;
use weerklank_store::rounds::{RoundRecord, find_by_id as round_by_id};

/// Counts somebody behind an input, once. Answers the number of the input within its round.
///
/// # Errors
/// [`ActError::CannotTakePart`], [`ActError::Missing`] when there is no such input to be read, or what
/// the store says.
pub fn endorse_input(
    house: &House,
    proven: &Proven,
    round_id: i64,
    input_id: i64,
) -> ActResult<i64> {
    let now = house.clock.now();
    house
        .store
        .write(|db| endorse_in(house, db, proven, round_id, input_id, now))
}

/// The same within a transaction.
pub(super) fn endorse_in(
    house: &House,
    db: &mut Db,
    proven: &Proven,
    round_id: i64,
    input_id: i64,
    now: DateTime<Utc>,
) -> ActResult<i64> {
    let input = open_input(db, proven, round_id, input_id, now)?;
    let key = proven.key(&house.vault, Keyed::Endorser(input_id));
    endorse(db, input_id, &key, now)?;
    Ok(input.number.number)
}

/// Takes an endorsement back. Answers the number of the input within its round.
///
/// # Errors
/// Those of [`endorse_input`].
pub fn stop_endorsing(
    house: &House,
    proven: &Proven,
    round_id: i64,
    input_id: i64,
) -> ActResult<i64> {
    let now = house.clock.now();
    house.store.write(|db| {
        let input = open_input(db, proven, round_id, input_id, now)?;
        let key = proven.key(&house.vault, Keyed::Endorser(input_id));
        withdraw_endorsement(db, input_id, &key)?;
        Ok(input.number.number)
    })
}

fn open_input(
    db: &mut Db,
    proven: &Proven,
    round_id: i64,
    input_id: i64,
    now: DateTime<Utc>,
) -> ActResult<InputRecord> {
    let round = round_by_id(db, round_id)?
        .filter(RoundRecord::is_public)
        .ok_or(ActError::Missing)?;
    if may_take_part(&round, proven, now)? == Takes::LateInput {
        return Err(CannotTakePart::Closed.into());
    }
    find_by_id(db, input_id)?
        .filter(|input| input.round_id == round_id && input.is_readable())
        .ok_or(ActError::Missing)
}
