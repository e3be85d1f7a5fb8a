//! Petitions as the desk sees them: by the stage that they are in, what is due first.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::{Moment, utc};
use crate::schema::{
    bodies, obligations, petition_claims, petition_counts, petition_updates, petitions, staff,
};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use std::collections::HashMap;
use weerklank_domain::Language;
use weerklank_domain::petitions::PetitionState;

/// What the desk has to do with a petition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Decide on admissibility.
    Waiting,
    /// Wait for the petitioner's revision.
    Revision,
    /// Watch: open for signatures.
    Running,
    /// Hand over to the body.
    ToHandOver,
    /// See that the body answers.
    ToAnswer,
    /// Approve news of the petitioner.
    News,
    /// Everything that was put before the desk.
    All,
}

impl Stage {
    /// Every stage.
    pub const ALL: [Self; 7] = [
        Self::Waiting,
        Self::News,
        Self::Revision,
        Self::Running,
        Self::ToHandOver,
        Self::ToAnswer,
        Self::All,
    ];

    /// The word for it in addresses and message keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Revision => "revision",
            Self::Running => "running",
            Self::ToHandOver => "to_hand_over",
            Self::ToAnswer => "to_answer",
            Self::News => "news",
            Self::All => "all",
        }
    }

    /// The stage of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.code() == code)
    }

    /// Whether what is in it has a due date.
    #[must_use]
    pub fn has_due(self) -> bool {
        matches!(self, Self::Waiting | Self::ToAnswer)
    }
}

/// The order of the desk's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DeskSort {
    /// What is due first, first; only what has a due date.
    Due,
    /// The newest first.
    Newest,
    /// The oldest first.
    Oldest,
}

impl DeskSort {
    /// Every order.
    pub const ALL: [Self; 3] = [Self::Due, Self::Newest, Self::Oldest];

    /// The word for it in addresses and message keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Newest => "newest",
            Self::Oldest => "oldest",
        }
    }

    /// The order of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.code() == code)
    }
}

/// What the list is narrowed to.
#[derive(Debug, Clone)]
pub struct DeskFilter {
    /// Only petitions to these bodies.
    pub bodies: Vec<i64>,
    /// Only those in this stage.
    pub stage: Stage,
    /// Only those whose title or reference holds this, as typed.
    pub words: String,
    /// Only those that this account works on.
    pub claimed_by: Option<i64>,
}

/// One petition of the desk's list.
#[derive(Debug, Clone)]
pub struct DeskItem {
    /// Its key.
    pub id: i64,
    /// Its number for people.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// The language of its text.
    pub language: Language,
    /// Where it is on its way.
    pub state: PetitionState,
    /// The body: Dutch name, English name.
    pub body: (String, String),
    /// When it was filed.
    pub filed_at: DateTime<Utc>,
    /// When it was put before the clerk last.
    pub submitted_at: Option<DateTime<Utc>>,
    /// How often its text was put before the clerk.
    pub text_version: i32,
    /// First moment at which what is owed is overdue.
    pub due_at: Option<DateTime<Utc>>,
    /// Its published count.
    pub total: i64,
    /// Who works on it: key and name.
    pub claimed_by: Option<(i64, String)>,
    /// How much news waits.
    pub waiting_updates: i64,
}

/// A page of the desk's list.
#[derive(Debug, Clone)]
pub struct DeskPage {
    /// The petitions.
    pub items: Vec<DeskItem>,
    /// Where the next page begins: moment (microseconds) and key; `None` on the last one.
    pub next: Option<(i64, i64)>,
}

#[derive(Queryable)]
struct Row {
    id: i64,
    reference: String,
    title: String,
    lang: String,
    state: String,
    body: (String, String),
    filed_at: Moment,
    submitted_at: Option<Moment>,
    text_version: i32,
    due_at: Option<Moment>,
    total: i64,
}

/// The states of a stage.
fn states(stage: Stage) -> Vec<&'static str> {
    use PetitionState as S;
    let states: &[S] = match stage {
        Stage::Waiting => &[S::Submitted],
        Stage::Revision => &[S::RevisionRequested],
        Stage::Running => &[S::Open],
        Stage::ToHandOver => &[S::Closed],
        Stage::ToAnswer => &[S::HandedOver, S::Refused],
        Stage::News => &[S::Open, S::Closed, S::HandedOver, S::Answered],
        Stage::All => &[
            S::Submitted,
            S::RevisionRequested,
            S::Refused,
            S::Forwarded,
            S::Open,
            S::Closed,
            S::HandedOver,
            S::Answered,
            S::Withdrawn,
            S::Joined,
            S::TakenDown,
        ],
    };
    states.iter().map(|state| state.code()).collect()
}

/// One page of the petitions that match. What was imported from elsewhere is not the desk's.
///
/// # Errors
/// Only what the database says; `limit` is trusted to be small.
pub fn desk_page(
    db: &mut Db,
    filter: &DeskFilter,
    sort: DeskSort,
    after: Option<(i64, i64)>,
    limit: i64,
    now: DateTime<Utc>,
) -> StoreResult<DeskPage> {
    use petitions as p;
    let owed = obligations::petition_id
        .eq(p::id)
        .and(obligations::met_at.is_null());
    let mut query = p::table
        .inner_join(bodies::table)
        .inner_join(petition_counts::table)
        .left_join(obligations::table.on(owed))
        .filter(p::body_id.eq_any(&filter.bodies))
        .filter(p::state.eq_any(states(filter.stage)))
        .filter(p::source_key.is_null())
        .select((
            p::id,
            p::reference,
            p::title,
            p::lang,
            p::state,
            (bodies::name_nl, bodies::name_en),
            p::filed_at,
            p::submitted_at,
            p::text_version,
            obligations::due_at.nullable(),
            petition_counts::total,
        ))
        .limit(limit + 1)
        .into_boxed();
    if filter.stage == Stage::ToAnswer || sort == DeskSort::Due {
        query = query.filter(obligations::due_at.is_not_null());
    }
    let words = filter.words.trim();
    if !words.is_empty() {
        let pattern = format!("%{}%", escaped(words));
        // LIKE folds ASCII letters on SQLite only: both sides are folded.
        query = query.filter(
            diesel::dsl::sql::<diesel::sql_types::Bool>("(LOWER(petitions.title) LIKE LOWER(")
                .bind::<diesel::sql_types::Text, _>(pattern.clone())
                .sql(") ESCAPE '\\' OR LOWER(petitions.reference) LIKE LOWER(")
                .bind::<diesel::sql_types::Text, _>(pattern)
                .sql(") ESCAPE '\\')"),
        );
    }
    if filter.stage == Stage::News {
        let waiting = petition_updates::table
            .filter(petition_updates::state.eq("waiting"))
            .select(petition_updates::petition_id);
        query = query.filter(p::id.eq_any(waiting));
    }
    if let Some(staff_id) = filter.claimed_by {
        let own = petition_claims::table
            .filter(petition_claims::staff_id.eq(staff_id))
            .filter(petition_claims::until.gt(Moment::from(now)))
            .select(petition_claims::petition_id);
        query = query.filter(p::id.eq_any(own));
    }
    let at = |micros: i64| {
        DateTime::from_timestamp_micros(micros)
            .map(Moment::from)
            .ok_or_else(|| StoreError::corrupt("petitions", &micros))
    };
    let due = obligations::due_at;
    query = match sort {
        DeskSort::Due => query.order((due.asc(), p::id.asc())),
        DeskSort::Newest => query.order((p::filed_at.desc(), p::id.desc())),
        DeskSort::Oldest => query.order((p::filed_at.asc(), p::id.asc())),
    };
    if let Some((micros, id)) = after {
        let at = at(micros)?;
        query = match sort {
            DeskSort::Due => query.filter(due.gt(at).or(due.eq(at).and(p::id.gt(id)))),
            DeskSort::Newest => {
                query.filter(p::filed_at.lt(at).or(p::filed_at.eq(at).and(p::id.lt(id))))
            }
            DeskSort::Oldest => {
                query.filter(p::filed_at.gt(at).or(p::filed_at.eq(at).and(p::id.gt(id))))
            }
        };
    }
    let mut rows: Vec<Row> = query.load(db)?;
    let page_size = usize::try_from(limit).unwrap_or(0);
    let more = rows.len() > page_size;
    rows.truncate(page_size);
    let next = rows.last().filter(|_| more).map(|row| {
        let at = match sort {
            DeskSort::Due => row.due_at.unwrap_or(row.filed_at),
            DeskSort::Newest | DeskSort::Oldest => row.filed_at,
        };
        (DateTime::<Utc>::from(at).timestamp_micros(), row.id)
    });
    Ok(DeskPage {
        items: items(db, rows, now)?,
        next,
    })
}

/// `%`, `_` and `\` stand for themselves.
fn escaped(words: &str) -> String {
    words
        .replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_")
}

fn items(db: &mut Db, rows: Vec<Row>, now: DateTime<Utc>) -> StoreResult<Vec<DeskItem>> {
    use petition_claims as c;
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let claims: HashMap<i64, (i64, String)> = c::table
        .inner_join(staff::table)
        .filter(c::petition_id.eq_any(&ids))
        .filter(c::until.gt(Moment::from(now)))
        .select((c::petition_id, (staff::id, staff::name)))
        .load::<(i64, (i64, String))>(db)?
        .into_iter()
        .collect();
    let updates: HashMap<i64, i64> = petition_updates::table
        .filter(petition_updates::petition_id.eq_any(&ids))
        .filter(petition_updates::state.eq("waiting"))
        .group_by(petition_updates::petition_id)
        .select((petition_updates::petition_id, diesel::dsl::count_star()))
        .load::<(i64, i64)>(db)?
        .into_iter()
        .collect();
    rows.into_iter()
        .map(|row| {
            let corrupt = || StoreError::corrupt("petitions", &row.id);
            Ok(DeskItem {
                language: Language::from_tag(&row.lang).ok_or_else(corrupt)?,
                state: PetitionState::from_code(&row.state).ok_or_else(corrupt)?,
                claimed_by: claims.get(&row.id).cloned(),
                waiting_updates: updates.get(&row.id).copied().unwrap_or(0),
                id: row.id,
                reference: row.reference,
                title: row.title,
                body: row.body,
                filed_at: row.filed_at.into(),
                submitted_at: utc(row.submitted_at),
                text_version: row.text_version,
                due_at: utc(row.due_at),
                total: row.total,
            })
        })
        .collect()
}

/// How many petitions of some bodies are in each stage, in the order of [`Stage::ALL`].
pub fn stage_counts(db: &mut Db, own: &[i64]) -> StoreResult<Vec<(Stage, i64)>> {
    use petitions as p;
    let by_state: HashMap<String, i64> = p::table
        .filter(p::body_id.eq_any(own).and(p::source_key.is_null()))
        .group_by(p::state)
        .select((p::state, diesel::dsl::count_star()))
        .load::<(String, i64)>(db)?
        .into_iter()
        .collect();
    let owed: i64 = obligations::table
        .inner_join(p::table)
        .filter(p::body_id.eq_any(own).and(p::source_key.is_null()))
        .filter(p::state.eq_any(states(Stage::ToAnswer)))
        .filter(obligations::met_at.is_null())
        .count()
        .get_result(db)?;
    let news: i64 = petition_updates::table
        .inner_join(p::table)
        .filter(p::body_id.eq_any(own))
        .filter(p::state.eq_any(states(Stage::News)))
        .filter(petition_updates::state.eq("waiting"))
        .select(diesel::dsl::count(petition_updates::petition_id).aggregate_distinct())
        .first(db)?;
    Ok(Stage::ALL
        .into_iter()
        .map(|stage| {
            let number = match stage {
                Stage::ToAnswer => owed,
                Stage::News => news,
                other => states(other)
                    .iter()
                    .map(|state| by_state.get(*state).copied().unwrap_or(0))
                    .sum(),
            };
            (stage, number)
        })
        .collect())
}
