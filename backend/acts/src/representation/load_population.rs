//! Who lives here, from a published source.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use weerklank_domain::representation::{AgeBand, Question, Residence};
use weerklank_store::areas::{OWN_SCHEME, id_of};
use weerklank_store::representation::{Population, set_population};

/// Keeps who lives in an area of our own, by the answers of a question, in place of what was told before.
/// Districts are told by their codes.
///
/// # Errors
/// [`ActError::Missing`] for an unknown area, [`ActError::Unusable`] for an answer that the question does
/// not have, or what the store says.
pub fn load_population(
    house: &House,
    area: &str,
    question: Question,
    population: &Population,
) -> ActResult<()> {
    house.store.write(|db| {
        let area_id = id_of(db, OWN_SCHEME, area)?.ok_or(ActError::Missing)?;
        let mut kept = Population {
            by_answer: std::collections::BTreeMap::new(),
            ..population.clone()
        };
        for (answer, amount) in &population.by_answer {
            let known = match question {
                Question::Age => AgeBand::from_code(answer).map(|band| band.code().to_owned()),
                Question::Residence => {
                    Residence::from_code(answer).map(|years| years.code().to_owned())
                }
                Question::Area => id_of(db, OWN_SCHEME, answer)?.map(|id| id.to_string()),
                Question::Voice => None,
            };
            let unknown = || ActError::Unusable(format!("{answer} answers no {}", question.code()));
            kept.by_answer.insert(known.ok_or_else(unknown)?, *amount);
        }
        Ok(set_population(db, area_id, question, &kept)?)
    })
}
