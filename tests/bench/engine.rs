//! All measurements, on one database after the other.

use crate::duel::median;
use crate::load::{ask, get};
use crate::ours::Installation;
use crate::post::Post;
use crate::process::Process;
use crate::table::{Line, thousands};
use crate::{Effort, Outcome, bare, growth};
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use std::path::Path;

/// Measures on SQLite, and on PostgreSQL where `WEERKLANK_TEST_POSTGRES` names a server.
pub fn every(
    effort: &Effort,
    folder: &Path,
    (lines, growth): (&mut Vec<Line>, &mut Vec<growth::Line>),
) -> Outcome<()> {
    let path = |name: &str| format!("sqlite:{}", folder.join(name).display());
    if effort.wants_engine("sqlite") {
        let databases = (path("bare.db"), path("ours.db"));
        Bench::new(effort, folder, "SQLite", databases)?.run(lines, growth)?;
    }
    #[expect(
        clippy::disallowed_methods,
        reason = "scripts/with-postgres.sh says where its server listens; Weerklank has no such setting"
    )]
    let server = std::env::var("WEERKLANK_TEST_POSTGRES").ok();
    if let Some(server) = server.filter(|_| effort.wants_engine("postgres")) {
        let own = |name: &str| -> Outcome<String> {
            let name = format!("bench_{name}_{}", std::process::id());
            PgConnection::establish(&format!("{server}/postgres"))?
                .batch_execute(&format!("CREATE DATABASE {name}"))?;
            Ok(format!("{server}/{name}"))
        };
        let databases = (own("bare")?, own("ours")?);
        Bench::new(effort, folder, "PostgreSQL", databases)?.run(lines, growth)?;
    }
    Ok(())
}

/// One database, with an installation of its own.
pub struct Bench<'a> {
    /// How much to do.
    pub effort: &'a Effort,
    /// The name of the database.
    pub engine: &'static str,
    /// Where everything is kept.
    pub folder: &'a Path,
    /// The address of the bare programs' database.
    pub bare_database: String,
    /// Ours.
    pub installation: Installation,
    post: Post,
}

/// Both servers, and the petition that is asked for.
pub struct Running<'a> {
    /// Ours.
    pub ours: &'a Process,
    /// The limit.
    pub bare: &'a Process,
    /// Of the petition.
    pub slug: &'a str,
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

    fn run(&self, lines: &mut Vec<Line>, growth: &mut Vec<growth::Line>) -> Outcome<()> {
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
        if self.effort.wants("growth") {
            growth::measure(self, growth)?;
        }
        if self.effort.wants("report") {
            crate::report::measure(self, lines)?;
        }
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
}
