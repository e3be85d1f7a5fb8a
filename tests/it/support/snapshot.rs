//! Everything in a database, to be compared: what a refused request must leave as it was.

use super::database::Engine;
use super::harness::TestHouse;
use diesel::sql_types::Text;
use diesel::{RunQueryDsl, sql_query};
use std::collections::BTreeMap;
use weerklank_store::{Db, StoreError, StoreResult};

/// The rows of every table, as one text each.
pub type Snapshot = BTreeMap<String, String>;

#[derive(diesel::QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    text: String,
}

fn texts(db: &mut Db, query: &str) -> StoreResult<Vec<String>> {
    let rows: Vec<Row> = sql_query(query).load(db)?;
    Ok(rows.into_iter().map(|row| row.text).collect())
}

/// Rows as text have no common form: PostgreSQL writes one by itself, SQLite column by column.
fn rows_of(db: &mut Db, engine: Engine, table: &str) -> StoreResult<String> {
    let row = match engine {
        Engine::Postgres => "t::text".to_owned(),
        Engine::Sqlite => texts(
            db,
            &format!(
                "SELECT 'quote(\"' || name || '\")' AS text FROM pragma_table_info('{table}')"
            ),
        )?
        .join(" || ',' || "),
    };
    let rows = texts(db, &format!("SELECT {row} AS text FROM \"{table}\" t"))?;
    let mut rows: Vec<String> = rows;
    rows.sort();
    Ok(rows.join("\n"))
}

/// Reads all of it at one moment.
pub fn snapshot(house: &TestHouse, engine: Engine) -> Snapshot {
    let tables = match engine {
        Engine::Postgres => {
            "SELECT tablename::text AS text FROM pg_tables WHERE schemaname = 'public'"
        }
        Engine::Sqlite => {
            "SELECT name AS text FROM sqlite_master WHERE type = 'table'
                AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'sqlite_%'"
        }
    };
    house
        .house()
        .store
        .read_at_once(|db| {
            let mut all = Snapshot::new();
            for table in texts(db, tables)? {
                let rows = rows_of(db, engine, &table)?;
                all.insert(table, rows);
            }
            Ok::<_, StoreError>(all)
        })
        .unwrap()
}

/// The tables in which something differs.
pub fn changed(before: &Snapshot, after: &Snapshot) -> Vec<String> {
    before
        .iter()
        .filter(|(table, rows)| after.get(*table) != Some(*rows))
        .map(|(table, _)| table.clone())
        .collect()
}
