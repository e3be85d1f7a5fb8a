//! What the law orders to be removed is really gone; date and rule stay, and the address says so.

use super::{decides, decisions};
use crate::inputs::take_part::{open_round, takes_part};
use crate::replies::replies;
use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;

on_both_databases!(
    a_removed_text_is_gone_and_its_address_says_so,
    only_a_clerk_with_an_order_removes,
);

const TEXT: &str = "De buurman heeft mijn fiets gestolen.";
const JAN: &str = "jan@voorbeeld.example";
const INPUT: &str = "/desk/rounds/1/inputs/1";
const ORDER: [(&str, &str); 6] = [
    ("action", "remove"),
    ("authority", "Rechtbank Testwater"),
    ("reference", "C/10/7"),
    ("rule", "accusation"),
    ("facts", "Er staat een beschuldiging van diefstal."),
    ("reason", "De rechter beval ons dit te verwijderen."),
];

async fn a_removed_text_is_gone_and_its_address_says_so(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    let (jan, _) = takes_part(&house, &round, TEXT, JAN).await;
    let at = format!("/rounds/{}/inputs/1", round.slug);
    replies(&jan, &format!("{at}/replies"), "Die buurman heet Kees.").await;
    let clerk = house.staff("clerk").await;
    // What was left out before goes as well.
    let redacts = [
        ("action", "redact"),
        ("words", "mijn fiets"),
        ("rule", "personal_data"),
        ("facts", "Iets."),
        ("reason", "Daarom."),
    ];
    decides(&clerk, INPUT, &redacts).await;
    decides(&clerk, "/desk/replies/1", &ORDER).await;
    let reply = house.visitor().get(&format!("{at}/replies/1")).await;
    assert_eq!(reply.status, 410, "{}", reply.text());
    assert!(!reply.text().contains("Kees"));
    let form = clerk.get(INPUT).await.form_with("reason");
    let done = decides(&clerk, INPUT, &ORDER).await;
    assert_eq!(done.status, 200, "{}", done.text());
    house.settle().await;
    let page = house.visitor().get(&at).await;
    assert_eq!(page.status, 410);
    let text = page.text();
    assert!(text.contains("Dat moest volgens de wet."), "{text}");
    assert!(text.contains("Geen beschuldiging zonder bewijs."), "{text}");
    assert!(
        !text.contains("gestolen") && !text.contains("Rechtbank"),
        "{text}"
    );
    for table in ["inputs", "input_versions", "replies"] {
        assert_eq!(
            house.text(&format!("SELECT text FROM {table}")),
            "",
            "{table}"
        );
    }
    let kept = "SELECT COUNT(*) AS number FROM moderation_limits WHERE sealed IS NOT NULL";
    assert_eq!(house.number(kept), 0);
    let hash = house.text("SELECT text_hash AS text FROM tombstones WHERE input_id IS NOT NULL");
    assert_eq!(hash.len(), 64);
    let coverage = format!("/api/v1/rounds/{}/coverage", round.slug);
    let coverage = house.visitor().get(&coverage).await.json();
    assert_eq!(coverage["removed"], 1, "{coverage}");
    for path in [at.clone(), format!("{at}/replies")] {
        let gone = house.visitor().get(&format!("/api/v1{path}")).await;
        assert_eq!(gone.status, 410, "{path}: {}", gone.text());
        assert_eq!(gone.content_type(), "application/problem+json");
        let told = gone.json();
        assert_eq!(told["code"], "gone", "{told}");
        assert_eq!(told["removed"]["rule"], "accusation", "{told}");
        assert!(told["removed"]["at"].as_str().unwrap().ends_with('Z'));
        assert!(!gone.text().contains("Rechtbank"), "{told}");
    }
    let list = format!("/api/v1{}", at.trim_end_matches("/1"));
    let list = house.visitor().get(&list).await.json();
    assert_eq!(list["items"].as_array().unwrap().len(), 0, "{list}");

    let told = house.mails_to(JAN).await;
    let told = &told.last().unwrap().text;
    assert!(told.contains("volgens de wet verwijderen"), "{told}");
    assert!(
        !told.contains("/complaints/") && !told.contains("gestolen"),
        "{told}"
    );
    // The desk reads what happened, when and by whose order, and is offered nothing; nor does it help to send
    // a form that was opened before.
    for at in [INPUT, "/desk/replies/1"] {
        let told = clerk.get(at).await.text();
        assert!(told.contains("Dat moest volgens de wet."), "{told}");
        assert!(
            told.contains("Dat beval Rechtbank Testwater, C/10/7."),
            "{told}"
        );
        assert!(
            !told.contains("name=\"action\"") && !told.contains("name=\"reason\""),
            "{told}"
        );
    }
    let version = house.number("SELECT CAST(version AS BIGINT) AS number FROM inputs");
    let version = version.to_string();
    let back = [
        ("action", "restore"),
        ("reason", "Toch niet."),
        ("seen_state", "removed"),
        ("seen_moderation", "hidden"),
        ("seen_version", version.as_str()),
    ];
    let refused = clerk.submit(&form, &back).await;
    assert_eq!(refused.status, 400, "{}", refused.text());
    assert!(refused.text().contains("De woorden zijn gewist."));
    let twice = clerk.submit(&form, &ORDER).await;
    assert_eq!(twice.status, 409, "{}", twice.text());
    assert_eq!(decisions(&house), 3);
    let statements = house.visitor().get("/api/v1/moderation/statements").await;
    let one = &statements.json()["items"][2];
    assert_eq!(
        one["decision_visibility"][0],
        "DECISION_VISIBILITY_CONTENT_REMOVED"
    );
    let faults = super::schema::fits(one);
    assert!(faults.is_empty(), "{faults:?}");
    let log = house.visitor().get("/moderation-log").await.text();
    assert!(log.contains("Op bevel verwijderd") && !log.contains("Rechtbank"));
    house.everything_adds_up();
}

async fn only_a_clerk_with_an_order_removes(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    takes_part(&house, &round, TEXT, JAN).await;
    let moderator = house.staff("moderator").await;
    let page = moderator.get(INPUT).await;
    assert!(!page.text().contains("value=\"remove\""), "{}", page.text());
    let refused = decides(&moderator, INPUT, &ORDER).await;
    assert_eq!(refused.status, 403, "by direct request: {}", refused.text());
    let clerk = house.staff("clerk").await;
    let long = "a".repeat(500);
    for (field, value) in [
        ("authority", " "),
        ("reference", ""),
        ("authority", long.as_str()),
    ] {
        let mut fields = ORDER.to_vec();
        fields.retain(|(name, _)| *name != field);
        fields.push((field, value));
        let refused = decides(&clerk, INPUT, &fields).await;
        assert_eq!(refused.status, 400, "{field}: {}", refused.text());
        assert!(refused.text().contains(&format!("href=\"#{field}\"")));
    }
    assert_eq!(decisions(&house), 0);
    assert_eq!(house.text("SELECT text FROM inputs"), TEXT);
}
