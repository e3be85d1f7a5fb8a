//! After the closing, or once a round was stopped: what somebody typed comes back with the reason, a
//! receipt promises nothing that is over, and no button is left that can do nothing.

use super::take_part::{open_round, proves, receipt, take_part, takes_part, writes};
use crate::rounds::matter::{announced, plan, ready};
use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::mailbox::MailKind;
use crate::support::on_both_databases;
use crate::support::visitor::Answer;
use chrono::TimeDelta;
use weerklank_domain::rounds::{Access, ModerationTime, RoundState};
use weerklank_store::rounds::{RoundRecord, cancel};

on_both_databases!(
    what_an_author_typed_after_the_closing_comes_back,
    what_became_of_an_input_is_the_reason_that_is_told,
    a_late_input_is_told_what_can_still_be_done,
    a_receipt_promises_a_change_only_while_there_can_be_one,
    a_refused_confirmation_has_a_reason_and_a_way_on,
    what_somebody_wrote_below_something_that_is_gone_comes_back,
    a_code_is_asked_for_only_while_it_opens_something,
);

const TEXT: &str = "Zet bankjes onder de kastanjes op het Havenplein.";
const TYPED: &str = "Zet er ook <b>tafels</b> bij.";

fn stop(house: &TestHouse, round: &RoundRecord) {
    let now = round.opens_at.unwrap();
    let done = house
        .house()
        .store
        .write(|db| cancel(db, round.id, RoundState::Open, "De raad trok het in.", now))
        .unwrap();
    assert!(done);
}

fn has_no_form(page: &Answer) {
    let posts = page.forms().iter().filter(|form| form.is_post).count();
    assert_eq!(posts, 0, "{}", page.text());
}

async fn what_an_author_typed_after_the_closing_comes_back(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    takes_part(&house, &round, TEXT, "jan@voorbeeld.example").await;
    let mine = receipt(&house, "jan@voorbeeld.example").await;
    let browser = house.visitor();
    let form = browser.get(&mine).await.post_form();
    house.later(TimeDelta::days(7)).await;

    // Too long as well: the closing is what is told, not what else is wrong.
    for typed in [TYPED.to_owned(), "a".repeat(5_001)] {
        let back = browser.submit(&form, &[("text", &typed)]).await;
        assert_eq!(back.status, 409, "{}", back.text());
        let html = back.text();
        let shown = typed.replace('<', "&lt;").replace('>', "&gt;");
        let field = html.split("<textarea").nth(1).expect("a field");
        assert!(field.contains(&shown), "{html}");
        assert!(html.contains("Uw wijziging is niet bewaard"), "{html}");
        assert!(html.contains("De ronde is niet open"), "{html}");
        assert!(html.contains("bankjes onder de kastanjes"), "what is kept");
        let late = format!("{}?form=open", take_part(&round));
        assert!(back.references().contains(&late), "a way on: {html}");
        has_no_form(&back);
    }
    // With a proof that is not ours nothing is lost either.
    let mut unproven = form.clone();
    for field in &mut unproven.fields {
        if field.0 == "csrf" {
            "van elders".clone_into(&mut field.1);
        }
    }
    let back = browser.submit(&unproven, &[("text", TYPED)]).await;
    assert_eq!(back.status, 409);
    assert!(back.text().contains("&lt;b&gt;tafels"), "{}", back.text());
    let versions = "SELECT COUNT(*) AS number FROM input_versions";
    assert_eq!(house.number(versions), 1);
    let later = browser.get(&mine).await;
    assert_eq!(later.status, 200);
    assert!(later.text().contains("De ronde is niet open"));
    assert!(!later.text().contains("niet bewaard"), "nobody tried");
}

async fn what_became_of_an_input_is_the_reason_that_is_told(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    takes_part(&house, &round, TEXT, "jan@voorbeeld.example").await;
    let mine = receipt(&house, "jan@voorbeeld.example").await;
    let browser = house.visitor();
    let form = browser.get(&mine).await.post_form();
    for (state, told) in [
        ("answered", "is behandeld"),
        ("set_aside", "is behandeld"),
        ("removed", "is verborgen"),
        ("withdrawn", "ingetrokken"),
    ] {
        let moderation = if state == "removed" {
            "hidden"
        } else {
            "visible"
        };
        let withdrawn_at = if state == "withdrawn" {
            "received_at"
        } else {
            "NULL"
        };
        house.sql(&format!(
            "UPDATE inputs SET state = '{state}', moderation = '{moderation}', withdrawn_at = {withdrawn_at}"
        ));
        let back = browser.submit(&form, &[("text", TYPED)]).await;
        assert_eq!(back.status, 409, "{state}");
        assert!(back.text().contains(told), "{state}: {}", back.text());
        assert!(back.text().contains("&lt;b&gt;tafels"), "{state}");
    }
    house.sql("UPDATE inputs SET state = 'open', moderation = 'visible', withdrawn_at = NULL");
    stop(&house, &round);
    let back = browser.submit(&form, &[("text", TYPED)]).await;
    assert_eq!(back.status, 409);
    assert!(
        back.text().contains("De ronde is gestopt"),
        "{}",
        back.text()
    );
    let late = format!("{}?form=open", take_part(&round));
    assert!(!back.references().contains(&late), "nothing is taken");
}

async fn a_late_input_is_told_what_can_still_be_done(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    house.later(TimeDelta::days(8)).await;
    let (_, received) = takes_part(&house, &round, TEXT, "anna@voorbeeld.example").await;
    let mails = house.mails_to("anna@voorbeeld.example").await;
    let mail = mails
        .iter()
        .find(|mail| mail.kind() == MailKind::InputReceived)
        .unwrap();
    for text in [&mail.text, &received.text()] {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(!text.to_lowercase().contains("tot de sluiting"), "{text}");
        for told in ["te laat", "buiten behandeling", "Intrekken kan"] {
            assert!(text.contains(told), "{told}: {text}");
        }
    }
    // And that is so.
    let mine = mail.path_with("/my-input/");
    let browser = house.visitor();
    let page = browser.get(&mine).await;
    has_no_form(&page);
    let withdraw = browser.get(&format!("{mine}/withdraw")).await;
    let done = browser.submit(&withdraw.form_with("/withdraw"), &[]).await;
    assert!(done.text().contains("ingetrokken"), "{}", done.text());
}

async fn a_receipt_promises_a_change_only_while_there_can_be_one(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    let (_, received) = takes_part(&house, &round, TEXT, "jan@voorbeeld.example").await;
    assert!(received.text().contains("wijzigen tot de sluiting"));
    // Begun in time and proven after the closing: in time, and yet not to be changed any more.
    let browser = house.visitor();
    house.later(TimeDelta::days(7) - TimeDelta::hours(1)).await;
    let other = "Maak de kade breder voor wie er loopt.";
    writes(&browser, &round, other, "anna@voorbeeld.example").await;
    house.later(TimeDelta::hours(2)).await;
    let received = proves(&house, &browser, "anna@voorbeeld.example").await;
    assert!(!received.text().contains("te laat"), "{}", received.text());
    for (email, may_change) in [
        ("jan@voorbeeld.example", true),
        ("anna@voorbeeld.example", false),
    ] {
        let mails = house.mails_to(email).await;
        let text = &mails.last().unwrap().text;
        assert_eq!(text.contains("Tot de sluiting"), may_change, "{text}");
        assert_eq!(
            text.contains("wijzigen kan niet meer"),
            !may_change,
            "{text}"
        );
    }
}

async fn a_refused_confirmation_has_a_reason_and_a_way_on(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    let browser = house.visitor();
    let long = format!("{} En nog meer.", "Het plein is te druk. ".repeat(40));
    writes(&browser, &round, &long, "jan@voorbeeld.example").await;
    let mails = house.mails_to("jan@voorbeeld.example").await;
    let link = mails[0].path_with("/take-part/confirm/");
    let form = browser.get(&link).await.post_form();
    let round_url = format!("/rounds/{}", round.slug);
    // From now on a code is needed.
    house.sql("UPDATE rounds SET access = 'code'");
    let refused = browser.submit(&form, &[]).await;
    assert_eq!(refused.status, 409);
    has_no_form(&refused);
    assert!(refused.text().contains("een code uit een brief"));
    assert!(refused.references().contains(&format!("{round_url}/code")));
    house.sql("UPDATE rounds SET access = 'email'");
    stop(&house, &round);
    let refused = browser.submit(&form, &[]).await;
    assert_eq!(refused.status, 409);
    has_no_form(&refused);
    let html = refused.text();
    assert!(html.contains("Deze ronde is gestopt"), "{html}");
    assert!(html.contains("En nog meer."), "the whole of it: {html}");
    assert!(refused.references().contains(&round_url), "{html}");
    // The link still leads there, and nothing of it was done.
    assert_eq!(browser.get(&link).await.status, 200);
    assert_eq!(house.number("SELECT COUNT(*) AS number FROM inputs"), 0);
}

async fn what_somebody_wrote_below_something_that_is_gone_comes_back(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    takes_part(&house, &round, TEXT, "jan@voorbeeld.example").await;
    let thread = format!("/rounds/{}/inputs/1/replies", round.slug);
    let browser = house.visitor();
    let form = browser.get(&thread).await.form_with("stance");
    let filled = [
        ("text", "Liever linden."),
        ("email", "anna@voorbeeld.example"),
    ];
    browser.submit(&form, &filled).await;
    let mails = house.mails_to("anna@voorbeeld.example").await;
    let page = browser
        .get(&mails[0].path_with("/take-part/confirm/"))
        .await;
    house.sql("UPDATE inputs SET state = 'removed', moderation = 'hidden'");
    let refused = browser.submit(&page.post_form(), &[]).await;
    assert_eq!(refused.status, 409, "{}", refused.text());
    has_no_form(&refused);
    assert!(
        refused.text().contains("Liever linden."),
        "{}",
        refused.text()
    );
    let way = format!("/rounds/{}", round.slug);
    assert!(refused.references().contains(&way), "{}", refused.text());
}

async fn a_code_is_asked_for_only_while_it_opens_something(engine: Engine) {
    let house = TestHouse::open(engine);
    let actor = ready(&house);
    let mut plan = plan();
    plan.access = Access::Code;
    plan.moderation = ModerationTime::After;
    let round = announced(&house, &actor, &plan);
    let code = format!("/rounds/{}/code", round.slug);
    let early = house.visitor().get(&code).await;
    has_no_form(&early);
    assert!(early.text().contains("Gaat open op"), "{}", early.text());
    house.later(TimeDelta::days(1)).await;
    let open = house.visitor().get(&code).await;
    assert_eq!(open.post_form().action, code);
}
