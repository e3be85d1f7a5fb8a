//! What was counted elsewhere comes in, as in the seeds.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use weerklank_domain::representation::Question;
use weerklank_store::areas::{OWN_SCHEME, id_of};
use weerklank_store::representation::{count_answers, counts_of, set_asked};

/// Lets a round ask, and counts answers to it, unless something was counted already; districts are told by
/// their codes. Answers whether anything was counted.
///
/// # Errors
/// [`ActError::Missing`] for an unknown district, or what the store says.
pub fn enter_counts(
    house: &House,
    round_id: i64,
    counts: &[(Question, String, u32)],
) -> ActResult<bool> {
    let now = house.clock.now();
    house.store.write(|db| {
        for question in Question::ALL {
            if !counts_of(db, round_id, *question)?.is_empty() {
                return Ok(false);
            }
        }
        set_asked(db, round_id, true, now)?;
        for (question, answer, amount) in counts {
            let answer = match question {
                Question::Area => id_of(db, OWN_SCHEME, answer)?
                    .ok_or(ActError::Missing)?
                    .to_string(),
                Question::Age | Question::Residence | Question::Voice => answer.clone(),
            };
            if *amount > 0 {
                count_answers(db, round_id, (*question, &answer), i64::from(*amount))?;
            }
        }
        Ok(true)
    })
}
