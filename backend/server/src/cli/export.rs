//! `weerklank export …`

use super::{Finding, say};
use crate::config::Settings;
use crate::web::statement_of;
use clap::Subcommand;
use serde::Serialize;
use std::process::ExitCode;
use weerklank_domain::moderation::Statement;
use weerklank_store::Store;
use weerklank_store::moderation::statements;

/// What is written.
#[derive(Subcommand)]
pub enum Export {
    /// The statements of reasons of all decisions that hide something, in the shape of the European
    /// Commission's transparency database: one batch of at most 100 on a line.
    StatementsOfReasons {
        /// Only those after the decision of this number.
        #[arg(long, value_name = "NUMBER", default_value_t = 0)]
        after: i64,
    },
}

/// What the Commission's address for several statements takes.
#[derive(Serialize)]
struct Batch {
    statements: Vec<Statement>,
}

/// So many are taken at once.
const BATCH: i64 = 100;

/// Writes the statements.
pub fn statements_of_reasons(settings: &Settings, after: i64) -> Finding {
    let store = Store::open(&settings.database)?;
    let base_url = settings
        .base_url
        .clone()
        .unwrap_or_else(|| format!("http://{}", settings.bind));
    let mut after = after;
    loop {
        let found = store.read(|db| statements(db, after, BATCH))?;
        let Some(last) = found.last() else {
            return Ok(ExitCode::SUCCESS);
        };
        after = last.id;
        let statements = found
            .iter()
            .map(|row| statement_of(&base_url, row))
            .collect();
        say(&serde_json::to_string(&Batch { statements })?);
    }
}
