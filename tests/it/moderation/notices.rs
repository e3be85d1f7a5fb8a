//! Notices: by anybody, with a receipt, decided once, and whoever reported hears the outcome.

use super::{HIDES, decisions, reports};
use crate::inputs::take_part::{open_round, takes_part};
use crate::support::database::Engine;
use crate::support::harness::{TestHouse, at_once};
use crate::support::mailbox::MailKind;
use crate::support::on_both_databases;
use chrono::TimeDelta;

on_both_databases!(
    a_notice_is_received_decided_and_its_outcome_mailed,
    a_notice_without_an_address_has_a_page,
    nothing_is_reported_that_nobody_can_read,
    a_notice_is_decided_once_and_by_whoever_holds_it,
    who_reported_is_erased_when_the_term_has_passed,
);

const WORDS: &str = "Sukkel die je bent, Kees.";
const EMAIL: &str = "els@voorbeeld.example";

/// A round with one input; answers its address.
async fn an_input(house: &TestHouse) -> String {
    let round = open_round(house).await;
    takes_part(house, &round, WORDS, "jan@voorbeeld.example").await;
    format!("/rounds/{}/inputs/1", round.slug)
}

fn upheld() -> Vec<(&'static str, &'static str)> {
    let mut fields = HIDES.to_vec();
    fields.push(("outcome", "upheld"));
    fields
}

const KEPT: [(&str, &str); 2] = [
    ("outcome", "not_upheld"),
    ("reason", "Dit is scherp en mag."),
];

async fn a_notice_is_received_decided_and_its_outcome_mailed(engine: Engine) {
    let house = TestHouse::open(engine);
    let at = an_input(&house).await;
    let page = house.visitor().get(&at).await;
    assert!(page.text().contains("Meld dat dit niet mag"));
    let els = house.visitor();
    let receipt = reports(&els, &at, EMAIL).await;
    assert!(receipt.text().contains("M26-0001"), "{}", receipt.text());
    let mails = house.mails_to(EMAIL).await;
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].kind(), MailKind::NoticeNews);
    assert_eq!(mails[0].path_with("/notices/"), receipt.path);
    let kept = house.text("SELECT sealed AS text FROM notices");
    assert!(!kept.contains("els@"));

    let moderator = house.staff("moderator").await;
    let list = moderator.get("/desk/notices").await;
    assert!(list.text().contains("M26-0001"), "{}", list.text());
    let case = moderator.get("/desk/notices/1").await;
    assert!(case.text().contains("Sukkel") && !case.text().contains("els@"));
    let done = moderator
        .submit(&case.form_with("outcome"), &upheld())
        .await;
    assert_eq!(done.path, "/desk/notices?list=notices", "{}", done.text());
    assert!(!house.visitor().get(&at).await.text().contains("Sukkel"));
    let told = house.mails_to(EMAIL).await;
    let told = told.last().unwrap();
    assert!(told.text.contains("U had gelijk.") && told.text.contains("U scheldt iemand uit."));
    let author = house.mails_to("jan@voorbeeld.example").await;
    let author = author.last().unwrap();
    assert_eq!(author.kind(), MailKind::InputModerated);
    assert!(author.text.contains("Er staat een scheldwoord."));
    let cause = "SELECT source AS text FROM moderation_decisions";
    assert_eq!(house.text(cause), "notice");
    house.everything_adds_up();
}

async fn a_notice_without_an_address_has_a_page(engine: Engine) {
    let house = TestHouse::open(engine);
    let at = an_input(&house).await;
    let els = house.visitor();
    let receipt = reports(&els, &at, "").await;
    assert!(receipt.text().contains("Bewaar het adres van deze pagina."));
    let moderator = house.staff("moderator").await;
    let case = moderator.get("/desk/notices/1").await;
    moderator.submit(&case.form_with("outcome"), &KEPT).await;
    let page = els.get(&receipt.path).await;
    assert!(page.text().contains("De tekst mag blijven staan."));
    assert!(page.text().contains("Dit is scherp en mag."));
    assert!(house.visitor().get(&at).await.text().contains("Sukkel"));
    let author = house.mails_to("jan@voorbeeld.example").await;
    let told = author
        .iter()
        .filter(|mail| mail.kind() == MailKind::InputModerated);
    assert_eq!(told.count(), 0, "nothing happened to the author");
    for nowhere in ["/notices/x", "/notices/AAAAAAAAAAAAAAAAAAAAAA"] {
        assert_eq!(els.get(nowhere).await.status, 404);
    }
}

async fn nothing_is_reported_that_nobody_can_read(engine: Engine) {
    let house = TestHouse::open(engine);
    let at = an_input(&house).await;
    let els = house.visitor();
    let form = els.get(&format!("/report?at={at}")).await;
    let form = form.form_with("explanation");
    let long = "a".repeat(20_000);
    for (field, value) in [
        ("at", "/rounds/x/inputs/1"),
        ("at", ""),
        ("rule", "politeness"),
        ("explanation", " "),
        ("explanation", long.as_str()),
        ("email", "els"),
    ] {
        let mut fields = vec![("rule", "insult"), ("explanation", "Hij scheldt.")];
        fields.retain(|(name, _)| *name != field);
        fields.push((field, value));
        let answer = els.submit(&form, &fields).await;
        assert_eq!(answer.status, 400, "{field}: {}", answer.text());
        assert!(answer.text().contains(&format!("href=\"#{field}\"")));
    }
    let fields = [("rule", "insult"), ("explanation", "x"), ("csrf", "old")];
    assert_eq!(els.submit(&form, &fields).await.status, 403);
    house.sql("UPDATE inputs SET is_public = FALSE");
    let fields = [("rule", "insult"), ("explanation", "Hij scheldt.")];
    assert_eq!(els.submit(&form, &fields).await.status, 400);
    assert_eq!(house.number("SELECT COUNT(*) AS number FROM notices"), 0);
}

async fn a_notice_is_decided_once_and_by_whoever_holds_it(engine: Engine) {
    let house = TestHouse::open(engine);
    let at = an_input(&house).await;
    reports(&house.visitor(), &at, "").await;
    let (one, two) = (house.staff("moderator").await, house.staff("clerk").await);
    let first = one.get("/desk/notices/1").await;
    let second = two.get("/desk/notices/1").await;
    one.submit(&first.form_with("/take"), &[]).await;
    let held = two.submit(&second.form_with("outcome"), &KEPT).await;
    assert_eq!(held.status, 409, "a colleague works on it");
    assert!(held.text().contains("Dit is scherp en mag."), "kept");
    assert_eq!(decisions(&house), 0);
    let over = two.submit(&second.form_with("/take"), &[]).await;
    assert_eq!(over.status, 200, "{}", over.text());
    let lacking = [("outcome", "upheld"), ("reason", "Het scheldt.")];
    let refused = two.submit(&over.form_with("outcome"), &lacking).await;
    assert_eq!(refused.status, 400, "a rule and facts are needed");
    let form = over.form_with("outcome");
    let again = form.clone();
    let other = house.staff_again("clerk").await;
    let form_of_other = other.get("/desk/notices/1").await.form_with("outcome");
    let (left, right) = at_once(
        async move { two.submit(&again, &KEPT).await.status },
        async move { other.submit(&form_of_other, &KEPT).await.status },
    )
    .await;
    let mut told = [left, right];
    told.sort_unstable();
    assert_eq!(told, [200, 409]);
    assert_eq!(decisions(&house), 1);
    let reader = house.staff("reader").await;
    assert_eq!(reader.get("/desk/notices/1").await.status, 403);
    for wrong in ["list=all", "after=0", "page=2"] {
        let refused = one.get(&format!("/desk/notices?{wrong}")).await;
        assert_eq!(refused.status, 400, "{wrong}");
    }
}

async fn who_reported_is_erased_when_the_term_has_passed(engine: Engine) {
    let house = TestHouse::open(engine);
    let at = an_input(&house).await;
    reports(&house.visitor(), &at, EMAIL).await;
    let sealed = "SELECT COUNT(*) AS number FROM notices WHERE sealed IS NOT NULL";
    let moderator = house.staff("moderator").await;
    let case = moderator.get("/desk/notices/1").await;
    moderator.submit(&case.form_with("outcome"), &KEPT).await;
    house.later(TimeDelta::days(270)).await;
    assert_eq!(house.number(sealed), 1);
    house.later(TimeDelta::days(10)).await;
    assert_eq!(house.number(sealed), 0);
    assert_eq!(house.number("SELECT COUNT(*) AS number FROM notices"), 1);
}
