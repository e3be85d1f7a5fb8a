//! Open petitions that ask about the same, for somebody who is about to file another.

use super::list::score;
use crate::Db;
use crate::errors::StoreResult;
use crate::moment::Moment;
use crate::schema::{petition_counts, petition_search, petitions};
use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool};
use weerklank_domain::petitions::PetitionState;
use weerklank_domain::search::Query;

/// An open petition that may ask the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Similar {
    /// Its name in addresses.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// BCP 47 tag of its text.
    pub language: String,
    /// Its published count.
    pub total: i64,
}

/// So many of a title's telling words must stand in another one, or all where there are fewer.
const WORDS_IN_COMMON: usize = 2;

/// Open petitions whose titles share telling words with this one, most words first.
pub fn similar_open(
    db: &mut Db,
    title: &str,
    now: DateTime<Utc>,
    limit: i64,
) -> StoreResult<Vec<Similar>> {
    let Some(query) = Query::parse(title) else {
        return Ok(Vec::new());
    };
    let least = query.groups().len().min(WORDS_IN_COMMON);
    let score = score(Some(&query));
    let rows: Vec<(String, String, String, i64)> = petitions::table
        .inner_join(petition_counts::table)
        .inner_join(petition_search::table)
        .filter(petitions::is_public.eq(true))
        .filter(petitions::state.eq(PetitionState::Open.code()))
        .filter(petitions::source_key.is_null())
        .filter(
            petitions::closes_at
                .is_null()
                .or(petitions::closes_at.assume_not_null().gt(Moment::from(now))),
        )
        .filter(sql::<Bool>(&format!("{score} >= {least}")))
        .order((
            sql::<BigInt>(&score).desc(),
            petition_counts::total.desc(),
            petitions::id.desc(),
        ))
        .limit(limit)
        .select((
            petitions::slug,
            petitions::title,
            petitions::lang,
            petition_counts::total,
        ))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(slug, title, language, total)| Similar {
            slug,
            title,
            language,
            total,
        })
        .collect())
}
