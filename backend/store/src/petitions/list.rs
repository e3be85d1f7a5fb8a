//! Lists of public petitions: filters, facets, orders, paging by key, search.

mod condition;
mod facets;

pub use facets::{Facet, Facets, facets};

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::{Moment, utc};
use crate::schema::{
    areas, bodies, instruments, petition_answers, petition_counts, petition_search, petitions,
};
use crate::search::is_postgres;
use chrono::{DateTime, Utc};
use condition::matching;
pub(super) use condition::score;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use std::collections::HashMap;
use weerklank_domain::Language;
use weerklank_domain::petitions::{PetitionState, Verdict};
use weerklank_domain::search::Query;

/// What a list is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only petitions in this state.
    pub state: Option<PetitionState>,
    /// Only petitions to the body of this slug.
    pub body: Option<String>,
    /// Only petitions about our own area of this code.
    pub area: Option<String>,
    /// Only petitions filed under the instrument of this code.
    pub instrument: Option<String>,
    /// Only petitions that hold these words.
    pub query: Option<Query>,
}

/// The order of a list. Ties are broken by key, so that paging never skips or repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sort {
    /// Those with the most words of the question in their title first, then by signatures.
    Relevance,
    /// Most signatures first.
    Signatures,
    /// Newest first.
    Newest,
    /// Open ones with a closing time, the nearest first.
    Closing,
    /// Answered ones, the latest first.
    Answered,
}

impl Sort {
    /// Every order.
    pub const ALL: [Self; 5] = [
        Self::Relevance,
        Self::Signatures,
        Self::Newest,
        Self::Closing,
        Self::Answered,
    ];

    /// The word for it in addresses and message keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Relevance => "relevance",
            Self::Signatures => "signatures",
            Self::Newest => "newest",
            Self::Closing => "closing",
            Self::Answered => "answered",
        }
    }

    /// The order of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.code() == code)
    }
}

/// Where the next page begins: after the petition with these values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// The score of relevance; 0 in other orders.
    pub score: i64,
    /// The number or moment (microseconds) that the list is ordered by.
    pub value: i64,
    /// The petition's key.
    pub id: i64,
}

/// One petition in a list.
#[derive(Debug, Clone)]
pub struct Card {
    /// Its key.
    pub id: i64,
    /// Its name in addresses.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// The language of its text.
    pub language: Language,
    /// What is asked (Markdown).
    pub request: String,
    /// Where it is on its way.
    pub state: PetitionState,
    /// When it opened for signatures.
    pub opened_at: Option<DateTime<Utc>>,
    /// First moment at which it takes no signatures any more.
    pub closes_at: Option<DateTime<Utc>>,
    /// When it became public.
    pub listed_at: DateTime<Utc>,
    /// When it was answered.
    pub answered_at: Option<DateTime<Utc>>,
    /// The body: name in addresses, Dutch name, English name.
    pub body: (String, String, String),
    /// The name of the area that it is about.
    pub area_name: Option<String>,
    /// Code of its instrument.
    pub instrument: String,
    /// Its published count.
    pub total: i64,
    /// The judgement of the newest answer.
    pub verdict: Option<Verdict>,
}

/// A page of a list.
#[derive(Debug, Clone)]
pub struct Page {
    /// The petitions.
    pub items: Vec<Card>,
    /// Where the next page begins; `None` on the last one.
    pub next: Option<Cursor>,
}

#[derive(Queryable)]
struct Row {
    id: i64,
    slug: String,
    title: String,
    lang: String,
    request: String,
    state: String,
    opened_at: Option<Moment>,
    closes_at: Option<Moment>,
    listed_at: Moment,
    answered_at: Option<Moment>,
    body: (String, String, String),
    area_name: Option<String>,
    instrument: String,
    total: i64,
    score: i64,
}

/// One page of the public petitions that match.
///
/// # Errors
/// Only what the database says; `limit` is trusted to be small.
pub fn page(
    db: &mut Db,
    filter: &Filter,
    sort: Sort,
    after: Option<Cursor>,
    limit: i64,
) -> StoreResult<Page> {
    let score = score(filter.query.as_ref());
    let mut query = petitions::table
        .inner_join(bodies::table)
        .inner_join(instruments::table)
        .inner_join(petition_counts::table)
        .inner_join(petition_search::table)
        .left_join(areas::table)
        .filter(petitions::is_public.eq(true))
        .filter(matching(filter, is_postgres(db)))
        .select((
            petitions::id,
            petitions::slug,
            petitions::title,
            petitions::lang,
            petitions::request,
            petitions::state,
            petitions::opened_at,
            petitions::closes_at,
            petitions::listed_at,
            petitions::answered_at,
            (bodies::slug, bodies::name_nl, bodies::name_en),
            areas::name.nullable(),
            instruments::code,
            petition_counts::total,
            sql::<BigInt>(&score),
        ))
        .limit(limit + 1)
        .into_boxed();
    let id = petitions::id;
    let total = petition_counts::total;
    query = match sort {
        Sort::Relevance => query.order((sql::<BigInt>(&score).desc(), total.desc(), id.desc())),
        Sort::Signatures => query.order((total.desc(), id.desc())),
        Sort::Newest => query.order((petitions::listed_at.desc(), id.desc())),
        Sort::Closing => query
            .filter(petitions::state.eq(PetitionState::Open.code()))
            .filter(petitions::closes_at.is_not_null())
            .order((petitions::closes_at.asc(), id.asc())),
        Sort::Answered => query
            .filter(petitions::answered_at.is_not_null())
            .order((petitions::answered_at.desc(), id.desc())),
    };
    if let Some(cursor) = after {
        let moment = DateTime::from_timestamp_micros(cursor.value).map(Moment::from);
        let at = moment.ok_or_else(|| StoreError::corrupt("petitions", &cursor.id))?;
        query = match sort {
            Sort::Relevance => {
                let same = sql::<BigInt>(&score).eq(cursor.score);
                query.filter(
                    sql::<BigInt>(&score).lt(cursor.score).or(same.and(
                        total
                            .lt(cursor.value)
                            .or(total.eq(cursor.value).and(id.lt(cursor.id))),
                    )),
                )
            }
            Sort::Signatures => query.filter(
                total
                    .lt(cursor.value)
                    .or(total.eq(cursor.value).and(id.lt(cursor.id))),
            ),
            Sort::Newest => query.filter(
                petitions::listed_at
                    .lt(at)
                    .or(petitions::listed_at.eq(at).and(id.lt(cursor.id))),
            ),
            Sort::Closing => query.filter(
                petitions::closes_at
                    .assume_not_null()
                    .gt(at)
                    .or(petitions::closes_at
                        .assume_not_null()
                        .eq(at)
                        .and(id.gt(cursor.id))),
            ),
            Sort::Answered => query.filter(
                petitions::answered_at
                    .assume_not_null()
                    .lt(at)
                    .or(petitions::answered_at
                        .assume_not_null()
                        .eq(at)
                        .and(id.lt(cursor.id))),
            ),
        };
    }
    let mut rows: Vec<Row> = query.load(db)?;
    let page_size = usize::try_from(limit).unwrap_or(0);
    let more = rows.len() > page_size;
    rows.truncate(page_size);
    let next = rows.last().filter(|_| more).map(|row| cursor_of(row, sort));
    Ok(Page {
        items: cards(db, rows)?,
        next,
    })
}

fn cursor_of(row: &Row, sort: Sort) -> Cursor {
    let micros = |at: Option<Moment>| utc(at).map_or(0, |at| at.timestamp_micros());
    let value = match sort {
        Sort::Relevance | Sort::Signatures => row.total,
        Sort::Newest => micros(Some(row.listed_at)),
        Sort::Closing => micros(row.closes_at),
        Sort::Answered => micros(row.answered_at),
    };
    Cursor {
        score: if sort == Sort::Relevance {
            row.score
        } else {
            0
        },
        value,
        id: row.id,
    }
}

fn cards(db: &mut Db, rows: Vec<Row>) -> StoreResult<Vec<Card>> {
    use petition_answers as a;
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let verdicts: HashMap<i64, String> = a::table
        .filter(a::petition_id.eq_any(&ids))
        .order(a::version.asc())
        .select((a::petition_id, a::verdict))
        .load::<(i64, String)>(db)?
        .into_iter()
        .collect();
    rows.into_iter()
        .map(|row| {
            let corrupt = || StoreError::corrupt("petitions", &row.id);
            let verdict = match verdicts.get(&row.id) {
                Some(code) => Some(Verdict::from_code(code).ok_or_else(corrupt)?),
                None => None,
            };
            Ok(Card {
                language: Language::from_tag(&row.lang).ok_or_else(corrupt)?,
                state: PetitionState::from_code(&row.state).ok_or_else(corrupt)?,
                id: row.id,
                slug: row.slug,
                title: row.title,
                request: row.request,
                opened_at: utc(row.opened_at),
                closes_at: utc(row.closes_at),
                listed_at: row.listed_at.into(),
                answered_at: utc(row.answered_at),
                body: row.body,
                area_name: row.area_name,
                instrument: row.instrument,
                total: row.total,
                verdict,
            })
        })
        .collect()
}

/// How many public petitions are open, how many were answered, and how many signatures all public
/// ones have.
pub fn summary(db: &mut Db) -> StoreResult<(i64, i64, i64)> {
    let public = petitions::table.filter(petitions::is_public.eq(true));
    let open = public
        .filter(petitions::state.eq(PetitionState::Open.code()))
        .count()
        .get_result(db)?;
    let answered = public
        .filter(petitions::answered_at.is_not_null())
        .count()
        .get_result(db)?;
    let signatures: Vec<i64> = petition_counts::table
        .inner_join(petitions::table)
        .filter(petitions::is_public.eq(true))
        .filter(petition_counts::total.gt(0))
        .select(sql::<BigInt>(
            "CAST(COALESCE(SUM(petition_counts.total), 0) AS BIGINT)",
        ))
        .load(db)?;
    Ok((open, answered, signatures.first().copied().unwrap_or(0)))
}
