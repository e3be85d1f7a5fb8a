//! Against a real SMTP server: at least once, later when refused, never lost.

use crate::support::database::{Engine, Folder, OwnDatabase};
use crate::support::harness::{TestHouse, start_of_test, until};
use crate::support::mailbox::{Mail, MailKind};
use crate::support::on_both_databases;
use crate::support::paper::Paper;
use crate::support::program::Installation;
use chrono::TimeDelta;
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use weerklank_acts::clock::Clock as _;
use weerklank_store::outbox;

on_both_databases!(
    every_mail_is_delivered_once_over_few_connections,
    a_mail_that_is_refused_for_now_comes_later,
    a_mail_that_is_refused_for_good_is_given_up,
    mails_wait_for_a_mail_server_that_is_away,
    a_server_that_dies_between_loses_no_mail,
);

const SLUG: &str = "bankje";

/// A mail server in a process of its own.
pub(super) struct Catcher {
    child: Child,
    folder: Folder,
    port: u16,
}

impl Catcher {
    pub(super) fn start() -> Self {
        let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("journeys/smtp-catcher.mjs");
        let folder = Folder::new();
        let mut child = Command::new("node")
            .arg(&program)
            .arg(folder.path())
            .arg("--until-stdin-closes")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("this test needs Node.js: {error}"));
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let port = line
            .trim()
            .strip_prefix("smtp listening on ")
            .and_then(|port| port.parse().ok());
        let port = port.unwrap_or_else(|| {
            panic!("the mail server did not start; `make test` installs what it needs")
        });
        Self {
            child,
            folder,
            port,
        }
    }

    pub(super) fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    pub(super) fn behave(&self, mode: &str) {
        std::fs::write(self.folder.path().join("mode"), mode).unwrap();
    }

    pub(super) fn mails(&self) -> Vec<Mail> {
        Mail::all_in(self.folder.path())
    }

    fn connections(&self) -> u32 {
        std::fs::read_to_string(self.folder.path().join("connections"))
            .unwrap()
            .parse()
            .unwrap()
    }
}

impl Drop for Catcher {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn open(engine: Engine, catcher: &Catcher) -> TestHouse {
    let house = TestHouse::open_with(engine, |given| given.smtp_url = Some(catcher.url()));
    house.enter(&Paper::open(SLUG));
    house
}

async fn sign(house: &TestHouse, people: std::ops::Range<usize>) {
    for number in people {
        let answer = house
            .citizen("Jan Jansen", &format!("jan{number}@voorbeeld.nl"))
            .signs_by_api(SLUG)
            .await;
        assert_eq!(answer.status, 202);
    }
}

/// Waits until the mail was tried so often.
async fn tried(house: &TestHouse, times: i64) {
    until("another try", || {
        let attempts = house.number("SELECT CAST(MAX(attempts) AS BIGINT) AS number FROM outbox");
        assert!(
            attempts <= times,
            "tried {attempts} times, more than {times}"
        );
        (attempts == times).then_some(())
    })
    .await;
}

fn is_due(house: &TestHouse) -> bool {
    let now = house.clock.now();
    house
        .house()
        .store
        .read(|db| outbox::is_due(db, now))
        .unwrap()
}

async fn every_mail_is_delivered_once_over_few_connections(engine: Engine) {
    let catcher = Catcher::start();
    let house = open(engine, &catcher);
    sign(&house, 0..40).await;
    house.settle().await;
    let mails = catcher.mails();
    let different: BTreeSet<&str> = mails.iter().map(|mail| mail.message_id.as_str()).collect();
    let people: BTreeSet<&str> = mails.iter().map(|mail| mail.to.as_str()).collect();
    assert_eq!((mails.len(), different.len(), people.len()), (40, 40, 40));
    assert!(
        mails
            .iter()
            .all(|mail| mail.kind() == MailKind::Confirm && !mail.html.is_empty())
    );
    assert!(
        catcher.connections() <= 2,
        "{} connections",
        catcher.connections()
    );
    // The link of a delivered mail works.
    house
        .citizen("Jan Jansen", "jan7@voorbeeld.nl")
        .confirms(&mails[7])
        .await;
    assert_eq!(house.count(SLUG).await, 1);
}

async fn a_mail_that_is_refused_for_now_comes_later(engine: Engine) {
    let catcher = Catcher::start();
    let house = open(engine, &catcher);
    catcher.behave("refuse-temporarily");
    sign(&house, 0..1).await;
    tried(&house, 1).await;
    for (minutes, tries) in [(1, 2), (2, 3), (4, 4)] {
        house
            .clock
            .advance(TimeDelta::minutes(minutes) - TimeDelta::seconds(1));
        assert!(!is_due(&house), "{minutes} minutes have not passed");
        house.clock.advance(TimeDelta::seconds(1));
        tried(&house, tries).await;
    }
    assert_eq!(catcher.mails(), []);
    catcher.behave("ok");
    house.later(TimeDelta::minutes(8)).await;
    assert_eq!(catcher.mails().len(), 1);
    house.later(TimeDelta::hours(12)).await;
    assert_eq!(catcher.mails().len(), 1);
}

async fn a_mail_that_is_refused_for_good_is_given_up(engine: Engine) {
    let catcher = Catcher::start();
    let house = open(engine, &catcher);
    catcher.behave("refuse");
    sign(&house, 0..1).await;
    house.settle().await;
    let backlog = || house.house().store.read(outbox::backlog).unwrap();
    assert_eq!(backlog(), (0, 1));
    catcher.behave("ok");
    sign(&house, 1..2).await;
    house.later(TimeDelta::days(1)).await;
    let mails = catcher.mails();
    assert_eq!(
        mails
            .iter()
            .map(|mail| mail.to.as_str())
            .collect::<Vec<_>>(),
        ["jan1@voorbeeld.nl"]
    );
    assert_eq!(backlog(), (0, 1), "whoever looks after the site can see it");
}

async fn mails_wait_for_a_mail_server_that_is_away(engine: Engine) {
    let away = Catcher::start();
    let mut house = open(engine, &away);
    drop(away);
    sign(&house, 0..8).await;
    let waiting = "SELECT COUNT(*) AS number FROM outbox WHERE state = 'queued'";
    assert_eq!(house.number(waiting), 8, "signing does not wait for mail");
    tried(&house, 1).await;
    let catcher = Catcher::start();
    house.restart_with(|given| given.smtp_url = Some(catcher.url()));
    house.later(TimeDelta::minutes(5)).await;
    assert_eq!(catcher.mails().len(), 8);
}

async fn a_server_that_dies_between_loses_no_mail(engine: Engine) {
    let catcher = Catcher::start();
    let folder = Folder::new();
    let database = OwnDatabase::furnished(engine, &folder);
    let mut installation = Installation::furnished(&database, folder.path(), &[Paper::open(SLUG)]);
    installation
        .settings
        .push(("WEERKLANK_SMTP_URL", catcher.url()));
    let mut program = installation.serve();
    let visitor = program.visitor();
    let path = format!("/api/v1/petitions/{SLUG}/signatures");
    let people: BTreeSet<String> = (0..60)
        .map(|number| format!("jan{number}@voorbeeld.nl"))
        .collect();
    for email in &people {
        let value =
            serde_json::json!({"name": "Jan Jansen", "email": email, "postcode": "1011 AB"});
        assert_eq!(visitor.post_json(&path, &value).await.status, 202);
    }
    program.kill();
    // What the dead server had taken in hand is free again after some minutes.
    installation.moved_to(start_of_test() + TimeDelta::minutes(10));
    let _again = installation.serve();
    until("the mails of everybody", || {
        let reached: BTreeSet<String> = catcher.mails().into_iter().map(|mail| mail.to).collect();
        (reached == people).then_some(())
    })
    .await;
    // Whatever came twice is told by its number.
    let mails = catcher.mails();
    let different: BTreeSet<&str> = mails.iter().map(|mail| mail.message_id.as_str()).collect();
    assert_eq!(different.len(), people.len());
}
