//! Lists of commitments: what is still owed first, in the order of the due day, so that what is
//! overdue leads; paging by key.

use super::find::{CommitmentRecord, CommitmentSubject, Row, chosen, record};
use crate::Db;
use crate::errors::StoreResult;
use crate::schema::{bodies, commitments, rounds};
use chrono::{NaiveDate, TimeDelta};
use diesel::prelude::*;
use weerklank_domain::commitments::CommitmentState;

/// What a list is narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only those of the body of this slug.
    pub body: Option<String>,
    /// Only those of these bodies, by their keys.
    pub bodies: Option<Vec<i64>>,
    /// Only those in this state.
    pub state: Option<CommitmentState>,
    /// Only what is open and was due before this day.
    pub overdue_on: Option<NaiveDate>,
}

/// Where the next page begins: after the commitment with these values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// Whether it is settled: 0 or 1.
    pub settled: i16,
    /// Its due day.
    pub due_on: NaiveDate,
    /// Its key.
    pub id: i64,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The commitments.
    pub items: Vec<CommitmentRecord>,
    /// Where the next page begins; `None` on the last one.
    pub next: Option<Cursor>,
}

/// How many commitments stand where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Those still owed, overdue ones among them.
    pub open: i64,
    /// Those that should have been done by now.
    pub overdue: i64,
    /// Those that were done.
    pub done: i64,
    /// Those that were dropped.
    pub dropped: i64,
}

/// A body, and how many commitments it made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyCount {
    /// Its name in addresses.
    pub slug: String,
    /// Its Dutch and English name.
    pub names: (String, String),
    /// How many.
    pub count: i64,
}

impl Cursor {
    fn of(commitment: &CommitmentRecord) -> Self {
        Self {
            settled: i16::from(commitment.state != CommitmentState::Open),
            due_on: commitment.due_on,
            id: commitment.id,
        }
    }
}

/// Narrows any query on commitments and bodies; a macro, since their types have no name in common.
macro_rules! narrowed {
    ($query:expr, $filter:expr) => {{
        let mut query = $query;
        if let Some(slug) = &$filter.body {
            query = query.filter(bodies::slug.eq(slug.clone()));
        }
        if let Some(ids) = &$filter.bodies {
            query = query.filter(commitments::body_id.eq_any(ids.clone()));
        }
        if let Some(state) = $filter.state {
            query = query.filter(commitments::state.eq(state.code()));
        }
        if let Some(day) = $filter.overdue_on {
            query = query
                .filter(commitments::settled.eq(0_i16))
                .filter(commitments::due_on.lt(day));
        }
        query
    }};
}

/// One page of the commitments that match.
pub fn page(db: &mut Db, filter: &Filter, after: Option<Cursor>, limit: i64) -> StoreResult<Page> {
    use commitments as c;
    let mut query = narrowed!(chosen!().into_boxed(), filter)
        .order((c::settled, c::due_on, c::id))
        .limit(limit + 1);
    if let Some(cursor) = after {
        let (settled, due_on, id) = (cursor.settled, cursor.due_on, cursor.id);
        let later = c::due_on
            .gt(due_on)
            .or(c::due_on.eq(due_on).and(c::id.gt(id)));
        query = query.filter(c::settled.gt(settled).or(c::settled.eq(settled).and(later)));
    }
    let rows: Vec<Row> = query.load(db)?;
    let page_size = usize::try_from(limit).unwrap_or(0);
    let more = rows.len() > page_size;
    let items = rows
        .into_iter()
        .take(page_size)
        .map(record)
        .collect::<StoreResult<Vec<_>>>()?;
    let next = items.last().filter(|_| more).map(Cursor::of);
    Ok(Page { items, next })
}

/// Counts the commitments that match by where they stand; the states of the filter do not matter.
pub fn counts(db: &mut Db, filter: &Filter, today: NaiveDate) -> StoreResult<Counts> {
    let wider = Filter {
        state: None,
        overdue_on: None,
        ..filter.clone()
    };
    let base = || commitments::table.inner_join(bodies::table);
    let number = |db: &mut Db, state: CommitmentState| -> StoreResult<i64> {
        let query = base()
            .filter(commitments::state.eq(state.code()))
            .select(diesel::dsl::count_star())
            .into_boxed();
        Ok(narrowed!(query, wider).first(db)?)
    };
    let overdue = base()
        .filter(commitments::settled.eq(0_i16))
        .filter(commitments::due_on.lt(today))
        .select(diesel::dsl::count_star())
        .into_boxed();
    Ok(Counts {
        open: number(db, CommitmentState::Open)?,
        overdue: narrowed!(overdue, wider).first(db)?,
        done: number(db, CommitmentState::Done)?,
        dropped: number(db, CommitmentState::Dropped)?,
    })
}

/// What the desk has to see to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DueCounts {
    /// What should have been done by now.
    pub overdue: i64,
    /// What is due today or within the next days.
    pub soon: i64,
}

/// So many days before its due day the desk is reminded of a commitment.
const REMIND_DAYS: TimeDelta = TimeDelta::days(14);

/// Counts what some bodies have to see to.
pub fn due_counts(db: &mut Db, of_bodies: &[i64], today: NaiveDate) -> StoreResult<DueCounts> {
    let open = || {
        commitments::table
            .filter(commitments::body_id.eq_any(of_bodies))
            .filter(commitments::settled.eq(0_i16))
    };
    let soon = open()
        .filter(commitments::due_on.ge(today))
        .filter(commitments::due_on.le(today + REMIND_DAYS));
    Ok(DueCounts {
        overdue: open()
            .filter(commitments::due_on.lt(today))
            .count()
            .get_result(db)?,
        soon: soon.count().get_result(db)?,
    })
}

/// The bodies that made commitments, by name.
pub fn bodies_with_commitments(db: &mut Db) -> StoreResult<Vec<BodyCount>> {
    let rows: Vec<(String, String, String, i64)> = commitments::table
        .inner_join(bodies::table)
        .group_by((bodies::slug, bodies::name_nl, bodies::name_en))
        .order(bodies::name_nl)
        .select((
            bodies::slug,
            bodies::name_nl,
            bodies::name_en,
            diesel::dsl::count_star(),
        ))
        .load(db)?;
    Ok(rows
        .into_iter()
        .map(|(slug, dutch, english, count)| BodyCount {
            slug,
            names: (dutch, english),
            count,
        })
        .collect())
}

/// The most commitments that are named on the page of what they are about.
const MOST_OF_SUBJECT: i64 = 50;

/// The commitments about something: of a dossier also those about its rounds.
pub fn of_subject(db: &mut Db, subject: CommitmentSubject) -> StoreResult<Vec<CommitmentRecord>> {
    use commitments as c;
    let query = chosen!()
        .order((c::settled, c::due_on, c::id))
        .limit(MOST_OF_SUBJECT)
        .into_boxed();
    let rows: Vec<Row> = match subject {
        CommitmentSubject::Dossier(id) => {
            let of_dossier: Vec<Option<i64>> = rounds::table
                .filter(rounds::dossier_id.eq(id))
                .select(rounds::id.nullable())
                .load(db)?;
            query
                .filter(
                    c::dossier_id
                        .eq(Some(id))
                        .or(c::round_id.eq_any(of_dossier))
                        .assume_not_null(),
                )
                .load(db)?
        }
        CommitmentSubject::Round(id) => query.filter(c::round_id.eq(Some(id))).load(db)?,
        CommitmentSubject::Petition(id) => query.filter(c::petition_id.eq(Some(id))).load(db)?,
        CommitmentSubject::Proposal(id) => query.filter(c::proposal_id.eq(Some(id))).load(db)?,
    };
    rows.into_iter().map(record).collect()
}
