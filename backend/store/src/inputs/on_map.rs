//! The inputs of a round that have a place on the map.

use super::find::point;
use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::schema::inputs;
use diesel::prelude::*;
use weerklank_domain::TextLanguage;
use weerklank_domain::areas::Point;

/// An input on the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacedInput {
    /// Its number within the round.
    pub number: i64,
    /// The language of its text.
    pub language: TextLanguage,
    /// The title of an idea.
    pub title: Option<String>,
    /// Its text (Markdown).
    pub text: String,
    /// The place in words.
    pub place_name: Option<String>,
    /// The place.
    pub point: Point,
}

type Row = (
    i64,
    String,
    Option<String>,
    String,
    Option<String>,
    (Option<i32>, Option<i32>),
);

/// The newest inputs of a round that everybody finds and that have a place, at most `limit`.
pub fn placed(db: &mut Db, round_id: i64, limit: i64) -> StoreResult<Vec<PlacedInput>> {
    let rows: Vec<Row> = inputs::table
        .filter(inputs::round_id.eq(round_id))
        .filter(inputs::is_listed.eq(true))
        .filter(inputs::latitude.is_not_null())
        .order(inputs::number.desc())
        .limit(limit)
        .select((
            inputs::number,
            inputs::lang,
            inputs::title,
            inputs::text,
            inputs::place_name,
            (inputs::latitude, inputs::longitude),
        ))
        .load(db)?;
    rows.into_iter()
        .map(|(number, lang, title, text, place_name, place)| {
            let corrupt = || StoreError::corrupt("inputs", &number);
            Ok(PlacedInput {
                number,
                language: TextLanguage::from_code(&lang).ok_or_else(corrupt)?,
                title,
                text,
                place_name,
                point: point(place).ok_or_else(corrupt)?,
            })
        })
        .collect()
}

/// Whether an input of a round that everybody finds has a place.
pub fn has_placed(db: &mut Db, round_id: i64) -> StoreResult<bool> {
    Ok(diesel::select(diesel::dsl::exists(
        inputs::table
            .filter(inputs::round_id.eq(round_id))
            .filter(inputs::is_listed.eq(true))
            .filter(inputs::latitude.is_not_null()),
    ))
    .get_result(db)?)
}
