//! Warning and suspending whoever wrote something: by the address alone, for one body, never for signing.

use super::{decides, decisions};
use crate::inputs::take_part::{open_round, proves, takes_part, writes};
use crate::replies::replies;
use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;
use crate::support::paper::Paper;
use crate::support::visitor::Visitor;
use chrono::TimeDelta;

on_both_databases!(
    whoever_was_warned_is_suspended_and_only_the_mailbox_hears_it,
    a_suspension_is_taken_back_and_signing_goes_on,
    no_key_leads_to_what_somebody_wrote,
);

const JAN: &str = "jan@voorbeeld.example";
const INPUT: &str = "/desk/rounds/1/inputs/1";
const WHY: [(&str, &str); 3] = [
    ("rule", "insult"),
    ("facts", "Er staat een scheldwoord."),
    ("reason", "U scheldt iemand uit."),
];

fn does<'a>(action: &'a str, term: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut fields = WHY.to_vec();
    fields.extend([("action", action), ("term", term)]);
    fields
}

async fn is_suspended(house: &TestHouse) -> Visitor {
    let moderator = house.staff("moderator").await;
    let early = decides(&moderator, INPUT, &does("suspend", "month")).await;
    assert_eq!(early.status, 400, "{}", early.text());
    assert!(early.text().contains("Waarschuw de schrijver eerst."));
    decides(&moderator, INPUT, &does("warn", "")).await;
    let mails = house.mails_to(JAN).await;
    assert!(
        mails
            .last()
            .unwrap()
            .text
            .contains("Dit is een waarschuwing.")
    );
    let done = decides(&moderator, INPUT, &does("suspend", "month")).await;
    assert_eq!(done.status, 200, "{}", done.text());
    let mails = house.mails_to(JAN).await;
    let told = &mails.last().unwrap().text;
    assert!(told.contains("U kunt een tijd geen inbreng"), "{told}");
    assert!(told.contains("Dit duurt tot") && told.contains("/complaints/author/"));
    moderator
}

async fn whoever_was_warned_is_suspended_and_only_the_mailbox_hears_it(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    let (jan, _) = takes_part(&house, &round, "Sukkel die je bent.", JAN).await;
    let waiting = house.visitor();
    writes(&waiting, &round, "Dit schreef ik eerder.", JAN).await;
    is_suspended(&house).await;
    assert_eq!(
        house.text("SELECT moderation AS text FROM inputs"),
        "visible"
    );

    // The form answers the same as to anybody; the mail does not.
    let stranger = writes(&house.visitor(), &round, "Hallo.", "anna@voorbeeld.example").await;
    let other = writes(
        &house.visitor(),
        &round,
        "Hallo.",
        "jan+nieuw@voorbeeld.example",
    )
    .await;
    assert!(
        other.path.starts_with("/take-part/sent/"),
        "{}",
        other.text()
    );
    let same = |page: &str| page.replace("jan+nieuw@", "anna@");
    assert_eq!(
        same(&other.text()).matches("<p").count(),
        stranger.text().matches("<p").count()
    );
    let mails = house.mails_to("jan+nieuw@voorbeeld.example").await;
    let told = mails.last().unwrap();
    assert!(told.text.contains("Dat kan niet tot"), "{}", told.text);
    assert!(!told.text.contains("/take-part/confirm/"), "{}", told.text);
    let kept = house.text("SELECT purpose AS text FROM proofs ORDER BY id DESC LIMIT 1");
    assert_eq!(kept, "session", "nothing tells it from another proof");

    // Somebody who is known in this session is not told on the page either.
    let thread = format!("/rounds/{}/inputs/1/replies", round.slug);
    let sent = replies(&jan, &thread, "Nog iets.").await;
    assert!(sent.path.starts_with("/take-part/sent/"), "{}", sent.text());
    assert_eq!(house.number("SELECT COUNT(*) AS number FROM replies"), 0);

    // What was written before goes its way.
    let before = house.mails_to(JAN).await;
    let link = before
        .iter()
        .filter(|mail| mail.text.contains("/take-part/confirm/"))
        .nth(1)
        .unwrap()
        .path_with("/take-part/confirm/");
    let page = waiting.get(&link).await;
    let done = waiting.submit(&page.post_form(), &[]).await;
    assert!(done.text().contains("R1-0002"), "{}", done.text());

    house.later(TimeDelta::days(31)).await;
    let marks = "SELECT COUNT(*) AS number FROM writer_marks WHERE kind = 'suspended'";
    assert_eq!(house.number(marks), 0, "the mark goes with its term");
    takes_part(&house, &round, "Ik mag weer.", JAN).await;
    house.everything_adds_up();
}

async fn a_suspension_is_taken_back_and_signing_goes_on(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    takes_part(&house, &round, "Sukkel die je bent.", JAN).await;
    is_suspended(&house).await;
    house.enter(&Paper::open("veilige-havenstraat"));
    let citizen = house.citizen("Jan Jansen", JAN);
    citizen
        .signs_and_confirms(&house, "veilige-havenstraat")
        .await;
    assert_eq!(house.count("veilige-havenstraat").await, 1);

    let id = house.number("SELECT id AS number FROM moderation_decisions WHERE action = 'suspend'");
    let way = format!("/complaints/author/{id}/");
    let mails = house.mails_to(JAN).await;
    let told = mails.iter().find(|mail| mail.text.contains(&way)).unwrap();
    let author = house.visitor();
    let link = told.path_with(&way);
    let form = author.get(&link).await;
    let fields = [("complaint", "Het was een citaat.")];
    author.submit(&form.form_with("complaint"), &fields).await;
    let clerk = house.staff("clerk").await;
    let case = clerk.get("/desk/complaints/1").await;
    let right = [("outcome", "upheld"), ("reason", "Het was een citaat.")];
    clerk.submit(&case.form_with("outcome"), &right).await;
    let marks = "SELECT COUNT(*) AS number FROM writer_marks WHERE kind = 'suspended'";
    assert_eq!(house.number(marks), 0);
    let browser = house.visitor();
    writes(&browser, &round, "Ik mag weer.", JAN).await;
    proves(&house, &browser, JAN).await;
    assert_eq!(house.number("SELECT COUNT(*) AS number FROM inputs"), 2);
    assert_eq!(decisions(&house), 3);
    let statements = house.visitor().get("/api/v1/moderation/statements").await;
    let statements = statements.json();
    let all = statements["items"].as_array().unwrap();
    assert_eq!(all.len(), 1, "a warning has none");
    assert_eq!(all[0]["decision_account"], "DECISION_ACCOUNT_SUSPENDED");
    let faults = super::schema::fits(&all[0]);
    assert!(faults.is_empty(), "{faults:?}");
    house.everything_adds_up();
}

async fn no_key_leads_to_what_somebody_wrote(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    takes_part(&house, &round, "Sukkel die je bent.", JAN).await;
    is_suspended(&house).await;
    let key = |kind: &str| {
        house.text(&format!(
            "SELECT writer_key AS text FROM writer_marks WHERE kind = '{kind}'"
        ))
    };
    let (warned, suspended) = (key("warned"), key("suspended"));
    assert_ne!(warned, suspended, "not even the two marks can be joined");
    let author = house.text("SELECT author_key AS text FROM authors");
    assert!(warned != author && suspended != author);
    house.later(TimeDelta::days(366)).await;
    assert_eq!(
        house.number("SELECT COUNT(*) AS number FROM writer_marks"),
        0
    );
}
