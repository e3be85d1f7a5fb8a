//! Who took part: voluntary, once, only counted, and never a number under ten.

use crate::inputs::take_part::{open_round, takes_part};
use crate::rounds::matter::{announced, plan};
use crate::support::database::Engine;
use crate::support::desk::somebody;
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;
use crate::support::visitor::Visitor;
use chrono::TimeDelta;
use weerklank_acts::representation::{enter_counts, load_population};
use weerklank_domain::people::Role;
use weerklank_domain::representation::Question;
use weerklank_store::representation::Population;
use weerklank_store::rounds::RoundRecord;

on_both_databases!(
    whoever_took_part_is_asked_once_and_only_counted,
    a_round_that_does_not_ask_counts_nothing,
    new_and_returning_people_are_counted_without_what_they_did,
    nothing_under_ten_is_shown,
    what_is_kept_to_count_once_goes_and_the_counts_stay,
);

const COUNTED: &str = "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) AS number
     FROM background_counts WHERE question <> 'voice'";

fn about_you(round: &RoundRecord) -> String {
    format!("/rounds/{}/about-you", round.slug)
}

fn who(round: &RoundRecord) -> String {
    format!("/rounds/{}/who-took-part", round.slug)
}

async fn asks(house: &TestHouse, round: &RoundRecord, officer: &Visitor, on: bool) {
    let address = format!("/desk/rounds/{}/who-took-part", round.number);
    let mut form = officer.get(&address).await.form_with(&address);
    form.fields.retain(|(name, _)| name != "asks");
    let filled: &[(&str, &str)] = if on { &[("asks", "1")] } else { &[] };
    let done = officer.sends(&form, filled).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(
        house.number("SELECT COUNT(*) AS number FROM backgrounds_asked"),
        i64::from(on)
    );
}

async fn whoever_took_part_is_asked_once_and_only_counted(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    let officer = house.staff("officer").await;
    asks(&house, &round, &officer, true).await;
    let (browser, received) =
        takes_part(&house, &round, "Meer bankjes.", "jan@voorbeeld.example").await;
    assert!(
        received.text().contains(&about_you(&round)),
        "{}",
        received.text()
    );
    let page = browser.get(&about_you(&round)).await;
    assert_eq!(page.status, 200, "{}", page.text());
    let form = page.form_with("about-you");
    let nothing = browser.sends(&form, &[]).await;
    assert_eq!(nothing.status, 400);
    let odd = browser
        .sends(&form, &[("age", "oud"), ("district", "x")])
        .await;
    assert_eq!(odd.status, 400, "what is no answer is not told");
    let unproven = browser
        .sends(&form, &[("csrf", "x"), ("age", "from_30")])
        .await;
    assert_eq!(unproven.status, 403);
    let nowhere = browser
        .sends(&form, &[("age", "from_30"), ("district", "999999")])
        .await;
    assert_eq!(nowhere.status, 409);
    assert_eq!(house.number(COUNTED), 0);
    let told = [("age", "from_30"), ("residence", "from_10")];
    let (one, other) = tokio::join!(browser.sends(&form, &told), browser.sends(&form, &told));
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409], "once, in two windows too");
    assert_eq!(house.number(COUNTED), 2);
    assert_eq!(browser.get(&about_you(&round)).await.status, 409);
    let stranger = house.visitor();
    assert_eq!(stranger.get(&about_you(&round)).await.status, 409);
    let form_of_stranger = form.clone();
    let sent = stranger.sends(&form_of_stranger, &told).await;
    assert_eq!(sent.status, 403);
    assert_eq!(house.number(COUNTED), 2);
    house.everything_adds_up();
}

async fn a_round_that_does_not_ask_counts_nothing(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    let (browser, received) =
        takes_part(&house, &round, "Meer bankjes.", "jan@voorbeeld.example").await;
    assert!(!received.text().contains("about-you"));
    assert_eq!(browser.get(&about_you(&round)).await.status, 409);
    let officer = house.staff("officer").await;
    asks(&house, &round, &officer, true).await;
    let form = browser.get(&about_you(&round)).await.form_with("about-you");
    asks(&house, &round, &officer, false).await;
    let late = browser.sends(&form, &[("age", "from_30")]).await;
    assert_eq!(late.status, 409, "it stopped asking meanwhile");
    assert_eq!(house.number(COUNTED), 0);
    assert_eq!(
        browser.get("/rounds/geen-ronde/about-you").await.status,
        404
    );
    assert_eq!(
        browser.get("/rounds/geen-ronde/who-took-part").await.status,
        404
    );
    let unproven = officer
        .post_form(
            &format!("/desk/rounds/{}/who-took-part", round.number),
            &[("csrf", "x"), ("asks", "1")],
        )
        .await;
    assert_eq!(unproven.status, 403);
    assert_eq!(
        house.number("SELECT COUNT(*) AS number FROM backgrounds_asked"),
        0
    );
}

fn voices(house: &TestHouse, answer: &str) -> i64 {
    house.number(&format!(
        "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) AS number FROM background_counts
         WHERE question = 'voice' AND answer = '{answer}'"
    ))
}

async fn new_and_returning_people_are_counted_without_what_they_did(engine: Engine) {
    let house = TestHouse::open(engine);
    let first = open_round(&house).await;
    takes_part(&house, &first, "Meer bankjes.", "jan@voorbeeld.example").await;
    takes_part(&house, &first, "En meer bomen.", "JAN@voorbeeld.example").await;
    takes_part(&house, &first, "Een fontein.", "els@voorbeeld.example").await;
    assert_eq!((voices(&house, "new"), voices(&house, "returning")), (2, 0));
    let mut another = plan();
    another.title = weerklank_domain::petitions::Title::parse("Nog een ronde").unwrap();
    let now = weerklank_acts::clock::Clock::now(&*house.house().clock);
    another.opens_at = Some(now + TimeDelta::hours(1));
    another.closes_at = Some(now + TimeDelta::days(20));
    let second = announced(
        &house,
        &somebody(&house, "Nora", Role::PolicyOfficer),
        &another,
    );
    house.later(TimeDelta::days(1)).await;
    takes_part(
        &house,
        &second,
        "Ook hier bankjes.",
        "jan@voorbeeld.example",
    )
    .await;
    takes_part(&house, &second, "Ik ben nieuw.", "piet@voorbeeld.example").await;
    assert_eq!((voices(&house, "new"), voices(&house, "returning")), (3, 1));
    assert_eq!(
        house.number("SELECT COUNT(*) AS number FROM year_voices"),
        3
    );
    let shared = house.number(
        "SELECT COUNT(*) AS number FROM year_voices v
         WHERE v.voice_key IN (SELECT author_key FROM authors WHERE author_key IS NOT NULL)",
    );
    assert_eq!(shared, 0, "no key leads to what somebody did");
}

async fn nothing_under_ten_is_shown(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    let told = |age: &str, amount: u32| (Question::Age, age.to_owned(), amount);
    let few = [told("from_30", 4), told("from_45", 5)];
    assert!(enter_counts(house.house(), round.id, &few).unwrap());
    assert!(
        !enter_counts(house.house(), round.id, &few).unwrap(),
        "once"
    );
    let visitor = house.visitor();
    let page = visitor.get(&who(&round)).await;
    assert_eq!(page.status, 200);
    assert!(
        page.text().contains("Nog te weinig mensen"),
        "{}",
        page.text()
    );
    let data = visitor.get(&format!("/api/v1{}", who(&round))).await.json();
    assert!(data["questions"][0]["total"].is_null(), "{data}");
    for row in data["questions"][0]["answers"].as_array().unwrap() {
        assert!(row["people"].is_null(), "{row}");
    }
}

async fn what_is_kept_to_count_once_goes_and_the_counts_stay(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    let officer = house.staff("officer").await;
    asks(&house, &round, &officer, true).await;
    let people = Population {
        by_answer: [("from_30".to_owned(), 300), ("from_75".to_owned(), 100)].into(),
        source: "Telling".to_owned(),
        as_of: "2026".to_owned(),
    };
    let unknown = load_population(house.house(), "nergens", Question::Age, &people);
    assert!(unknown.is_err());
    let (browser, _) = takes_part(&house, &round, "Meer bankjes.", "jan@voorbeeld.example").await;
    let form = browser.get(&about_you(&round)).await.form_with("about-you");
    let told = browser.sends(&form, &[("age", "from_30")]).await;
    assert_eq!(told.status, 303);
    house.later(TimeDelta::days(800)).await;
    for kept in ["backgrounds_given", "year_voices"] {
        let left = house.number(&format!("SELECT COUNT(*) AS number FROM {kept}"));
        assert_eq!(left, 0, "{kept}");
    }
    assert_eq!(house.number(COUNTED), 1);
    assert_eq!(voices(&house, "new"), 1);
}
