//! The schema: equal on both databases, and every step can be taken back.

use crate::support::database::{Engine, Folder, OwnDatabase};
use crate::support::on_both_databases;
use crate::support::program::Installation;
use diesel::RunQueryDsl;
use diesel::sql_types::Text;
use std::collections::BTreeSet;
use weerklank_store::{Db, Store, StoreError, revert_all_migrations};

on_both_databases!(
    every_migration_can_be_taken_back_and_done_again,
    several_processes_may_migrate_at_once
);

#[derive(diesel::QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

fn lines(store: &Store, query: &str) -> BTreeSet<String> {
    let rows: Vec<Line> = store
        .read(|db| Ok::<_, StoreError>(diesel::sql_query(query).load(db)?))
        .unwrap();
    rows.into_iter().map(|row| row.line).collect()
}

/// The full-text indexes are the one difference that is meant: FTS5 keeps its tokens in tables of
/// its own (`…_fts_…`), PostgreSQL in a column of type `tsvector`. The bookkeeping of the
/// migrations is diesel's.
fn is_compared(table: &str) -> bool {
    !table.contains("_fts") && !table.starts_with("__diesel") && !table.starts_with("sqlite_")
}

fn compared(lines: BTreeSet<String>) -> BTreeSet<String> {
    lines.into_iter().filter(|line| is_compared(line)).collect()
}

/// `table.column kind null|not null`, with the kinds that both engines have.
fn columns(engine: Engine, store: &Store) -> BTreeSet<String> {
    let query = match engine {
        // Times, days and whole numbers have no types of their own in SQLite: told by the names and
        // compared as text and number.
        Engine::Sqlite => {
            "SELECT m.name || '.' || c.name || ' ' || lower(c.type) || CASE WHEN c.\"notnull\" = 1 OR c.pk > 0
                THEN ' not null' ELSE ' null' END AS line
             FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'"
        }
        Engine::Postgres => {
            "SELECT table_name || '.' || column_name || ' ' || CASE
                WHEN data_type IN ('bigint', 'integer', 'smallint', 'boolean') THEN 'integer'
                WHEN data_type IN ('text', 'date') OR data_type LIKE 'timestamp%' THEN 'text'
                ELSE data_type END || CASE WHEN is_nullable = 'NO' THEN ' not null' ELSE ' null' END AS line
             FROM information_schema.columns WHERE table_schema = 'public'"
        }
    };
    compared(lines(store, query))
}

/// `table: column, column` for every set of columns that must be unique.
fn unique(engine: Engine, store: &Store) -> BTreeSet<String> {
    let query = match engine {
        Engine::Sqlite => {
            "SELECT m.name || ': ' || (SELECT group_concat(name, ', ') FROM (
                SELECT c.name AS name FROM pragma_index_info(i.name) c ORDER BY c.seqno)) AS line
             FROM sqlite_schema m JOIN pragma_index_list(m.name) i WHERE m.type = 'table' AND i.\"unique\" = 1
             UNION
             SELECT m.name || ': ' || (SELECT group_concat(name, ', ') FROM (
                SELECT c.name AS name FROM pragma_table_info(m.name) c WHERE c.pk > 0 ORDER BY c.pk)) AS line
             FROM sqlite_schema m WHERE m.type = 'table' AND EXISTS (
                SELECT 1 FROM pragma_table_info(m.name) c WHERE c.pk > 0)"
        }
        Engine::Postgres => {
            "SELECT t.relname || ': ' || string_agg(a.attname, ', ' ORDER BY k.place) AS line
             FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace
             CROSS JOIN LATERAL unnest(i.indkey::int[]) WITH ORDINALITY AS k (attnum, place)
             JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum
             WHERE i.indisunique AND n.nspname = 'public' GROUP BY t.relname, i.indexrelid"
        }
    };
    compared(lines(store, query))
}

/// `table -> table` for every reference.
fn references(engine: Engine, store: &Store) -> BTreeSet<String> {
    let query = match engine {
        Engine::Sqlite => {
            "SELECT m.name || ' -> ' || f.\"table\" || ' ' || (SELECT group_concat(name, ', ') FROM (
                SELECT g.\"from\" AS name FROM pragma_foreign_key_list(m.name) g WHERE g.id = f.id ORDER BY g.seq)) AS line
             FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table'"
        }
        Engine::Postgres => {
            "SELECT t.relname || ' -> ' || r.relname || ' ' || (SELECT string_agg(a.attname, ', ' ORDER BY k.place)
                FROM unnest(c.conkey) WITH ORDINALITY AS k (attnum, place)
                JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum) AS line
             FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class r ON r.oid = c.confrelid
             WHERE c.contype = 'f'"
        }
    };
    compared(lines(store, query))
}

fn tables(store: &Store) -> BTreeSet<String> {
    let query = store
        .read(|db| {
            Ok::<_, StoreError>(match db {
                Db::Sqlite(_) => "SELECT name AS line FROM sqlite_schema WHERE type = 'table'",
                Db::Postgres(_) => {
                    "SELECT tablename::text AS line FROM pg_tables WHERE schemaname = 'public'"
                }
            })
        })
        .unwrap();
    compared(lines(store, query))
}

#[test]
fn both_databases_have_the_same_tables_columns_and_rules() {
    let folder = Folder::new();
    let [lite, large] = [Engine::Sqlite, Engine::Postgres].map(|engine| {
        let database = OwnDatabase::empty(engine, &folder);
        let store = Store::open(&database.parsed()).unwrap();
        let found = (
            columns(engine, &store),
            unique(engine, &store),
            references(engine, &store),
            tables(&store),
        );
        drop(store);
        found
    });
    let only = |one: &BTreeSet<String>, other: &BTreeSet<String>| -> Vec<String> {
        one.difference(other).cloned().collect()
    };
    for (what, one, other) in [
        ("tables", &lite.3, &large.3),
        ("columns", &lite.0, &large.0),
        ("unique columns", &lite.1, &large.1),
        ("references", &lite.2, &large.2),
    ] {
        assert!(!one.is_empty(), "no {what} were found");
        assert_eq!(
            (only(one, other), only(other, one)),
            (vec![], vec![]),
            "{what}: only on SQLite, only on PostgreSQL"
        );
    }
}

async fn every_migration_can_be_taken_back_and_done_again(engine: Engine) {
    let folder = Folder::new();
    let database = OwnDatabase::empty(engine, &folder);
    let store = Store::open(&database.parsed()).unwrap();
    let all = |store: &Store| {
        (
            columns(engine, store),
            unique(engine, store),
            references(engine, store),
        )
    };
    let before = all(&store);
    store.write(revert_all_migrations).unwrap();
    assert_eq!(tables(&store), BTreeSet::new(), "something is left behind");
    drop(store);
    let again = Store::open(&database.parsed()).unwrap();
    assert_eq!(all(&again), before);
    // Opening once more changes nothing.
    assert_eq!(all(&Store::open(&database.parsed()).unwrap()), before);
}

async fn several_processes_may_migrate_at_once(engine: Engine) {
    let folder = Folder::new();
    let database = OwnDatabase::empty(engine, &folder);
    let installation = Installation::new(database.url(), folder.path());
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| installation.run_well(&["migrate"]));
        }
    });
    let store = Store::open(&database.parsed()).unwrap();
    assert!(tables(&store).contains("signatures"));
}
