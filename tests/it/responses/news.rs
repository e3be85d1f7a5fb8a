//! Signers who asked for it are told once, and stop it with one click.

use crate::support::database::Engine;
use crate::support::desk::{id_of, somebody};
use crate::support::harness::{TestHouse, start_of_test};
use crate::support::on_both_databases;
use crate::support::paper::Paper;
use chrono::TimeDelta;
use weerklank_acts::ActError;
use weerklank_acts::follow::{repeat_mail, tell_signers, unsubscribe_handle};
use weerklank_acts::petitions::{Happening, record_event};
use weerklank_domain::calendar::day_of;
use weerklank_domain::people::Role;
use weerklank_domain::petitions::EventKind;

on_both_databases!(
    signers_who_asked_are_told_once,
    nobody_is_told_of_what_is_no_news,
    the_job_goes_on_after_a_restart,
    one_click_in_a_mail_program_stops_the_news,
    the_page_of_the_link_stops_the_news,
    a_made_up_handle_leads_nowhere,
    a_mail_that_was_given_up_is_sent_again,
);

const NEWS: &str = "SELECT COUNT(*) AS number FROM outbox WHERE message = 'signer_news'";
const QUEUED: &str = "SELECT COUNT(*) AS number FROM outbox
    WHERE message = 'signer_news' AND state = 'queued'";

/// A petition with three signers, two of whom want news, and one who did not confirm.
async fn signed(engine: Engine) -> TestHouse {
    let house = TestHouse::open(engine);
    house.enter(&Paper::open("bankje"));
    for (name, wants) in [("Anna", true), ("Bert", true), ("Cor", false)] {
        let mut citizen = house.citizen(
            &format!("{name} de Vries"),
            &format!("{name}@voorbeeld.example"),
        );
        citizen.keep_informed = wants;
        citizen.signs_and_confirms(&house, "bankje").await;
    }
    let mut waiting = house.citizen("Dirk de Vries", "dirk@voorbeeld.example");
    waiting.keep_informed = true;
    waiting.signs("bankje").await;
    house.settle().await;
    house
}

fn happens(house: &TestHouse, kind: EventKind) -> i64 {
    let clerk = somebody(house, &format!("Griet {}", kind.code()), Role::Clerk);
    let event = Happening {
        kind,
        day: day_of(start_of_test()),
        text: None,
        url: None,
    };
    record_event(house.house(), &clerk, id_of(house, "bankje"), &event).unwrap()
}

fn signer(house: &TestHouse) -> i64 {
    house
        .number("SELECT MIN(id) AS number FROM signers WHERE keep_informed AND state = 'confirmed'")
}

async fn signers_who_asked_are_told_once(engine: Engine) {
    let house = signed(engine).await;
    let event = happens(&house, EventKind::Voted);
    house.settle().await;
    assert_eq!(house.number(NEWS), 2);
    // The job again, as after a crash between its last batch and its tick.
    tell_signers(house.house(), event).unwrap();
    house.settle().await;
    assert_eq!(house.number(NEWS), 2);
    // Another event is told too.
    happens(&house, EventKind::CommitmentMade);
    house.settle().await;
    assert_eq!(house.number(NEWS), 4);
}

async fn nobody_is_told_of_what_is_no_news(engine: Engine) {
    let house = signed(engine).await;
    let event = happens(&house, EventKind::Debated);
    house.settle().await;
    tell_signers(house.house(), event).unwrap();
    assert_eq!(house.number(NEWS), 0);
    let missing = tell_signers(house.house(), event + 1_000);
    assert!(matches!(missing, Err(ActError::Missing)));
}

async fn the_job_goes_on_after_a_restart(engine: Engine) {
    let mut house = signed(engine).await;
    let event = happens(&house, EventKind::Voted);
    house.restart_with(|_| {});
    house.settle().await;
    assert_eq!(house.number(NEWS), 2);
    // Claimed by a process that died after half of its work: the claim ends, another goes on.
    house.sql(&format!(
        "UPDATE jobs SET state = 'waiting', claimed_until = '2026-03-02 12:04:00'
         WHERE kind = 'tell_signers' AND subject_id = {event}"
    ));
    house.restart_with(|_| {});
    house.later(TimeDelta::minutes(10)).await;
    assert_eq!(house.number(NEWS), 2);
    let done = house.number(
        "SELECT COUNT(*) AS number FROM jobs WHERE kind = 'tell_signers' AND state = 'done'",
    );
    assert_eq!(done, 1);
}

async fn one_click_in_a_mail_program_stops_the_news(engine: Engine) {
    let house = signed(engine).await;
    let path = format!(
        "/unsubscribe/{}",
        unsubscribe_handle(house.house(), signer(&house))
    );
    // No cookie, no page before it, no proof.
    let program = house.visitor();
    let answer = program
        .post_form(&path, &[("List-Unsubscribe", "One-Click")])
        .await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
    assert_eq!(answer.header("x-robots-tag"), Some("noindex"));
    happens(&house, EventKind::Voted);
    house.settle().await;
    assert_eq!(house.number(NEWS), 1, "only the other one");
    assert_eq!(house.count("bankje").await, 3, "the signature counts");
    let again = program
        .post_form(&path, &[("List-Unsubscribe", "One-Click")])
        .await;
    assert_eq!(again.status, 200, "twice is as good as once");
}

async fn the_page_of_the_link_stops_the_news(engine: Engine) {
    let house = signed(engine).await;
    let event = happens(&house, EventKind::Voted);
    house.settle().await;
    let signer = signer(&house);
    // A mail that waits for its next try.
    house.sql(&format!(
        "UPDATE outbox SET state = 'queued', due_at = '2027-01-01 00:00:00'
         WHERE message = 'signer_news' AND person_id = {signer}"
    ));
    assert_eq!(house.number(QUEUED), 1);
    let visitor = house.visitor();
    let path = format!("/unsubscribe/{}", unsubscribe_handle(house.house(), signer));
    // A mail scanner looks, and nothing happens.
    for method in ["GET", "HEAD", "GET"] {
        let looked = visitor.send(method, &path, &[], Vec::new()).await;
        assert_eq!(looked.status, 200);
    }
    assert_eq!(house.number(QUEUED), 1);
    let page = visitor.get(&path).await;
    assert!(page.text().contains("Een bankje bij de halte"));
    let done = visitor.submit(&page.post_form(), &[]).await;
    assert_eq!(done.status, 200);
    assert!(done.text().contains("U krijgt geen mail meer"));
    assert_eq!(house.number(QUEUED), 0, "what waited is gone");
    tell_signers(house.house(), event).unwrap();
    assert_eq!(house.number(QUEUED), 0, "and does not come back");
}

async fn a_made_up_handle_leads_nowhere(engine: Engine) {
    let house = signed(engine).await;
    let visitor = house.visitor();
    for handle in [
        "x",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "1",
    ] {
        let path = format!("/unsubscribe/{handle}");
        assert_eq!(visitor.get(&path).await.status, 404);
        let posted = visitor
            .post_form(&path, &[("List-Unsubscribe", "One-Click")])
            .await;
        assert_eq!(posted.status, 404);
    }
    // Whoever signed and was erased since then hears nothing any more, and is told so.
    let gone = unsubscribe_handle(house.house(), 1_000_000);
    let page = visitor.get(&format!("/unsubscribe/{gone}")).await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("U krijgt geen mail meer"));
}

async fn a_mail_that_was_given_up_is_sent_again(engine: Engine) {
    let house = signed(engine).await;
    happens(&house, EventKind::Voted);
    house.settle().await;
    let mail = house.number("SELECT MAX(id) AS number FROM outbox WHERE message = 'signer_news'");
    house.sql(&format!(
        "UPDATE outbox SET state = 'failed', attempts = 12, last_error = 'mailbox full' WHERE id = {mail}"
    ));
    let clerk = somebody(&house, "Griet Griffier", Role::Clerk);
    let reader = somebody(&house, "Lia Lezer", Role::Reader);
    let refused = repeat_mail(house.house(), &reader, mail);
    assert!(matches!(refused, Err(ActError::NotAllowed)));
    repeat_mail(house.house(), &clerk, mail).unwrap();
    let again = repeat_mail(house.house(), &clerk, mail);
    assert!(matches!(again, Err(ActError::Missing)));
    house.settle().await;
    let state =
        format!("SELECT COUNT(*) AS number FROM outbox WHERE id = {mail} AND state = 'sent'");
    assert_eq!(house.number(&state), 1);
    let audited = "SELECT COUNT(*) AS number FROM audit_entries WHERE act = 'mail_repeated'";
    assert_eq!(house.number(audited), 1);
}
