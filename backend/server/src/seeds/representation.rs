//! Who lives in the municipality of the seeds, and what people told who took part in some rounds.

use super::{SeedFault, read};
use serde::Deserialize;
use std::collections::BTreeMap;
use weerklank_acts::representation::{enter_counts, load_population};
use weerklank_acts::{ActError, House};
use weerklank_domain::representation::Question;
use weerklank_store::representation::Population;
use weerklank_store::rounds::find;

const FILE: &str = "demo/population.toml";
/// The area of the whole authority.
const WHOLE: &str = "gemeente";

/// `demo/population.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PopulationFile {
    source: String,
    as_of: String,
    /// People by answer, question by question.
    people: BTreeMap<String, BTreeMap<String, i64>>,
    round: Vec<RoundFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoundFile {
    slug: String,
    /// Answers that people gave, question by question.
    told: BTreeMap<String, BTreeMap<String, u32>>,
}

fn question(code: &str) -> Result<Question, SeedFault> {
    Question::from_code(code)
        .ok_or_else(|| SeedFault::File(FILE.to_owned(), format!("{code} is no question")))
}

/// Loads them; twice changes nothing.
pub(super) fn load(house: &House) -> Result<(), SeedFault> {
    let file: PopulationFile = read(FILE)?;
    for (code, people) in &file.people {
        let population = Population {
            by_answer: people.clone(),
            source: file.source.clone(),
            as_of: file.as_of.clone(),
        };
        load_population(house, WHOLE, question(code)?, &population)?;
    }
    for given in &file.round {
        let found = house
            .store
            .read(|db| Ok::<_, ActError>(find(db, &given.slug)?))?;
        let round = found.ok_or_else(|| {
            SeedFault::File(FILE.to_owned(), format!("there is no round {}", given.slug))
        })?;
        let mut counts = Vec::new();
        for (code, answers) in &given.told {
            for (answer, amount) in answers {
                counts.push((question(code)?, answer.clone(), *amount));
            }
        }
        enter_counts(house, round.id, &counts)?;
    }
    Ok(())
}
