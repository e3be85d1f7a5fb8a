//! `make bench`: what Weerklank does in a second, beside what this machine could do at most.
//!
//! Every figure of ours stands beside a bare program that was measured in turns with it, on the
//! same machine, the same minute and the same database engine; only the ratio says something about
//! Weerklank. Nothing here passes or fails: the program ends with 0 whatever it finds.
//!
//! `bench [--quick] [--only PART] [--program PATH] [--folder PATH]`

#![expect(clippy::print_stdout, reason = "the table is what this program is for")]

mod bare;
mod duel;
mod engine;
mod growth;
mod load;
mod ours;
mod post;
mod process;
mod report;
mod table;
mod writes;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

/// The outcome of everything here; an error ends the run.
pub type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// How much to do.
#[derive(Debug, Clone)]
pub struct Effort {
    /// Whether a look is enough.
    pub is_quick: bool,
    /// How long one measurement takes.
    pub round: Duration,
    /// How often each is repeated; the median counts.
    pub rounds: usize,
    /// How long the surge lasts.
    pub surge: Duration,
    /// How long the overload lasts.
    pub overload: Duration,
    /// Only what has this in its name.
    pub only: Option<String>,
    /// The program to measure.
    pub program: PathBuf,
    /// Where data is kept meanwhile. On a real disk: in memory a durable flush costs nothing.
    pub folder: PathBuf,
}

impl Effort {
    fn of(arguments: &[String]) -> Outcome<Self> {
        let mut effort = Self {
            is_quick: false,
            round: Duration::from_secs(3),
            rounds: 3,
            surge: Duration::from_secs(30),
            overload: Duration::from_secs(10),
            only: None,
            program: "target/release/weerklank".into(),
            folder: "target/bench".into(),
        };
        let mut arguments = arguments.iter();
        while let Some(argument) = arguments.next() {
            let mut value = || {
                let value = arguments.next();
                value.ok_or_else(|| format!("{argument} needs a value"))
            };
            match argument.as_str() {
                "--quick" => {
                    effort.is_quick = true;
                    effort.round = Duration::from_millis(500);
                    effort.rounds = 1;
                    effort.surge = Duration::from_secs(2);
                    effort.overload = Duration::from_secs(2);
                }
                "--only" => effort.only = Some(value()?.clone()),
                "--program" => effort.program = value()?.into(),
                "--folder" => effort.folder = value()?.into(),
                other => return Err(format!("unknown argument {other}").into()),
            }
        }
        Ok(effort)
    }

    /// Whether something of this name is to be measured.
    pub fn wants(&self, part: &str) -> bool {
        let mut parts = self
            .named()
            .filter(|name| !ENGINES.contains(name))
            .peekable();
        parts.peek().is_none() || parts.any(|name| part.contains(name))
    }

    /// Whether the database of this name is to be measured on.
    pub fn wants_engine(&self, engine: &str) -> bool {
        let mut engines = self
            .named()
            .filter(|name| ENGINES.contains(name))
            .peekable();
        engines.peek().is_none() || engines.any(|name| name == engine)
    }

    fn named(&self) -> impl Iterator<Item = &str> {
        self.only
            .as_deref()
            .into_iter()
            .flat_map(|only| only.split(','))
    }
}

const ENGINES: [&str; 2] = ["sqlite", "postgres"];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.split_first() {
        Some((first, rest)) if first == "bare-server" => bare::serve(rest),
        Some((first, rest)) if first == "with-files" => measure(rest),
        _ => again_with_files(&arguments),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The overload needs some thousands of open connections: as many as the machine allows, which a
/// shell can ask for.
fn again_with_files(arguments: &[String]) -> Outcome<()> {
    let script = "ulimit -n \"$(ulimit -H -n)\" 2>/dev/null; exec \"$0\" with-files \"$@\"";
    let status = std::process::Command::new("sh")
        .args(["-c", script])
        .arg(std::env::current_exe()?)
        .args(arguments)
        .status()?;
    match status.success() {
        true => Ok(()),
        false => Err("the measurement ended early".into()),
    }
}

fn measure(arguments: &[String]) -> Outcome<()> {
    let effort = Effort::of(arguments)?;
    if !effort.program.is_file() {
        return Err(format!("{} is not there: build it first", effort.program.display()).into());
    }
    let (mut lines, mut growth) = (Vec::new(), Vec::new());
    let folder = effort.folder.join(std::process::id().to_string());
    std::fs::create_dir_all(&folder)?;
    let measured = engine::every(&effort, &folder.canonicalize()?, (&mut lines, &mut growth));
    // What cannot be removed is in the way of nobody.
    let _ = std::fs::remove_dir_all(&folder);
    println!("{}\n{}", table::render(&lines), growth::render(&growth));
    measured
}
