//! A database of its own for each test, copied from one that was migrated and furnished once.

use super::paper;
use diesel::connection::SimpleConnection;
use diesel::{Connection, PgConnection};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use weerklank_acts::House;
use weerklank_acts::random::SystemRandom;
use weerklank_store::people::Vault;
use weerklank_store::{DatabaseUrl, Store};

use super::harness::{KEY, StillClock};

/// Which database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// A folder that is removed with its test.
pub struct Folder(PathBuf);

static NUMBER: AtomicUsize = AtomicUsize::new(0);

fn unique() -> String {
    format!(
        "{}-{}",
        std::process::id(),
        NUMBER.fetch_add(1, Ordering::SeqCst)
    )
}

impl Folder {
    pub fn new() -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("house-{}", unique()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A database that is removed with its test.
pub struct OwnDatabase {
    url: String,
    /// The name of a PostgreSQL database; a SQLite file goes with its folder.
    name: Option<String>,
}

impl OwnDatabase {
    /// A database with everything that a municipality has before its first petition.
    pub fn furnished(engine: Engine, folder: &Folder) -> Self {
        match engine {
            Engine::Sqlite => {
                let path = folder.path().join("weerklank.db");
                std::fs::copy(sqlite_template(), &path).unwrap();
                Self {
                    url: format!("sqlite:{}", path.display()),
                    name: None,
                }
            }
            Engine::Postgres => Self::in_cluster(Some(postgres_template())),
        }
    }

    /// A database without a single table.
    pub fn empty(engine: Engine, folder: &Folder) -> Self {
        match engine {
            Engine::Sqlite => {
                let path = folder.path().join("weerklank.db");
                Self {
                    url: format!("sqlite:{}", path.display()),
                    name: None,
                }
            }
            Engine::Postgres => Self::in_cluster(None),
        }
    }

    fn in_cluster(template: Option<&str>) -> Self {
        let name = format!("test_{}", unique().replace('-', "_"));
        let template = template
            .map(|template| format!(" TEMPLATE {template}"))
            .unwrap_or_default();
        in_postgres(&format!("CREATE DATABASE {name}{template}"));
        Self {
            url: format!("{}/{name}", cluster()),
            name: Some(name),
        }
    }

    /// Its address, as the settings take it.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Its address, parsed.
    pub fn parsed(&self) -> DatabaseUrl {
        self.url.parse().unwrap()
    }
}

impl Drop for OwnDatabase {
    fn drop(&mut self) {
        if let Some(name) = &self.name {
            in_postgres(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        }
    }
}

/// The throw-away cluster, as scripts/with-postgres.sh names it.
#[expect(
    clippy::disallowed_methods,
    reason = "the one setting of the tests themselves"
)]
fn cluster() -> String {
    match std::env::var("WEERKLANK_TEST_POSTGRES") {
        Ok(address) if !address.is_empty() => address.trim_end_matches('/').to_owned(),
        _ => panic!(
            "this test needs PostgreSQL: use `make test`, or scripts/with-postgres.sh cargo test -p weerklank-tests"
        ),
    }
}

fn in_postgres(statement: &str) {
    let address = format!("{}/postgres", cluster());
    let mut connection = PgConnection::establish(&address).unwrap();
    connection.batch_execute(statement).unwrap();
}

fn sqlite_template() -> &'static Path {
    static TEMPLATE: OnceLock<PathBuf> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("template");
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join(format!("{}.db", unique()));
        furnish(&DatabaseUrl::Sqlite(path.clone()));
        // The file is whole on its own: the last connection took the log into it.
        let log = path.with_extension("db-wal");
        assert!(std::fs::metadata(&log).is_ok_and(|log| log.len() == 0) || !log.exists());
        path
    })
}

fn postgres_template() -> &'static str {
    static TEMPLATE: OnceLock<String> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let name = format!("template_{}", unique().replace('-', "_"));
        in_postgres(&format!("CREATE DATABASE {name}"));
        furnish(&DatabaseUrl::Postgres(format!("{}/{name}", cluster())));
        // Copying needs a database that nobody is in.
        in_postgres(&format!(
            "ALTER DATABASE {name} ALLOW_CONNECTIONS false;
             SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
        ));
        name
    })
}

fn furnish(url: &DatabaseUrl) {
    let house = open_house(url);
    paper::furnish(&house);
    house.intake.stop();
}

/// The acts and the store of a database, without a server.
pub fn open_house(url: &DatabaseUrl) -> House {
    House::open(
        Store::open(url).unwrap(),
        Vault::new(&KEY),
        Arc::new(StillClock::default()),
        Arc::new(SystemRandom),
    )
    .unwrap()
}
