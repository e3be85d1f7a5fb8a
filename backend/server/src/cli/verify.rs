//! `weerklank verify`

use super::{Finding, say};
use crate::config::Settings;
use std::process::ExitCode;
use weerklank_store::{Store, verify as recount};

/// Counts everything anew; exit 1 when something differs.
pub fn verify(settings: &Settings, json: bool) -> Finding {
    let store = Store::open(&settings.database)?;
    let report = store.read_at_once(recount::run)?;
    if json {
        say(&serde_json::to_string(&report)?);
    } else {
        for difference in &report.differences {
            say(&format!(
                "{}: {} is kept, {} was counted ({})",
                difference.place, difference.kept, difference.counted, difference.rule
            ));
        }
        say(&format!(
            "{} petitions with {} signatures counted anew; {} differences",
            report.petitions,
            report.signatures,
            report.differences.len()
        ));
    }
    Ok(if report.differences.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
