//! What happened to commitments.

use super::change::StepText;
use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::Moment;
use crate::schema::{commitment_steps as s, commitments as c};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use weerklank_domain::Language;
use weerklank_domain::commitments::StepKind;

/// Something that happened to a commitment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepRecord {
    /// Its key.
    pub id: i64,
    /// Its number within the commitment, from 1 on.
    pub number: i32,
    /// What happened.
    pub kind: StepKind,
    /// When.
    pub at: DateTime<Utc>,
    /// What the commitment said from then on.
    pub text: StepText,
    /// Why; for what is done, the evidence (Markdown).
    pub reason: String,
    /// Where the evidence stands.
    pub url: Option<String>,
}

#[derive(Queryable)]
struct Row {
    id: i64,
    number: i32,
    kind: String,
    at: Moment,
    title: String,
    text: String,
    owner: String,
    due_on: NaiveDate,
    reason: String,
    url: Option<String>,
}

fn record(row: Row) -> StoreResult<StepRecord> {
    Ok(StepRecord {
        kind: StepKind::from_code(&row.kind)
            .ok_or_else(|| StoreError::corrupt("commitment_steps", &row.id))?,
        id: row.id,
        number: row.number,
        at: row.at.into(),
        text: StepText {
            title: row.title,
            text: row.text,
            owner: row.owner,
            due_on: row.due_on,
        },
        reason: row.reason,
        url: row.url,
    })
}

/// The steps of a commitment, the oldest first.
pub fn steps(db: &mut Db, commitment_id: i64) -> StoreResult<Vec<StepRecord>> {
    let rows: Vec<Row> = s::table
        .filter(s::commitment_id.eq(commitment_id))
        .order(s::number)
        .select((
            s::id,
            s::number,
            s::kind,
            s::at,
            s::title,
            s::text,
            s::owner,
            s::due_on,
            s::reason,
            s::url,
        ))
        .load(db)?;
    rows.into_iter().map(record).collect()
}

/// A step with its commitment, for a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LatestStep {
    /// The number of the commitment.
    pub commitment: i64,
    /// The language of its text.
    pub language: Language,
    /// Its number within the commitment.
    pub number: i32,
    /// What happened.
    pub kind: StepKind,
    /// When.
    pub at: DateTime<Utc>,
    /// What the commitment said from then on, in a line.
    pub title: String,
    /// Why; for what is done, the evidence (Markdown).
    pub reason: String,
}

type LatestRow = (i64, i64, String, i32, String, Moment, String, String);

/// What happened to commitments last, the newest first.
pub fn latest_steps(db: &mut Db, limit: i64) -> StoreResult<Vec<LatestStep>> {
    let rows: Vec<LatestRow> = s::table
        .inner_join(c::table)
        .order((s::at.desc(), s::id.desc()))
        .limit(limit)
        .select((
            s::id,
            c::number,
            c::lang,
            s::number,
            s::kind,
            s::at,
            s::title,
            s::reason,
        ))
        .load(db)?;
    rows.into_iter()
        .map(|(id, commitment, lang, number, kind, at, title, reason)| {
            let corrupt = || StoreError::corrupt("commitment_steps", &id);
            Ok(LatestStep {
                language: Language::from_tag(&lang).ok_or_else(corrupt)?,
                kind: StepKind::from_code(&kind).ok_or_else(corrupt)?,
                commitment,
                number,
                at: at.into(),
                title,
                reason,
            })
        })
        .collect()
}
