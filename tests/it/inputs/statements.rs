//! People vote on statements, one at a time; the last vote counts.

use super::take_part::{open_round, proves, takes_part};
use crate::support::database::Engine;
use crate::support::harness::{TestHouse, at_once};
use crate::support::on_both_databases;
use crate::support::visitor::{Form, Visitor};
use chrono::TimeDelta;
use weerklank_store::rounds::RoundRecord;

on_both_databases!(
    somebody_votes_on_every_statement_once,
    the_last_vote_counts,
    votes_at_once_are_counted_once,
    results_are_shown_after_the_closing_only,
);

async fn statements(house: &TestHouse, round: &RoundRecord, texts: &[&str]) -> Visitor {
    let browser = house.visitor();
    for (number, text) in texts.iter().enumerate() {
        let page = browser
            .get(&format!("/rounds/{}/take-part?form=statement", round.slug))
            .await;
        let form = page.form_with("take-part");
        let sent = browser
            .submit(
                &form,
                &[("text", text), ("email", "maker@voorbeeld.example")],
            )
            .await;
        if number == 0 {
            assert_eq!(sent.status, 200, "{}", sent.text());
            proves(house, &browser, "maker@voorbeeld.example").await;
        }
    }
    let count = "SELECT COUNT(*) AS number FROM statement_tallies";
    assert_eq!(house.number(count), i64::try_from(texts.len()).unwrap());
    browser
}

async fn voting(browser: &Visitor, round: &RoundRecord) -> crate::support::visitor::Answer {
    browser
        .get(&format!("/rounds/{}/statements", round.slug))
        .await
}

fn ballot(page: &crate::support::visitor::Answer, ballot: &str) -> Form {
    let mut form = page.form_with("/statements");
    form.fields.retain(|(name, _)| name != "ballot");
    form.fields.push(("ballot".to_owned(), ballot.to_owned()));
    form
}

async fn somebody_votes_on_every_statement_once(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    let texts = [
        "Het plein wordt autovrij.",
        "Er komt een fontein.",
        "De markt blijft.",
    ];
    statements(&house, &round, &texts).await;
    let browser = house.visitor();
    let first = voting(&browser, &round).await;
    let asks = browser.submit(&ballot(&first, "agree"), &[]).await;
    assert!(asks.text().contains("U koos: eens."), "{}", asks.text());
    let wrong = browser
        .submit(&asks.form_with("/statements"), &[("email", "geen")])
        .await;
    assert_eq!(wrong.status, 400);
    assert!(
        wrong.text().contains("U koos: eens."),
        "what was chosen is kept"
    );
    let form = wrong.form_with("/statements");
    browser
        .submit(&form, &[("email", "stem@voorbeeld.example")])
        .await;
    let votes = "SELECT COUNT(*) AS number FROM ballots";
    assert_eq!(house.number(votes), 0);
    let next = proves(&house, &browser, "stem@voorbeeld.example").await;
    assert!(next.text().contains("1 van 3"), "{}", next.text());
    let next = browser.submit(&ballot(&next, "disagree"), &[]).await;
    let last = browser.submit(&ballot(&next, "pass"), &[]).await;
    assert!(
        last.text().contains("U stemde over alle stellingen"),
        "{}",
        last.text()
    );
    assert_eq!(house.number(votes), 3);
    house.everything_adds_up();
}

async fn the_last_vote_counts(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    let browser = statements(&house, &round, &["Het plein wordt autovrij."]).await;
    let page = voting(&browser, &round).await;
    for choice in ["agree", "disagree", "disagree", "pass"] {
        house.later(TimeDelta::minutes(1)).await;
        browser.submit(&ballot(&page, choice), &[]).await;
    }
    let row = "SELECT agree * 1000 + disagree * 100 + pass * 10 + ballots AS number FROM statement_tallies";
    let row = match engine {
        Engine::Sqlite => row.to_owned(),
        Engine::Postgres => row.replacen("agree * 1000", "CAST(agree AS BIGINT) * 1000", 1),
    };
    assert_eq!(house.number(&row), 11, "one vote, the last one");
}

async fn votes_at_once_are_counted_once(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    let browser = statements(
        &house,
        &round,
        &["Het plein wordt autovrij.", "De markt blijft."],
    )
    .await;
    for _ in 0..4 {
        let page = voting(&browser, &round).await;
        if !page.text().contains("name=\"statement\"") {
            break;
        }
        let send = |form: Form| {
            let browser = browser.clone();
            async move { browser.submit(&form, &[]).await }
        };
        let (one, other) = at_once(
            send(ballot(&page, "agree")),
            send(ballot(&page, "disagree")),
        )
        .await;
        assert_eq!((one.status, other.status), (200, 200));
    }
    let votes = "SELECT COUNT(*) AS number FROM ballots";
    assert_eq!(house.number(votes), 2);
    house.everything_adds_up();
}

async fn results_are_shown_after_the_closing_only(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    let browser = statements(&house, &round, &["Het plein wordt autovrij."]).await;
    let page = voting(&browser, &round).await;
    browser.submit(&ballot(&page, "agree"), &[]).await;
    let one = format!("/rounds/{}/inputs/1", round.slug);
    assert!(!house.visitor().get(&one).await.text().contains("Eens: 1"));
    house.later(TimeDelta::days(8)).await;
    let closed = voting(&house.visitor(), &round).await;
    assert!(closed.text().contains("100 % eens"), "{}", closed.text());
    assert!(house.visitor().get(&one).await.text().contains("Eens: 1"));
    // Voting is over: a form that was left open says so.
    let refused = browser.submit(&ballot(&page, "disagree"), &[]).await;
    assert_eq!(refused.status, 409, "{}", refused.text());
    let (_, late) = takes_part(
        &house,
        &round,
        "Een late reactie over de markt.",
        "laat@voorbeeld.example",
    )
    .await;
    assert!(late.text().contains("R1-0002"));
}
