//! Decision lists as they were published: append-only.

use crate::Db;
use crate::errors::{StoreError, StoreResult};
use crate::moment::Moment;
use crate::schema::decision_lists as d;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

/// A line: what was decided on an item. Of a closed one only number and title are on the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionLine {
    /// The number of the item.
    pub number: String,
    /// Its title.
    pub title: String,
    /// How deep it lies.
    pub level: usize,
    /// Whether it was dealt with behind closed doors.
    pub closed: bool,
    /// What was decided; empty where nothing was.
    pub decision: String,
    /// What was put to the vote, with what became of it.
    pub proposals: Vec<DecidedProposal>,
}

/// A proposal on a decision list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecidedProposal {
    /// Its reference.
    pub reference: String,
    /// The code of its kind.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// The code of its state.
    pub state: String,
}

/// A decision list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionListRecord {
    /// 1, 2, 3 …
    pub version: i32,
    /// Its lines.
    pub lines: Vec<DecisionLine>,
    /// Why it stands in the place of the version before it.
    pub correction: Option<String>,
    /// When it was published.
    pub published_at: DateTime<Utc>,
}

/// The versions of a meeting's decision list, the newest first.
pub fn decision_lists(db: &mut Db, meeting_id: i64) -> StoreResult<Vec<DecisionListRecord>> {
    let rows: Vec<(i32, String, Option<String>, Moment)> = d::table
        .filter(d::meeting_id.eq(meeting_id))
        .order(d::version.desc())
        .select((d::version, d::lines, d::correction, d::published_at))
        .load(db)?;
    rows.into_iter()
        .map(|(version, lines, correction, published_at)| {
            Ok(DecisionListRecord {
                version,
                lines: serde_json::from_str(&lines)
                    .map_err(|_| StoreError::corrupt("decision_lists", &meeting_id))?,
                correction,
                published_at: published_at.into(),
            })
        })
        .collect()
}

/// Publishes the version after the one that was read (0: the first).
///
/// # Errors
/// [`StoreError::Taken`] when there is such a version already.
pub fn publish_decisions(
    db: &mut Db,
    meeting_id: i64,
    read: i32,
    lines: &[DecisionLine],
    correction: Option<&str>,
    (staff_id, at): (Option<i64>, DateTime<Utc>),
) -> StoreResult<()> {
    let lines = serde_json::to_string(lines)
        .map_err(|_| StoreError::corrupt("decision_lists", &meeting_id))?;
    diesel::insert_into(d::table)
        .values((
            d::meeting_id.eq(meeting_id),
            d::version.eq(read + 1),
            d::lines.eq(lines),
            d::correction.eq(correction),
            d::staff_id.eq(staff_id),
            d::published_at.eq(Moment::from(at)),
        ))
        .execute(db)?;
    Ok(())
}
