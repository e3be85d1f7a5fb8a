//! The desk reads every input of a round, and decides about one at a time.

use super::take_part::{open_round, takes_part};
use crate::rounds::matter::{announced, plan, ready};
use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::mailbox::MailKind;
use crate::support::on_both_databases;
use crate::support::visitor::{Answer, Visitor};
use chrono::TimeDelta;
use weerklank_store::rounds::RoundRecord;

on_both_databases!(
    what_waits_is_read_one_after_another,
    what_is_hidden_has_a_rule_and_a_reason_that_the_author_reads,
    what_was_hidden_is_put_back_with_a_reason,
    of_two_moderators_the_second_is_told,
    a_text_that_was_rewritten_is_read_again_before_it_is_decided,
    the_list_is_narrowed_and_paged,
    the_desk_never_reads_who_wrote_it,
    a_form_without_its_proof_decides_nothing,
);

/// An open round in which inputs wait until somebody read them.
async fn careful_round(house: &TestHouse) -> RoundRecord {
    let actor = ready(house);
    let round = announced(house, &actor, &plan());
    house.later(TimeDelta::days(1)).await;
    round
}

pub(super) async fn page(visitor: &Visitor, address: &str) -> Answer {
    let answer = visitor.get(address).await;
    assert_eq!(answer.status, 200, "{address}: {}", answer.text());
    answer
}

fn decisions(house: &TestHouse) -> i64 {
    house.number("SELECT COUNT(*) AS number FROM moderation_decisions")
}

const HIDES: [(&str, &str); 4] = [
    ("action", "hide"),
    ("rule", "insult"),
    ("facts", "Er staat een scheldwoord."),
    ("reason", "U noemt uw buurman een dief."),
];

async fn what_waits_is_read_one_after_another(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = careful_round(&house).await;
    for (number, text) in ["Meer bomen.", "Minder auto's.", "Een speeltuin."]
        .iter()
        .enumerate()
    {
        let email = format!("jan{number}@voorbeeld.example");
        takes_part(&house, &round, text, &email).await;
    }
    let moderator = house.staff("moderator").await;
    let overview = page(&moderator, "/desk/rounds/1").await;
    assert!(overview.text().contains("Lees 3 keer inbreng die wacht"));
    let list = page(&moderator, "/desk/rounds/1/inputs?moderation=awaiting").await;
    let text = list.text();
    let first = text.find("R1-0001").unwrap();
    assert!(first < text.find("R1-0003").unwrap(), "the oldest first");

    let one = page(&moderator, "/desk/rounds/1/inputs/2").await;
    let two = moderator.submit(&one.form_with("/approve"), &[]).await;
    assert_eq!(two.path, "/desk/rounds/1/inputs/3?done=approve&of=2");
    assert!(
        two.text().contains("R1-0002: goedgekeurd"),
        "{}",
        two.text()
    );
    let three = moderator.submit(&two.form_with("/decide"), &HIDES).await;
    assert_eq!(three.path, "/desk/rounds/1/inputs/1?done=hide&of=3");
    let done = moderator.submit(&three.form_with("/approve"), &[]).await;
    assert!(
        done.path.starts_with("/desk/rounds/1/inputs?"),
        "{}",
        done.path
    );
    assert!(done.text().contains("Hier staat niets."), "{}", done.text());
    let public = format!("/rounds/{}/inputs", round.slug);
    let shown = house.visitor().get(&public).await.text();
    assert!(shown.contains("Meer bomen") && shown.contains("Minder auto"));
    assert!(!shown.contains("speeltuin"), "{shown}");
    house.everything_adds_up();
}

async fn what_is_hidden_has_a_rule_and_a_reason_that_the_author_reads(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    takes_part(
        &house,
        &round,
        "Mijn buurman is een dief.",
        "jan@voorbeeld.example",
    )
    .await;
    let moderator = house.staff("moderator").await;
    let form = page(&moderator, "/desk/rounds/1/inputs/1")
        .await
        .form_with("/decide");
    let bare = moderator.submit(&form, &[("action", "hide")]).await;
    assert_eq!(bare.status, 400);
    assert!(
        bare.text().contains("Huisregel: Kies er één."),
        "{}",
        bare.text()
    );
    assert!(bare.text().contains("Reden: Vul dit in."));
    let half = moderator
        .submit(
            &form,
            &[("action", "hide"), ("reason", "Zo praten wij hier niet.")],
        )
        .await;
    assert_eq!(half.status, 400);
    assert!(half.text().contains("Zo praten wij hier niet."), "kept");
    assert_eq!(decisions(&house), 0);

    let hidden = moderator.submit(&form, &HIDES).await;
    assert_eq!(hidden.path, "/desk/rounds/1/inputs/1?done=hide&of=1");
    assert!(hidden.text().contains("U noemt uw buurman een dief."));
    let public = format!("/rounds/{}/inputs/1", round.slug);
    let gone = house.visitor().get(&public).await.text();
    assert!(!gone.contains("buurman is een dief"), "{gone}");
    let mails = house.mails_to("jan@voorbeeld.example").await;
    let told = mails
        .iter()
        .find(|mail| mail.kind() == MailKind::InputModerated)
        .expect("a mail about the decision");
    let mine = house.visitor().get(&told.path_with("/my-input/")).await;
    assert!(mine.text().contains("U noemt uw buurman een dief."));
    house.everything_adds_up();
}

async fn what_was_hidden_is_put_back_with_a_reason(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    takes_part(&house, &round, "Meer bomen.", "jan@voorbeeld.example").await;
    let moderator = house.staff("moderator").await;
    let here = "/desk/rounds/1/inputs/1";
    let form = page(&moderator, here).await.form_with("/decide");
    let hidden = moderator.submit(&form, &HIDES).await;
    let form = hidden.form_with("/decide");
    let bare = moderator
        .submit(&form, &[("action", "restore"), ("reason", " ")])
        .await;
    assert_eq!(bare.status, 400, "{}", bare.text());
    let back = moderator
        .submit(
            &form,
            &[("action", "restore"), ("reason", "Wij lazen het verkeerd.")],
        )
        .await;
    assert!(
        back.text().contains("R1-0001: teruggezet"),
        "{}",
        back.text()
    );
    let public = format!("/rounds/{}/inputs/1", round.slug);
    assert!(
        house
            .visitor()
            .get(&public)
            .await
            .text()
            .contains("Meer bomen")
    );
    assert_eq!(decisions(&house), 2);
    house.everything_adds_up();
}

async fn of_two_moderators_the_second_is_told(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = careful_round(&house).await;
    takes_part(&house, &round, "Meer bomen.", "jan@voorbeeld.example").await;
    let (first, second) = (house.staff("moderator").await, house.staff("clerk").await);
    let here = "/desk/rounds/1/inputs/1";
    let approves = page(&first, here).await.form_with("/approve");
    let hides = page(&second, here).await.form_with("/decide");
    first.submit(&approves, &[]).await;
    let told = second.submit(&hides, &HIDES).await;
    assert_eq!(told.status, 409, "{}", told.text());
    assert!(told.text().contains("was eerder"), "{}", told.text());
    assert!(told.text().contains("U noemt uw buurman een dief."), "kept");
    assert_eq!(decisions(&house), 1);
    // Having seen it, the second may still decide.
    let hidden = second.submit(&told.form_with("/decide"), &[]).await;
    assert_eq!(hidden.status, 200, "{}", hidden.text());
    assert_eq!(decisions(&house), 2);
}

async fn a_text_that_was_rewritten_is_read_again_before_it_is_decided(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = careful_round(&house).await;
    takes_part(&house, &round, "Meer bomen.", "jan@voorbeeld.example").await;
    let moderator = house.staff("moderator").await;
    let approves = page(&moderator, "/desk/rounds/1/inputs/1")
        .await
        .form_with("/approve");
    house.sql("UPDATE inputs SET version = 2, text = 'Mijn buurman is een dief.'");
    let told = moderator.submit(&approves, &[]).await;
    assert_eq!(told.status, 409);
    assert!(told.text().contains("wijzigde de tekst"), "{}", told.text());
    assert_eq!(decisions(&house), 0);
}

async fn the_list_is_narrowed_and_paged(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    takes_part(
        &house,
        &round,
        "Meer bomen op het plein.",
        "a@voorbeeld.example",
    )
    .await;
    for number in 0..26 {
        house.sql(&format!(
            "INSERT INTO inputs (round_id, number, form, lang, text, version, state, moderation,
                 is_late, channel, is_public, sender_kind, received_at, registered_at, changed_at,
                 senders, endorsements, replies, is_listed)
             VALUES ({}, {}, 'open', 'nl', 'Brief {number}', 1, 'open', 'visible', TRUE, 'paper',
                 FALSE, 'person', '2026-03-03 00:00:00', '2026-03-03 00:00:00',
                 '2026-03-03 00:00:00', 1, 0, 0, FALSE)",
            round.id,
            number + 100,
        ));
    }
    let officer = house.staff("officer").await;
    let list = "/desk/rounds/1/inputs";
    let newest = page(&officer, list).await;
    assert!(newest.text().contains("Brief 25"), "private ones too");
    assert!(!newest.text().contains("Meer bomen"));
    let next = newest
        .references()
        .into_iter()
        .find(|place| place.contains("after="))
        .expect("a second page");
    let rest = page(&officer, &next.replace("&amp;", "&")).await.text();
    assert!(
        rest.contains("Brief 0") && rest.contains("Meer bomen"),
        "{rest}"
    );
    assert!(!rest.contains("Brief 1<"), "nothing twice");
    for (query, holds) in [
        ("?channel=web", true),
        ("?channel=paper", false),
        ("?q=bomen", true),
        ("?q=zwembad", false),
        ("?form=idea", false),
        ("?state=open&moderation=visible&sort=oldest", true),
        ("?area=nergens", false),
    ] {
        let found = page(&officer, &format!("{list}{query}")).await.text();
        assert_eq!(found.contains("Meer bomen"), holds, "{query}");
    }
}

async fn the_desk_never_reads_who_wrote_it(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    takes_part(&house, &round, "Meer bomen.", "geheim@voorbeeld.example").await;
    house.sql("UPDATE inputs SET display_name = 'Zoë van Dam', is_public = FALSE");
    let clerk = house.staff("clerk").await;
    for place in ["/desk/rounds/1/inputs", "/desk/rounds/1/inputs/1"] {
        let text = page(&clerk, place).await.text();
        assert!(text.contains("R1-0001"), "{place}");
        assert!(
            !text.contains("geheim@") && !text.contains("van Dam"),
            "{place}"
        );
    }
    house.sql("UPDATE inputs SET is_public = TRUE");
    let text = page(&clerk, "/desk/rounds/1/inputs/1").await.text();
    assert!(
        text.contains("Zoë van Dam"),
        "a name that is public is read"
    );
}

async fn a_form_without_its_proof_decides_nothing(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = careful_round(&house).await;
    takes_part(&house, &round, "Meer bomen.", "jan@voorbeeld.example").await;
    let moderator = house.staff("moderator").await;
    let form = page(&moderator, "/desk/rounds/1/inputs/1")
        .await
        .form_with("/decide");
    let mut fields = HIDES.to_vec();
    fields.push(("csrf", "old"));
    let told = moderator.submit(&form, &fields).await;
    assert_eq!(told.status, 403);
    assert!(told.text().contains("U noemt uw buurman een dief."), "kept");
    assert_eq!(decisions(&house), 0);
}
