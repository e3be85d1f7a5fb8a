//! Replies below inputs, petitions and dossiers: by citizens, by staff, what moderation makes of them,
//! and how they are read.

mod api;
mod desk;
mod order;
mod talk;

use crate::inputs::take_part::{open_round, takes_part};
use crate::support::harness::TestHouse;
use crate::support::visitor::{Answer, Visitor};

const INPUT: &str = "Zet bankjes onder de kastanjes op het Havenplein.";

/// An open round with one input; answers the address of its thread, and who wrote it, known by now.
pub(crate) async fn thread_below_an_input(house: &TestHouse) -> (String, Visitor) {
    let round = open_round(house).await;
    let (jan, _) = takes_part(house, &round, INPUT, "jan@voorbeeld.example").await;
    (format!("/rounds/{}/inputs/1/replies", round.slug), jan)
}

/// Somebody who is known replies on a page.
pub(crate) async fn replies(browser: &Visitor, page: &str, text: &str) -> Answer {
    let shown = browser.get(page).await;
    assert_eq!(shown.status, 200, "{}", shown.text());
    let form = shown.form_with("stance");
    browser.submit(&form, &[("text", text)]).await
}

/// The counts of the thread, and of the input that it hangs on.
fn counts(house: &TestHouse) -> (i64, i64) {
    (
        house.number("SELECT shown AS number FROM threads"),
        house.number("SELECT CAST(replies AS BIGINT) AS number FROM inputs"),
    )
}
