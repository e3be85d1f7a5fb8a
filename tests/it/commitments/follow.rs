//! Following by mail: proven first, told of each change, asked at the end, stopped with one click,
//! erased in time; and nobody is joined.

use super::{day, open};
use crate::inputs::take_part::proves;
use crate::support::database::Engine;
use crate::support::harness::{TestHouse, at_once};
use crate::support::mailbox::{Mail, MailKind};
use crate::support::on_both_databases;
use chrono::TimeDelta;
use weerklank_acts::commitments::{Evidence, finish, make, move_due, say};
use weerklank_acts::people::Actor;
use weerklank_domain::commitments::Says;
use weerklank_domain::petitions::Passage;

on_both_databases!(
    nobody_follows_before_the_button_behind_the_link,
    followers_are_told_of_each_change_and_asked_at_the_end,
    an_answer_counts_once_and_may_change_until_the_term,
    nothing_is_shown_under_five_answers,
    one_click_stops_the_mails,
    what_is_settled_is_not_followed_any_more,
    followers_are_erased_and_no_number_changes,
    nobody_can_join_two_commitments,
);

const ANNA: &str = "anna@voorbeeld.example";

async fn follows(house: &TestHouse, number: i64, email: &str) {
    let browser = house.visitor();
    let path = format!("/commitments/{number}/follow");
    let form = browser.get(&path).await.form_with("email");
    let sent = browser.submit(&form, &[("email", email)]).await;
    assert_eq!(sent.status, 200, "{}", sent.text());
    house.settle().await;
    let done = proves(house, &browser, email).await;
    assert!(
        done.text().contains("U volgt deze toezegging"),
        "{}",
        done.text()
    );
    house.settle().await;
}

fn finishes(house: &TestHouse, officer: &Actor, what: (i64, i32)) {
    let evidence = Evidence {
        text: Passage::parse("Het plan staat op de site.").unwrap(),
        url: Some("https://voorbeeld.nl/plan".to_owned()),
    };
    finish(house.house(), officer, what, &evidence).unwrap();
}

async fn question(house: &TestHouse, email: &str) -> Mail {
    house.settle().await;
    let mails = house.mails_to(email).await;
    let asks = |mail: &&Mail| mail.kind() == MailKind::CommitmentDone;
    mails.iter().find(asks).unwrap().clone()
}

fn followers(house: &TestHouse) -> i64 {
    house.number("SELECT COUNT(*) AS number FROM commitment_followers")
}

fn says(house: &TestHouse) -> (i64, i64) {
    let of = |column: &str| {
        house.number(&format!(
            "SELECT CAST({column} AS BIGINT) AS number FROM commitments WHERE number = 1"
        ))
    };
    (of("says_done"), of("says_not_done"))
}

async fn nobody_follows_before_the_button_behind_the_link(engine: Engine) {
    let (house, _) = open(engine);
    let browser = house.visitor();
    let form = browser
        .get("/commitments/1/follow")
        .await
        .form_with("email");
    let wrong = browser.submit(&form, &[("email", "anna")]).await;
    assert_eq!(wrong.status, 400);
    assert_eq!(wrong.form_with("email").value("email"), "anna");
    let unproven = browser
        .submit(&form, &[("email", ANNA), ("csrf", "x")])
        .await;
    assert_eq!(unproven.status, 403);
    assert_eq!(unproven.form_with("email").value("email"), ANNA);
    browser.submit(&form, &[("email", ANNA)]).await;
    house.settle().await;
    assert_eq!(followers(&house), 0, "nothing before the proof");
    proves(&house, &browser, ANNA).await;
    // The same mailbox, written otherwise, follows once.
    follows(&house, 1, "ANNA+twee@voorbeeld.example").await;
    assert_eq!(followers(&house), 1);
}

async fn followers_are_told_of_each_change_and_asked_at_the_end(engine: Engine) {
    let (house, officer) = open(engine);
    follows(&house, 1, ANNA).await;
    let reason = Passage::parse("De grond was nat.").unwrap();
    move_due(house.house(), &officer, (1, 1), day("2026-07-01"), &reason).unwrap();
    house.settle().await;
    let mails = house.mails_to(ANNA).await;
    let news = mails
        .iter()
        .find(|mail| mail.kind() == MailKind::CommitmentNews)
        .unwrap();
    assert!(news.text.contains("De grond was nat."), "{}", news.text);
    finishes(&house, &officer, (1, 2));
    let asked = question(&house, ANNA).await;
    assert!(
        asked.text.contains("Het plan staat op de site."),
        "{}",
        asked.text
    );
    assert_eq!(house.mails_to(ANNA).await.len(), 3);
    let browser = house.visitor();
    let path = asked.path_with("/following/");
    for _ in 0..2 {
        // A mail scanner follows links.
        assert_eq!(browser.get(&path).await.status, 200);
    }
    assert_eq!(says(&house), (0, 0));
    let form = browser.get(&path).await.post_form();
    assert_eq!(browser.sends(&form, &[("says", "x")]).await.status, 400);
    assert_eq!(
        browser
            .sends(&form, &[("csrf", "x"), ("says", "done")])
            .await
            .status,
        403
    );
    let answered = browser.submit(&form, &[("says", "done")]).await;
    assert!(
        answered.text().contains("U antwoordde: ja"),
        "{}",
        answered.text()
    );
    assert_eq!(says(&house), (1, 0));
}

async fn an_answer_counts_once_and_may_change_until_the_term(engine: Engine) {
    let (house, officer) = open(engine);
    follows(&house, 1, ANNA).await;
    finishes(&house, &officer, (1, 1));
    let path = question(&house, ANNA).await.path_with("/following/");
    let browser = house.visitor();
    let form = browser.get(&path).await.post_form();
    let send = |word: &'static str| {
        let (browser, form) = (browser.clone(), form.clone());
        async move { browser.sends(&form, &[("says", word)]).await.status }
    };
    let both = at_once(send("done"), send("done")).await;
    assert_eq!(both, (303, 303));
    assert_eq!(says(&house), (1, 0));
    let both = at_once(send("not_done"), send("done")).await;
    assert_eq!(both, (303, 303));
    assert_eq!(says(&house).0 + says(&house).1, 1);
    send("not_done").await;
    assert_eq!(says(&house), (0, 1));
    house.clock.advance(TimeDelta::days(62));
    assert_eq!(send("done").await, 409);
    assert_eq!(says(&house), (0, 1));
    let link = path.trim_start_matches("/following/");
    assert!(say(house.house(), link, Says::Done).is_err());
}

async fn nothing_is_shown_under_five_answers(engine: Engine) {
    let (house, officer) = open(engine);
    let people: Vec<String> = (0..5).map(|n| format!("v{n}@voorbeeld.example")).collect();
    for email in &people {
        follows(&house, 1, email).await;
    }
    finishes(&house, &officer, (1, 1));
    for (number, email) in people.iter().enumerate() {
        let visitor = house.visitor();
        let shown = visitor.get("/api/v1/commitments/1").await.json();
        assert!(shown["followersSay"].is_null(), "{number}: {shown}");
        let link = question(&house, email).await.path_with("/following/");
        let word = if number == 0 {
            Says::NotDone
        } else {
            Says::Done
        };
        say(house.house(), link.trim_start_matches("/following/"), word).unwrap();
    }
    house.settle().await;
    let visitor = house.visitor();
    let page = visitor.get("/commitments/1?lang=nl").await.text();
    assert!(page.contains("zegt: gedaan op"), "{page}");
    assert!(page.contains("4 van de 5 volgers"), "{page}");
}

async fn one_click_stops_the_mails(engine: Engine) {
    let (house, officer) = open(engine);
    follows(&house, 1, ANNA).await;
    let reason = Passage::parse("Het weer.").unwrap();
    move_due(house.house(), &officer, (1, 1), day("2026-07-01"), &reason).unwrap();
    house.settle().await;
    let mails = house.mails_to(ANNA).await;
    let news = mails.last().unwrap();
    let stop = news
        .links()
        .into_iter()
        .find(|link| link.ends_with("/stop"))
        .unwrap();
    let program = house.visitor();
    let path = program.path_of(&stop);
    assert_eq!(program.get(&path).await.status, 200);
    assert_eq!(
        house.number("SELECT COUNT(*) AS number FROM commitment_followers WHERE wants_news"),
        1
    );
    for _ in 0..2 {
        let answer = program
            .post_form(&path, &[("List-Unsubscribe", "One-Click")])
            .await;
        assert_eq!(answer.status, 200);
    }
    finishes(&house, &officer, (1, 2));
    house.settle().await;
    assert_eq!(house.mails_to(ANNA).await.len(), mails.len());
}

async fn what_is_settled_is_not_followed_any_more(engine: Engine) {
    let (house, officer) = open(engine);
    let browser = house.visitor();
    let form = browser
        .get("/commitments/1/follow")
        .await
        .form_with("email");
    browser.submit(&form, &[("email", ANNA)]).await;
    house.settle().await;
    finishes(&house, &officer, (1, 1));
    let refused = proves(&house, &browser, ANNA).await;
    assert_eq!(refused.status, 409, "{}", refused.text());
    assert!(refused.text().contains("intussen gedaan of vervallen"));
    let again = browser.submit(&form, &[("email", ANNA)]).await;
    assert_eq!(again.status, 409);
    assert_eq!(followers(&house), 0);
}

async fn followers_are_erased_and_no_number_changes(engine: Engine) {
    let (house, officer) = open(engine);
    follows(&house, 1, ANNA).await;
    finishes(&house, &officer, (1, 1));
    let path = question(&house, ANNA).await.path_with("/following/");
    let link = path.trim_start_matches("/following/");
    say(house.house(), link, Says::Done).unwrap();
    house.later(TimeDelta::days(364)).await;
    assert_eq!(followers(&house), 1);
    house.later(TimeDelta::days(2)).await;
    assert_eq!(followers(&house), 0);
    assert_eq!(says(&house), (1, 0));
    let mails = "SELECT COUNT(*) AS number FROM outbox WHERE audience = 'follower'";
    assert_eq!(house.number(mails), 0);
    let page = house.visitor().get(&path).await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("gewist"), "{}", page.text());
    house.everything_adds_up();
}

async fn nobody_can_join_two_commitments(engine: Engine) {
    let (house, officer) = open(engine);
    make(house.house(), &officer, &super::draft(&house)).unwrap();
    follows(&house, 1, ANNA).await;
    follows(&house, 2, ANNA).await;
    let joined = "SELECT COUNT(*) AS number FROM commitment_followers a JOIN commitment_followers b
        ON a.id <> b.id AND (a.follower_key = b.follower_key OR a.sealed = b.sealed)";
    assert_eq!(house.number(joined), 0);
    let plain = "SELECT COUNT(*) AS number FROM commitment_followers WHERE sealed LIKE '%anna%'";
    assert_eq!(house.number(plain), 0);
}
