//! The command line: `weerklank COMMAND`. Exit 0 when all is well, 1 when something was found or
//! failed, 2 when the call itself makes no sense.

mod body;
mod doctor;
mod export;
mod import;
mod import_council;
mod rules;
mod seed;
mod serve;
mod staff;
mod verify;

use crate::config::{Given, Settings};
use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;

/// Petitions, consultation rounds and council votes, where every voice gets a traceable answer.
#[derive(Parser)]
#[command(name = "weerklank", version, about, max_term_width = 100)]
struct Call {
    #[command(flatten)]
    settings: Given,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Bring the database up to date and answer visitors until stopped.
    Serve,
    /// Bring the database up to date.
    Migrate,
    /// Load the shipped rule sets, or the demonstration municipality with them. Loading twice
    /// changes nothing.
    Seed {
        /// What to load.
        #[arg(value_enum, default_value = "demo")]
        what: seed::Seeds,
        /// Report as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Take in what other systems know.
    Import {
        #[command(subcommand)]
        source: Source,
    },
    /// Write what others can read.
    Export {
        #[command(subcommand)]
        what: export::Export,
    },
    /// The authority and its bodies, to which petitions are addressed.
    Body {
        #[command(subcommand)]
        what: body::Body,
    },
    /// Accounts of people who work for the authority.
    Staff {
        #[command(subcommand)]
        what: staff::Staff,
    },
    /// The rules by which bodies meet and vote.
    Rules {
        #[command(subcommand)]
        what: rules::Rules,
    },
    /// Look whether the database and the local ordinance that the settings name are there (exit 1 when
    /// not).
    Doctor {
        /// Report as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Count everything anew and tell every difference (exit 1). Works beside a running server.
    Verify {
        /// Report as JSON.
        #[arg(long)]
        json: bool,
    },
}

#[derive(Subcommand)]
enum Source {
    /// Answers of the UK Parliament's petition API, old and new shape, lists and single ones.
    /// Signatures become a tally. Importing twice changes nothing.
    UkPetitions {
        /// JSON files.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Report as JSON.
        #[arg(long)]
        json: bool,
    },
    /// The export of a Polis conversation, as a round of statements with every vote by its last value.
    /// Importing twice changes nothing.
    Polis {
        /// The folder of the export.
        folder: PathBuf,
        /// The name of the round in addresses; made when it is missing.
        #[arg(long, value_name = "SLUG")]
        round: String,
        /// Report as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Bodies, people, meetings, proposals and votes of a council as a Popolo bundle. Importing twice
    /// changes nothing; votes that do not add up are told and not published.
    Popolo {
        /// A JSON file.
        file: PathBuf,
        #[command(flatten)]
        given: import_council::CouncilImport,
    },
    /// Votes as clerks keep them in spreadsheets: `votes.csv` by name, `faction_votes.csv` by faction.
    /// Importing twice changes nothing; votes that do not add up are told and not published.
    VotesCsv {
        /// CSV files.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// The body that voted, by its slug; needed where more than one decides.
        #[arg(long, value_name = "SLUG")]
        body: Option<String>,
        #[command(flatten)]
        given: import_council::CouncilImport,
    },
    /// Decisions with their votes of the Dutch House of Representatives, as its open data has them (OData,
    /// `Besluit` with `Agendapunt` and `Stemming`). Importing twice changes nothing; roll calls that were
    /// cut off are told and not published.
    #[command(name = "tweedekamer")]
    TweedeKamer {
        /// A JSON file.
        file: PathBuf,
        #[command(flatten)]
        given: import_council::CouncilImport,
    },
    /// People, matters and votes of a council, as a Legistar system publishes them. Importing twice
    /// changes nothing; why somebody was not there is dropped.
    Legistar {
        /// The folder with JSON files.
        folder: PathBuf,
        #[command(flatten)]
        given: import_council::CouncilImport,
    },
    /// Proposals with their threaded comments, as Decide Madrid (CONSUL) exports them: each proposal an
    /// input of a round of ideas, each comment a reply. Importing twice changes nothing.
    Threads {
        /// The folder with `proposals.csv` and `comments.csv`.
        folder: PathBuf,
        /// The name of the dossier in addresses, and of its round; both are made when they are missing.
        #[arg(long, value_name = "SLUG")]
        dossier: String,
        /// Report as JSON.
        #[arg(long)]
        json: bool,
    },
}

/// What a command found.
type Finding = Result<ExitCode, Box<dyn std::error::Error>>;

/// Runs the command of this process.
#[must_use]
pub fn run() -> ExitCode {
    let call = Call::parse();
    let settings = match call.settings.settle() {
        Ok(settings) => settings,
        Err(fault) => {
            say_error(&fault.to_string());
            return ExitCode::from(2);
        }
    };
    if let Err(problem) = log_to_stderr(&settings) {
        say_error(&problem);
        return ExitCode::from(2);
    }
    let found = match call.command {
        Command::Serve => serve::serve(settings),
        Command::Migrate => serve::migrate(&settings),
        Command::Seed { what, json } => seed::seed(&settings, what, json),
        Command::Import {
            source: Source::UkPetitions { files, json },
        } => import::uk_petitions(&settings, &files, json),
        Command::Import {
            source:
                Source::Polis {
                    folder,
                    round,
                    json,
                },
        } => import::polis(&settings, &folder, &round, json),
        Command::Import {
            source:
                Source::Threads {
                    folder,
                    dossier,
                    json,
                },
        } => import::threads(&settings, &folder, &dossier, json),
        Command::Import {
            source: Source::Popolo { file, given },
        } => import_council::popolo(&settings, &file, &given),
        Command::Import {
            source: Source::VotesCsv { files, body, given },
        } => import_council::votes_csv(&settings, &files, body.as_deref(), &given),
        Command::Import {
            source: Source::TweedeKamer { file, given },
        } => import_council::tweedekamer(&settings, &file, &given),
        Command::Import {
            source: Source::Legistar { folder, given },
        } => import_council::legistar(&settings, &folder, &given),
        Command::Export {
            what: export::Export::StatementsOfReasons { after },
        } => export::statements_of_reasons(&settings, after),
        Command::Body { what } => body::body(&settings, &what),
        Command::Staff { what } => staff::staff(&settings, &what),
        Command::Rules {
            what: rules::Rules::Check { file, json },
        } => rules::check(&file, json),
        Command::Doctor { json } => doctor::doctor(&settings, json),
        Command::Verify { json } => verify::verify(&settings, json),
    };
    found.unwrap_or_else(|error| {
        say_error(&error.to_string());
        ExitCode::FAILURE
    })
}

fn log_to_stderr(settings: &Settings) -> Result<(), String> {
    let filter =
        EnvFilter::try_new(&settings.log).map_err(|error| format!("WEERKLANK_LOG: {error}"))?;
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    let started = if std::io::IsTerminal::is_terminal(&std::io::stderr()) {
        log.try_init()
    } else {
        log.json().try_init()
    };
    started.map_err(|error| error.to_string())
}

/// Prints a line for people or programs that read this command's output.
#[expect(clippy::print_stdout, reason = "this is the command's output")]
fn say(line: &str) {
    println!("{line}");
}

#[expect(
    clippy::print_stderr,
    reason = "this is where a command's problem belongs"
)]
fn say_error(problem: &str) {
    eprintln!("weerklank: {problem}");
}

/// Tells that a call makes no sense.
fn wrong_call(problem: &str) -> Finding {
    say_error(problem);
    Ok(ExitCode::from(2))
}
