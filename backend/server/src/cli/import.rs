//! `weerklank import`

use super::{Finding, say, say_error};
use crate::config::Settings;
use crate::progress::Progress;
use crate::startup::{StartOptions, open_house};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use weerklank_acts::petitions::{UkReport, import_uk};
use weerklank_acts::rounds::ImportReport;
use weerklank_acts::rounds::import_polis::{import_polis, read_polis};
use weerklank_acts::rounds::import_threads::{import_threads, read_threads};

/// Imports answers of the UK Parliament's petition API.
pub fn uk_petitions(settings: &Settings, files: &[PathBuf], json: bool) -> Finding {
    let clock = StartOptions::of(settings.clone()).clock;
    let house = open_house(settings, clock)?;
    let progress = Progress::new("files");
    progress.begin(files.len());
    let mut report = UkReport::default();
    let mut is_whole = true;
    for file in files {
        let name = file.display().to_string();
        let outcome = std::fs::read_to_string(file)
            .map_err(|error| format!("{name}: {error}"))
            .and_then(|text| {
                import_uk(&house, &name, &text, &mut report).map_err(|error| error.to_string())
            });
        if let Err(problem) = outcome {
            say_error(&problem);
            is_whole = false;
        }
        progress.step();
    }
    progress.end();
    house.intake.stop();
    if json {
        say(&serde_json::to_string(&report)?);
    } else {
        for odd in &report.odd {
            say(&format!("odd: {odd}"));
        }
        say(&format!(
            "{} petitions added, {} updated, {} unchanged; {} odd things",
            report.added,
            report.updated,
            report.unchanged,
            report.odd.len()
        ));
    }
    Ok(if is_whole {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Imports the export of a Polis conversation.
pub fn polis(settings: &Settings, folder: &Path, round: &str, json: bool) -> Finding {
    let conversation = read_polis(folder)?;
    let clock = StartOptions::of(settings.clone()).clock;
    let house = open_house(settings, clock)?;
    let progress = Progress::new("rows");
    progress.begin(conversation.statements.len() + conversation.votes.len());
    let outcome = import_polis(&house, &conversation, round, &|done| progress.by(done));
    progress.end();
    house.intake.stop();
    told(&outcome?, json)
}

/// Imports proposals with their threads.
pub fn threads(settings: &Settings, folder: &Path, dossier: &str, json: bool) -> Finding {
    let threads = read_threads(folder)?;
    let clock = StartOptions::of(settings.clone()).clock;
    let house = open_house(settings, clock)?;
    let progress = Progress::new("rows");
    progress.begin(threads.proposals.len() + threads.comments.len());
    let outcome = import_threads(&house, &threads, dossier, &|done| progress.by(done));
    progress.end();
    house.intake.stop();
    told(&outcome?, json)
}

fn told(report: &ImportReport, json: bool) -> Finding {
    if json {
        say(&serde_json::to_string(report)?);
        return Ok(ExitCode::SUCCESS);
    }
    for odd in &report.odd {
        say(&format!("odd: {odd}"));
    }
    say(&format!(
        "{} inputs, {} votes and {} replies are new; {} were there; {} odd things",
        report.inputs,
        report.votes,
        report.replies,
        report.unchanged,
        report.odd.len()
    ));
    Ok(ExitCode::SUCCESS)
}
