//! Weerklank itself: the release program with the demonstration municipality, on one database.

use crate::Outcome;
use crate::load::{self, Requests};
use crate::process::Process;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use weerklank_acts::House;
use weerklank_acts::clock::SystemClock;
use weerklank_acts::petitions::person_of;
use weerklank_acts::random::SystemRandom;
use weerklank_store::Store;
use weerklank_store::people::{KEY_LENGTH, Keyed, Vault};

diesel::table! {
    /// The part of a person row that is needed to make up a confirmation.
    signers (id) {
        /// Its key.
        id -> BigInt,
        /// The petition.
        petition_id -> BigInt,
        /// Holds the token.
        sealed -> Text,
        /// `pending` until it is confirmed.
        state -> Text,
    }
}

/// An installation of its own.
pub struct Installation {
    program: PathBuf,
    folder: PathBuf,
    database: String,
    mail_server: String,
    /// Every person who signs in this run has another address.
    people: Arc<AtomicU64>,
}

impl Installation {
    /// A fresh one, with the demonstration municipality.
    pub fn fresh(
        program: &Path,
        folder: &Path,
        database: &str,
        mail_server: &str,
    ) -> Outcome<Self> {
        std::fs::create_dir_all(folder)?;
        let installation = Self {
            program: program.to_owned(),
            folder: folder.to_owned(),
            database: database.to_owned(),
            mail_server: mail_server.to_owned(),
            people: Arc::default(),
        };
        installation.command(&["seed", "demo"])?;
        Ok(installation)
    }

    fn settings(&self) -> Vec<(String, String)> {
        let setting = |name: &str, value: &str| (format!("WEERKLANK_{name}"), value.to_owned());
        vec![
            setting("DATA_DIR", &self.folder.to_string_lossy()),
            setting("DATABASE_URL", &self.database),
            setting("BIND", "127.0.0.1:0"),
            setting("DEMO", "1"),
            setting("LIMITS", "off"),
            setting("SMTP_URL", &self.mail_server),
        ]
    }

    /// Runs a command to its end; an error when it finds something.
    pub fn command(&self, arguments: &[&str]) -> Outcome<()> {
        let output = Command::new(&self.program)
            .args(arguments)
            .envs(self.settings())
            .stdin(Stdio::null())
            .output()?;
        if output.status.success() {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&output.stdout);
        let complained = String::from_utf8_lossy(&output.stderr);
        Err(format!("weerklank {arguments:?}: {said}{complained}").into())
    }

    /// Starts the server.
    pub fn serve(&self) -> Outcome<Process> {
        let arguments = ["serve".to_owned()];
        let log = self.folder.join("server.log");
        Process::start(&self.program, &arguments, &self.settings(), &log)
    }

    /// The acts and the store of the installation, in this process and beside no server.
    pub fn house(&self) -> Outcome<House> {
        let store = Store::open(&self.database.parse()?)?;
        let vault = Vault::new(&self.key()?);
        let (clock, random) = (Arc::new(SystemClock), Arc::new(SystemRandom));
        Ok(House::open(store, vault, clock, random)?)
    }

    /// Tells PostgreSQL's planner of what was entered in one go, as its autovacuum does within
    /// minutes. SQLite is told nothing, since no installation tells it anything.
    pub fn rested(&self) -> Outcome<()> {
        if !self.database.starts_with("sqlite:") {
            PgConnection::establish(&self.database)?.batch_execute("VACUUM (ANALYZE)")?;
        }
        Ok(())
    }

    /// The processes of the database server that work for this installation, where it is one.
    pub fn database_processes(&self) -> Outcome<Vec<u32>> {
        diesel::table! {
            pg_stat_activity (pid) {
                pid -> Integer,
                datname -> Nullable<Text>,
                backend_type -> Nullable<Text>,
            }
        }
        if self.database.starts_with("sqlite:") {
            return Ok(Vec::new());
        }
        let name = self.database.rsplit('/').next();
        let processes: Vec<i32> = pg_stat_activity::table
            .filter(pg_stat_activity::datname.eq(name))
            .filter(pg_stat_activity::backend_type.eq("client backend"))
            .select(pg_stat_activity::pid)
            .load(&mut PgConnection::establish(&self.database)?)?;
        Ok(processes.into_iter().map(i32::cast_unsigned).collect())
    }

    fn key(&self) -> Outcome<[u8; KEY_LENGTH]> {
        key_of(std::fs::read_to_string(self.folder.join("weerklank.key"))?.trim())
    }

    /// Starts the server; answers how long the first page took from the moment of starting, too.
    pub fn first_answer(&self) -> Outcome<(Process, Duration)> {
        let begin = Instant::now();
        let process = self.serve()?;
        load::ask(process.address, &load::get("/petitions"))?;
        Ok((process, begin.elapsed()))
    }

    /// Somebody new signs, each time.
    pub fn signings(&self, slug: &str) -> Requests {
        let people = Arc::clone(&self.people);
        let slug = slug.to_owned();
        Arc::new(move |_, request| {
            let person = people.fetch_add(1, Ordering::Relaxed);
            let body = format!(
                "{{\"name\":\"Annemarie de Boer\",\"email\":\"person.{person:09}@bench.example\",\
                 \"postcode\":\"8973 AB\",\"showName\":true,\"keepInformed\":false}}"
            );
            write_post(
                request,
                &format!("/api/v1/petitions/{slug}/signatures"),
                "application/json",
                &body,
            );
        })
    }

    /// Confirmations of those who signed and did not confirm yet, each once, as the page's button
    /// sends them. The tokens come from the database, opened with the installation's key: the same
    /// that their mails hold.
    pub fn confirmations(&self, most: i64) -> Outcome<Vec<Vec<u8>>> {
        let vault = Vault::new(&self.key()?);
        let pending = signers::table
            .filter(signers::state.eq("pending"))
            .order(signers::id.desc())
            .limit(most)
            .select((signers::petition_id, signers::sealed));
        let rows: Vec<(i64, String)> = match self.database.strip_prefix("sqlite:") {
            Some(path) => pending.load(&mut SqliteConnection::establish(path)?)?,
            None => pending.load(&mut PgConnection::establish(&self.database)?)?,
        };
        rows.iter()
            .map(|(petition, sealed)| {
                let person = person_of(&vault, *petition, sealed)?;
                let action = format!("/confirm/{}", person.token);
                let proof = vault.hash(Keyed::Form, &action);
                let mut request = Vec::new();
                write_post(
                    &mut request,
                    &action,
                    "application/x-www-form-urlencoded",
                    &format!("csrf={proof}"),
                );
                Ok(request)
            })
            .collect()
    }

    /// The first petition that takes signatures.
    pub fn open_petition(&self, server: &Process) -> Outcome<String> {
        let path = "/api/v1/petitions?state=open&sort=newest&limit=1";
        let plain = load::get(path);
        let wanted: Requests = Arc::new(move |n, request| {
            plain(n, request);
            let text = String::from_utf8_lossy(request).replace("gzip, br", "identity");
            *request = text.into_bytes();
        });
        let (_, body) = load::ask(server.address, &wanted)?;
        let answer: serde_json::Value = serde_json::from_slice(&body)?;
        let slug = answer["items"][0]["slug"].as_str();
        Ok(slug.ok_or("no petition is open")?.to_owned())
    }
}

/// Requests that are made already, each sent once.
pub fn each_once(requests: Arc<Vec<Vec<u8>>>, from: Arc<AtomicU64>) -> Requests {
    Arc::new(move |_, request| {
        let place = usize::try_from(from.fetch_add(1, Ordering::Relaxed)).unwrap_or(0);
        // Whoever runs out of them asks again for one that was done: the answer is the same.
        request.extend_from_slice(&requests[place % requests.len()]);
    })
}

/// What a signing sends, to an address that does nothing with it.
pub fn to_bare_rows(signings: Requests) -> Requests {
    Arc::new(move |n, request| {
        signings(n, request);
        let head = request.iter().position(|byte| *byte == b'\r').unwrap_or(0);
        request.splice(..head, *b"POST /rows HTTP/1.1");
    })
}

fn write_post(request: &mut Vec<u8>, path: &str, media_type: &str, body: &str) {
    let length = body.len();
    let text = format!(
        "POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {media_type}\r\n\
         Content-Length: {length}\r\nAccept-Encoding: gzip, br\r\nAccept-Language: nl\r\n\r\n{body}"
    );
    request.extend_from_slice(text.as_bytes());
}

fn key_of(hex: &str) -> Outcome<[u8; KEY_LENGTH]> {
    let mut key = [0; KEY_LENGTH];
    for (byte, place) in key.iter_mut().zip((0..hex.len()).step_by(2)) {
        *byte = u8::from_str_radix(hex.get(place..place + 2).ok_or("half a byte")?, 16)?;
    }
    Ok(key)
}
