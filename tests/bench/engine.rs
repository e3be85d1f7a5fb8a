//! All measurements, on one database after the other.

use crate::load::{self, Answers, Load, Requests, ask, get};
use crate::ours::{Installation, each_once, to_bare_rows};
use crate::post::Post;
use crate::process::Process;
use crate::table::{Line, thousands};
use crate::{Effort, Outcome, bare};
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Confirmed signatures a second, ten times the most that a Dutch petition ever got.
const SURGE_SIGNATURES: f64 = 420.0;
const SURGE_READS: f64 = 15_000.0;
/// More people at a time than the queue of the intake takes.
const OVERLOAD_CONNECTIONS: usize = 4_000;
/// As many confirmations are made ready for one kind of measurement.
const MOST_CONFIRMATIONS: i64 = 150_000;

/// Measures on SQLite, and on PostgreSQL where `WEERKLANK_TEST_POSTGRES` names a server.
pub fn every(effort: &Effort, folder: &Path, lines: &mut Vec<Line>) -> Outcome<()> {
    let path = |name: &str| format!("sqlite:{}", folder.join(name).display());
    if effort.wants("sqlite") || !effort.wants("postgres") {
        let databases = (path("bare.db"), path("ours.db"));
        Bench::new(effort, folder, "SQLite", databases)?.run(lines)?;
    }
    #[expect(
        clippy::disallowed_methods,
        reason = "scripts/with-postgres.sh says where its server listens; Weerklank has no such setting"
    )]
    let server = std::env::var("WEERKLANK_TEST_POSTGRES").ok();
    if let Some(server) = server.filter(|_| effort.wants("postgres") || !effort.wants("sqlite")) {
        let own = |name: &str| -> Outcome<String> {
            let name = format!("bench_{name}_{}", std::process::id());
            PgConnection::establish(&format!("{server}/postgres"))?
                .batch_execute(&format!("CREATE DATABASE {name}"))?;
            Ok(format!("{server}/{name}"))
        };
        let databases = (own("bare")?, own("ours")?);
        Bench::new(effort, folder, "PostgreSQL", databases)?.run(lines)?;
    }
    Ok(())
}

struct Bench<'a> {
    effort: &'a Effort,
    engine: &'static str,
    folder: &'a Path,
    bare_database: String,
    installation: Installation,
    post: Post,
}

/// One side of a comparison.
struct Side<'a> {
    process: &'a Process,
    requests: Requests,
}

/// What both sides did, round by round.
struct Duel {
    ours: Vec<(Answers, f64)>,
    limit: Vec<(Answers, f64)>,
}

/// Both servers, and the petition that is asked for.
struct Running<'a> {
    ours: &'a Process,
    bare: &'a Process,
    slug: &'a str,
}

impl<'a> Bench<'a> {
    fn new(
        effort: &'a Effort,
        folder: &'a Path,
        engine: &'static str,
        databases: (String, String),
    ) -> Outcome<Self> {
        eprintln!("{engine}: making the demonstration municipality");
        let data = folder.join(format!("data-{engine}"));
        let (bare_database, ours_database) = databases;
        let post = Post::open()?;
        let program = &effort.program;
        Ok(Self {
            effort,
            engine,
            folder,
            bare_database,
            installation: Installation::fresh(program, &data, &ours_database, &post.url)?,
            post,
        })
    }

    fn run(&self, lines: &mut Vec<Line>) -> Outcome<()> {
        lines.push(self.first_answer()?);
        let ours = self.installation.serve()?;
        let slug = self.installation.open_petition(&ours)?;
        let reads = [
            ("petition page", format!("/petitions/{slug}"), 0.7),
            ("list page", "/petitions".to_owned(), 0.7),
            ("petition as JSON", format!("/api/v1/petitions/{slug}"), 0.8),
            (
                "count resource",
                format!("/api/v1/petitions/{slug}/count"),
                0.8,
            ),
        ];
        let mut sizes = Vec::new();
        for (_, path, _) in &reads {
            sizes.push(ask(ours.address, &get(path))?.1.len());
        }
        let at_rest = ours.memory()?.0;
        lines.push(
            Line::plain(self.engine, "memory at rest", format!("{at_rest:.0} MB"))
                .asked("< 40 MB", at_rest < 40.0),
        );
        let bare = bare::start(&self.bare_database, &sizes, self.folder)?;
        let running = Running {
            ours: &ours,
            bare: &bare,
            slug: &slug,
        };
        for (place, (name, path, target)) in reads.iter().enumerate() {
            if self.effort.wants("read") {
                lines.push(self.read(&running, (name, path, *target), (place, sizes[place]))?);
            }
        }
        if self.effort.wants("sign") {
            let rate = self.bare_loop()?;
            lines.push(
                Line::plain(self.engine, "bare loop, groups of 500", String::new())
                    .remarked(format!("the database alone: {} rows/s", thousands(rate))),
            );
            for connections in [64, 256] {
                lines.push(self.signings(&running, connections)?.1);
            }
        }
        if self.effort.wants("confirm") {
            lines.push(self.confirmations(&running)?);
        }
        if self.effort.wants("surge") {
            lines.push(self.surge(&running)?);
            let most = ours.memory()?.1;
            lines.push(
                Line::plain(
                    self.engine,
                    "memory, the most so far",
                    format!("{most:.0} MB"),
                )
                .asked("< 150 MB", most < 150.0),
            );
        }
        if self.effort.wants("overload") {
            lines.extend(self.overload(&running)?);
        }
        let mails = format!("{} mails meanwhile", self.post.taken());
        let most = ours.memory()?.1;
        let name = "memory, the most of it all";
        lines.push(Line::plain(self.engine, name, format!("{most:.0} MB")).remarked(mails));
        drop(ours);
        eprintln!("{}: weerklank verify", self.engine);
        let verified = self.installation.command(&["verify"]);
        lines.push(
            Line::plain(self.engine, "every count after all this", String::new())
                .asked("exact", verified.is_ok())
                .remarked(
                    verified
                        .err()
                        .map_or_else(String::new, |error| error.to_string()),
                ),
        );
        Ok(())
    }

    fn first_answer(&self) -> Outcome<Line> {
        eprintln!("{}: first answer after start", self.engine);
        let mut times = Vec::new();
        for _ in 0..self.effort.rounds {
            times.push(self.installation.first_answer()?.1.as_secs_f64());
        }
        let time = median(times);
        let ours = format!("{:.0} ms", time * 1000.0);
        Ok(Line::plain(self.engine, "start to first page", ours).asked("< 500 ms", time < 0.5))
    }

    /// Bare and ours in turns.
    fn duel(&self, what: &str, connections: usize, ours: &Side, limit: &Side) -> Outcome<Duel> {
        eprintln!("{}: {what}, {connections} connections", self.engine);
        let mut duel = Duel {
            ours: Vec::new(),
            limit: Vec::new(),
        };
        for round in 0..=self.effort.rounds {
            for (side, seen) in [(limit, &mut duel.limit), (ours, &mut duel.ours)] {
                let load = Load {
                    address: side.process.address,
                    requests: Arc::clone(&side.requests),
                    connections,
                    // The first round only warms up.
                    time: if round == 0 {
                        self.effort.round / 6
                    } else {
                        self.effort.round
                    },
                    most: u64::MAX,
                    rate: None,
                };
                let before = side.process.time_used()?;
                let answers = load::run(&load)?;
                let used = side.process.time_used()? - before;
                if round > 0 {
                    seen.push((answers, used));
                }
            }
        }
        Ok(duel)
    }

    fn read(
        &self,
        running: &Running,
        (name, path, target): (&str, &str, f64),
        (place, size): (usize, usize),
    ) -> Outcome<Line> {
        let ours = Side {
            process: running.ours,
            requests: get(path),
        };
        let limit = Side {
            process: running.bare,
            requests: get(&format!("/page/{place}")),
        };
        let duel = self.duel(name, 64, &ours, &limit)?;
        let what = format!("{name}, {} B", thousands(f64::from(u32::try_from(size)?)));
        Ok(duel.line(self.engine, &what, target))
    }

    fn bare_loop(&self) -> Outcome<f64> {
        eprintln!("{}: bare loop into the database", self.engine);
        let mut rates = Vec::new();
        for _ in 0..self.effort.rounds {
            rates.push(bare::rows_a_second(
                &self.bare_database,
                self.effort.round / 2,
            )?);
        }
        Ok(median(rates))
    }

    fn signings(&self, running: &Running, connections: usize) -> Outcome<(f64, Line)> {
        let requests = self.installation.signings(running.slug);
        let ours = Side {
            process: running.ours,
            requests: Arc::clone(&requests),
        };
        let limit = Side {
            process: running.bare,
            requests: to_bare_rows(requests),
        };
        let duel = self.duel("signings", connections, &ours, &limit)?;
        let rate = median(
            duel.ours
                .iter()
                .map(|(answers, _)| answers.rate())
                .collect(),
        );
        let what = format!("durable signings, {connections} connections");
        let line = duel.line(self.engine, &what, 0.5);
        let slow = median(
            duel.ours
                .iter()
                .map(|(answers, _)| answers.wait(990))
                .collect(),
        );
        let is_reached = line.is_reached.map(|reached| reached && slow < 50.0);
        Ok((
            rate,
            Line {
                target: "≥ 50 %, p99 < 50 ms".to_owned(),
                is_reached,
                ..line
            },
        ))
    }

    fn confirmations(&self, running: &Running) -> Outcome<Line> {
        let ready = self.enough_confirmations(running)?;
        let from = Arc::new(AtomicU64::new(0));
        let made = ready.len();
        let ours = Side {
            process: running.ours,
            requests: each_once(Arc::new(ready), Arc::clone(&from)),
        };
        let limit = Side {
            process: running.bare,
            requests: to_bare_rows(self.installation.signings(running.slug)),
        };
        let duel = self.duel("confirmations", 64, &ours, &limit)?;
        let line = duel.line(self.engine, "confirmations, 64 connections", 0.5);
        let sent = from.load(Ordering::Relaxed);
        let again = sent.saturating_sub(u64::try_from(made)?);
        let remark = match again {
            0 => line.remark.clone(),
            _ => format!("{}; {again} of {sent} sent twice", line.remark),
        };
        Ok(line.remarked(remark))
    }

    /// Signs for as long as it takes to have something to confirm.
    fn enough_confirmations(&self, running: &Running) -> Outcome<Vec<Vec<u8>>> {
        let load = Load {
            address: running.ours.address,
            requests: self.installation.signings(running.slug),
            connections: 256,
            time: self.effort.round * u32::try_from(self.effort.rounds + 1)?,
            most: u64::try_from(MOST_CONFIRMATIONS)?,
            rate: None,
        };
        load::run(&load)?;
        self.installation.confirmations(MOST_CONFIRMATIONS)
    }

    fn surge(&self, running: &Running) -> Outcome<Line> {
        let ready = self.enough_confirmations(running)?;
        eprintln!("{}: surge", self.engine);
        let sign = self.installation.signings(running.slug);
        let confirm = each_once(Arc::new(ready), Arc::default());
        let page = get(&format!("/petitions/{}", running.slug));
        let count = get(&format!("/api/v1/petitions/{}/count", running.slug));
        let every = SURGE_SIGNATURES / (SURGE_READS + 2.0 * SURGE_SIGNATURES);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "every so many requests: a small positive number"
        )]
        let cycle = (1.0 / every) as u64;
        let mixed: Requests = Arc::new(move |n, request| match n % cycle {
            0 => sign(n, request),
            1 => confirm(n, request),
            other if other % 2 == 0 => page(n, request),
            _ => count(n, request),
        });
        let answers = load::run(&Load {
            address: running.ours.address,
            requests: mixed,
            connections: 256,
            time: self.effort.surge,
            most: u64::MAX,
            rate: Some(SURGE_READS + 2.0 * SURGE_SIGNATURES),
        })?;
        let what = format!(
            "surge: {SURGE_SIGNATURES} signed and confirmed/s, {} reads/s, {} s",
            thousands(SURGE_READS),
            self.effort.surge.as_secs()
        );
        let ours = format!("{}/s", thousands(answers.rate()));
        let wrong = answers.refused + answers.failed;
        let is_reached = wrong == 0
            && answers.wait(990) < 100.0
            && answers.rate() > 0.97 * (SURGE_READS + 2.0 * SURGE_SIGNATURES);
        Ok(Line::plain(self.engine, &what, ours)
            .asked("no error, p99 < 100 ms", is_reached)
            .remarked(remark(&answers)))
    }

    fn overload(&self, running: &Running) -> Outcome<Vec<Line>> {
        let (most, _) = self.signings(running, 256)?;
        eprintln!("{}: overload", self.engine);
        let requests = self.installation.signings(running.slug);
        let load = |connections, time, rate| Load {
            address: running.ours.address,
            requests: Arc::clone(&requests),
            connections,
            time,
            most: u64::MAX,
            rate: Some(rate),
        };
        let over = load::run(&load(
            OVERLOAD_CONNECTIONS,
            self.effort.overload,
            2.0 * most,
        ))?;
        let part = over.rate() / most;
        let name = format!("overload: {}/s asked", thousands(2.0 * most));
        let is_reached = part >= 0.8 && over.failed == 0 && over.refusal(990) < 1000.0;
        let mut line = Line::plain(
            self.engine,
            &name,
            format!("{}/s done", thousands(over.rate())),
        )
        .asked("≥ 80 %, rest 503 < 1 s", is_reached)
        .remarked(format!(
            "{}; refused {} (p99 {:.0} ms)",
            remark(&over),
            over.refused,
            over.refusal(990)
        ));
        line.limit = format!("{}/s", thousands(most));
        line.ratio = Some(part);
        let mut recovered = None;
        for second in 1..=5 {
            let calm = load::run(&load(64, Duration::from_secs(1), most / 4.0))?;
            if calm.wait(990) < 50.0 && calm.refused + calm.failed == 0 {
                recovered = Some((second, calm.wait(990)));
                break;
            }
        }
        let after = match recovered {
            Some((second, slow)) => format!("{second} s (p99 {slow:.0} ms)"),
            None => "> 5 s".to_owned(),
        };
        let recovery = Line::plain(self.engine, "p99 back under 50 ms after overload", after)
            .asked("≤ 5 s", recovered.is_some());
        Ok(vec![line, recovery])
    }
}

impl Duel {
    fn line(&self, engine: &'static str, what: &str, target: f64) -> Line {
        let rates = |side: &[(Answers, f64)]| -> Vec<f64> {
            side.iter().map(|(answers, _)| answers.rate()).collect()
        };
        let (ours, limit) = (rates(&self.ours), rates(&self.limit));
        let ratio = median(
            ours.iter()
                .zip(&limit)
                .map(|(a, b)| a / b.max(1.0))
                .collect(),
        );
        let all = self
            .ours
            .iter()
            .fold(Answers::default(), |mut all, (one, _)| {
                all.add(one.clone());
                all
            });
        let slow = |of_thousand| {
            median(
                self.ours
                    .iter()
                    .map(|(answers, _)| answers.wait(of_thousand))
                    .collect(),
            )
        };
        let mut remark = format!("p50 {:.1} ms, p99 {:.1} ms", slow(500), slow(990));
        if all.refused + all.failed > 0 {
            remark.push_str(&format!(
                "; {} refused, {} failed ({})",
                all.refused,
                all.failed,
                all.example.as_deref().unwrap_or_default()
            ));
        }
        Line {
            engine,
            what: what.to_owned(),
            ours: format!("{}/s", thousands(median(ours))),
            limit: format!("{}/s", thousands(median(limit))),
            effort: format!("{:.1} / {:.1}", effort(&self.ours), effort(&self.limit)),
            ratio: Some(ratio),
            target: format!("≥ {:.0} %", target * 100.0),
            is_reached: Some(ratio >= target && all.failed == 0),
            remark,
        }
    }
}

fn remark(answers: &Answers) -> String {
    let wrong = match answers.failed {
        0 => String::new(),
        failed => format!(
            "; {failed} failed ({})",
            answers.example.as_deref().unwrap_or_default()
        ),
    };
    format!(
        "p50 {:.1} ms, p99 {:.1} ms{wrong}",
        answers.wait(500),
        answers.wait(990)
    )
}

/// Processor time for one answer, in microseconds.
fn effort(side: &[(Answers, f64)]) -> f64 {
    median(
        side.iter()
            .map(|(answers, used)| used / (answers.rate() * answers.elapsed.as_secs_f64()).max(1.0))
            .collect(),
    )
}

fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(0.0)
}
