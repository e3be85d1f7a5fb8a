//! A year after a round ended nobody can tell who took part in it, and every number stays.

use super::take_part::{open_round, takes_part};
use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::mailbox::MailKind;
use crate::support::on_both_databases;
use chrono::TimeDelta;

on_both_databases!(who_took_part_is_erased_a_year_after_the_end_and_nothing_else,);

const TEXT: &str = "Zet bankjes onder de kastanjes.";
const EMAIL: &str = "jan@voorbeeld.example";

async fn who_took_part_is_erased_a_year_after_the_end_and_nothing_else(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    let (jan, _) = takes_part(&house, &round, TEXT, EMAIL).await;
    let input = format!("/rounds/{}/inputs/1", round.slug);
    let thread = jan.get(&format!("{input}/replies")).await;
    jan.submit(&thread.form_with("stance"), &[("text", "Blauwe.")])
        .await;
    let mails = house.mails_to(EMAIL).await;
    let mine = mails
        .iter()
        .find(|mail| mail.kind() == MailKind::InputReceived)
        .unwrap()
        .path_with("/my-input/");
    let people = || {
        (
            house.number("SELECT COUNT(*) AS number FROM authors"),
            house.number("SELECT COUNT(*) AS number FROM repliers"),
        )
    };
    // As long as the round waits for its answers, its authors have to be told.
    house.later(TimeDelta::days(366)).await;
    assert_eq!(people(), (1, 0), "the reply is old; the round is not over");
    house.sql(
        "UPDATE rounds SET state = 'answered', answering_at = closes_at, answered_at = '2027-06-01 00:00:00'",
    );
    house.later(TimeDelta::days(1)).await;
    assert_eq!(people(), (1, 0));
    assert_eq!(house.visitor().get(&mine).await.status, 200);
    house.later(TimeDelta::days(500)).await;
    assert_eq!(people(), (0, 0));
    assert_eq!(house.visitor().get(&mine).await.status, 404);
    let page = house.visitor().get(&input).await;
    assert!(page.text().contains(TEXT));
    let replies = house.visitor().get(&format!("{input}/replies")).await;
    assert!(replies.text().contains("Blauwe."));
    let coverage = house
        .visitor()
        .get(&format!("/api/v1/rounds/{}/coverage", round.slug))
        .await
        .json();
    assert_eq!(coverage["total"], 1);
    house.everything_adds_up();
}
