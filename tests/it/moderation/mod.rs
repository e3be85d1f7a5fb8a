//! Moderation: the house rules, decisions with their reasons, and what everybody reads of them.

mod log;
mod rules;
mod schema;

use crate::support::harness::TestHouse;
use crate::support::visitor::{Answer, Visitor};

const HIDES: [(&str, &str); 3] = [
    ("rule", "insult"),
    ("facts", "Er staat een scheldwoord."),
    ("reason", "U scheldt iemand uit."),
];

/// A member of staff hides the first input of the first round.
async fn hides_input(moderator: &Visitor) -> Answer {
    let form = moderator.get("/desk/rounds/1/inputs/1").await;
    let done = moderator.submit(&form.form_with("/hide"), &HIDES).await;
    assert_eq!(done.status, 200, "{}", done.text());
    done
}

fn decisions(house: &TestHouse) -> i64 {
    house.number("SELECT COUNT(*) AS number FROM moderation_decisions")
}
