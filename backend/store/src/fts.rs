//! The full-text indexes: each engine has its own, and both hold the same tokens.

use crate::Db;
use crate::errors::StoreResult;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use weerklank_domain::search::Query;

/// An index: a table of FTS5 on SQLite, of `tsvector` on PostgreSQL.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Index {
    /// The table, on both engines.
    pub table: &'static str,
    /// The column of PostgreSQL that holds the key; on SQLite it is the row's.
    pub key: &'static str,
}

/// A condition that holds for rows whose `id` column the index finds. Tokens are letters and digits
/// only; quotes are doubled all the same.
pub(crate) fn found(index: Index, id: &str, query: &Query, postgres: bool) -> String {
    let (or, and, wrap) = if postgres {
        (" | ", " & ", '\'')
    } else {
        (" OR ", " AND ", '"')
    };
    let asked = query
        .groups()
        .iter()
        .map(|forms| {
            let forms: Vec<String> = forms
                .iter()
                .map(|form| format!("{wrap}{form}{wrap}"))
                .collect();
            format!("({})", forms.join(or))
        })
        .collect::<Vec<_>>()
        .join(and);
    let asked = quoted(&asked);
    let Index { table, key } = index;
    if postgres {
        format!("{id} IN (SELECT {key} FROM {table} WHERE tokens @@ {asked}::tsquery)")
    } else {
        format!("{id} IN (SELECT rowid FROM {table} WHERE {table} MATCH {asked})")
    }
}

/// Writes the tokens of a row into the index, instead of those that are there.
pub(crate) fn write(
    db: &mut Db,
    index: Index,
    id: i64,
    mut tokens: Vec<String>,
) -> StoreResult<()> {
    let Index { table, key } = index;
    // Each engine has its own index; both get the same tokens.
    match db {
        Db::Sqlite(inner) => {
            diesel::sql_query(format!("DELETE FROM {table} WHERE rowid = $1"))
                .bind::<BigInt, _>(id)
                .execute(inner)?;
            diesel::sql_query(format!(
                "INSERT INTO {table} (rowid, tokens) VALUES ($1, $2)"
            ))
            .bind::<BigInt, _>(id)
            .bind::<Text, _>(tokens.join(" "))
            .execute(inner)?;
        }
        Db::Postgres(inner) => {
            tokens.sort_unstable();
            tokens.dedup();
            let vector: String = tokens.iter().map(|token| format!("'{token}' ")).collect();
            diesel::sql_query(format!(
                "INSERT INTO {table} ({key}, tokens) VALUES ($1, $2::tsvector)
                 ON CONFLICT ({key}) DO UPDATE SET tokens = excluded.tokens"
            ))
            .bind::<BigInt, _>(id)
            .bind::<Text, _>(vector)
            .execute(inner)?;
        }
    }
    Ok(())
}

/// A text literal of standard SQL, which both engines read the same: quotes doubled, nothing else
/// special. PostgreSQL refuses NUL in text, so it is dropped.
pub(crate) fn quoted(value: &str) -> String {
    format!("'{}'", value.replace('\0', "").replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_cannot_leave_a_literal() {
        assert_eq!(quoted("a'; DROP TABLE x; --\0"), "'a''; DROP TABLE x; --'");
    }

    #[test]
    fn every_word_of_a_question_must_be_found_in_one_of_its_forms() {
        let index = Index {
            table: "x_fts",
            key: "x_id",
        };
        let query = Query::parse("speeltuin parken").unwrap();
        let sqlite = found(index, "x.id", &query, false);
        assert!(
            sqlite.contains(" AND ") && sqlite.contains(" OR "),
            "{sqlite}"
        );
        let postgres = found(index, "x.id", &query, true);
        assert!(
            postgres.contains("''speeltuin''") && postgres.ends_with("::tsquery)"),
            "{postgres}"
        );
    }
}
