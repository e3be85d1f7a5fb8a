//! The real program, as its own process, to be killed and started again.

use super::database::{OwnDatabase, open_house};
use super::harness::start_of_test;
use super::paper::Paper;
use super::visitor::Visitor;
use chrono::{DateTime, Utc};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

/// How a program is started: its data, and what else it is told.
pub struct Installation {
    pub database_url: String,
    pub data_dir: PathBuf,
    pub settings: Vec<(&'static str, String)>,
}

/// A server process. It is killed with its test.
pub struct Program {
    child: Child,
    pub address: String,
}

impl Installation {
    /// A demonstration without limits.
    pub fn new(database_url: &str, data_dir: &Path) -> Self {
        Self {
            database_url: database_url.to_owned(),
            data_dir: data_dir.to_owned(),
            settings: vec![
                ("WEERKLANK_DEMO", "1".to_owned()),
                ("WEERKLANK_LIMITS", "off".to_owned()),
            ],
        }
    }

    /// A demonstration on a furnished database, at the moment at which every test begins.
    pub fn furnished(database: &OwnDatabase, data_dir: &Path, papers: &[Paper]) -> Self {
        let house = open_house(&database.parsed());
        for paper in papers {
            paper.enter_into(&house);
        }
        house.intake.stop();
        let mut installation = Self::new(database.url(), data_dir);
        installation
            .settings
            .push(("WEERKLANK_KEY", "07".repeat(32)));
        installation.moved_to(start_of_test());
        installation
    }

    /// At another time, from its next start on.
    pub fn moved_to(&mut self, now: DateTime<Utc>) {
        self.settings.retain(|(name, _)| *name != "WEERKLANK_CLOCK");
        self.settings.push(("WEERKLANK_CLOCK", now.to_rfc3339()));
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(binary());
        command
            .args(arguments)
            .env_clear()
            .envs(self.settings.iter().map(|(name, value)| (name, value)))
            .env("WEERKLANK_DATABASE_URL", &self.database_url)
            .env("WEERKLANK_DATA_DIR", &self.data_dir)
            .env("WEERKLANK_BIND", "127.0.0.1:0")
            .env("WEERKLANK_LOG", "warn")
            .current_dir(&self.data_dir)
            .stdin(Stdio::null());
        command
    }

    /// Runs a command to its end.
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Runs a command that has to succeed.
    pub fn run_well(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        let problems = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success(),
            "weerklank {arguments:?}: {}\n{told}\n{problems}",
            output.status
        );
        told
    }

    /// Starts the server and waits until it says where it listens.
    pub fn serve(&self) -> Program {
        let log = self.data_dir.join("server.log");
        let log = std::fs::File::options()
            .create(true)
            .append(true)
            .open(log)
            .unwrap();
        let mut child = self
            .command(&["serve"])
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = lines.by_ref().map_while(Result::ok).find_map(|line| {
            line.split_once("listening on ")
                .map(|(_, address)| address.trim().to_owned())
        });
        let Some(address) = address else {
            let problems =
                std::fs::read_to_string(self.data_dir.join("server.log")).unwrap_or_default();
            panic!("the server did not start: {problems}");
        };
        // Nobody listens any more, and the pipe must not fill up.
        std::thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        Program { child, address }
    }
}

impl Program {
    pub fn visitor(&self) -> Visitor {
        Visitor::new(&self.address)
    }

    /// As when the power fails.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The program that was built with these tests, or the one that `WEERKLANK_BIN` names.
#[expect(
    clippy::disallowed_methods,
    reason = "the one setting of the tests themselves"
)]
fn binary() -> PathBuf {
    let named = std::env::var_os("WEERKLANK_BIN").map(PathBuf::from);
    let beside = || {
        let own = std::env::current_exe().unwrap();
        own.parent()
            .and_then(Path::parent)
            .unwrap()
            .join("weerklank")
    };
    let path = named.unwrap_or_else(beside);
    assert!(
        path.is_file(),
        "{} is not there: build it with `cargo build --bin weerklank`, or name another with WEERKLANK_BIN",
        path.display()
    );
    path
}
