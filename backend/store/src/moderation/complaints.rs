//! Complaints: somebody asks for the decision of another person.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::{Moment, utc};
use crate::schema::{complaints, moderation_decisions};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use weerklank_domain::moderation::{ComplaintOutcome, Side};

/// A complaint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComplaintRecord {
    /// Its key.
    pub id: i64,
    /// The decision that it is about.
    pub decision_id: i64,
    /// The body that decided.
    pub body_id: i64,
    /// Who took that decision: somebody else decides now.
    pub decided_by: i64,
    /// Who asks.
    pub side: Side,
    /// Why.
    pub text: String,
    /// When it came.
    pub opened_at: DateTime<Utc>,
    /// What became of it, by which decision, and when.
    pub closed: Option<(ComplaintOutcome, i64, DateTime<Utc>)>,
}

/// Keeps a complaint; [`StoreError::Taken`] when this side complained before.
pub fn add_complaint(
    db: &mut Db,
    (decision_id, decided_by): (i64, i64),
    side: Side,
    text: &str,
    at: DateTime<Utc>,
) -> StoreResult<i64> {
    Ok(diesel::insert_into(complaints::table)
        .values((
            complaints::decision_id.eq(decision_id),
            complaints::decided_by.eq(decided_by),
            complaints::side.eq(side.code()),
            complaints::text.eq(text),
            complaints::opened_at.eq(Moment::from(at)),
        ))
        .returning(complaints::id)
        .get_result(db)?)
}

type Row = (
    i64,
    (i64, i64, i64),
    String,
    String,
    Moment,
    (Option<String>, Option<i64>, Option<Moment>),
);

macro_rules! rows {
    () => {
        complaints::table
            .inner_join(
                moderation_decisions::table
                    .on(moderation_decisions::id.eq(complaints::decision_id)),
            )
            .select((
                complaints::id,
                (
                    complaints::decision_id,
                    moderation_decisions::body_id,
                    complaints::decided_by,
                ),
                complaints::side,
                complaints::text,
                complaints::opened_at,
                (
                    complaints::outcome,
                    complaints::review_id,
                    complaints::closed_at,
                ),
            ))
    };
}

fn record(row: Row) -> StoreResult<ComplaintRecord> {
    let (id, (decision_id, body_id, decided_by), side, text, at, (outcome, review, closed)) = row;
    let corrupt = || StoreError::corrupt("complaints", &id);
    let outcome = outcome
        .map(|code| ComplaintOutcome::from_code(&code).ok_or_else(corrupt))
        .transpose()?;
    Ok(ComplaintRecord {
        decision_id,
        body_id,
        decided_by,
        side: Side::from_code(&side).ok_or_else(corrupt)?,
        text,
        opened_at: at.into(),
        closed: outcome
            .zip(review)
            .zip(utc(closed))
            .map(|((outcome, review), at)| (outcome, review, at)),
        id,
    })
}

/// One complaint.
pub fn complaint(db: &mut Db, id: i64) -> StoreResult<Option<ComplaintRecord>> {
    let row: Option<Row> = rows!().filter(complaints::id.eq(id)).first(db).optional()?;
    row.map(record).transpose()
}

/// The complaint of a side about a decision.
pub fn complaint_of(
    db: &mut Db,
    decision_id: i64,
    side: Side,
) -> StoreResult<Option<ComplaintRecord>> {
    let row: Option<Row> = rows!()
        .filter(complaints::decision_id.eq(decision_id))
        .filter(complaints::side.eq(side.code()))
        .first(db)
        .optional()?;
    row.map(record).transpose()
}

/// The complaints that wait at some bodies after a key, the oldest first.
pub fn open_complaints(
    db: &mut Db,
    bodies: &[i64],
    after: i64,
    most: i64,
) -> StoreResult<Vec<ComplaintRecord>> {
    let rows: Vec<Row> = rows!()
        .filter(complaints::outcome.is_null())
        .filter(moderation_decisions::body_id.eq_any(bodies))
        .filter(complaints::id.gt(after))
        .order(complaints::id)
        .limit(most)
        .load(db)?;
    rows.into_iter().map(record).collect()
}

/// Records what became of a complaint; `false` when it was decided before.
pub fn close_complaint(
    db: &mut Db,
    id: i64,
    outcome: ComplaintOutcome,
    (reviewer_id, review_id): (i64, i64),
    at: DateTime<Utc>,
) -> StoreResult<bool> {
    let changed = diesel::update(complaints::table.find(id))
        .filter(complaints::outcome.is_null())
        .set((
            complaints::outcome.eq(Some(outcome.code())),
            complaints::reviewer_id.eq(Some(reviewer_id)),
            complaints::review_id.eq(Some(review_id)),
            complaints::closed_at.eq(Some(Moment::from(at))),
        ))
        .execute(db)?;
    Ok(changed == 1)
}
