//! Putting inputs and parts into themes, many in one act, and listing what is not in any yet.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::inputs::InputCard;
use crate::schema::{input_parts, inputs};
use crate::search::{Index, Words, holding, is_postgres};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Nullable};
use weerklank_domain::inputs::Handling;
use weerklank_domain::search::Query;

/// Which inputs of a round an act is about.
#[derive(Debug, Clone)]
pub enum Chosen {
    /// Those with these numbers, and every input that is near-identical to one of them.
    Alike(Vec<i64>),
    /// Those with these numbers.
    Numbers(Vec<i64>),
    /// Everything that is in no theme yet and holds these words; without words, all of it.
    Unsorted(Option<Query>),
}

/// What is not in a theme and waits for an answer as a whole.
const UNSORTED: &str = "inputs.state = 'open' AND inputs.theme_id IS NULL AND NOT EXISTS
    (SELECT 1 FROM input_parts p WHERE p.input_id = inputs.id)";

fn listed(numbers: &[i64]) -> String {
    let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    match numbers.is_empty() {
        true => "NULL".to_owned(),
        false => numbers.join(", "),
    }
}

impl Chosen {
    /// The condition, for a round.
    pub(super) fn condition(&self, is_postgres: bool, round_id: i64) -> String {
        match self {
            Self::Numbers(numbers) => format!("inputs.number IN ({})", listed(numbers)),
            // A campaign's texts go together: its first by number, the others by their first.
            Self::Alike(numbers) => {
                let numbers = listed(numbers);
                format!(
                    "(inputs.number IN ({numbers}) OR inputs.group_id IN (SELECT COALESCE(l.group_id, l.id)
                        FROM inputs l WHERE l.round_id = {round_id} AND l.number IN ({numbers})))"
                )
            }
            Self::Unsorted(words) => match words {
                Some(words) => {
                    let holding = holding(is_postgres, Index::Inputs, words, Words::All);
                    format!("{UNSORTED} AND {holding}")
                }
                None => UNSORTED.to_owned(),
            },
        }
    }
}

#[derive(QueryableByName)]
struct Amount {
    #[diesel(sql_type = Nullable<BigInt>)]
    theme_id: Option<i64>,
    #[diesel(sql_type = BigInt)]
    amount: i64,
}

/// Puts whole inputs into a theme, or out of any; answers from where how many went. An input that was
/// cut goes by its parts, and one that is withdrawn or hidden stays where it is.
pub fn put_inputs(
    db: &mut Db,
    round_id: i64,
    chosen: &Chosen,
    theme_id: Option<i64>,
) -> StoreResult<Vec<(Option<i64>, i64)>> {
    let which = chosen.condition(is_postgres(db), round_id);
    let elsewhere = match theme_id {
        Some(theme) => format!("(inputs.theme_id IS NULL OR inputs.theme_id <> {theme})"),
        None => "inputs.theme_id IS NOT NULL".to_owned(),
    };
    let moved = format!(
        "inputs.round_id = {round_id} AND inputs.state IN ('open', 'answered', 'set_aside') AND {which} AND {elsewhere}
         AND NOT EXISTS (SELECT 1 FROM input_parts p WHERE p.input_id = inputs.id)"
    );
    let from: Vec<Amount> = diesel::sql_query(format!(
        "SELECT theme_id, COUNT(*) AS amount FROM inputs WHERE {moved} GROUP BY theme_id"
    ))
    .load(db)?;
    let to = theme_id.map_or_else(|| "NULL".to_owned(), |theme| theme.to_string());
    diesel::sql_query(format!("UPDATE inputs SET theme_id = {to} WHERE {moved}")).execute(db)?;
    Ok(from
        .into_iter()
        .map(|row| (row.theme_id, row.amount))
        .collect())
}

/// Moves everything of one theme into another; answers how many inputs and parts.
pub fn move_all(db: &mut Db, from: i64, to: i64) -> StoreResult<i64> {
    let whole = diesel::update(inputs::table.filter(inputs::theme_id.eq(from)))
        .set(inputs::theme_id.eq(to))
        .execute(db)?;
    let parts = diesel::update(input_parts::table.filter(input_parts::theme_id.eq(from)))
        .set(input_parts::theme_id.eq(to))
        .execute(db)?;
    Ok(i64::try_from(whole + parts).unwrap_or(i64::MAX))
}

/// A part of an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartRecord {
    /// Its key.
    pub id: i64,
    /// Its number; 0 is what remains.
    pub number: i32,
    /// The words; none of what remains.
    pub quote: String,
    /// The key of its theme.
    pub theme_id: Option<i64>,
    /// How far it is.
    pub handling: Handling,
}

/// The parts of an input, what remains first.
pub fn parts_of(db: &mut Db, input_id: i64) -> StoreResult<Vec<PartRecord>> {
    use input_parts as p;
    let rows: Vec<(i64, i32, String, Option<i64>, String)> = p::table
        .filter(p::input_id.eq(input_id))
        .order(p::number)
        .select((p::id, p::number, p::quote, p::theme_id, p::state))
        .load(db)?;
    rows.into_iter()
        .map(|(id, number, quote, theme_id, state)| {
            Ok(PartRecord {
                handling: Handling::from_code(&state)
                    .ok_or_else(|| StoreError::corrupt("input_parts", &id))?,
                id,
                number,
                quote,
                theme_id,
            })
        })
        .collect()
}

/// Adds a part; 0 with no words is what remains. An input that is cut for the first time leaves its
/// theme to what remains.
pub fn add_part(
    db: &mut Db,
    (round_id, input_id): (i64, i64),
    number: i32,
    quote: &str,
    theme_id: Option<i64>,
) -> StoreResult<()> {
    use input_parts as p;
    diesel::insert_into(p::table)
        .values((
            p::input_id.eq(input_id),
            p::round_id.eq(round_id),
            p::number.eq(number),
            p::quote.eq(quote),
            p::theme_id.eq(theme_id),
            p::state.eq(Handling::Open.code()),
        ))
        .execute(db)?;
    Ok(())
}

/// Puts one whole input into a theme, or out of it.
pub fn put_whole(db: &mut Db, input_id: i64, theme_id: Option<i64>) -> StoreResult<()> {
    diesel::update(inputs::table.find(input_id))
        .set(inputs::theme_id.eq(theme_id))
        .execute(db)?;
    Ok(())
}

/// Takes a part away that nothing was decided on; `false` when something was.
pub fn drop_part(db: &mut Db, part_id: i64) -> StoreResult<bool> {
    use crate::schema::{responses, set_asides};
    let has_response: i64 = responses::table
        .filter(responses::part_id.eq(part_id))
        .count()
        .get_result(db)?;
    let was_aside: i64 = set_asides::table
        .filter(set_asides::part_id.eq(part_id))
        .count()
        .get_result(db)?;
    if has_response + was_aside > 0 {
        return Ok(false);
    }
    Ok(diesel::delete(input_parts::table.find(part_id)).execute(db)? == 1)
}

/// Puts a part into a theme, or out of any; answers where it was, or `None` when it is there already.
pub fn put_part(
    db: &mut Db,
    part: &PartRecord,
    theme_id: Option<i64>,
) -> StoreResult<Option<Option<i64>>> {
    if part.theme_id == theme_id {
        return Ok(None);
    }
    let row = input_parts::table.find(part.id);
    let changed = diesel::update(row)
        .set(input_parts::theme_id.eq(theme_id))
        .execute(db)?;
    Ok((changed == 1).then_some(part.theme_id))
}

/// A page of what is in no theme yet, by number. Of near-identical texts the first stands for all.
pub fn unsorted(
    db: &mut Db,
    round_id: i64,
    words: Option<&Query>,
    after: i64,
    limit: i64,
) -> StoreResult<Vec<InputCard>> {
    let which = Chosen::Unsorted(words.cloned()).condition(is_postgres(db), round_id);
    let first = "(inputs.group_id IS NULL OR NOT EXISTS (SELECT 1 FROM inputs l WHERE l.id = inputs.group_id
        AND l.state = 'open' AND l.theme_id IS NULL))";
    crate::inputs::cards_where(
        db,
        &format!(
            "inputs.round_id = {round_id} AND inputs.number > {after} AND {which} AND {first}"
        ),
        limit,
    )
}

/// How many inputs are in no theme yet, and hold some words.
pub fn count_unsorted(db: &mut Db, round_id: i64, words: Option<&Query>) -> StoreResult<i64> {
    let which = Chosen::Unsorted(words.cloned()).condition(is_postgres(db), round_id);
    Ok(inputs::table
        .filter(inputs::round_id.eq(round_id))
        .filter(sql::<Bool>(&which))
        .count()
        .get_result(db)?)
}

/// A page of the inputs of a theme, by number: whole ones, and those of which a part belongs to it.
pub fn inputs_of_theme(
    db: &mut Db,
    theme_id: i64,
    after: i64,
    limit: i64,
) -> StoreResult<Vec<InputCard>> {
    crate::inputs::cards_where(
        db,
        &format!(
            "(inputs.theme_id = {theme_id} OR inputs.id IN (SELECT p.input_id FROM input_parts p
                WHERE p.theme_id = {theme_id})) AND inputs.number > {after}
             AND inputs.state IN ('open', 'answered', 'set_aside')"
        ),
        limit,
    )
}

/// A page of the inputs of a round that are handled, by number: neither withdrawn nor hidden.
pub fn handled_inputs(
    db: &mut Db,
    round_id: i64,
    after: i64,
    limit: i64,
) -> StoreResult<Vec<InputCard>> {
    crate::inputs::cards_where(
        db,
        &format!(
            "inputs.round_id = {round_id} AND inputs.number > {after}
             AND inputs.state IN ('open', 'answered', 'set_aside')"
        ),
        limit,
    )
}

/// The numbers of inputs that wait for an answer, the oldest first, some at the most.
pub fn open_numbers(db: &mut Db, round_id: i64, most: i64) -> StoreResult<Vec<i64>> {
    Ok(inputs::table
        .filter(inputs::round_id.eq(round_id))
        .filter(sql::<Bool>("inputs.state = 'open'"))
        .order(inputs::number)
        .limit(most)
        .select(inputs::number)
        .load(db)?)
}

/// When the input was received that has waited longest.
pub fn oldest_open(
    db: &mut Db,
    round_id: i64,
) -> StoreResult<Option<chrono::DateTime<chrono::Utc>>> {
    let at: Option<crate::moment::Moment> = inputs::table
        .filter(inputs::round_id.eq(round_id))
        .filter(sql::<Bool>("inputs.state = 'open'"))
        .order(inputs::number)
        .select(inputs::received_at)
        .first(db)
        .optional()?;
    Ok(crate::moment::utc(at))
}
