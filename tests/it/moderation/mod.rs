//! Moderation: the house rules, decisions with their reasons, and what everybody reads of them.

mod batch;
mod complaints;
mod holds;
mod limits;
mod log;
mod long_queue;
mod moves;
mod notices;
mod petitions;
mod queue;
mod rules;
mod schema;
mod tombstones;
mod writers;

use crate::support::harness::TestHouse;
use crate::support::visitor::{Answer, Visitor};

const HIDES: [(&str, &str); 4] = [
    ("action", "hide"),
    ("rule", "insult"),
    ("facts", "Er staat een scheldwoord."),
    ("reason", "U scheldt iemand uit."),
];

/// A member of staff hides the first input of the first round.
async fn hides_input(moderator: &Visitor) -> Answer {
    let form = moderator.get("/desk/rounds/1/inputs/1").await;
    let done = moderator.submit(&form.form_with("/decide"), &HIDES).await;
    assert_eq!(done.status, 200, "{}", done.text());
    done
}

/// A member of staff takes a decision on the page of a text at the desk.
async fn decides(staff: &Visitor, page: &str, fields: &[(&str, &str)]) -> Answer {
    let form = staff.get(page).await;
    assert_eq!(form.status, 200, "{}", form.text());
    staff.submit(&form.form_with("reason"), fields).await
}

/// A visitor reports what stands at an address, and answers the page of the receipt.
async fn reports(browser: &Visitor, at: &str, email: &str) -> Answer {
    let form = browser.get(&format!("/report?at={at}")).await;
    assert_eq!(form.status, 200, "{}", form.text());
    let fields = [
        ("rule", "insult"),
        ("explanation", "Hier wordt iemand uitgescholden."),
        ("email", email),
    ];
    let receipt = browser
        .submit(&form.form_with("explanation"), &fields)
        .await;
    assert!(receipt.path.starts_with("/notices/"), "{}", receipt.text());
    receipt
}

fn decisions(house: &TestHouse) -> i64 {
    house.number("SELECT COUNT(*) AS number FROM moderation_decisions")
}
