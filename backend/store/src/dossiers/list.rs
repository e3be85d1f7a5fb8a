//! Lists of public dossiers: filters, facets, paging by key, search.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::Moment;
use crate::schema::{areas, bodies, dossiers};
use crate::search::{Index, Words, holding, quoted};
use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use std::fmt::Write as _;
use weerklank_domain::Language;
use weerklank_domain::dossiers::{DossierState, PhaseKind};
use weerklank_domain::search::Query;

/// What a list is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only dossiers in this phase.
    pub phase: Option<PhaseKind>,
    /// Only dossiers of the body of this slug.
    pub body: Option<String>,
    /// Only dossiers about our own area of this code.
    pub area: Option<String>,
    /// Only dossiers that hold these words.
    pub query: Option<Query>,
}

/// Where the next page begins: after the dossier with these values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// Its key.
    pub id: i64,
}

/// One dossier in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// Its key.
    pub id: i64,
    /// Its name in addresses.
    pub slug: String,
    /// Its number for people.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// The language of its text.
    pub language: Language,
    /// What it is about (Markdown).
    pub summary: String,
    /// `public` or `closed`.
    pub state: DossierState,
    /// The phase that it is in.
    pub phase: PhaseKind,
    /// Its body: name in addresses, Dutch name, English name.
    pub body: (String, String, String),
    /// The name of its area.
    pub area_name: Option<String>,
    /// When it was published.
    pub published_at: DateTime<Utc>,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The dossiers, the newest first.
    pub items: Vec<Card>,
    /// Where the next page begins; `None` on the last one.
    pub next: Option<Cursor>,
}

/// One choice of a facet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    /// Its word in addresses.
    pub value: String,
    /// Its Dutch name, where it has a name of its own.
    pub name_nl: String,
    /// Its English name, where it has a name of its own.
    pub name_en: String,
    /// How many dossiers it would leave.
    pub count: i64,
}

/// The choices by which a list can be narrowed further.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// How many dossiers match.
    pub total: i64,
    /// By phase, in the order of the cycle.
    pub phases: Vec<Facet>,
    /// By body.
    pub bodies: Vec<Facet>,
    /// By area of our own.
    pub areas: Vec<Facet>,
}

#[derive(Queryable)]
struct Row {
    id: i64,
    slug: String,
    reference: String,
    title: String,
    lang: String,
    summary: String,
    state: String,
    phase: Option<String>,
    body: (String, String, String),
    area_name: Option<String>,
    published_at: Option<Moment>,
}

/// Everything of a filter as one condition, which both engines read. Values are quoted.
fn matching(filter: &Filter, postgres: bool) -> SqlLiteral<Bool> {
    let mut condition = String::from("(dossiers.state <> 'draft'");
    let mut both = |column: &str, value: Option<&str>| {
        if let Some(value) = value {
            // Writing to a String cannot fail.
            let _ = write!(condition, " AND {column} = {}", quoted(value));
        }
    };
    both("dossiers.phase", filter.phase.map(PhaseKind::code));
    both("bodies.slug", filter.body.as_deref());
    if let Some(area) = &filter.area {
        both("areas.scheme", Some(crate::areas::OWN_SCHEME));
        both("areas.code", Some(area));
    }
    if let Some(query) = &filter.query {
        let found = holding(postgres, Index::Dossiers, query, Words::All);
        let _ = write!(condition, " AND {found}");
    }
    condition.push(')');
    sql::<Bool>(&condition)
}

/// One page of the public dossiers that match, the last published first.
pub fn page(db: &mut Db, filter: &Filter, after: Option<Cursor>, limit: i64) -> StoreResult<Page> {
    let mut query = dossiers::table
        .inner_join(bodies::table)
        .left_join(areas::table)
        .filter(matching(filter, matches!(db, Db::Postgres(_))))
        .filter(dossiers::published_at.is_not_null())
        .order((dossiers::published_at.desc(), dossiers::id.desc()))
        .select((
            dossiers::id,
            dossiers::slug,
            dossiers::reference,
            dossiers::title,
            dossiers::lang,
            dossiers::summary,
            dossiers::state,
            dossiers::phase,
            (bodies::slug, bodies::name_nl, bodies::name_en),
            areas::name.nullable(),
            dossiers::published_at,
        ))
        .limit(limit + 1)
        .into_boxed();
    if let Some(cursor) = after {
        let at = Moment::from(cursor.published_at);
        let published = dossiers::published_at.assume_not_null();
        query = query.filter(
            published
                .lt(at)
                .or(published.eq(at).and(dossiers::id.lt(cursor.id))),
        );
    }
    let mut rows: Vec<Row> = query.load(db)?;
    let page_size = usize::try_from(limit).unwrap_or(0);
    let more = rows.len() > page_size;
    rows.truncate(page_size);
    let items = rows
        .into_iter()
        .map(card)
        .collect::<StoreResult<Vec<_>>>()?;
    let next = items.last().filter(|_| more).map(|card| Cursor {
        published_at: card.published_at,
        id: card.id,
    });
    Ok(Page { items, next })
}

/// The dossiers that were published last and are not closed, for the home page.
pub fn newest(db: &mut Db, limit: i64) -> StoreResult<Vec<Card>> {
    let mut items = page(db, &Filter::default(), None, limit)?.items;
    items.retain(|card| card.state == DossierState::Public);
    Ok(items)
}

fn card(row: Row) -> StoreResult<Card> {
    let corrupt = || StoreError::corrupt("dossiers", &row.id);
    Ok(Card {
        language: Language::from_tag(&row.lang).ok_or_else(corrupt)?,
        state: DossierState::from_code(&row.state).ok_or_else(corrupt)?,
        phase: row
            .phase
            .as_deref()
            .and_then(PhaseKind::from_code)
            .ok_or_else(corrupt)?,
        published_at: row.published_at.ok_or_else(corrupt)?.into(),
        id: row.id,
        slug: row.slug,
        reference: row.reference,
        title: row.title,
        summary: row.summary,
        body: row.body,
        area_name: row.area_name,
    })
}

/// Counts what each choice would leave, each facet without its own choice.
pub fn facets(db: &mut Db, filter: &Filter) -> StoreResult<Facets> {
    let postgres = matches!(db, Db::Postgres(_));
    let base = || {
        dossiers::table
            .inner_join(bodies::table)
            .left_join(areas::table)
    };
    let without = |change: fn(&mut Filter)| {
        let mut wider = filter.clone();
        change(&mut wider);
        matching(&wider, postgres)
    };
    let number = diesel::dsl::count_star;
    let total = base()
        .filter(matching(filter, postgres))
        .count()
        .get_result(db)?;
    let by_phase: Vec<(Option<String>, i64)> = base()
        .filter(without(|filter| filter.phase = None))
        .group_by(dossiers::phase)
        .select((dossiers::phase, number()))
        .load(db)?;
    let by_body: Vec<(String, String, String, i64)> = base()
        .filter(without(|filter| filter.body = None))
        .group_by((bodies::slug, bodies::name_nl, bodies::name_en))
        .order(bodies::name_nl)
        .select((bodies::slug, bodies::name_nl, bodies::name_en, number()))
        .load(db)?;
    let by_area: Vec<(Option<String>, Option<String>, i64)> = base()
        .filter(without(|filter| filter.area = None))
        .filter(areas::scheme.eq(crate::areas::OWN_SCHEME))
        .group_by((areas::code, areas::name))
        .order(areas::name)
        .select((areas::code.nullable(), areas::name.nullable(), number()))
        .load(db)?;
    let facet = |(value, name_nl, name_en, count)| Facet {
        value,
        name_nl,
        name_en,
        count,
    };
    let in_order = PhaseKind::ALL.iter().filter_map(|kind| {
        let of_kind = |(phase, _): &&(Option<String>, i64)| phase.as_deref() == Some(kind.code());
        let count = by_phase.iter().find(of_kind)?.1;
        Some(facet((
            kind.code().to_owned(),
            String::new(),
            String::new(),
            count,
        )))
    });
    Ok(Facets {
        total,
        phases: in_order.collect(),
        bodies: by_body.into_iter().map(facet).collect(),
        areas: by_area
            .into_iter()
            .filter_map(|(code, name, count)| {
                let name = name?;
                Some(facet((code?, name.clone(), name, count)))
            })
            .collect(),
    })
}
