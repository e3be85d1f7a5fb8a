//! The schema, brought up to date under a lock.

use crate::connection::{DatabaseUrl, Db, Store};
use crate::errors::{StoreError, StoreResult};
use diesel::RunQueryDsl;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

const SQLITE: EmbeddedMigrations = embed_migrations!("../../migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("../../migrations/postgres");

/// Any number; the same for every process of every version.
const LOCK: i64 = 0x5745_4552_4b4c_414e;

impl Store {
    /// Opens the database and brings its schema up to date, under a lock, so that several
    /// processes may start at once.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when it cannot be reached, [`StoreError::Migration`] when its
    /// schema cannot be brought up to date.
    pub fn open(url: &DatabaseUrl) -> StoreResult<Self> {
        let store = Self::connect(url)?;
        store.write(run)?;
        Ok(store)
    }
}

/// Runs what is missing. Call it inside a write transaction: on SQLite that is the lock, on
/// PostgreSQL an advisory lock is taken for its duration.
fn run(connection: &mut Db) -> StoreResult<()> {
    let failed =
        |error: Box<dyn std::error::Error + Send + Sync>| StoreError::Migration(error.to_string());
    match connection {
        Db::Postgres(inner) => {
            diesel::sql_query(format!("SELECT pg_advisory_xact_lock({LOCK})")).execute(inner)?;
            inner.run_pending_migrations(POSTGRES).map_err(failed)?;
        }
        Db::Sqlite(inner) => {
            inner.run_pending_migrations(SQLITE).map_err(failed)?;
        }
    }
    Ok(())
}

/// Takes every migration back, for the test that proves each `down.sql`.
///
/// # Errors
/// [`StoreError::Migration`] when one of them fails.
pub fn revert_all_migrations(connection: &mut Db) -> StoreResult<()> {
    let failed =
        |error: Box<dyn std::error::Error + Send + Sync>| StoreError::Migration(error.to_string());
    match connection {
        Db::Postgres(inner) => {
            inner.revert_all_migrations(POSTGRES).map_err(failed)?;
        }
        Db::Sqlite(inner) => {
            inner.revert_all_migrations(SQLITE).map_err(failed)?;
        }
    }
    Ok(())
}
