//! The two engines behind one connection type, the pools, and the only two doors: read and write.

use crate::errors::{StoreError, StoreResult};
use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::r2d2::{ManageConnection, Pool, PooledConnection, R2D2Connection};
use diesel::{Connection as _, MultiConnection, PgConnection, SqliteConnection};
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

/// A connection to either engine.
#[derive(MultiConnection)]
pub enum Db {
    /// PostgreSQL 15 or newer.
    Postgres(PgConnection),
    /// The built-in SQLite.
    Sqlite(SqliteConnection),
}

/// Expands one expression for each engine, for the few queries whose clause diesel does not offer
/// for both at once. Every use says which clause forces it.
macro_rules! on_both {
    ($connection:expr, |$inner:ident| $body:expr) => {
        match $connection {
            $crate::Db::Postgres($inner) => $body,
            $crate::Db::Sqlite($inner) => $body,
        }
    };
}
pub(crate) use on_both;

/// Where the data is: `sqlite:PATH` or `postgres://…`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// A PostgreSQL address.
    Postgres(String),
    /// A SQLite file.
    Sqlite(PathBuf),
}

/// An address that names no engine of ours. The scheme must be there: a typing error must not
/// create a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a database address begins with sqlite: or postgres://")]
pub struct UrlFault;

impl FromStr for DatabaseUrl {
    type Err = UrlFault;

    fn from_str(text: &str) -> Result<Self, UrlFault> {
        if let Some(path) = text.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            return if path.is_empty() {
                Err(UrlFault)
            } else {
                Ok(Self::Sqlite(path.into()))
            };
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(text.to_owned()));
        }
        Err(UrlFault)
    }
}

/// Opens connections of one engine.
struct Manager {
    url: DatabaseUrl,
    /// How much of a SQLite file a connection keeps in memory, in KiB.
    cache: u32,
}

/// The writer touches pages all over its indexes; readers mostly the same few.
const WRITER_CACHE_KIB: u32 = 32 * 1024;
const READER_CACHE_KIB: u32 = 4 * 1024;
/// After so many pages the log goes into the file: large enough that a page which many groups
/// touch goes there once. Within `journal_size_limit`.
const CHECKPOINT_PAGES: u32 = 8_000;

/// Readers wait this long for a writer's checkpoint, writers for another process.
const BUSY_TIMEOUT_MS: u32 = 10_000;
const POOL_TIMEOUT: Duration = Duration::from_secs(10);

impl ManageConnection for Manager {
    type Connection = Db;
    type Error = diesel::r2d2::Error;

    fn connect(&self) -> Result<Db, Self::Error> {
        let failed = diesel::r2d2::Error::ConnectionError;
        match &self.url {
            DatabaseUrl::Postgres(url) => PgConnection::establish(url)
                .map(Db::Postgres)
                .map_err(failed),
            DatabaseUrl::Sqlite(path) => {
                let cache = self.cache;
                let mut connection =
                    SqliteConnection::establish(&path.to_string_lossy()).map_err(failed)?;
                connection
                    .batch_execute(&format!(
                        "PRAGMA busy_timeout = {BUSY_TIMEOUT_MS};
                         PRAGMA journal_mode = WAL;
                         PRAGMA synchronous = FULL;
                         PRAGMA foreign_keys = ON;
                         PRAGMA temp_store = MEMORY;
                         PRAGMA cache_size = -{cache};
                         PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES};
                         PRAGMA journal_size_limit = 67108864;"
                    ))
                    .map_err(diesel::r2d2::Error::QueryError)?;
                Ok(Db::Sqlite(connection))
            }
        }
    }

    fn is_valid(&self, connection: &mut Db) -> Result<(), Self::Error> {
        connection.ping().map_err(diesel::r2d2::Error::QueryError)
    }

    fn has_broken(&self, connection: &mut Db) -> bool {
        connection.is_broken()
    }
}

/// The database of one installation.
#[derive(Clone)]
pub struct Store {
    readers: Pool<Manager>,
    writers: Pool<Manager>,
}

/// How often a transaction that met another one is tried again.
const MOST_TRIES: u32 = 5;
const SQLITE_READERS: u32 = 4;
const POSTGRES_CONNECTIONS: u32 = 10;

impl Store {
    /// Connects, and leaves the schema as it is.
    pub(crate) fn connect(url: &DatabaseUrl) -> StoreResult<Self> {
        let pool = |size: u32, cache: u32| {
            Pool::builder()
                .max_size(size)
                .min_idle(Some(1))
                .test_on_check_out(matches!(url, DatabaseUrl::Postgres(_)))
                .connection_timeout(POOL_TIMEOUT)
                .error_handler(Box::new(diesel::r2d2::NopErrorHandler))
                .build(Manager {
                    url: url.clone(),
                    cache,
                })
                .map_err(|error| StoreError::Unavailable(error.to_string()))
        };
        match url {
            DatabaseUrl::Sqlite(_) => {
                // The first connection makes the file a WAL database; readers opened at the same
                // moment would find it locked.
                let writers = pool(1, WRITER_CACHE_KIB)?;
                Ok(Self {
                    readers: pool(SQLITE_READERS, READER_CACHE_KIB)?,
                    writers,
                })
            }
            DatabaseUrl::Postgres(_) => {
                let shared = pool(POSTGRES_CONNECTIONS, 0)?;
                Ok(Self {
                    readers: shared.clone(),
                    writers: shared,
                })
            }
        }
    }

    /// Reads. Every statement sees the newest committed state; nothing can be changed on SQLite
    /// without the writer's lock, so keep changes in [`Store::write`].
    ///
    /// # Errors
    /// What `reading` returns, or that no connection could be had.
    pub fn read<T, E: From<StoreError>>(
        &self,
        reading: impl FnOnce(&mut Db) -> Result<T, E>,
    ) -> Result<T, E> {
        reading(&mut *checked_out(&self.readers)?)
    }

    /// Reads with one unchanging view of the data, so that what several statements answer belongs
    /// together.
    ///
    /// # Errors
    /// What `reading` returns, or what the database says.
    pub fn read_at_once<T, E: From<StoreError>>(
        &self,
        reading: impl FnOnce(&mut Db) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut connection = checked_out(&self.readers)?;
        begin_view(&mut connection)?;
        let outcome = reading(&mut connection);
        // Nothing was written: rolling back only ends the view.
        roll_back(&mut connection)?;
        outcome
    }

    /// Writes in one transaction: `BEGIN IMMEDIATE` on SQLite, `BEGIN` on PostgreSQL, tried again
    /// when two transactions met. An error from `writing` rolls everything back.
    ///
    /// # Errors
    /// What `writing` returns, or what the database says.
    pub fn write<T, E>(&self, mut writing: impl FnMut(&mut Db) -> Result<T, E>) -> Result<T, E>
    where
        E: From<StoreError> + Collides,
    {
        let mut connection = checked_out(&self.writers)?;
        let mut tries = 1;
        loop {
            let outcome = in_transaction(&mut connection, &mut writing);
            match outcome {
                Err(error) if error.is_collision() && tries < MOST_TRIES => tries += 1,
                other => return other,
            }
        }
    }

    /// The names of the engine, for logs and `doctor`.
    #[must_use]
    pub fn engine(&self) -> &'static str {
        self.read(|connection| {
            Ok::<_, StoreError>(match connection {
                Db::Postgres(_) => "postgres",
                Db::Sqlite(_) => "sqlite",
            })
        })
        .unwrap_or("unavailable")
    }
}

/// An error that can say whether its transaction merely met another one.
pub trait Collides {
    /// Whether trying again may help.
    fn is_collision(&self) -> bool;
}

impl Collides for StoreError {
    fn is_collision(&self) -> bool {
        Self::is_collision(self)
    }
}

fn checked_out(pool: &Pool<Manager>) -> StoreResult<PooledConnection<Manager>> {
    pool.get()
        .map_err(|error| StoreError::Unavailable(error.to_string()))
}

fn in_transaction<T, E: From<StoreError>>(
    connection: &mut Db,
    writing: &mut impl FnMut(&mut Db) -> Result<T, E>,
) -> Result<T, E> {
    begin(connection)?;
    match writing(connection) {
        Ok(value) => {
            commit(connection)?;
            Ok(value)
        }
        Err(error) => {
            // The first error is the one to tell; a connection that cannot roll back is broken and
            // leaves the pool.
            let _ = roll_back(connection);
            Err(error)
        }
    }
}

fn begin(connection: &mut Db) -> StoreResult<()> {
    match connection {
        Db::Postgres(inner) => AnsiTransactionManager::begin_transaction(inner)?,
        Db::Sqlite(inner) => {
            AnsiTransactionManager::begin_transaction_sql(inner, "BEGIN IMMEDIATE")?;
        }
    }
    Ok(())
}

fn begin_view(connection: &mut Db) -> StoreResult<()> {
    match connection {
        Db::Postgres(inner) => AnsiTransactionManager::begin_transaction_sql(
            inner,
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        )?,
        // In WAL mode the first statement fixes what a reader sees.
        Db::Sqlite(inner) => AnsiTransactionManager::begin_transaction(inner)?,
    }
    Ok(())
}

fn commit(connection: &mut Db) -> StoreResult<()> {
    // The transaction manager is per engine.
    on_both!(connection, |inner| {
        AnsiTransactionManager::commit_transaction(inner)
    })?;
    Ok(())
}

fn roll_back(connection: &mut Db) -> StoreResult<()> {
    // The transaction manager is per engine.
    on_both!(connection, |inner| {
        AnsiTransactionManager::rollback_transaction(inner)
    })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_explicit_schemes_are_taken() {
        assert_eq!(
            "sqlite:data/x.db".parse(),
            Ok(DatabaseUrl::Sqlite("data/x.db".into()))
        );
        assert!(matches!(
            "postgres://u@h/d".parse(),
            Ok(DatabaseUrl::Postgres(_))
        ));
        for bad in [
            "data/x.db",
            "host=localhost dbname=x",
            "sqlite:",
            "postgre://x",
            "",
        ] {
            assert_eq!(bad.parse::<DatabaseUrl>(), Err(UrlFault), "{bad}");
        }
    }
}
