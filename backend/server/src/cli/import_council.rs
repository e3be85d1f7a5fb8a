//! `weerklank import popolo` and the other ways in for what councils did elsewhere.

use super::{Finding, say};
use crate::config::Settings;
use crate::progress::Progress;
use crate::seeds::council_rules;
use crate::startup::{StartOptions, open_house};
use clap::Args;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use weerklank_acts::council::popolo::{Bundle, PopoloSource, import_popolo, read_popolo};
use weerklank_acts::council::{
    CouncilReport, enter_rule_set, read_legistar, read_tweedekamer, read_votes_csv,
};

/// What all of them take.
#[derive(Args, Clone)]
pub struct CouncilImport {
    /// The name under which identifiers of the source are kept. The same name finds the same people and
    /// bodies again; files of two sources need two.
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// The code of the rules by which bodies that are new meet and vote. Without them nothing is
    /// computed: the result that the source states is all there is.
    #[arg(long, value_name = "CODE")]
    rules: Option<String>,
    /// Report as JSON.
    #[arg(long)]
    json: bool,
}

/// Imports a Popolo bundle.
pub fn popolo(settings: &Settings, file: &Path, given: &CouncilImport) -> Finding {
    let bundle = read_popolo(&text_of(file)?)?;
    take_in(settings, &bundle, "popolo", given)
}

/// Imports decisions of the Dutch House of Representatives.
pub fn tweedekamer(settings: &Settings, file: &Path, given: &CouncilImport) -> Finding {
    let bundle = read_tweedekamer(&text_of(file)?)?;
    // These are the rules of that house; whoever names others means others.
    let given = CouncilImport {
        rules: Some(given.rules.clone().unwrap_or_else(|| "nl_house".to_owned())),
        ..given.clone()
    };
    take_in(settings, &bundle, "tweedekamer", &given)
}

/// Imports the files of a Legistar system.
pub fn legistar(settings: &Settings, folder: &Path, given: &CouncilImport) -> Finding {
    let bundle = read_legistar(folder)?;
    take_in(settings, &bundle, "legistar", given)
}

/// Imports sheets of clerks.
pub fn votes_csv(
    settings: &Settings,
    files: &[PathBuf],
    body: Option<&str>,
    given: &CouncilImport,
) -> Finding {
    let mut sheets = Vec::new();
    for file in files {
        let name = file.display().to_string();
        let content = std::fs::read(file).map_err(|error| format!("{name}: {error}"))?;
        sheets.push((name, content));
    }
    let clock = StartOptions::of(settings.clone()).clock;
    let house = open_house(settings, clock)?;
    let bundle = read_votes_csv(&house, &sheets, body);
    house.intake.stop();
    take_in(settings, &bundle?, "csv", given)
}

fn text_of(file: &Path) -> Result<String, String> {
    std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}

fn take_in(settings: &Settings, bundle: &Bundle, source: &str, given: &CouncilImport) -> Finding {
    let clock = StartOptions::of(settings.clone()).clock;
    let house = open_house(settings, clock)?;
    // Rules that are shipped need no step of their own.
    if let Some(code) = &given.rules {
        for set in council_rules()?.iter().filter(|set| set.code == *code) {
            enter_rule_set(&house, set)?;
        }
    }
    let progress = Progress::new("records");
    progress.begin(bundle.len());
    let source = PopoloSource {
        scheme: given.source.as_deref().unwrap_or(source),
        rules: given.rules.as_deref(),
    };
    let outcome = import_popolo(&house, bundle, source, &|done| progress.by(done));
    progress.end();
    house.intake.stop();
    told(&outcome?, given.json)
}

/// Tells what was done; votes that do not add up are a finding.
fn told(report: &CouncilReport, json: bool) -> Finding {
    if json {
        say(&serde_json::to_string(report)?);
    } else {
        for odd in &report.odd {
            say(&format!("odd: {odd}"));
        }
        for vote in &report.not_published {
            say(&format!(
                "not published: {}: {} (stated {}, counted {})",
                vote.id,
                vote.reason,
                vote.stated
                    .map(|number| number.map_or_else(|| "?".to_owned(), |it| it.to_string()))
                    .join("-"),
                vote.counted.map(|number| number.to_string()).join("-"),
            ));
        }
        say(&format!(
            "{} bodies, {} factions, {} members, {} memberships, {} meetings, {} proposals and {} votes are new; \
             {} were there; {} votes not published; {} odd things",
            report.bodies,
            report.factions,
            report.members,
            report.memberships,
            report.meetings,
            report.proposals,
            report.votes,
            report.unchanged,
            report.not_published.len(),
            report.odd.len()
        ));
    }
    Ok(ExitCode::SUCCESS)
}
