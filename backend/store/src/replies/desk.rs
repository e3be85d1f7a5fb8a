//! The desk's list of replies: those that wait, those that everybody reads, those that are hidden.

use super::ReplyRecord;
use super::find::{Row, record, rows};
use crate::Db;
use crate::errors::StoreResult;
use crate::schema::{bodies, replies};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;

/// Which replies are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeskReplies {
    /// Those that wait until they were read, the oldest first.
    Awaiting,
    /// Those that everybody reads, the newest first.
    Shown,
    /// Those that a moderator hid, the newest first.
    Hidden,
}

impl DeskReplies {
    /// Every list.
    pub const ALL: [Self; 3] = [Self::Awaiting, Self::Shown, Self::Hidden];

    /// The word for it in addresses and message keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Awaiting => "awaiting",
            Self::Shown => "shown",
            Self::Hidden => "hidden",
        }
    }

    /// The list of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.code() == code)
    }

    /// Word for word the conditions of the partial indexes: SQLite compares them.
    fn condition(self) -> &'static str {
        match self {
            Self::Awaiting => "replies.moderation = 'awaiting'",
            Self::Shown => "replies.moderation IN ('visible', 'limited')",
            Self::Hidden => "replies.moderation = 'hidden'",
        }
    }
}

/// A page of replies below what belongs to some bodies, after the reply of a key; those that their
/// authors deleted are left out.
pub fn desk_replies(
    db: &mut Db,
    bodies: &[i64],
    list: DeskReplies,
    after: Option<i64>,
    limit: i64,
) -> StoreResult<Vec<ReplyRecord>> {
    if bodies.is_empty() {
        return Ok(Vec::new());
    }
    let keys: Vec<String> = bodies.iter().map(ToString::to_string).collect();
    // The body of a thread is that of one of three tables; numbers need no binding.
    let theirs = format!(
        "replies.thread_id IN (
            SELECT t.id FROM threads t
            LEFT JOIN inputs i ON i.id = t.input_id
            LEFT JOIN rounds r ON r.id = i.round_id
            LEFT JOIN dossiers d ON d.id = r.dossier_id OR d.id = t.dossier_id
            LEFT JOIN petitions p ON p.id = t.petition_id
            WHERE t.id = replies.thread_id AND COALESCE(d.body_id, p.body_id) IN ({}))",
        keys.join(", ")
    );
    let mut query = rows!()
        .filter(sql::<Bool>(list.condition()))
        .filter(sql::<Bool>(&theirs))
        .filter(replies::is_deleted.eq(false))
        .limit(limit)
        .into_boxed();
    query = match list {
        DeskReplies::Awaiting => query
            .filter(replies::id.gt(after.unwrap_or(0)))
            .order(replies::id),
        DeskReplies::Shown | DeskReplies::Hidden => query
            .filter(replies::id.lt(after.unwrap_or(i64::MAX)))
            .order(replies::id.desc()),
    };
    let rows: Vec<Row> = query.load(db)?;
    rows.into_iter().map(record).collect()
}
