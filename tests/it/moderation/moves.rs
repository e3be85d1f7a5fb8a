//! A reply that goes to another discussion with what stands below it: a note at both ends, addresses that lead
//! on, an author who still finds it, and a way back that is exact.

use super::{decides, decisions, reports};
use crate::inputs::take_part::takes_part;
use crate::replies::{replies, thread_below_an_input};
use crate::support::database::Engine;
use crate::support::harness::{TestHouse, at_once};
use crate::support::mailbox::MailKind;
use crate::support::on_both_databases;
use crate::support::paper::Paper;
use crate::support::visitor::{Answer, Form, Visitor};
use weerklank_domain::petitions::PetitionState;

on_both_databases!(
    a_reply_is_moved_with_what_stands_below_it_and_comes_back,
    whoever_wrote_it_is_told_and_still_finds_it,
    old_addresses_lead_on_and_lose_nothing,
    what_cannot_be_moved_says_why,
    something_is_moved_out_of_what_is_moved,
    whatever_is_moved_in_whatever_order_comes_back,
    two_people_move_at_once,
    somebody_replies_while_it_is_moved,
);

const PETITION: &str = "/petitions/brug/replies";

/// Two inputs of a round and a petition; below the first input 1 has a reply 2, that has a reply 3, and 4
/// answers 1. Answers the address of that thread, somebody who moderates, and who wrote.
async fn talk(house: &TestHouse) -> (String, Visitor, Visitor) {
    let (thread, jan) = thread_below_an_input(house).await;
    house.enter(&Paper::open("brug"));
    let anna = house.visitor();
    let form = anna.get(&thread).await.form_with("stance");
    let typed = [("text", "Een."), ("email", "anna@voorbeeld.example")];
    anna.submit(&form, &typed).await;
    crate::inputs::take_part::proves(house, &anna, "anna@voorbeeld.example").await;
    replies(&anna, &format!("{thread}/1"), "Twee.").await;
    replies(&jan, &format!("{thread}/2"), "Drie.").await;
    replies(&jan, &format!("{thread}/1"), "Vier.").await;
    let moderator = house.staff("moderator").await;
    (thread, moderator, anna)
}

fn moves(to: &str) -> Vec<(&str, &str)> {
    vec![
        ("action", "move"),
        ("thread", to),
        ("rule", "off_topic"),
        ("facts", "De reactie gaat over de brug."),
        ("reason", "Daarover loopt een petitie."),
    ]
}

const BACK: [(&str, &str); 2] = [("action", "restore"), ("reason", "Zij hoort toch hier.")];

async fn moves_to(moderator: &Visitor, id: i64, to: &str) -> Answer {
    decides(moderator, &format!("/desk/replies/{id}"), &moves(to)).await
}

async fn brings_back(moderator: &Visitor, id: i64) -> Answer {
    decides(moderator, &format!("/desk/replies/{id}"), &BACK).await
}

/// Every reply with its thread, number, place and counts; no stubs.
fn standing(house: &TestHouse) -> Vec<String> {
    let ids = house.number("SELECT MAX(id) AS number FROM replies");
    let row = |id: i64| {
        house.text(&format!(
            "SELECT COALESCE((SELECT CAST(id AS TEXT) || ': ' || CAST(thread_id AS TEXT) || '#' ||
                CAST(number AS TEXT) || ' below ' || COALESCE(CAST(parent_id AS TEXT), '-') || ' at '
                || CAST(depth AS TEXT) || ' with ' || CAST(children AS TEXT) || '/' || CAST(descendants AS TEXT)
                || ' ' || moderation
             FROM replies WHERE id = {id} AND moved_id IS NULL), '') AS text"
        ))
    };
    (1..=ids).map(row).filter(|row| !row.is_empty()).collect()
}

async fn page(house: &TestHouse, at: &str) -> String {
    house.settle().await;
    house.visitor().get(at).await.text()
}

async fn list(house: &TestHouse, thread: &str) -> serde_json::Value {
    house.settle().await;
    let list = house.visitor().get(&format!("/api/v1{thread}")).await;
    list.json()["items"].clone()
}

async fn a_reply_is_moved_with_what_stands_below_it_and_comes_back(engine: Engine) {
    let house = TestHouse::open(engine);
    let (thread, moderator, anna) = talk(&house).await;
    let before = standing(&house);
    reports(&house.visitor(), &format!("{thread}/3"), "").await;
    let done = moves_to(&moderator, 2, "p26-0001").await;
    assert_eq!(done.status, 200, "{}", done.text());
    house.everything_adds_up();

    let there = page(&house, PETITION).await;
    assert!(
        there.contains("Twee.") && there.contains("Drie."),
        "{there}"
    );
    assert!(there.contains("Een moderator verplaatste deze reactie hierheen."));
    assert!(
        there.contains(&format!("{thread}/2")),
        "where it was: {there}"
    );
    let here = page(&house, &format!("{thread}/1")).await;
    assert!(!here.contains("Twee.") && !here.contains("Drie."), "{here}");
    assert!(here.contains("Een moderator verplaatste deze reactie"));
    assert!(
        here.contains(&format!("{PETITION}/1")),
        "where it is: {here}"
    );
    assert!(here.contains("Vier."));

    let moved = list(&house, PETITION).await;
    assert_eq!(moved[0]["state"], "shown");
    assert_eq!(moved[0]["text"], "Twee.");
    assert!(
        moved[0]["movedFrom"]
            .as_str()
            .unwrap()
            .ends_with(&format!("{thread}/2"))
    );
    let left = list(&house, &format!("{thread}?parent=1")).await;
    let stub = left
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["number"] == 2);
    let stub = stub.unwrap();
    assert_eq!(stub["state"], "moved");
    assert_eq!(stub["text"], serde_json::Value::Null);
    assert!(
        stub["movedTo"]
            .as_str()
            .unwrap()
            .ends_with(&format!("{PETITION}/1"))
    );
    let log = page(&house, "/moderation-log").await;
    assert!(log.contains("Verplaatst"), "{log}");

    // What was answered meanwhile comes along, with a number of its own.
    let answered = replies(&anna, &format!("{PETITION}/2"), "Vijf.").await;
    assert_eq!(
        answered.path,
        format!("{PETITION}/3"),
        "{}",
        answered.text()
    );
    let back = brings_back(&moderator, 2).await;
    assert_eq!(back.status, 200, "{}", back.text());
    house.everything_adds_up();
    let after = standing(&house);
    let five = after.last().unwrap();
    assert!(five.contains("#5 below 3 at 3"), "{five}");
    let same: Vec<&String> = after.iter().filter(|row| before.contains(row)).collect();
    assert_eq!(
        same.len(),
        1,
        "1, 2 and 3 count one more below them: {after:?}"
    );
    for (number, text) in [(2, "Twee."), (3, "Drie."), (5, "Vijf.")] {
        let at = page(&house, &format!("{thread}/{number}")).await;
        assert!(at.contains(text), "{number}: {at}");
    }
    let there = page(&house, PETITION).await;
    assert!(
        !there.contains("Twee.") && !there.contains("verplaatst"),
        "{there}"
    );
}

async fn whoever_wrote_it_is_told_and_still_finds_it(engine: Engine) {
    let house = TestHouse::open(engine);
    let (_, moderator, anna) = talk(&house).await;
    moves_to(&moderator, 2, "/petitions/brug").await;
    let mails = house.mails_to("anna@voorbeeld.example").await;
    let told = mails.last().unwrap();
    assert_eq!(told.kind(), MailKind::ReplyModerated);
    assert!(
        told.text.contains("Wij hebben uw reactie verplaatst"),
        "{}",
        told.text
    );
    assert!(told.text.contains(PETITION), "{}", told.text);
    assert!(told.text.contains("/complaints/author/"), "{}", told.text);
    let own = anna.get(&format!("{PETITION}/1")).await;
    assert!(own.text().contains("/1/delete"), "{}", own.text());
    let gone = anna.submit(&own.form_with("/1/delete"), &[]).await;
    assert_eq!(gone.status, 200, "{}", gone.text());
    assert!(!page(&house, PETITION).await.contains("Twee."));
    let desk = moderator.get("/desk/replies/2").await.text();
    assert!(
        !desk.contains("name=\"reason\""),
        "nothing is left to decide"
    );
    house.everything_adds_up();
}

/// Where an answer leads that keeps the method and what was typed.
fn leads_to(visitor: &Visitor, answer: &Answer) -> String {
    assert_eq!(answer.status, 307, "{}", answer.text());
    visitor.path_of(answer.header("location").unwrap())
}

/// What stands at an address, wherever that leads.
async fn finds(house: &TestHouse, at: &str) -> Answer {
    let visitor = house.visitor();
    let answer = visitor.get(at).await;
    match answer.status {
        307 => visitor.get(&leads_to(&visitor, &answer)).await,
        _ => answer,
    }
}

/// Sends a form as a browser does that is led elsewhere.
async fn sends(visitor: &Visitor, form: &Form, typed: &[(&str, &str)]) -> Answer {
    let answer = visitor.sends(form, typed).await;
    let action = leads_to(visitor, &answer);
    let form = Form {
        action,
        ..form.clone()
    };
    visitor.submit(&form, typed).await
}

async fn old_addresses_lead_on_and_lose_nothing(engine: Engine) {
    let house = TestHouse::open(engine);
    let (thread, moderator, anna) = talk(&house).await;
    let begun = anna.get(&format!("{thread}/3")).await.form_with("stance");
    let agrees = anna.get(&format!("{thread}/3")).await.form_with("/3/agree");
    moves_to(&moderator, 2, "/petitions/brug").await;
    for (old, new) in [(2, 1), (3, 2)] {
        let found = finds(&house, &format!("{thread}/{old}")).await;
        assert_eq!(found.path, format!("{PETITION}/{new}"));
        let report = format!("/report?at={thread}/{old}");
        let report = house.visitor().get(&report).await;
        assert_eq!(report.status, 200, "{}", report.text());
    }
    // The page of before: what was typed is on the page of now, and one press away.
    let typed = [("text", "Wat ik nog wilde zeggen."), ("stance", "for")];
    let again = sends(&anna, &begun, &typed).await;
    assert_eq!(again.path, format!("{PETITION}/2"));
    assert!(
        again.text().contains("Wat ik nog wilde zeggen."),
        "{}",
        again.text()
    );
    let sent = anna.submit(&again.form_with("stance"), &[]).await;
    assert_eq!(sent.path, format!("{PETITION}/3"), "{}", sent.text());
    let again = sends(&anna, &agrees, &[("value", "agree")]).await;
    assert_eq!(
        again.path,
        format!("{PETITION}/2/agree"),
        "{}",
        again.text()
    );
    for nowhere in [format!("{thread}/9"), format!("{PETITION}/9")] {
        assert_eq!(house.visitor().get(&nowhere).await.status, 404);
    }
    house.everything_adds_up();
}

async fn what_cannot_be_moved_says_why(engine: Engine) {
    let house = TestHouse::open(engine);
    let (thread, moderator, _) = talk(&house).await;
    house.enter(&Paper::open("later").in_state(PetitionState::Submitted));
    for to in [
        "",
        "de andere petitie",
        "P26-9999",
        "R1-0001",
        "R9-0001",
        "/petitions/later",
        thread.as_str(),
    ] {
        let refused = moves_to(&moderator, 2, to).await;
        assert_eq!(refused.status, 400, "{to}: {}", refused.text());
        assert!(
            refused.text().contains("href=\"#thread\""),
            "{to}: {}",
            refused.text()
        );
        assert!(
            refused.text().contains("Daarover loopt een petitie."),
            "{to}"
        );
    }
    let input = decides(&moderator, "/desk/rounds/1/inputs/1", &moves("P26-0001")).await;
    assert_eq!(
        input.status,
        400,
        "an input stays in its round: {}",
        input.text()
    );
    assert_eq!(decisions(&house), 0);
    moves_to(&moderator, 2, "P26-0001").await;
    let twice = moves_to(&moderator, 2, "R1-0001").await;
    assert_eq!(twice.status, 400, "{}", twice.text());
    assert!(
        twice.text().contains("Dit is al zo besloten."),
        "{}",
        twice.text()
    );
    let stub = house.number("SELECT id AS number FROM replies WHERE moved_id IS NOT NULL");
    let nothing = moderator.get(&format!("/desk/replies/{stub}")).await;
    assert_eq!(nothing.status, 404, "{}", nothing.text());
    assert_eq!(decisions(&house), 1);
    for wrong in [
        "UPDATE replies SET text = 'x' WHERE moved_id IS NOT NULL",
        "UPDATE replies SET moved_id = 2 WHERE id = 1",
        "UPDATE moderation_decisions SET facts = NULL",
    ] {
        assert!(!house.takes(wrong), "{wrong}");
    }
    house.everything_adds_up();
}

async fn something_is_moved_out_of_what_is_moved(engine: Engine) {
    let house = TestHouse::open(engine);
    let (thread, moderator, _) = talk(&house).await;
    let before = standing(&house);
    for first_back in [2, 3] {
        moves_to(&moderator, 3, "P26-0001").await;
        moves_to(&moderator, 2, "P26-0001").await;
        house.everything_adds_up();
        let found = finds(&house, &format!("{thread}/3")).await;
        assert!(found.text().contains("Drie."), "{}", found.text());
        brings_back(&moderator, first_back).await;
        house.everything_adds_up();
        brings_back(&moderator, 5 - first_back).await;
        house.everything_adds_up();
        assert_eq!(standing(&house), before, "{first_back} came back first");
        for (number, text) in [(2, "Twee."), (3, "Drie.")] {
            let found = house.visitor().get(&format!("{thread}/{number}")).await;
            assert_eq!(found.path, format!("{thread}/{number}"));
            assert!(found.text().contains(text));
        }
    }
}

async fn whatever_is_moved_in_whatever_order_comes_back(engine: Engine) {
    let house = TestHouse::open(engine);
    let (thread, moderator, _) = talk(&house).await;
    let round = thread.split('/').nth(2).unwrap().to_owned();
    let other = house_round(&house).await;
    takes_part(
        &house,
        &other,
        "Een tweede inbreng.",
        "kees@voorbeeld.example",
    )
    .await;
    let before = standing(&house);
    let places = [
        "P26-0001".to_owned(),
        "R1-0001".to_owned(),
        format!("/rounds/{round}/inputs/2"),
    ];
    // The same every time: which reply, and where to; none for back.
    let mut chance: u32 = 7;
    let mut next = |of: u32| {
        chance = chance.wrapping_mul(1_103_515_245).wrapping_add(12_345);
        (chance >> 16) % of
    };
    let mut changed = 0;
    for _ in 0..24 {
        let id = i64::from(next(4)) + 1;
        let done = match places.get(next(4) as usize) {
            Some(to) => moves_to(&moderator, id, to).await,
            None => brings_back(&moderator, id).await,
        };
        changed += i32::from(done.status == 200);
        house.everything_adds_up();
    }
    assert!(changed > 6, "only {changed} of them did something");
    for id in 1..=4 {
        brings_back(&moderator, id).await;
    }
    house.everything_adds_up();
    assert_eq!(standing(&house), before);
    let stubs = "SELECT COUNT(*) AS number FROM replies WHERE moved_id IS NOT NULL";
    assert_eq!(house.number(stubs), 0);
}

async fn house_round(house: &TestHouse) -> weerklank_store::rounds::RoundRecord {
    house
        .house()
        .store
        .read(|db| weerklank_store::rounds::find_by_number(db, 1))
        .unwrap()
        .unwrap()
}

async fn two_people_move_at_once(engine: Engine) {
    let house = TestHouse::open(engine);
    let (_, one, _) = talk(&house).await;
    let two = house.staff("clerk").await;
    let before = standing(&house);
    let form = one.get("/desk/replies/2").await.form_with("reason");
    let other = two.get("/desk/replies/3").await.form_with("reason");
    let (left, right) = at_once(
        async move { one.submit(&form, &moves("P26-0001")).await.status },
        async move { two.submit(&other, &moves("P26-0001")).await.status },
    )
    .await;
    assert!([left, right].contains(&200), "{left} {right}");
    house.everything_adds_up();
    let moderator = house.staff_again("moderator").await;
    for id in [2, 3] {
        brings_back(&moderator, id).await;
    }
    house.everything_adds_up();
    assert_eq!(standing(&house), before);
}

async fn somebody_replies_while_it_is_moved(engine: Engine) {
    let house = TestHouse::open(engine);
    let (thread, moderator, anna) = talk(&house).await;
    let begun = anna.get(&format!("{thread}/3")).await.form_with("stance");
    let form = moderator.get("/desk/replies/2").await.form_with("reason");
    let (moved, _) = at_once(
        async move { moderator.submit(&form, &moves("P26-0001")).await.status },
        async move { anna.submit(&begun, &[("text", "Tegelijk.")]).await.status },
    )
    .await;
    assert_eq!(moved, 200);
    house.everything_adds_up();
    let astray = "SELECT COUNT(*) AS number FROM replies r JOIN replies p ON p.id = r.parent_id
        WHERE r.thread_id <> p.thread_id";
    assert_eq!(house.number(astray), 0);
}
