//! What an answer promises is approved with it, and becomes a commitment when the report appears, once.

use super::work::{Work, page, proof};
use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;
use crate::support::visitor::{Answer, Visitor};
use chrono::TimeDelta;
use weerklank_acts::ActError;
use weerklank_acts::responses::round::{
    AnswerTo, ReportText, approve_response, begin_answer, offer_response, publish_report,
    write_response,
};
use weerklank_domain::commitments::CannotCommit;
use weerklank_domain::petitions::Passage;
use weerklank_store::responses::response;

on_both_databases!(
    a_promise_becomes_a_commitment_once,
    what_is_promised_is_approved_with_the_answer,
    wrong_values_come_back_and_nothing_is_promised,
    of_two_windows_one_adds,
    a_day_that_has_passed_keeps_the_report_back,
);

const TITLE: &str = "Een plan voor de kastanjes";
const FILLED: [(&str, &str); 4] = [
    ("title", TITLE),
    ("promise", "Wij leggen de raad een plan voor."),
    ("owner", "Wethouder groen"),
    ("due_on", "1-12-2026"),
];

fn read(work: &Work, number: i64) -> (String, i32, bool) {
    let found = work
        .house
        .house()
        .store
        .read(|db| response(db, work.round.id, number))
        .unwrap()
        .unwrap();
    (
        found.state.code().to_owned(),
        found.revision,
        found.is_given,
    )
}

fn promises(work: &Work) -> i64 {
    work.house
        .number("SELECT COUNT(*) AS number FROM response_promises")
}

fn commitments(work: &Work) -> i64 {
    work.house
        .number("SELECT COUNT(*) AS number FROM commitments")
}

/// Sends the form of what an answer promises, as it is shown now.
async fn sends(visitor: &Visitor, address: &str, revision: i32, filled: &[(&str, &str)]) -> Answer {
    let csrf = proof(&page(visitor, address).await, address);
    let revision = revision.to_string();
    let mut fields = vec![("csrf", csrf.as_str()), ("revision", revision.as_str())];
    fields.extend_from_slice(filled);
    visitor.post_form(address, &fields).await
}

fn approve(work: &Work, number: i64) {
    let (house, key) = (work.house.house(), (work.round.id, number));
    let (_, revision, _) = read(work, number);
    let text = work.text("Er is plaats.");
    let revision = offer_response(house, &work.writer, key, revision, &text).unwrap();
    approve_response(house, &work.second, key, revision).unwrap();
}

fn publish(work: &Work, reason: Option<&str>) -> Result<i32, ActError> {
    let text = ReportText {
        override_reason: Some(Passage::parse("De raad beslist morgen.").unwrap()),
        reason: reason.map(|why| Passage::parse(why).unwrap()),
        ..ReportText::default()
    };
    publish_report(work.house.house(), &work.writer, work.round.id, &text)
}

async fn a_promise_becomes_a_commitment_once(engine: Engine) {
    let work = Work::usual(TestHouse::open(engine)).await;
    let officer = work.house.staff("officer").await;
    let number = work.answers(AnswerTo::Input(1));
    let address = work.address(&format!("/answers/{number}/promises"));
    let (_, revision, _) = read(&work, number);
    let done = sends(&officer, &address, revision, &FILLED).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert!(page(&officer, &address).await.text().contains(TITLE));
    let answer = work.address(&format!("/answers/{number}"));
    assert!(page(&officer, &answer).await.text().contains(TITLE));
    assert_eq!(commitments(&work), 0, "it is not public before the report");
    approve(&work, number);
    publish(&work, None).unwrap();
    assert_eq!(commitments(&work), 1);
    let visitor = work.house.visitor();
    let report = format!("/rounds/{}/report", work.round.slug);
    for place in [
        report.clone(),
        format!("/rounds/{}/inputs/1", work.round.slug),
    ] {
        let shown = page(&visitor, &place).await.text();
        assert!(
            shown.contains(TITLE) && shown.contains("/commitments/1"),
            "{place}: {shown}"
        );
    }
    let csv = page(&visitor, &format!("{report}.csv")).await.text();
    assert!(csv.contains(",T-1,"), "{csv}");
    let data = page(&visitor, &format!("/api/v1{report}")).await.json();
    assert_eq!(data["answers"][0]["commitments"][0], "T-1");
    let kept = page(&visitor, "/commitments/1").await.text();
    assert!(kept.contains(TITLE), "{kept}");
    assert!(
        kept.contains(&format!("{report}#answer-{number}")),
        "{kept}"
    );
    let (_, revision, _) = read(&work, number);
    let id = work
        .house
        .number("SELECT id AS number FROM response_promises")
        .to_string();
    let kept = sends(&officer, &address, revision, &[("out", &id)]).await;
    assert_eq!(kept.status, 409, "a commitment is not taken back here");
    publish(&work, Some("Een getal klopte niet.")).unwrap();
    assert_eq!(
        commitments(&work),
        1,
        "the next version makes no second one"
    );
    work.house.everything_adds_up();
}

async fn what_is_promised_is_approved_with_the_answer(engine: Engine) {
    let work = Work::usual(TestHouse::open(engine)).await;
    let officer = work.house.staff("officer").await;
    let number = work.answers(AnswerTo::Input(1));
    assert_eq!(work.state(1), "answered");
    let address = work.address(&format!("/answers/{number}/promises"));
    let (_, revision, _) = read(&work, number);
    sends(&officer, &address, revision, &FILLED).await;
    let (state, next, is_given) = read(&work, number);
    assert_eq!(
        (state.as_str(), next, is_given),
        ("draft", revision + 1, false)
    );
    assert_eq!(
        work.state(1),
        "open",
        "what was approved said something else"
    );
    publish(&work, None).unwrap();
    assert_eq!(commitments(&work), 0, "nobody approved it");
    let id = work
        .house
        .number("SELECT id AS number FROM response_promises")
        .to_string();
    let out = sends(&officer, &address, next, &[("out", &id)]).await;
    assert_eq!(out.status, 303, "{}", out.text());
    assert_eq!(promises(&work), 0);
    let twice = sends(&officer, &address, next + 1, &[("out", &id)]).await;
    assert_eq!(twice.status, 409);
    work.house.everything_adds_up();
}

async fn wrong_values_come_back_and_nothing_is_promised(engine: Engine) {
    let work = Work::usual(TestHouse::open(engine)).await;
    let officer = work.house.staff("officer").await;
    let number = begin_answer(
        work.house.house(),
        &work.writer,
        work.round.id,
        AnswerTo::Input(1),
        None,
    )
    .unwrap();
    let address = work.address(&format!("/answers/{number}/promises"));
    let long = "t".repeat(81);
    let wrong: [(&str, &str); 6] = [
        ("title", ""),
        ("title", &long),
        ("promise", " "),
        ("owner", "jo@voorbeeld.example"),
        ("due_on", "1-1-2020"),
        ("due_on", "morgen"),
    ];
    for (field, value) in wrong {
        let filled: Vec<(&str, &str)> = FILLED
            .iter()
            .map(|(name, usual)| (*name, if *name == field { value } else { *usual }))
            .collect();
        let back = sends(&officer, &address, 1, &filled).await;
        assert_eq!(back.status, 400, "{field} {value}");
        assert!(
            back.text().contains(&format!("#{field}")),
            "{field} {value}"
        );
        assert!(
            field == "promise" || back.text().contains("Wij leggen de raad"),
            "what was typed stays"
        );
    }
    let mut filled = vec![("csrf", "x"), ("revision", "1")];
    filled.extend_from_slice(&FILLED);
    assert_eq!(officer.post_form(&address, &filled).await.status, 403);
    let nowhere = work.address("/answers/9/promises");
    assert_eq!(officer.get(&nowhere).await.status, 404);
    assert_eq!(promises(&work), 0);
    for revision in 1..=10 {
        let done = sends(&officer, &address, revision, &FILLED).await;
        assert_eq!(done.status, 303, "{revision}: {}", done.text());
    }
    let full = page(&officer, &address).await;
    assert!(!full.text().contains("name=\"due_on\""), "there is no room");
    let csrf = proof(&full, &address);
    let mut filled = vec![("csrf", csrf.as_str()), ("revision", "11")];
    filled.extend_from_slice(&FILLED);
    assert_eq!(officer.post_form(&address, &filled).await.status, 409);
    assert_eq!(promises(&work), 10);
}

async fn of_two_windows_one_adds(engine: Engine) {
    let work = Work::usual(TestHouse::open(engine)).await;
    let officer = work.house.staff("officer").await;
    let number = work.answers(AnswerTo::Input(1));
    let address = work.address(&format!("/answers/{number}/promises"));
    let (_, revision, _) = read(&work, number);
    let (one, other) = tokio::join!(
        sends(&officer, &address, revision, &FILLED),
        sends(&officer, &address, revision, &FILLED)
    );
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    assert_eq!(promises(&work), 1);
}

async fn a_day_that_has_passed_keeps_the_report_back(engine: Engine) {
    let work = Work::usual(TestHouse::open(engine)).await;
    let officer = work.house.staff("officer").await;
    let number = work.answers(AnswerTo::Input(1));
    let address = work.address(&format!("/answers/{number}/promises"));
    let (_, revision, _) = read(&work, number);
    sends(&officer, &address, revision, &FILLED).await;
    approve(&work, number);
    work.house.later(TimeDelta::days(400)).await;
    let officer = work.house.staff("officer2").await;
    let refused = publish(&work, None);
    assert!(
        matches!(refused, Err(ActError::CannotCommit(CannotCommit::DayPast))),
        "{refused:?}"
    );
    assert_eq!(commitments(&work), 0);
    assert_eq!(
        work.house.number("SELECT COUNT(*) AS number FROM reports"),
        0
    );
    let shown = page(&officer, &work.address("/report")).await.text();
    assert!(shown.contains("een dag die voorbij is"), "{shown}");
    assert!(shown.contains(&address), "{shown}");
    let id = work
        .house
        .number("SELECT id AS number FROM response_promises")
        .to_string();
    let (_, revision, _) = read(&work, number);
    let out = sends(&officer, &address, revision, &[("out", &id)]).await;
    assert_eq!(out.status, 303, "{}", out.text());
    let (_, revision, _) = read(&work, number);
    let text = work.text("Er is plaats.");
    write_response(
        work.house.house(),
        &work.writer,
        (work.round.id, number),
        revision,
        &text,
    )
    .unwrap();
    approve(&work, number);
    publish(&work, None).unwrap();
}
