//! The full-text indexes: the same tokens on both engines, each in its own kind of table.

use crate::Db;
use crate::errors::StoreResult;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use std::ops::RangeInclusive;
use weerklank_domain::search::Query;

/// Which engine it is, for conditions that are written as text.
pub(crate) fn is_postgres(db: &Db) -> bool {
    matches!(db, Db::Postgres(_))
}

/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Index {
    /// Petitions.
    Petitions,
    /// Dossiers.
    Dossiers,
    /// Consultation rounds.
    Rounds,
    /// Inputs of rounds.
    Inputs,
}

impl Index {
    /// The table of tokens, its key on PostgreSQL, and the column that it is the key of.
    fn names(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Petitions => ("petition_fts", "petition_id", "petitions.id"),
            Self::Dossiers => ("dossier_fts", "dossier_id", "dossiers.id"),
            Self::Rounds => ("round_fts", "round_id", "rounds.id"),
            Self::Inputs => ("input_fts", "input_id", "inputs.id"),
        }
    }
}

/// Writes the tokens of a row instead of those that are there.
pub(crate) fn write(
    db: &mut Db,
    index: Index,
    id: i64,
    mut tokens: Vec<String>,
) -> StoreResult<()> {
    let (table, key, _) = index.names();
    // FTS5 and tsvector have no common form.
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

/// Removes a row from the index.
pub(crate) fn forget(db: &mut Db, index: Index, id: i64) -> StoreResult<()> {
    let (table, key, _) = index.names();
    let key = match db {
        Db::Sqlite(_) => "rowid",
        Db::Postgres(_) => key,
    };
    diesel::sql_query(format!("DELETE FROM {table} WHERE {key} = $1"))
        .bind::<BigInt, _>(id)
        .execute(db)?;
    Ok(())
}

/// How the words of a question go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Words {
    /// Each must be found.
    All,
    /// One is enough.
    Any,
}

/// The words of a question as the engine's full text reads them. Tokens are letters and digits only,
/// so they can stand in the statement.
pub(crate) fn expression(is_postgres: bool, query: &Query, words: Words) -> String {
    let (or, and, wrap) = if is_postgres {
        (" | ", " & ", "''")
    } else {
        (" OR ", " AND ", "\"")
    };
    let groups: Vec<String> = query
        .groups()
        .iter()
        .map(|forms| {
            let forms: Vec<String> = forms
                .iter()
                .map(|form| format!("{wrap}{form}{wrap}"))
                .collect();
            format!("({})", forms.join(or))
        })
        .collect();
    groups.join(match words {
        Words::All => and,
        Words::Any => or,
    })
}

/// The condition that a row holds the words of a question.
pub(crate) fn holding(is_postgres: bool, index: Index, query: &Query, words: Words) -> String {
    let (table, key, column) = index.names();
    let asked = expression(is_postgres, query, words);
    if is_postgres {
        format!("{column} IN (SELECT {key} FROM {table} WHERE tokens @@ '{asked}'::tsquery)")
    } else {
        format!("{column} IN (SELECT rowid FROM {table} WHERE {table} MATCH '{asked}')")
    }
}

/// The condition on SQLite that a row is one of those that match, with keys in a range: they are
/// gathered once.
pub(crate) fn among(index: Index, expression: &str, range: &RangeInclusive<i64>) -> String {
    let (table, _, column) = index.names();
    format!(
        "{column} IN (SELECT rowid FROM {table} WHERE {table} MATCH '{expression}'
         AND rowid BETWEEN {} AND {})",
        range.start(),
        range.end()
    )
}

/// The condition on SQLite that a row holds every word, asked of the row's own tokens: FTS5 keeps
/// them beside its index, and finds them by key.
pub(crate) fn probing(index: Index, query: &Query) -> String {
    let (table, _, column) = index.names();
    let groups: Vec<String> = query
        .groups()
        .iter()
        .map(|forms| {
            let forms: Vec<String> = forms
                .iter()
                .map(|form| format!("instr(' ' || tokens || ' ', ' {form} ') > 0"))
                .collect();
            format!("({})", forms.join(" OR "))
        })
        .collect();
    format!(
        "EXISTS (SELECT 1 FROM {table} WHERE rowid = {column} AND {})",
        groups.join(" AND ")
    )
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
        let query = Query::parse("speeltuin parken").unwrap();
        let sqlite = holding(false, Index::Petitions, &query, Words::All);
        assert!(
            sqlite.contains(" AND ") && sqlite.contains(" OR "),
            "{sqlite}"
        );
        let any = holding(false, Index::Petitions, &query, Words::Any);
        assert!(!any.contains(" AND "), "{any}");
        let postgres = holding(true, Index::Petitions, &query, Words::All);
        assert!(
            postgres.contains("''speeltuin''") && postgres.ends_with("::tsquery)"),
            "{postgres}"
        );
    }
}
