//! Who takes part for an organisation says which of the three it is, by whichever way.

use super::take_part::{open_round, proves, take_part};
use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;

on_both_databases!(
    the_form_asks_for_whom_somebody_writes,
    a_program_says_for_whom_it_sends,
    an_organisation_of_which_nobody_said_what_it_is_stays_one,
);

const SAID: &str = "SELECT kind AS text FROM input_organisations";

async fn the_form_asks_for_whom_somebody_writes(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    let browser = house.visitor();
    let page = browser.get(&take_part(&round)).await;
    let form = page.form_with("take-part");
    let filled = |sender| {
        [
            ("text", "Een laadplek voor de winkel graag."),
            ("name", "Bakkerij De Zeester"),
            ("email", "bakker@voorbeeld.example"),
            ("sender", sender),
        ]
    };
    // `organisation` is what nobody chooses.
    for wrong in ["organisation", "club"] {
        let back = browser.submit(&form, &filled(wrong)).await;
        assert_eq!(back.status, 400, "{}", back.text());
        assert!(back.text().contains("href=\"#sender\""), "{}", back.text());
    }
    browser.submit(&form, &filled("business")).await;
    proves(&house, &house.visitor(), "bakker@voorbeeld.example").await;
    assert_eq!(house.text(SAID), "business");
    let shown = house
        .visitor()
        .get(&format!("/rounds/{}/inputs/1", round.slug))
        .await
        .text();
    assert!(
        shown.contains("Bakkerij De Zeester") && shown.contains("Bedrijf"),
        "{shown}"
    );
    house.everything_adds_up();
}

async fn a_program_says_for_whom_it_sends(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    let visitor = house.visitor();
    let path = format!("/api/v1/rounds/{}/inputs", round.slug);
    let sent = |more: serde_json::Value| {
        let mut body = serde_json::json!({
            "text": "Namens het waterschap.", "email": "dijk@voorbeeld.example", "name": "Waterschap",
        });
        for (name, value) in more.as_object().unwrap() {
            body[name] = value.clone();
        }
        body
    };
    for wrong in [
        serde_json::json!({"sender": "organisation"}),
        serde_json::json!({"isOrganisation": true}),
        serde_json::json!({"isOrganisation": true, "sender": "resident"}),
    ] {
        let told = visitor.post_json(&path, &sent(wrong.clone())).await;
        assert_eq!(told.status, 400, "{wrong}: {}", told.text());
        assert_eq!(
            told.json()["errors"][0]["field"],
            "sender",
            "{}",
            told.text()
        );
    }
    let taken = visitor
        .post_json(&path, &sent(serde_json::json!({"sender": "public_body"})))
        .await;
    assert_eq!(taken.status, 202, "{}", taken.text());
    proves(&house, &house.visitor(), "dijk@voorbeeld.example").await;
    let one = visitor.get(&format!("{path}/1")).await.json();
    assert_eq!(one["sender"], "public_body");
    let list = visitor.get(&path).await.json();
    assert_eq!(list["items"][0]["sender"], "public_body");
    assert_eq!(list["items"][0]["senderKind"], "organisation");
    let file = visitor
        .get(&format!("/rounds/{}/inputs.csv", round.slug))
        .await
        .text();
    assert!(file.trim_end().ends_with(",public_body"), "{file}");
}

async fn an_organisation_of_which_nobody_said_what_it_is_stays_one(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    let browser = house.visitor();
    let page = browser.get(&take_part(&round)).await;
    let filled = [
        ("text", "Wij vragen om een steiger."),
        ("name", "Vereniging Kade"),
        ("email", "kade@voorbeeld.example"),
        ("sender", "civil_society"),
    ];
    browser.submit(&page.form_with("take-part"), &filled).await;
    proves(&house, &house.visitor(), "kade@voorbeeld.example").await;
    // As it came in before that was asked.
    house.sql("DELETE FROM input_organisations");
    let path = format!("/api/v1/rounds/{}/inputs/1", round.slug);
    assert_eq!(
        house.visitor().get(&path).await.json()["sender"],
        "organisation"
    );
    let shown = house
        .visitor()
        .get(&format!("/rounds/{}/inputs/1", round.slug))
        .await
        .text();
    assert!(shown.contains("Organisatie"), "{shown}");
    assert!(!house.takes("INSERT INTO input_organisations (input_id, kind) VALUES (1, 'club')"));
}
