//! What people wrote already that looks like a text.

use super::card::{InputCard, Row, card, cards};
use super::hits;
use crate::Db;
use crate::errors::StoreResult;
use crate::schema::{areas, inputs};
use crate::search::{Index, Words, expression, holding, is_postgres};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use weerklank_domain::Language;
use weerklank_domain::search::Query;

/// So many inputs that share a word are looked at for those that share the most.
const MOST_CANDIDATES: i64 = 200;

/// What people wrote already that looks like this text, most words in common first.
///
/// Candidates share a telling word; among them the tokens are compared one by one.
pub fn similar(
    db: &mut Db,
    round_id: i64,
    text: &str,
    language: Language,
    most: usize,
) -> StoreResult<Vec<InputCard>> {
    let plain = weerklank_domain::text::plain_text(text);
    let Some(query) = Query::parse_longest(&plain) else {
        return Ok(Vec::new());
    };
    let (plus, holding) = match is_postgres(db) {
        true => ("", holding(true, Index::Inputs, &query, Words::Any)),
        false => ("+", newest_hits(db, round_id, &query)?),
    };
    let rows: Vec<Row> = inputs::table
        .left_join(areas::table)
        // By key on SQLite: a plus keeps it from reading the round in order instead.
        .filter(sql::<Bool>(&format!("{plus}inputs.round_id = {round_id}")))
        .filter(inputs::is_listed.eq(true))
        .filter(sql::<Bool>(&holding))
        .order(inputs::number.desc())
        .limit(MOST_CANDIDATES)
        .select(cards!())
        .load(db)?;
    let mut scored: Vec<(usize, Row)> = rows
        .into_iter()
        .map(|row| {
            let words = weerklank_domain::text::plain_text(&row.text);
            let title = row.title.as_deref().unwrap_or_default();
            let tokens = weerklank_domain::search::tokens(&format!("{title} {words}"), language);
            (query.in_common(&tokens), row)
        })
        .filter(|(score, _)| *score >= query.enough())
        .collect();
    scored.sort_by(|(a, first), (b, second)| b.cmp(a).then(second.number.cmp(&first.number)));
    scored.truncate(most);
    scored.into_iter().map(|(_, row)| card(row)).collect()
}

/// The condition on SQLite that an input of a round is one of the newest hits: some more than are
/// looked at, for not every one is in the list.
fn newest_hits(db: &mut Db, round_id: i64, query: &Query) -> StoreResult<String> {
    let expression = expression(false, query, Words::Any);
    let keys = match hits::range(db, round_id, (None, None))? {
        Some(range) => hits::hits(db, &expression, &range, true, 4 * MOST_CANDIDATES)?,
        None => Vec::new(),
    };
    let keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
    Ok(format!("inputs.id IN ({})", keys.join(", ")))
}
