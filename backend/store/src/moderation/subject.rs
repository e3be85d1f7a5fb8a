//! What is moderated: one subject of four kinds, and the four columns that hold its key.

use crate::errors::{StoreError, StoreResult};

/// What a decision, a notice, a limit or an item of the queue is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ModerationSubject {
    /// An input, by its key.
    Input(i64),
    /// A reply, by its key.
    Reply(i64),
    /// The text of a petition, by its key.
    Petition(i64),
    /// News of a petitioner, by its key.
    Update(i64),
}

/// The columns `input_id`, `reply_id`, `petition_id` and `update_id` of a row: exactly one is filled.
pub(super) type SubjectKeys = (Option<i64>, Option<i64>, Option<i64>, Option<i64>);

impl ModerationSubject {
    /// The column of the subject, and its key.
    pub(super) fn column(self) -> (&'static str, i64) {
        match self {
            Self::Input(id) => ("input_id", id),
            Self::Reply(id) => ("reply_id", id),
            Self::Petition(id) => ("petition_id", id),
            Self::Update(id) => ("update_id", id),
        }
    }

    /// The condition that a row of a table is about it. A key is a number of ours.
    pub(super) fn is_of(self, table: &str) -> String {
        let (column, id) = self.column();
        format!("{table}.{column} = {id}")
    }

    pub(super) fn input(self) -> Option<i64> {
        match self {
            Self::Input(id) => Some(id),
            Self::Reply(_) | Self::Petition(_) | Self::Update(_) => None,
        }
    }

    pub(super) fn reply(self) -> Option<i64> {
        match self {
            Self::Reply(id) => Some(id),
            Self::Input(_) | Self::Petition(_) | Self::Update(_) => None,
        }
    }

    pub(super) fn petition(self) -> Option<i64> {
        match self {
            Self::Petition(id) => Some(id),
            Self::Input(_) | Self::Reply(_) | Self::Update(_) => None,
        }
    }

    pub(super) fn update(self) -> Option<i64> {
        match self {
            Self::Update(id) => Some(id),
            Self::Input(_) | Self::Reply(_) | Self::Petition(_) => None,
        }
    }

    /// The subject of a row.
    pub(super) fn of(keys: SubjectKeys, table: &'static str, id: i64) -> StoreResult<Self> {
        match keys {
            (Some(input), None, None, None) => Ok(Self::Input(input)),
            (None, Some(reply), None, None) => Ok(Self::Reply(reply)),
            (None, None, Some(petition), None) => Ok(Self::Petition(petition)),
            (None, None, None, Some(update)) => Ok(Self::Update(update)),
            _ => Err(StoreError::corrupt(table, &id)),
        }
    }
}
