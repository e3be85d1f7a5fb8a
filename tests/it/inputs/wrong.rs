//! What cannot be taken: malformed, too long, too early, without the right, after it ended. Nothing
//! that was typed is lost.

use super::take_part::{open_round, take_part, writes};
use crate::rounds::matter::{announced, plan, ready};
use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;
use chrono::TimeDelta;
use weerklank_acts::rounds::desk::make_codes;
use weerklank_domain::rounds::Access;
use weerklank_store::rounds::cancel;

on_both_databases!(
    wrong_values_come_back_with_a_code_each,
    nothing_is_taken_before_the_opening,
    a_stopped_round_takes_nothing,
    a_round_for_codes_asks_for_one,
    a_form_without_its_proof_comes_back,
    what_does_not_exist_is_not_found,
    a_link_that_waited_too_long_says_so,
);

async fn wrong_values_come_back_with_a_code_each(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    let browser = house.visitor();
    let page = browser
        .get(&format!("{}?form=idea", take_part(&round)))
        .await;
    let form = page.form_with("take-part");
    let long = "a".repeat(5_001);
    let filled = [
        ("title", ""),
        ("text", long.as_str()),
        ("area", "nergens"),
        ("name", "<b>"),
        ("show_name", "1"),
        ("email", "geen adres"),
    ];
    let back = browser.submit(&form, &filled).await;
    assert_eq!(back.status, 400);
    let html = back.text();
    for field in ["title", "text", "area", "name", "email"] {
        assert!(
            html.contains(&format!("href=\"#{field}\"")),
            "{field}: {html}"
        );
    }
    assert!(html.contains(&long), "what was typed is there still");
    assert!(html.contains("&lt;b&gt;"));
    assert_eq!(house.mails().await.len(), 0);
    // Organisations are named, so a name is asked.
    let filled = [
        ("title", "Bankjes"),
        ("text", "Zet ze neer."),
        ("sender", "business"),
        ("email", "a@b.example"),
    ];
    let back = browser.submit(&form, &filled).await;
    assert!(back.text().contains("href=\"#name\""), "{}", back.text());
}

async fn nothing_is_taken_before_the_opening(engine: Engine) {
    let house = TestHouse::open(engine);
    let actor = ready(&house);
    let round = announced(&house, &actor, &plan());
    house
        .later(TimeDelta::days(1) - TimeDelta::seconds(1))
        .await;
    let early = house.visitor().get(&take_part(&round)).await;
    assert_eq!(early.status, 409);
    assert!(early.text().contains("nog niet open"), "{}", early.text());
    let api = house
        .visitor()
        .post_json(
            &format!("/api/v1/rounds/{}/inputs", round.slug),
            &serde_json::json!({"text": "Te vroeg", "email": "jan@voorbeeld.example"}),
        )
        .await;
    assert_eq!(api.status, 409);
    assert_eq!(
        api.json()["errors"][0]["code"],
        "not_open_yet",
        "{}",
        api.text()
    );
    house.later(TimeDelta::seconds(1)).await;
    let open = house.visitor().get(&take_part(&round)).await;
    assert_eq!(open.status, 200, "to the second: {}", open.text());
}

async fn a_stopped_round_takes_nothing(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    let browser = house.visitor();
    writes(
        &browser,
        &round,
        "Een tekst over het plein.",
        "jan@voorbeeld.example",
    )
    .await;
    let now = round.opens_at.unwrap();
    let done = house
        .house()
        .store
        .write(|db| {
            let from = weerklank_domain::rounds::RoundState::Open;
            cancel(db, round.id, from, "De raad trok het plan in.", now)
        })
        .unwrap();
    assert!(done);
    let page = house
        .visitor()
        .get(&format!("/rounds/{}", round.slug))
        .await;
    assert!(page.text().contains("De raad trok het plan in."));
    assert_eq!(house.visitor().get(&take_part(&round)).await.status, 409);
    // Whoever wrote before sees the text again, and why it has no number.
    let mails = house.mails_to("jan@voorbeeld.example").await;
    let waiting = browser
        .get(&mails[0].path_with("/take-part/confirm/"))
        .await;
    let refused = browser.submit(&waiting.post_form(), &[]).await;
    assert_eq!(refused.status, 409);
    assert!(
        refused.text().contains("gestopt") && refused.text().contains("Een tekst over het plein.")
    );
}

async fn a_round_for_codes_asks_for_one(engine: Engine) {
    let house = TestHouse::open(engine);
    let actor = ready(&house);
    let mut plan = plan();
    plan.access = Access::Code;
    let round = announced(&house, &actor, &plan);
    let codes = make_codes(house.house(), &actor, round.id, "Brief", 2).unwrap();
    house.later(TimeDelta::days(1)).await;
    let browser = house.visitor();
    let asks = browser.get(&take_part(&round)).await;
    let code = format!("/rounds/{}/code", round.slug);
    assert_eq!(asks.header("location"), Some(code.as_str()));
    let asks = browser.get(&code).await;
    let wrong = browser
        .submit(&asks.form_with("/code"), &[("invitation", "abcdefghjk")])
        .await;
    assert_eq!(wrong.status, 400);
    let form = browser
        .submit(&asks.form_with("/code"), &[("invitation", &codes[0])])
        .await;
    assert_eq!(form.path, take_part(&round), "{}", form.text());
    let received = browser
        .submit(
            &form.form_with("take-part"),
            &[("text", "Zonder mailadres ook goed.")],
        )
        .await;
    assert!(received.text().contains("R1-0001"), "{}", received.text());
    // Somebody else cannot use it again.
    let other = house.visitor();
    let asks = other.get(&format!("/rounds/{}/code", round.slug)).await;
    let used = other
        .submit(
            &asks.form_with("/code"),
            &[("invitation", &codes[0].to_uppercase())],
        )
        .await;
    assert_eq!(used.status, 400);
    assert!(used.text().contains("al gebruikt"), "{}", used.text());
}

async fn a_form_without_its_proof_comes_back(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    let browser = house.visitor();
    let path = take_part(&round);
    let back = browser
        .post_form(
            &path,
            &[("text", "Wat ik typte"), ("email", "jan@voorbeeld.example")],
        )
        .await;
    assert_eq!(back.status, 403);
    assert!(back.text().contains("Wat ik typte"));
    assert_eq!(house.mails().await.len(), 0);
    let sent = browser.submit(&back.form_with("take-part"), &[]).await;
    assert!(sent.path.starts_with("/take-part/sent/"), "{}", sent.text());
}

async fn what_does_not_exist_is_not_found(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    for path in [
        "/rounds/nergens".to_owned(),
        format!("/rounds/{}/inputs/0", round.slug),
        format!("/rounds/{}/inputs/99", round.slug),
        format!("/rounds/{}/inputs/x", round.slug),
        format!("/rounds/{}/code", round.slug),
        "/take-part/confirm/abc".to_owned(),
        "/take-part/confirm/0123456789012345678901".to_owned(),
        "/take-part/sent/abc".to_owned(),
        "/my-input/0123456789012345678901".to_owned(),
        "/my-input/abc/withdraw".to_owned(),
    ] {
        assert_eq!(house.visitor().get(&path).await.status, 404, "{path}");
    }
    for path in [
        format!("/rounds/{}/inputs?state=weg", round.slug),
        format!("/rounds/{}/inputs?cursor=a.b", round.slug),
        "/rounds?state=draft".to_owned(),
        "/rounds?page=2".to_owned(),
    ] {
        assert_eq!(house.visitor().get(&path).await.status, 400, "{path}");
    }
}

async fn a_link_that_waited_too_long_says_so(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    let browser = house.visitor();
    writes(
        &browser,
        &round,
        "Een tekst over het plein.",
        "jan@voorbeeld.example",
    )
    .await;
    let mails = house.mails_to("jan@voorbeeld.example").await;
    let link = mails[0].path_with("/take-part/confirm/");
    house
        .clock
        .advance(TimeDelta::days(14) + TimeDelta::seconds(1));
    let late = browser.get(&link).await;
    assert!(late.status == 409 || late.status == 404, "{}", late.status);
    house.later(TimeDelta::days(1)).await;
    let kept = "SELECT COUNT(*) AS number FROM proofs";
    assert_eq!(house.number(kept), 0, "what nobody proved is erased");
}
