//! `weerklank seed`

use super::{Finding, say};
use crate::config::Settings;
use crate::progress::Progress;
use crate::seeds::{SeedReport, load_demo, load_rules};
use crate::startup::{StartOptions, open_house};
use std::process::ExitCode;

/// What can be loaded.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub enum Seeds {
    /// The demonstration municipality, and the rule sets.
    Demo,
    /// The shipped rule sets only.
    Rules,
}

/// Loads seeds.
pub fn seed(settings: &Settings, what: Seeds, json: bool) -> Finding {
    let clock = StartOptions::of(settings.clone()).clock;
    let house = open_house(settings, clock)?;
    let report = match what {
        Seeds::Demo => load_demo(&house, settings.demo, &Progress::new("petitions"))?,
        Seeds::Rules => {
            load_rules(&house)?;
            SeedReport::default()
        }
    };
    house.intake.stop();
    if json {
        say(&serde_json::to_string(&report)?);
    } else {
        say(&format!(
            "{} petitions with {} signatures, {} dossiers and {} rounds with {} inputs, {} replies, {} commitments and {} meetings were added; {} petitions were there already",
            report.petitions,
            report.signatures,
            report.dossiers,
            report.rounds,
            report.inputs,
            report.replies,
            report.commitments,
            report.meetings,
            report.present
        ));
    }
    Ok(ExitCode::SUCCESS)
}
