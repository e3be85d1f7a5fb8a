//! Lists of rounds: for everybody, and for the desk.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::{Moment, utc};
use crate::schema::{bodies, dossiers, round_counts, round_forms, rounds};
use crate::search::{Index, Words, holding, is_postgres};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use std::collections::HashMap;
use weerklank_domain::Language;
use weerklank_domain::dossiers::DossierState;
use weerklank_domain::inputs::{Coverage, InputState};
use weerklank_domain::rounds::{Access, InputForm, RoundState, RoundWindow};
use weerklank_domain::search::Query;

/// What a list of rounds is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct RoundFilter {
    /// Only rounds that stand so, by the clock.
    pub state: Option<RoundState>,
    /// Only rounds of the body of this slug.
    pub body: Option<String>,
    /// Only rounds that hold these words.
    pub query: Option<Query>,
}

/// Where the next page begins: after the round with this key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoundCursor(pub i64);

/// One round in a list.
#[derive(Debug, Clone)]
pub struct RoundCard {
    /// Its key.
    pub id: i64,
    /// Its number.
    pub number: i64,
    /// Its name in addresses.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// What it is about (Markdown).
    pub intro: String,
    /// The language of its texts.
    pub language: Language,
    /// The times that say how it stands.
    pub window: RoundWindow,
    /// Who may take part.
    pub access: Access,
    /// The day by which people have their answer.
    pub answer_by: Option<NaiveDate>,
    /// The dossier: name in addresses and title.
    pub dossier: (String, String),
    /// The body: name in addresses, Dutch name, English name.
    pub body: (String, String, String),
    /// What people can do in it.
    pub forms: Vec<InputForm>,
    /// Its inputs by outcome.
    pub coverage: Coverage,
    /// When it was added.
    pub created_at: DateTime<Utc>,
}

/// A page of a list.
#[derive(Debug, Clone)]
pub struct RoundPage {
    /// The rounds.
    pub items: Vec<RoundCard>,
    /// Where the next page begins.
    pub next: Option<RoundCursor>,
}

#[derive(Queryable)]
struct Row {
    id: i64,
    number: i64,
    slug: String,
    title: String,
    intro: String,
    lang: String,
    state: String,
    opens_at: Option<Moment>,
    closes_at: Option<Moment>,
    access: String,
    answer_by: Option<NaiveDate>,
    dossier: (String, String),
    body: (String, String, String),
    created_at: Moment,
}

macro_rules! cards {
    () => {
        (
            rounds::id,
            rounds::number,
            rounds::slug,
            rounds::title,
            rounds::intro,
            rounds::lang,
            rounds::state,
            rounds::opens_at,
            rounds::closes_at,
            rounds::access,
            rounds::answer_by,
            (dossiers::slug, dossiers::title),
            (bodies::slug, bodies::name_nl, bodies::name_en),
            rounds::created_at,
        )
    };
}

/// One page of the public rounds that match, the newest first. The clock says how a round stands:
/// one whose time came is open, also before the scheduler was there.
pub fn page(
    db: &mut Db,
    filter: &RoundFilter,
    after: Option<RoundCursor>,
    limit: i64,
    now: DateTime<Utc>,
) -> StoreResult<RoundPage> {
    let at = Moment::from(now);
    let mut query = rounds::table
        .inner_join(dossiers::table.inner_join(bodies::table))
        .filter(rounds::state.ne(RoundState::Draft.code()))
        .filter(dossiers::state.ne(DossierState::Draft.code()))
        .select(cards!())
        .order(rounds::id.desc())
        .limit(limit + 1)
        .into_boxed();
    if let Some(RoundCursor(id)) = after {
        query = query.filter(rounds::id.lt(id));
    }
    if let Some(body) = &filter.body {
        query = query.filter(bodies::slug.eq(body.clone()));
    }
    if let Some(asked) = &filter.query {
        let holding = holding(is_postgres(db), Index::Rounds, asked, Words::All);
        query = query.filter(sql::<Bool>(&holding));
    }
    let running = [RoundState::Announced.code(), RoundState::Open.code()];
    query = match filter.state {
        None => query,
        Some(RoundState::Announced) => query
            .filter(rounds::state.eq(RoundState::Announced.code()))
            .filter(rounds::opens_at.assume_not_null().gt(at)),
        Some(RoundState::Open) => query
            .filter(rounds::state.eq_any(running))
            .filter(rounds::opens_at.assume_not_null().le(at))
            .filter(rounds::closes_at.assume_not_null().gt(at)),
        Some(RoundState::Closed) => query.filter(
            rounds::state.eq(RoundState::Closed.code()).or(rounds::state
                .eq_any(running)
                .and(rounds::closes_at.assume_not_null().le(at))),
        ),
        Some(state) => query.filter(rounds::state.eq(state.code())),
    };
    let mut rows: Vec<Row> = query.load(db)?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let has_more = rows.len() > limit;
    rows.truncate(limit);
    let next = has_more
        .then(|| rows.last().map(|row| RoundCursor(row.id)))
        .flatten();
    Ok(RoundPage {
        items: with_counts(db, rows)?,
        next,
    })
}

/// A round as the desk lists it.
pub type DeskRound = RoundCard;

/// One page of the rounds of these bodies, drafts too, the newest first.
pub fn desk_rounds(
    db: &mut Db,
    bodies_of: &[i64],
    after: Option<RoundCursor>,
    limit: i64,
) -> StoreResult<RoundPage> {
    let before = after.map_or(i64::MAX, |RoundCursor(id)| id);
    let mut rows: Vec<Row> = rounds::table
        .inner_join(dossiers::table.inner_join(bodies::table))
        .filter(bodies::id.eq_any(bodies_of))
        .filter(rounds::id.lt(before))
        .order(rounds::id.desc())
        .limit(limit + 1)
        .select(cards!())
        .load(db)?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let has_more = rows.len() > limit;
    rows.truncate(limit);
    let next = has_more
        .then(|| rows.last().map(|row| RoundCursor(row.id)))
        .flatten();
    Ok(RoundPage {
        items: with_counts(db, rows)?,
        next,
    })
}

fn with_counts(db: &mut Db, rows: Vec<Row>) -> StoreResult<Vec<RoundCard>> {
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let mut forms = HashMap::<i64, Vec<InputForm>>::new();
    let found: Vec<(i64, String)> = round_forms::table
        .filter(round_forms::round_id.eq_any(&ids))
        .select((round_forms::round_id, round_forms::form))
        .load(db)?;
    for (id, form) in found {
        let form =
            InputForm::from_code(&form).ok_or_else(|| StoreError::corrupt("round_forms", &id))?;
        forms.entry(id).or_default().push(form);
    }
    let mut counted = HashMap::<i64, Coverage>::new();
    let found: Vec<(i64, String, i64)> = round_counts::table
        .filter(round_counts::round_id.eq_any(&ids))
        .filter(round_counts::facet.eq("state"))
        .select((
            round_counts::round_id,
            round_counts::value,
            round_counts::amount,
        ))
        .load(db)?;
    for (id, state, amount) in found {
        let state = InputState::from_code(&state)
            .ok_or_else(|| StoreError::corrupt("round_counts", &id))?;
        *counted.entry(id).or_default().of_mut(state) = amount;
    }
    rows.into_iter()
        .map(|row| {
            let corrupt = || StoreError::corrupt("rounds", &row.id);
            let mut forms = forms.remove(&row.id).unwrap_or_default();
            forms.sort_by_key(|form| InputForm::ALL.iter().position(|one| one == form));
            Ok(RoundCard {
                language: Language::from_tag(&row.lang).ok_or_else(corrupt)?,
                window: RoundWindow {
                    state: RoundState::from_code(&row.state).ok_or_else(corrupt)?,
                    opens_at: utc(row.opens_at),
                    closes_at: utc(row.closes_at),
                },
                access: Access::from_code(&row.access).ok_or_else(corrupt)?,
                coverage: counted.remove(&row.id).unwrap_or_default(),
                created_at: row.created_at.into(),
                id: row.id,
                number: row.number,
                slug: row.slug,
                title: row.title,
                intro: row.intro,
                answer_by: row.answer_by,
                dossier: row.dossier,
                body: row.body,
                forms,
            })
        })
        .collect()
}
