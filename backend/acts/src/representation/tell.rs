//! Somebody who took part tells something of the own background: voluntary, once, and only counted.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::people::Proven;
use weerklank_domain::representation::{AgeBand, Question, Residence};
use weerklank_store::Db;
use weerklank_store::people::Keyed;
use weerklank_store::representation::{
    count_answers, districts, give_once, inputs_of_author, is_asked, was_given,
};

/// What somebody tells; everything may be left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Background {
    /// How old.
    pub age: Option<AgeBand>,
    /// The key of the district.
    pub district: Option<i64>,
    /// How long here.
    pub residence: Option<Residence>,
}

/// Whether somebody can tell: took part in the round, which asks, and told nothing yet.
///
/// # Errors
/// What the store says.
pub fn may_tell(house: &House, proven: &Proven, round_id: i64) -> ActResult<bool> {
    house.store.read(|db| {
        if !is_asked(db, round_id)? {
            return Ok(false);
        }
        let author = proven.key(&house.vault, Keyed::Author(round_id));
        let given = proven.key(&house.vault, Keyed::Background(round_id));
        Ok(inputs_of_author(db, round_id, &author)? > 0 && !was_given(db, round_id, &given)?)
    })
}

/// Counts what somebody tells, once. It is kept nowhere else: no row leads from a person or an input to it.
///
/// # Errors
/// [`ActError::Missing`] in a round that does not ask, for somebody who did not take part, and for an
/// unknown district; [`ActError::Nothing`] without any answer; [`ActError::Stale`] the second time.
pub fn tell_background(
    house: &House,
    proven: &Proven,
    round_id: i64,
    told: Background,
) -> ActResult<()> {
    if told == Background::default() {
        return Err(ActError::Nothing);
    }
    house.store.write(|db| {
        if !is_asked(db, round_id)? {
            return Err(ActError::Missing);
        }
        let author = proven.key(&house.vault, Keyed::Author(round_id));
        if inputs_of_author(db, round_id, &author)? == 0 {
            return Err(ActError::Missing);
        }
        if !give_once(
            db,
            round_id,
            &proven.key(&house.vault, Keyed::Background(round_id)),
        )? {
            return Err(ActError::Stale);
        }
        count(db, round_id, told)
    })
}

fn count(db: &mut Db, round_id: i64, told: Background) -> ActResult<()> {
    if let Some(age) = told.age {
        count_answers(db, round_id, (Question::Age, age.code()), 1)?;
    }
    if let Some(district) = told.district {
        if districts(db)?.iter().all(|(id, _)| *id != district) {
            return Err(ActError::Missing);
        }
        count_answers(db, round_id, (Question::Area, &district.to_string()), 1)?;
    }
    if let Some(residence) = told.residence {
        count_answers(db, round_id, (Question::Residence, residence.code()), 1)?;
    }
    Ok(())
}
