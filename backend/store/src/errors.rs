//! What can go wrong in the store.

use diesel::result::{DatabaseErrorKind, Error as DieselError};

/// The result of everything in the store.
pub type StoreResult<T> = Result<T, StoreError>;

/// A surprise while reading or writing. That something does not exist is an `Option`, not an error.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Somebody else has this unique value already.
    #[error("already taken")]
    Taken,
    /// Somebody else changed it first.
    #[error("changed by somebody else in the meantime")]
    Changed,
    /// A stored value that our own rules refuse.
    #[error("corrupt data in table {table}, row {row}")]
    Corrupt {
        /// The table.
        table: &'static str,
        /// The row, by its key.
        row: String,
    },
    /// No connection could be had in time.
    #[error("no database connection: {0}")]
    Unavailable(String),
    /// The schema could not be brought up to date.
    #[error("migration failed: {0}")]
    Migration(String),
    /// The engine refused.
    #[error("database: {0}")]
    Database(#[source] DieselError),
}

impl From<DieselError> for StoreError {
    fn from(error: DieselError) -> Self {
        match error {
            DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => Self::Taken,
            other => Self::Database(other),
        }
    }
}

impl StoreError {
    /// A row whose stored value our own rules refuse.
    pub(crate) fn corrupt(table: &'static str, row: &(impl std::fmt::Display + ?Sized)) -> Self {
        Self::Corrupt {
            table,
            row: row.to_string(),
        }
    }

    /// Whether the same transaction may succeed when it is tried once more: two transactions met.
    pub(crate) fn is_collision(&self) -> bool {
        match self {
            // The next try looks at what somebody else left.
            Self::Changed => true,
            Self::Database(DieselError::DatabaseError(
                DatabaseErrorKind::SerializationFailure,
                _,
            )) => true,
            Self::Database(DieselError::DatabaseError(DatabaseErrorKind::Unknown, information)) => {
                information.message().contains("deadlock detected")
                    || information.message().contains("database is locked")
            }
            _ => false,
        }
    }
}
