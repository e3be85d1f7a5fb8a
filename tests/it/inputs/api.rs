//! The API of rounds and inputs, and the file of a round's inputs.

use super::take_part::{open_round, proves, takes_part};
use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;

on_both_databases!(
    rounds_and_inputs_are_read_in_parts,
    an_input_is_sent_and_confirmed_by_mail,
    the_file_holds_no_personal_data,
);

async fn rounds_and_inputs_are_read_in_parts(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    let texts = [
        "Meer bomen langs de kade graag.",
        "De boulevard verdient betere verlichting.",
        "Een speeltuin voor kleuters ontbreekt.",
    ];
    for (number, text) in texts.iter().enumerate() {
        takes_part(
            &house,
            &round,
            text,
            &format!("p{number}@voorbeeld.example"),
        )
        .await;
    }
    let visitor = house.visitor();
    let rounds = visitor.get("/api/v1/rounds?state=open").await.json();
    assert_eq!(rounds["items"][0]["slug"], round.slug);
    assert_eq!(rounds["items"][0]["coverage"]["total"], 3);
    assert_eq!(rounds["next"], serde_json::Value::Null);
    let one = visitor
        .get(&format!("/api/v1/rounds/{}", round.slug))
        .await
        .json();
    assert_eq!(one["scope"]["fixed"], "Het geld");
    assert_eq!(one["statutoryPhase"], "preparation");
    for sort in ["newest", "oldest", "endorsed", "replied"] {
        let mut seen = Vec::new();
        let mut path = format!("/api/v1/rounds/{}/inputs?limit=2&sort={sort}", round.slug);
        loop {
            let page = visitor.get(&path).await.json();
            for item in page["items"].as_array().unwrap() {
                seen.push(item["number"].as_i64().unwrap());
            }
            match page["next"].as_str() {
                Some(next) => {
                    path = format!(
                        "/api/v1/rounds/{}/inputs?limit=2&sort={sort}&cursor={next}",
                        round.slug
                    );
                }
                None => break,
            }
        }
        seen.sort_unstable();
        assert_eq!(seen, [1, 2, 3], "{sort}");
    }
    let found = visitor
        .get(&format!(
            "/api/v1/rounds/{}/inputs?q=speeltuinen",
            round.slug
        ))
        .await
        .json();
    assert_eq!(found["items"][0]["reference"], "R1-0003");
}

async fn an_input_is_sent_and_confirmed_by_mail(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    let visitor = house.visitor();
    let path = format!("/api/v1/rounds/{}/inputs", round.slug);
    let wrong = visitor
        .post_json(&path, &serde_json::json!({"text": "", "email": "x"}))
        .await;
    assert_eq!(wrong.status, 400);
    let fields: Vec<&str> = ["text", "email"].to_vec();
    let told = wrong.json();
    for (number, field) in fields.iter().enumerate() {
        assert_eq!(told["errors"][number]["field"], *field, "{told}");
    }
    let unknown = visitor
        .post_json(
            &path,
            &serde_json::json!({"text": "a", "email": "a@b.nl", "x": 1}),
        )
        .await;
    assert_eq!(unknown.status, 400);
    let taken = visitor
        .post_json(
            &path,
            &serde_json::json!({"text": "Via een programma.", "email": "jan@voorbeeld.example"}),
        )
        .await;
    assert_eq!(taken.status, 202, "{}", taken.text());
    proves(&house, &house.visitor(), "jan@voorbeeld.example").await;
    let one = visitor.get(&format!("{path}/1")).await.json();
    assert_eq!(one["text"], "Via een programma.");
    assert_eq!(one["versions"].as_array().unwrap().len(), 1);
}

async fn the_file_holds_no_personal_data(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    let browser = house.visitor();
    for (name, email, is_organisation) in [
        ("Jan Bakker", "jan@voorbeeld.example", false),
        ("Vereniging De Kade", "kade@voorbeeld.example", true),
    ] {
        let page = browser
            .get(&format!("/rounds/{}/take-part", round.slug))
            .await;
        let text = format!("=HYPERLINK(1) gezien door {} ogen", name.len());
        let mut filled = vec![
            ("text", text.as_str()),
            ("name", name),
            ("email", email),
            ("show_name", "1"),
        ];
        if is_organisation {
            filled.push(("sender", "civil_society"));
        }
        let mut form = page.form_with("take-part");
        form.fields.push(("has_seen".to_owned(), "1".to_owned()));
        browser.submit(&form, &filled).await;
        proves(&house, &house.visitor(), email).await;
    }
    let file = house
        .visitor()
        .get(&format!("/rounds/{}/inputs.csv", round.slug))
        .await;
    assert_eq!(file.content_type(), "text/csv; charset=utf-8");
    let text = file.text();
    assert_eq!(text.lines().count(), 3, "{text}");
    assert!(
        !text.contains("Bakker") && !text.contains("@voorbeeld"),
        "{text}"
    );
    assert!(
        text.contains("Vereniging De Kade"),
        "organisations are named"
    );
    assert!(text.contains("'=HYPERLINK"), "no formula for a spreadsheet");
}
