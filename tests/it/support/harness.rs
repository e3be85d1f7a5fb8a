//! The real server on a free port, with its own database, clock and mail folder.

use super::database::{Engine, Folder, OwnDatabase};
use super::mailbox::Mail;
use super::paper::Paper;
use super::personas::Citizen;
use super::visitor::Visitor;
use chrono::{DateTime, TimeDelta, Utc};
use diesel::RunQueryDsl;
use diesel::sql_types::{BigInt, Text};
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};
use weerklank::config::Given;
use weerklank::{Running, StartOptions};
use weerklank_acts::House;
use weerklank_acts::clock::Clock;
use weerklank_store::verify::Report;
use weerklank_store::{StoreError, jobs, outbox, verify};

/// The key of every installation in the tests.
pub const KEY: [u8; 32] = [7; 32];
/// How long a test waits for something that has to happen. Nothing is measured by it.
const PATIENCE: Duration = Duration::from_secs(60);

/// Runs one test.
pub fn run(test: impl Future<Output = ()>) {
    actix_web::rt::System::new().block_on(test);
}

/// Waits until `look` finds something.
pub async fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(Instant::now() < deadline, "waited in vain: {what}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// Does two things at the same time.
pub async fn at_once<A: 'static, B: 'static>(
    one: impl Future<Output = A> + 'static,
    other: impl Future<Output = B> + 'static,
) -> (A, B) {
    let one = actix_web::rt::spawn(one);
    let other = actix_web::rt::spawn(other);
    (one.await.unwrap(), other.await.unwrap())
}

/// The moment at which every test begins: Monday 2 March 2026, noon, UTC.
pub fn start_of_test() -> DateTime<Utc> {
    DateTime::from_timestamp(1_772_452_800, 0).unwrap()
}

/// A clock that stands still until a test moves it, so that no test depends on how long it takes.
pub struct StillClock(AtomicI64);

impl Default for StillClock {
    fn default() -> Self {
        Self(AtomicI64::new(start_of_test().timestamp_micros()))
    }
}

impl StillClock {
    pub fn set(&self, now: DateTime<Utc>) {
        self.0.store(now.timestamp_micros(), Ordering::SeqCst);
    }

    pub fn advance(&self, by: TimeDelta) {
        self.set(self.now() + by);
    }
}

impl Clock for StillClock {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.0.load(Ordering::SeqCst)).unwrap()
    }
}

/// A running installation.
pub struct TestHouse {
    running: Option<Running>,
    given: Given,
    pub clock: Arc<StillClock>,
    pub folder: Folder,
    _database: OwnDatabase,
}

impl TestHouse {
    /// A demonstration without limits, as most tests want it.
    pub fn open(engine: Engine) -> Self {
        Self::open_with(engine, |_| {})
    }

    /// A house whose settings differ.
    pub fn open_with(engine: Engine, change: impl FnOnce(&mut Given)) -> Self {
        let folder = Folder::new();
        let database = OwnDatabase::furnished(engine, &folder);
        let mut given = Given {
            database_url: Some(database.url().to_owned()),
            data_dir: Some(folder.path().to_owned()),
            bind: Some(([127, 0, 0, 1], 0).into()),
            demo: Some("1".to_owned()),
            limits: Some("off".to_owned()),
            key: Some("07".repeat(32)),
            ..Given::default()
        };
        change(&mut given);
        let clock = Arc::new(StillClock::default());
        let running = start(given.clone(), Arc::clone(&clock));
        Self {
            running: Some(running),
            given,
            clock,
            folder,
            _database: database,
        }
    }

    /// Stops gracefully and starts again on the same data.
    pub fn restart_with(&mut self, change: impl FnOnce(&mut Given)) {
        stop(self.running.take());
        change(&mut self.given);
        self.running = Some(start(self.given.clone(), Arc::clone(&self.clock)));
    }

    fn running(&self) -> &Running {
        self.running.as_ref().unwrap()
    }

    /// The acts and the store behind the server.
    pub fn house(&self) -> &House {
        self.running().house()
    }

    /// Where the server listens.
    pub fn address(&self) -> String {
        format!("http://{}", self.running().address)
    }

    /// A browser that was never here before.
    pub fn visitor(&self) -> Visitor {
        Visitor::new(&self.address())
    }

    /// Somebody with a browser and a mailbox.
    pub fn citizen(&self, name: &str, email: &str) -> Citizen {
        Citizen::new(self.visitor(), name, email)
    }

    /// Puts a petition on the books.
    pub fn enter(&self, paper: &Paper) {
        paper.enter_into(self.house());
    }

    /// The published number.
    pub async fn count(&self, slug: &str) -> i64 {
        let answer = self
            .visitor()
            .get(&format!("/api/v1/petitions/{slug}/count"))
            .await;
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.json()["signatureCount"].as_i64().unwrap()
    }

    /// Waits until no job and no mail is due.
    pub async fn settle(&self) {
        until("jobs and mails to be done", || {
            let now = self.clock.now();
            let store = &self.house().store;
            let (due, _) = store.read(|db| jobs::backlog(db, now)).unwrap();
            let (waiting, _) = store.read(outbox::backlog).unwrap();
            (due == 0 && waiting == 0).then_some(())
        })
        .await;
    }

    /// Moves the clock on and waits until what became due is done.
    pub async fn later(&self, by: TimeDelta) {
        self.clock.advance(by);
        self.settle().await;
    }

    /// Every mail that was sent so far, in the order of sending.
    pub async fn mails(&self) -> Vec<Mail> {
        self.settle().await;
        Mail::all_in(&self.folder.path().join("outbox"))
    }

    /// Every mail to an address.
    pub async fn mails_to(&self, email: &str) -> Vec<Mail> {
        let mut mails = self.mails().await;
        mails.retain(|mail| mail.to.eq_ignore_ascii_case(email));
        mails
    }

    /// Changes rows behind the program's back.
    pub fn sql(&self, statement: &str) {
        self.house()
            .store
            .write(|db| Ok::<_, StoreError>(diesel::sql_query(statement).execute(db)?))
            .unwrap();
    }

    /// Whether the database takes a statement.
    pub fn takes(&self, statement: &str) -> bool {
        self.house()
            .store
            .write(|db| Ok::<_, StoreError>(diesel::sql_query(statement).execute(db)?))
            .is_ok()
    }

    /// The number that a `SELECT … AS number` finds.
    pub fn number(&self, query: &str) -> i64 {
        #[derive(diesel::QueryableByName)]
        struct Row {
            #[diesel(sql_type = BigInt)]
            number: i64,
        }
        self.house()
            .store
            .read(|db| Ok::<_, StoreError>(diesel::sql_query(query).get_result::<Row>(db)?.number))
            .unwrap()
    }

    /// The text that a `SELECT … AS text` finds.
    pub fn text(&self, query: &str) -> String {
        #[derive(diesel::QueryableByName)]
        struct Row {
            #[diesel(sql_type = Text)]
            text: String,
        }
        self.house()
            .store
            .read(|db| Ok::<_, StoreError>(diesel::sql_query(query).get_result::<Row>(db)?.text))
            .unwrap()
    }

    /// Counts everything anew.
    pub fn verify(&self) -> Report {
        self.house().store.read_at_once(verify::run).unwrap()
    }

    /// Asserts that everything agrees.
    pub fn everything_adds_up(&self) {
        assert_eq!(self.verify().differences, []);
    }
}

impl Drop for TestHouse {
    fn drop(&mut self) {
        stop(self.running.take());
    }
}

// Both on a thread without a runtime of its own, as the program does.
fn start(given: Given, clock: Arc<StillClock>) -> Running {
    let options = StartOptions {
        settings: given.settle().unwrap(),
        clock,
        movable_clock: None,
        page_age: Duration::ZERO,
        tick: Duration::from_millis(20),
        workers: 2,
    };
    std::thread::spawn(|| weerklank::start(options).unwrap())
        .join()
        .unwrap()
}

fn stop(running: Option<Running>) {
    if let Some(running) = running {
        let stopped = std::thread::spawn(move || running.stop()).join();
        assert!(
            stopped.is_ok() || std::thread::panicking(),
            "the server did not stop in good order"
        );
    }
}
