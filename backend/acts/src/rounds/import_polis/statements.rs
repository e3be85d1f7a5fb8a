//! The statements of a Polis conversation, with the counts that the export caches beside them.

use crate::errors::ActResult;
use crate::rounds::csv_file::{CsvFile, Row};
use crate::rounds::odd::{Odd, met};
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;
use std::path::Path;

pub(super) const STATEMENTS: &str = "comments.csv";

/// A statement that somebody put before the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolisStatement {
    /// Its number in the conversation.
    pub id: i64,
    /// The number of its author in the conversation.
    pub author: i64,
    /// Its text.
    pub text: String,
    /// When it was sent.
    pub at: DateTime<Utc>,
    /// What the moderators of the conversation made of it.
    pub moderated: Moderation,
}

/// What moderators made of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moderation {
    /// They took it away. The export tells no reason.
    Rejected,
    /// They accepted it, or did not look at it.
    Visible,
}

/// A statement with the counts that the export caches beside it.
pub(super) struct Cached {
    pub(super) statement: PolisStatement,
    pub(super) agrees: i64,
    pub(super) disagrees: i64,
}

impl Cached {
    pub(super) fn is_rejected(&self) -> bool {
        self.statement.moderated == Moderation::Rejected
    }
}

/// The statements by number; `claimed` is how many the summary tells.
///
/// # Errors
/// [`ActError::Unusable`](crate::ActError::Unusable) as for the whole conversation.
pub(super) fn read_statements(
    folder: &Path,
    claimed: Option<i64>,
    odd: &mut Vec<Odd>,
) -> ActResult<BTreeMap<i64, Cached>> {
    let columns = [
        "timestamp",
        "comment-id",
        "author-id",
        "agrees",
        "disagrees",
        "moderated",
        "comment-body",
    ];
    let file = CsvFile::read(folder, STATEMENTS, &columns)?;
    let mut statements = BTreeMap::new();
    let (mut rows, mut repeated, mut blank) = (0_i64, 0, 0);
    for row in file.rows() {
        rows += 1;
        let cached = statement(&row)?;
        if statements.contains_key(&cached.statement.id) {
            repeated += 1;
            continue;
        }
        blank += usize::from(cached.statement.text.is_empty());
        statements.insert(cached.statement.id, cached);
    }
    let rejected = statements.values().filter(|cached| cached.is_rejected());
    odd.extend(met([
        claimed_count(claimed.unwrap_or(rows), rows),
        Odd::Repeated {
            file: STATEMENTS,
            count: repeated,
        },
        Odd::Blank {
            file: STATEMENTS,
            count: blank,
        },
        Odd::RejectedWithoutReason(rejected.count()),
    ]));
    Ok(statements)
}

pub(super) fn claimed_count(claimed: i64, found: i64) -> Odd {
    Odd::ClaimedCount {
        count: usize::from(claimed != found),
        claimed,
        found,
    }
}

fn statement(row: &Row<'_>) -> ActResult<Cached> {
    let moderated = match row.number("moderated")? {
        -1 => Moderation::Rejected,
        0 | 1 => Moderation::Visible,
        _ => return Err(row.fault("moderated", "is none of -1, 0 and 1")),
    };
    Ok(Cached {
        statement: PolisStatement {
            id: row.number("comment-id")?,
            author: row.number("author-id")?,
            text: row.text("comment-body").to_owned(),
            at: moment(row)?,
            moderated,
        },
        agrees: row.amount("agrees")?,
        disagrees: row.amount("disagrees")?,
    })
}

/// Only the timestamp: the date beside it is local, with an abbreviation that names several zones.
pub(super) fn moment(row: &Row<'_>) -> ActResult<DateTime<Utc>> {
    DateTime::from_timestamp_millis(row.number("timestamp")?)
        .ok_or_else(|| row.fault("timestamp", "is no moment in milliseconds"))
}
