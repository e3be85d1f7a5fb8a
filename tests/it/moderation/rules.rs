//! The house rules: versions, what changed, and decisions that go on citing theirs.

use super::hides_input;
use crate::inputs::take_part::{open_round, takes_part};
use crate::support::database::Engine;
use crate::support::harness::{TestHouse, at_once};
use crate::support::on_both_databases;
use crate::support::visitor::Visitor;

on_both_databases!(
    a_new_version_shows_what_changed_and_the_old_one_stays,
    of_two_who_publish_at_once_one_is_told,
    nothing_is_published_that_is_empty_too_long_or_the_same,
);

const ANEW: [(&str, &str); 5] = [
    ("rule", "insult"),
    ("text_nl", "Scheld niemand uit."),
    ("text_en", "Call nobody names."),
    ("note_nl", "Korter gezegd."),
    ("note_en", "Said more briefly."),
];

async fn form(staff: &Visitor) -> crate::support::visitor::Form {
    let page = staff.get("/desk/house-rules?rule=insult").await;
    assert_eq!(page.status, 200, "{}", page.text());
    page.form_with("text_nl")
}

async fn a_new_version_shows_what_changed_and_the_old_one_stays(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    takes_part(
        &house,
        &round,
        "Sukkel die je bent.",
        "jan@voorbeeld.example",
    )
    .await;
    let moderator = house.staff("moderator").await;
    hides_input(&moderator).await;
    let before = house.visitor().get("/house-rules").await;
    assert!(before.text().contains("Versie 1"), "{}", before.text());
    assert!(!before.text().contains("Alle versies"));

    let admin = house.staff("admin").await;
    let done = admin.submit(&form(&admin).await, &ANEW).await;
    assert_eq!(done.path, "/house-rules/2", "{}", done.text());
    house.settle().await;
    let now = house.visitor().get("/house-rules").await;
    assert!(now.text().contains("Scheld niemand uit.") && now.text().contains("Korter gezegd."));
    assert!(now.text().contains("Eerst stond er:"));
    let old = house.visitor().get("/house-rules/1").await;
    assert!(!old.text().contains("Scheld niemand uit."));
    assert!(old.text().contains("Dit is een oude versie."));
    let english = house.visitor().get("/house-rules/2?lang=en").await;
    assert!(english.text().contains("Call nobody names."));
    for nowhere in ["/house-rules/3", "/house-rules/0", "/house-rules/x"] {
        assert_eq!(house.visitor().get(nowhere).await.status, 404, "{nowhere}");
    }
    let cited = "SELECT CAST(rule_version AS BIGINT) AS number FROM moderation_decisions";
    assert_eq!(
        house.number(cited),
        1,
        "a decision goes on citing its version"
    );
    let entry = "SELECT COUNT(*) AS number FROM audit_entries WHERE act = 'house_rules_published'";
    assert_eq!(house.number(entry), 1);
}

async fn of_two_who_publish_at_once_one_is_told(engine: Engine) {
    let house = TestHouse::open(engine);
    let (admin, clerk) = (house.staff("admin").await, house.staff("clerk").await);
    let (first, second) = (form(&admin).await, form(&clerk).await);
    let (one, other) = at_once(
        async move { admin.submit(&first, &ANEW).await.status },
        async move { clerk.submit(&second, &ANEW).await.status },
    )
    .await;
    let mut told = [one, other];
    told.sort_unstable();
    assert_eq!(told, [200, 409]);
    let versions = "SELECT COUNT(*) AS number FROM house_rule_versions";
    assert_eq!(house.number(versions), 2);
}

async fn nothing_is_published_that_is_empty_too_long_or_the_same(engine: Engine) {
    let house = TestHouse::open(engine);
    let clerk = house.staff("clerk").await;
    let page = form(&clerk).await;
    let long = "a".repeat(501);
    let text_nl = page.value("text_nl").to_owned();
    let text_en = page.value("text_en").to_owned();
    for (field, value, status) in [
        ("text_nl", "", 400),
        ("text_en", " ", 400),
        ("note_nl", long.as_str(), 400),
        ("rule", "politeness", 400),
        ("version", "0", 409),
        ("version", "2", 409),
    ] {
        let mut fields = ANEW.to_vec();
        fields.retain(|(name, _)| *name != field);
        fields.push((field, value));
        let answer = clerk.submit(&page, &fields).await;
        assert_eq!(answer.status, status, "{field}={value}: {}", answer.text());
    }
    let same = [
        ("text_nl", text_nl.as_str()),
        ("text_en", text_en.as_str()),
        ("note_nl", "Niets."),
        ("note_en", "Nothing."),
    ];
    let answer = clerk.submit(&page, &same).await;
    assert_eq!(answer.status, 409);
    assert!(answer.text().contains("Deze regel staat er al zo."));
    let versions = "SELECT COUNT(*) AS number FROM house_rule_versions";
    assert_eq!(house.number(versions), 1);
}
