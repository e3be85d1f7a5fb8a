//! A place on the map: pressed without a script, kept to about ten metres, shown on a map and as a list.

use super::take_part::{open_round, proves, take_part};
use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;

on_both_databases!(
    a_pressed_place_comes_back_marked_and_is_kept,
    a_keyboard_sends_the_form_by_the_map_without_a_place,
    what_is_no_place_here_is_refused,
);

const EMAIL: &str = "jan@voorbeeld.example";

/// Outlines for the furnished municipality: about twelve by fourteen kilometres in the sea.
fn draw(house: &TestHouse) {
    house.sql(
        "UPDATE areas SET boundary = '[[3.27,52.19],[3.46,52.19],[3.46,52.32],[3.27,52.32],[3.27,52.19]]'
         WHERE scheme = 'own' AND kind = 'municipality'",
    );
    let drawn = house.number("SELECT COUNT(*) AS number FROM areas WHERE boundary IS NOT NULL");
    assert!(drawn >= 1);
}

async fn a_pressed_place_comes_back_marked_and_is_kept(engine: Engine) {
    let house = TestHouse::open(engine);
    draw(&house);
    let round = open_round(&house).await;
    let browser = house.visitor();
    let form = browser
        .get(&format!("{}?form=idea", take_part(&round)))
        .await
        .form_with("take-part");
    let typed = [
        ("title", "Bankjes"),
        ("text", "Zet bankjes bij het water."),
        ("email", EMAIL),
    ];
    let mut pressed = typed.to_vec();
    pressed.extend([("map.x", "128"), ("map.y", "100")]);
    let back = browser.submit(&form, &pressed).await;
    assert_eq!(back.status, 200, "{}", back.text());
    assert!(back.text().contains(r#"name="unmark" value="1">"#));
    assert!(back.text().contains("Zet bankjes bij het water."));
    assert_eq!(house.mails().await.len(), 0, "nothing was sent");
    let marked = back.form_with("take-part");
    let (_, point) = marked
        .fields
        .iter()
        .find(|(name, _)| name == "point")
        .cloned()
        .unwrap();
    let picture = browser.get(&format!("/map.svg?point={point}")).await;
    assert_eq!(picture.content_type(), "image/svg+xml");
    assert!(picture.text().contains("<circle"));
    let mut taken_off = typed.to_vec();
    taken_off.push(("unmark", "1"));
    let without = browser.submit(&marked, &taken_off).await;
    assert!(
        without
            .text()
            .contains(r#"name="unmark" value="1" hidden>"#)
    );
    browser.submit(&marked, &typed).await;
    proves(&house, &browser, EMAIL).await;
    let path = format!("/api/v1/rounds/{}/inputs", round.slug);
    let one = house.visitor().get(&format!("{path}/1")).await.json();
    let kept = format!(
        "{:.4},{:.4}",
        one["point"]["latitude"].as_f64().unwrap(),
        one["point"]["longitude"].as_f64().unwrap()
    );
    assert_eq!(kept, point);
    let list = house.visitor().get(&path).await.json();
    assert_eq!(list["items"][0]["point"], one["point"]);
    let map = house
        .visitor()
        .get(&format!("/rounds/{}/map", round.slug))
        .await;
    let link = format!("/rounds/{}/inputs/1", round.slug);
    assert_eq!(
        map.text().matches(&format!("href=\"{link}\"")).count(),
        2,
        "on the map and in the list: {}",
        map.text()
    );
    let file = house
        .visitor()
        .get(&format!("/rounds/{}/inputs.csv", round.slug))
        .await;
    assert!(file.text().contains(&point), "{}", file.text());
}

async fn a_keyboard_sends_the_form_by_the_map_without_a_place(engine: Engine) {
    let house = TestHouse::open(engine);
    draw(&house);
    let round = open_round(&house).await;
    let browser = house.visitor();
    let form = browser.get(&take_part(&round)).await.form_with("take-part");
    let fields = [
        ("text", "Zet bankjes bij het water."),
        ("email", EMAIL),
        ("map.x", "0"),
        ("map.y", "0"),
    ];
    let sent = browser.submit(&form, &fields).await;
    assert!(sent.path.starts_with("/take-part/sent/"), "{}", sent.text());
    proves(&house, &browser, EMAIL).await;
    let placed = "SELECT COUNT(*) AS number FROM inputs WHERE latitude IS NOT NULL";
    assert_eq!(house.number(placed), 0);
}

async fn what_is_no_place_here_is_refused(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    let browser = house.visitor();
    // Without outlines there is no map, and no place on it.
    assert_eq!(browser.get("/map.svg").await.status, 404);
    let form = browser.get(&take_part(&round)).await.form_with("take-part");
    assert!(!form.fields.iter().any(|(name, _)| name == "point"));
    draw(&house);
    let form = browser.get(&take_part(&round)).await.form_with("take-part");
    for point in ["48.85,2.35", "noord,oost", "52.2,", "1e9,0"] {
        let fields = [("text", "Hier."), ("email", EMAIL), ("point", point)];
        let back = browser.submit(&form, &fields).await;
        assert_eq!(back.status, 400, "{point}");
        assert!(back.text().contains("id=\"point-error\""), "{point}");
        assert!(back.text().contains("Hier."), "{point}");
    }
    for query in ["point=x", "punt=52,3", "point=52,3&point=52,3"] {
        let wrong = browser.get(&format!("/map.svg?{query}")).await;
        assert_eq!(wrong.status, 400, "{query}");
    }
}
