//! Replying, agreeing, standing behind an input and voting by a program: each counts once its mailbox is
//! proven, and is refused where a page would refuse it.

use super::{replies, thread_below_an_input};
use crate::inputs::take_part::proves;
use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;
use chrono::TimeDelta;
use serde_json::json;

on_both_databases!(
    a_reply_and_an_agreement_count_once_they_are_proven,
    an_endorsement_and_a_vote_count_once_they_are_proven,
    wrong_values_and_closed_doors_are_told_at_once,
);

const ANNA: &str = "anna@voorbeeld.example";
const PIET: &str = "piet@voorbeeld.example";

async fn a_reply_and_an_agreement_count_once_they_are_proven(engine: Engine) {
    let house = TestHouse::open(engine);
    let (thread, jan) = thread_below_an_input(&house).await;
    replies(&jan, &thread, "En een fontein erbij.").await;
    let path = format!("/api/v1{thread}");
    let program = house.visitor();
    let new = json!({ "text": "Met lampjes.", "email": ANNA, "parent": 1, "stance": "for", "name": "Anna" });
    let taken = program.post_json(&path, &new).await;
    assert_eq!(taken.status, 202, "{}", taken.text());
    assert_eq!(taken.json()["next"], "check_mail");
    let all = "SELECT COUNT(*) AS number FROM replies";
    assert_eq!(house.number(all), 1, "nothing before the proof");
    proves(&house, &house.visitor(), ANNA).await;
    house.settle().await;
    let below = house
        .visitor()
        .get(&format!("{path}?parent=1"))
        .await
        .json();
    assert_eq!(below["items"][0]["text"], "Met lampjes.");
    assert_eq!(below["items"][0]["stance"], "for");
    let agreements = format!("{path}/2/agreements");
    for (agrees, expected) in [(true, (1, 0)), (false, (0, 1))] {
        let new = json!({ "agrees": agrees, "email": PIET });
        let taken = program.post_json(&agreements, &new).await;
        assert_eq!(taken.status, 202, "{}", taken.text());
        proves(&house, &house.visitor(), PIET).await;
        let of = |column: &str| {
            house.number(&format!(
                "SELECT CAST({column} AS BIGINT) AS number FROM replies WHERE number = 2"
            ))
        };
        assert_eq!((of("agreed"), of("disagreed")), expected);
    }
    house.everything_adds_up();
}

async fn an_endorsement_and_a_vote_count_once_they_are_proven(engine: Engine) {
    let house = TestHouse::open(engine);
    let (thread, jan) = thread_below_an_input(&house).await;
    let round = thread.split("/inputs/").next().unwrap().to_owned();
    let own = jan
        .get(&format!("{round}/take-part?form=statement"))
        .await
        .form_with("take-part");
    jan.submit(&own, &[("text", "Bankjes gaan voor bloembakken.")])
        .await;
    let api = format!("/api/v1{round}/inputs");
    let program = house.visitor();
    for _ in 0..2 {
        let taken = program
            .post_json(&format!("{api}/1/endorsements"), &json!({ "email": ANNA }))
            .await;
        assert_eq!(taken.status, 202, "{}", taken.text());
        proves(&house, &house.visitor(), ANNA).await;
    }
    let behind = "SELECT CAST(endorsements AS BIGINT) AS number FROM inputs WHERE number = 1";
    assert_eq!(house.number(behind), 1, "once");
    for vote in ["agree", "pass"] {
        let taken = program
            .post_json(
                &format!("{api}/2/ballots"),
                &json!({ "vote": vote, "email": ANNA }),
            )
            .await;
        assert_eq!(taken.status, 202, "{}", taken.text());
        proves(&house, &house.visitor(), ANNA).await;
    }
    let of = |column: &str| {
        house.number(&format!(
            "SELECT CAST({column} AS BIGINT) AS number FROM statement_tallies"
        ))
    };
    assert_eq!((of("agree"), of("pass"), of("ballots")), (0, 1, 1));
    let no_statement = program
        .post_json(
            &format!("{api}/1/ballots"),
            &json!({ "vote": "agree", "email": ANNA }),
        )
        .await;
    assert_eq!(no_statement.status, 404);
    house.everything_adds_up();
}

async fn wrong_values_and_closed_doors_are_told_at_once(engine: Engine) {
    let house = TestHouse::open(engine);
    let (thread, _) = thread_below_an_input(&house).await;
    let input = format!("/api/v1{}", thread.trim_end_matches("/replies"));
    let program = house.visitor();
    let mails = house.mails().await.len();
    for (path, body, fields) in [
        (
            "replies",
            json!({ "text": " ", "email": "x", "stance": "so" }),
            vec!["text", "stance", "email"],
        ),
        ("endorsements", json!({ "email": "x" }), vec!["email"]),
    ] {
        let wrong = program.post_json(&format!("{input}/{path}"), &body).await;
        assert_eq!(wrong.status, 400, "{path}");
        let told = wrong.json();
        let told: Vec<&str> = told["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|error| error["field"].as_str().unwrap())
            .collect();
        assert_eq!(told, fields, "{path}");
    }
    for (path, body, status) in [
        (
            "replies",
            json!({ "text": "Ja", "email": ANNA, "parent": 7 }),
            404,
        ),
        (
            "replies/7/agreements",
            json!({ "agrees": true, "email": ANNA }),
            404,
        ),
        (
            "replies",
            json!({ "text": "Ja", "email": ANNA, "more": 1 }),
            400,
        ),
        (
            "replies?sort=oldest",
            json!({ "text": "Ja", "email": ANNA }),
            400,
        ),
        ("ballots", json!({ "vote": "agree", "email": ANNA }), 404),
    ] {
        let answer = program.post_json(&format!("{input}/{path}"), &body).await;
        assert_eq!(answer.status, status, "{path}: {}", answer.text());
    }
    house.later(TimeDelta::days(8)).await;
    let closed = program
        .post_json(&format!("{input}/endorsements"), &json!({ "email": ANNA }))
        .await;
    assert_eq!(closed.status, 409, "{}", closed.text());
    assert_eq!(closed.json()["errors"][0]["code"], "closed");
    assert_eq!(house.mails().await.len(), mails, "nobody was mailed");
}
