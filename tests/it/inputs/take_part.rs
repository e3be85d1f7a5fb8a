//! Somebody takes part: writes, confirms by the link of the mail, changes, takes back, stands behind
//! what somebody else wrote.

use crate::rounds::matter::{announced, plan, ready};
use crate::support::database::Engine;
use crate::support::harness::{TestHouse, at_once};
use crate::support::mailbox::MailKind;
use crate::support::on_both_databases;
use crate::support::visitor::{Answer, Visitor};
use chrono::TimeDelta;
use weerklank_domain::rounds::{InputForm, ModerationTime};
use weerklank_store::rounds::{FormRecord, RoundRecord};

on_both_databases!(
    an_input_gets_its_number_by_the_button_behind_the_link,
    whoever_is_known_gets_the_number_at_once,
    two_windows_confirm_at_once,
    an_author_changes_an_input_until_the_round_closes,
    what_is_taken_back_keeps_its_number,
    one_stands_behind_an_input_once,
    what_others_wrote_is_shown_before_sending,
    one_text_of_many_people_stands_once,
    what_comes_late_is_kept_and_marked,
    what_is_private_is_counted_and_not_shown,
);

const TEXT: &str = "Zet bankjes onder de kastanjes op het Havenplein.";

/// An open round that shows at once what people write.
pub(crate) async fn open_round(house: &TestHouse) -> RoundRecord {
    let actor = ready(house);
    let form = |form, takes_own| FormRecord {
        form,
        question: String::new(),
        takes_own,
    };
    let mut plan = plan();
    plan.moderation = ModerationTime::After;
    plan.forms = vec![
        form(InputForm::Open, false),
        form(InputForm::Idea, false),
        form(InputForm::Statement, true),
    ];
    let round = announced(house, &actor, &plan);
    house.later(TimeDelta::days(1)).await;
    round
}

pub(super) fn take_part(round: &RoundRecord) -> String {
    format!("/rounds/{}/take-part", round.slug)
}

/// Fills the form and sends it.
pub(crate) async fn writes(
    browser: &Visitor,
    round: &RoundRecord,
    text: &str,
    email: &str,
) -> Answer {
    let page = browser.get(&take_part(round)).await;
    assert_eq!(page.status, 200, "{}", page.text());
    browser
        .submit(
            &page.form_with("take-part"),
            &[("text", text), ("email", email)],
        )
        .await
}

/// Follows the link of the newest mail to somebody, and presses its button.
pub(crate) async fn proves(house: &TestHouse, browser: &Visitor, email: &str) -> Answer {
    let mails = house.mails_to(email).await;
    let mail = mails
        .iter()
        .rev()
        .find(|mail| mail.kind() == MailKind::Prove)
        .unwrap_or_else(|| panic!("no link to {email}"));
    let page = browser.get(&mail.path_with("/take-part/confirm/")).await;
    assert_eq!(page.status, 200, "{}", page.text());
    browser.submit(&page.post_form(), &[]).await
}

/// Writes and confirms; answers the page that says so.
pub(crate) async fn takes_part(
    house: &TestHouse,
    round: &RoundRecord,
    text: &str,
    email: &str,
) -> (Visitor, Answer) {
    let browser = house.visitor();
    let sent = writes(&browser, round, text, email).await;
    assert!(sent.path.starts_with("/take-part/sent/"), "{}", sent.text());
    let received = proves(house, &browser, email).await;
    assert_eq!(received.status, 200, "{}", received.text());
    (browser, received)
}

pub(super) async fn receipt(house: &TestHouse, email: &str) -> String {
    let mails = house.mails_to(email).await;
    let mail = mails
        .iter()
        .rev()
        .find(|mail| mail.kind() == MailKind::InputReceived)
        .unwrap_or_else(|| panic!("no receipt to {email}"));
    mail.path_with("/my-input/")
}

const INPUTS: &str = "SELECT COUNT(*) AS number FROM inputs";

async fn an_input_gets_its_number_by_the_button_behind_the_link(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    let browser = house.visitor();
    let sent = writes(&browser, &round, TEXT, "jan@voorbeeld.example").await;
    assert!(sent.text().contains("Kijk in uw mail"));
    assert_eq!(
        house.number(INPUTS),
        0,
        "nothing has a number before the proof"
    );
    // A mail scanner follows the link: nothing happens.
    let mails = house.mails_to("jan@voorbeeld.example").await;
    let link = mails[0].path_with("/take-part/confirm/");
    for _ in 0..2 {
        let page = house.visitor().get(&link).await;
        assert!(page.text().contains("bankjes onder de kastanjes"));
    }
    assert_eq!(house.number(INPUTS), 0);
    let received = proves(&house, &browser, "jan@voorbeeld.example").await;
    assert!(received.text().contains("R1-0001"), "{}", received.text());
    let page = house
        .visitor()
        .get(&format!("/rounds/{}/inputs/1", round.slug))
        .await;
    assert!(page.text().contains("bankjes onder de kastanjes"));
    assert!(page.text().contains("Anoniem") && !page.text().contains("jan@voorbeeld"));
    // Pressing the button again leads to the same place.
    let again = house.visitor().get(&link).await;
    let place = again.header("location").unwrap_or_default();
    assert!(place.ends_with("/inputs/1/received"), "{place}");
    let mails = house.mails_to("jan@voorbeeld.example").await;
    assert_eq!(mails.len(), 2, "the link and the receipt");
    assert!(mails[1].text.contains("R1-0001"));
    let sealed = "SELECT COUNT(*) AS number FROM proofs WHERE sealed <> ''";
    assert_eq!(house.number(sealed), 0, "what was done is gone from there");
    house.everything_adds_up();
}

async fn whoever_is_known_gets_the_number_at_once(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    let (browser, _) = takes_part(&house, &round, TEXT, "jan@voorbeeld.example").await;
    let page = browser.get(&take_part(&round)).await;
    assert!(
        page.text().contains("jan@voorbeeld.example"),
        "the site says who it knows"
    );
    let form = page.form_with("take-part");
    let received = browser
        .submit(&form, &[("text", "En een fontein erbij.")])
        .await;
    assert!(received.text().contains("R1-0002"), "{}", received.text());
    // Twelve hours later it is asked again.
    house
        .later(TimeDelta::hours(12) + TimeDelta::seconds(1))
        .await;
    let page = browser.get(&take_part(&round)).await;
    assert!(!page.text().contains("jan@voorbeeld.example"));
    // No key of the database tells that both are of one person in another round, and none names him.
    let keys = "SELECT COUNT(DISTINCT author_key) AS number FROM authors";
    assert_eq!(house.number(keys), 1, "one person in one round");
    let named = "SELECT COUNT(*) AS number FROM authors WHERE sealed LIKE '%jan%'";
    assert_eq!(house.number(named), 0);
}

async fn two_windows_confirm_at_once(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    for number in 1..=3 {
        let email = format!("jan{number}@voorbeeld.example");
        let browser = house.visitor();
        let text = [
            "Meer bomen langs de kade.",
            "De boulevard is donker.",
            "Een speeltuin ontbreekt.",
        ];
        let text = text[usize::try_from(number - 1).unwrap()];
        writes(&browser, &round, text, &email).await;
        let mails = house.mails_to(&email).await;
        let page = browser
            .get(&mails[0].path_with("/take-part/confirm/"))
            .await;
        let form = page.post_form();
        let send = |form: crate::support::visitor::Form| {
            let browser = house.visitor();
            async move { browser.submit(&form, &[]).await }
        };
        let (one, other) = at_once(send(form.clone()), send(form)).await;
        assert_eq!((one.status, other.status), (200, 200));
        assert_eq!(one.path, other.path);
        assert_eq!(house.number(INPUTS), number);
    }
    let coverage = house
        .visitor()
        .get(&format!("/api/v1/rounds/{}/coverage", round.slug))
        .await;
    assert_eq!(coverage.json()["total"], 3);
    assert_eq!(coverage.json()["open"], 3);
}

async fn an_author_changes_an_input_until_the_round_closes(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    takes_part(&house, &round, TEXT, "jan@voorbeeld.example").await;
    let mine = receipt(&house, "jan@voorbeeld.example").await;
    let browser = house.visitor();
    let first = browser.get(&mine).await.post_form();
    let saved = browser
        .submit(&first, &[("text", "Zet er **tafels** neer.")])
        .await;
    assert!(
        saved.text().contains("Uw wijziging is bewaard"),
        "{}",
        saved.text()
    );
    // The other window still shows the first text.
    let stale = browser
        .submit(&first, &[("text", "Zet er niets neer.")])
        .await;
    assert_eq!(stale.status, 409);
    assert!(
        stale.text().contains("Zet er niets neer."),
        "what was typed is not lost"
    );
    let page = house
        .visitor()
        .get(&format!("/rounds/{}/inputs/1", round.slug))
        .await;
    assert!(page.text().contains("<strong>tafels</strong>"));
    assert!(
        page.text().contains("bankjes onder de kastanjes"),
        "the earlier text can be read"
    );
    let found = house
        .visitor()
        .get(&format!("/rounds/{}/inputs?q=tafels", round.slug))
        .await;
    assert!(found.text().contains("R1-0001"));
    let gone = house
        .visitor()
        .get(&format!("/rounds/{}/inputs?q=kastanjes", round.slug))
        .await;
    assert!(
        !gone.text().contains("R1-0001"),
        "the index has the new words only"
    );
    let last = browser.get(&mine).await.post_form();
    house.later(TimeDelta::days(8)).await;
    let closed = browser.submit(&last, &[("text", "Te laat.")]).await;
    assert!(!closed.text().contains("Uw wijziging is bewaard"));
    let versions = "SELECT COUNT(*) AS number FROM input_versions";
    assert_eq!(house.number(versions), 2);
}

async fn what_is_taken_back_keeps_its_number(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    takes_part(&house, &round, TEXT, "jan@voorbeeld.example").await;
    let mine = receipt(&house, "jan@voorbeeld.example").await;
    let browser = house.visitor();
    let page = browser.get(&format!("{mine}/withdraw")).await;
    let form = page.form_with("/withdraw");
    for _ in 0..2 {
        let done = browser.submit(&form, &[]).await;
        assert!(done.text().contains("ingetrokken"), "{}", done.text());
    }
    let page = house
        .visitor()
        .get(&format!("/rounds/{}/inputs/1", round.slug))
        .await;
    assert_eq!(page.status, 200);
    assert!(!page.text().contains("kastanjes") && page.text().contains("ingetrokken"));
    let one = house
        .visitor()
        .get(&format!("/api/v1/rounds/{}/inputs/1", round.slug))
        .await;
    assert_eq!(one.json()["text"], serde_json::Value::Null);
    assert_eq!(one.json()["state"], "withdrawn");
    let coverage = house
        .visitor()
        .get(&format!("/api/v1/rounds/{}/coverage", round.slug))
        .await;
    assert_eq!(
        (
            coverage.json()["withdrawn"].clone(),
            coverage.json()["open"].clone()
        ),
        (1.into(), 0.into())
    );
    // The next one gets the next number.
    takes_part(
        &house,
        &round,
        "Iets heel anders over de haven.",
        "anna@voorbeeld.example",
    )
    .await;
    let second = house
        .visitor()
        .get(&format!("/rounds/{}/inputs/2", round.slug))
        .await;
    assert_eq!(second.status, 200);
}

async fn one_stands_behind_an_input_once(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    takes_part(&house, &round, TEXT, "jan@voorbeeld.example").await;
    let path = format!("/rounds/{}/inputs/1", round.slug);
    let count = "SELECT CAST(endorsements AS BIGINT) AS number FROM inputs";
    let browser = house.visitor();
    let asks = browser
        .submit(&browser.get(&path).await.form_with("/endorse"), &[])
        .await;
    let wrong = browser
        .submit(&asks.form_with("/endorse"), &[("email", "anna@")])
        .await;
    assert_eq!(wrong.status, 400);
    let form = wrong.form_with("/endorse");
    browser
        .submit(&form, &[("email", "anna@voorbeeld.example")])
        .await;
    assert_eq!(house.number(count), 0);
    proves(&house, &browser, "anna@voorbeeld.example").await;
    assert_eq!(house.number(count), 1);
    // The same mailbox in another spelling is the same person.
    let other = house.visitor();
    let asks = other
        .submit(&other.get(&path).await.form_with("/endorse"), &[])
        .await;
    let form = asks.form_with("/endorse");
    other
        .submit(&form, &[("email", "Anna+nog@Voorbeeld.example")])
        .await;
    proves(&house, &other, "Anna+nog@Voorbeeld.example").await;
    assert_eq!(house.number(count), 1);
    // Now known: the button stops it at once.
    let stop = browser.get(&path).await;
    assert!(stop.text().contains("U steunt deze inbreng"));
    browser.submit(&stop.form_with("/endorse"), &[]).await;
    assert_eq!(house.number(count), 0);
}

async fn what_others_wrote_is_shown_before_sending(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    takes_part(&house, &round, TEXT, "jan@voorbeeld.example").await;
    let browser = house.visitor();
    let own = "Graag bankjes op het Havenplein, in de schaduw van de kastanjes!";
    let shown = writes(&browser, &round, own, "anna@voorbeeld.example").await;
    assert_eq!(shown.status, 200);
    assert!(
        shown.text().contains("Dit schreven anderen al"),
        "{}",
        shown.text()
    );
    assert!(shown.text().contains("R1-0001") && shown.text().contains("schaduw van de kastanjes"));
    let form = shown.form_with("take-part");
    assert_eq!(
        form.value("text").trim_start(),
        own,
        "what was typed is there still"
    );
    let sent = browser.submit(&form, &[]).await;
    assert!(sent.path.starts_with("/take-part/sent/"), "{}", sent.text());
}

async fn one_text_of_many_people_stands_once(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    let campaign = "Wij willen dat de oude kastanjes op het Havenplein blijven staan, want ze geven schaduw aan iedereen";
    for (number, ending) in ["", "!", " .", " ..."].into_iter().enumerate() {
        let email = format!("actie{number}@voorbeeld.example");
        let browser = house.visitor();
        let page = browser.get(&take_part(&round)).await;
        let mut form = page.form_with("take-part");
        form.fields.push(("has_seen".to_owned(), "1".to_owned()));
        let text = format!("{campaign}{ending}");
        browser
            .submit(&form, &[("text", &text), ("email", &email)])
            .await;
        proves(&house, &browser, &email).await;
    }
    let list = house
        .visitor()
        .get(&format!("/rounds/{}/inputs", round.slug))
        .await;
    assert!(list.text().contains("1 tekst, 4 mensen"), "{}", list.text());
    let api = house
        .visitor()
        .get(&format!("/api/v1/rounds/{}/inputs", round.slug))
        .await
        .json();
    assert_eq!(api["items"].as_array().unwrap().len(), 1);
    assert_eq!(api["items"][0]["senders"], 4);
    let coverage = house
        .visitor()
        .get(&format!("/api/v1/rounds/{}/coverage", round.slug))
        .await;
    assert_eq!(
        coverage.json()["total"],
        4,
        "each is an input that must be answered"
    );
    // The first of them is taken back: the next one stands for the others.
    let mine = receipt(&house, "actie0@voorbeeld.example").await;
    let browser = house.visitor();
    let page = browser.get(&format!("{mine}/withdraw")).await;
    browser.submit(&page.form_with("/withdraw"), &[]).await;
    let api = house
        .visitor()
        .get(&format!("/api/v1/rounds/{}/inputs", round.slug))
        .await
        .json();
    assert_eq!(api["items"][0]["senders"], 3);
    assert_eq!(api["items"][0]["number"], 2);
}

async fn what_comes_late_is_kept_and_marked(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    // Written in time, confirmed within a day after the closing.
    let browser = house.visitor();
    house.later(TimeDelta::days(7) - TimeDelta::hours(1)).await;
    writes(&browser, &round, TEXT, "jan@voorbeeld.example").await;
    house.later(TimeDelta::hours(2)).await;
    proves(&house, &browser, "jan@voorbeeld.example").await;
    // Written after the closing.
    let other = house.visitor();
    let page = other.get(&take_part(&round)).await;
    assert!(
        page.text().contains("De ronde is gesloten"),
        "{}",
        page.text()
    );
    let late = "Ook de haven hoort erbij, met een steiger voor zwemmers.";
    writes(&other, &round, late, "anna@voorbeeld.example").await;
    proves(&house, &other, "anna@voorbeeld.example").await;
    let late = "SELECT COUNT(*) AS number FROM inputs WHERE is_late";
    let late = match engine {
        Engine::Sqlite => "SELECT COUNT(*) AS number FROM inputs WHERE is_late = 1",
        Engine::Postgres => late,
    };
    assert_eq!((house.number(INPUTS), house.number(late)), (2, 1));
    let mails = house.mails_to("anna@voorbeeld.example").await;
    assert!(mails.last().unwrap().text.contains("te laat"));
}

async fn what_is_private_is_counted_and_not_shown(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    let browser = house.visitor();
    let page = browser.get(&take_part(&round)).await;
    let filled = [
        ("text", TEXT),
        ("email", "jan@voorbeeld.example"),
        ("name", "Jan Bakker"),
        ("is_private", "1"),
        ("show_name", "1"),
    ];
    browser.submit(&page.form_with("take-part"), &filled).await;
    proves(&house, &browser, "jan@voorbeeld.example").await;
    let slug = &round.slug;
    for path in [
        format!("/rounds/{slug}"),
        format!("/rounds/{slug}/inputs"),
        format!("/rounds/{slug}/inputs/1"),
        format!("/rounds/{slug}/inputs.csv"),
        format!("/api/v1/rounds/{slug}/inputs"),
        format!("/api/v1/rounds/{slug}/inputs/1"),
    ] {
        let page = house.visitor().get(&path).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(
            !page.text().contains("kastanjes"),
            "{path} shows it: {}",
            page.text()
        );
        assert!(!page.text().contains("Jan Bakker"), "{path} names him");
    }
    let found = house
        .visitor()
        .get(&format!("/rounds/{slug}/inputs?q=kastanjes"))
        .await;
    assert!(
        !found.text().contains("R1-0001"),
        "search does not tell it either"
    );
    let coverage = house
        .visitor()
        .get(&format!("/api/v1/rounds/{slug}/coverage"))
        .await;
    assert_eq!(coverage.json()["open"], 1);
}
