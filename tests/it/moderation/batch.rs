//! Many at once: one decision with one reason, several let through from the list, and what opens next.

use super::decisions;
use super::queue::{APPROVES, OPEN, WORDS, hides, item, opens, read_first};
use crate::inputs::take_part::takes_part;
use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::mailbox::MailKind;
use crate::support::on_both_databases;
use crate::support::staff::press;

on_both_databases!(
    one_reason_covers_a_campaign_and_each_author_is_told,
    several_are_let_through_from_the_list,
    the_next_item_opens_by_itself,
    the_queue_is_narrowed_and_strange_values_are_told,
);

async fn one_reason_covers_a_campaign_and_each_author_is_told(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = read_first(&house).await;
    for number in 1..=4 {
        let email = format!("jan{number}@voorbeeld.example");
        takes_part(&house, &round, WORDS, &email).await;
    }
    takes_part(
        &house,
        &round,
        "Iets heel anders: meer bussen.",
        "jan1@voorbeeld.example",
    )
    .await;
    let moderator = house.staff("moderator").await;
    let page = opens(&moderator, item(&house)).await;
    assert!(page.text().contains("Zelfde tekst"), "{}", page.text());
    assert!(page.text().contains("Van dezelfde schrijver"));
    let also: Vec<String> = page
        .text()
        .split("name=\"also\" value=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect();
    assert_eq!(
        also.len(),
        4,
        "three that read the same and one of the same author"
    );
    // One of them changes before the decision.
    house.sql(
        "UPDATE moderation_items SET revision = revision + 1 WHERE input_id = (SELECT id FROM inputs WHERE number = 3)",
    );
    let mut fields = hides();
    fields.extend(also.iter().take(3).map(|one| ("also", one.as_str())));
    let done = moderator.submit(&page.form_with("seen"), &fields).await;
    assert!(
        done.text().contains("Het ging om 3 teksten."),
        "{}",
        done.text()
    );
    assert!(
        done.text().contains("R1-0003"),
        "the one that changed is told"
    );
    assert_eq!(decisions(&house), 3);
    let reasons = "SELECT COUNT(*) AS number FROM moderation_decisions WHERE reason = 'U scheldt iemand uit.' AND rule = 'insult'";
    assert_eq!(house.number(reasons), 3);
    for (email, is_told) in [
        ("jan1", true),
        ("jan2", true),
        ("jan3", false),
        ("jan4", true),
    ] {
        let mails = house.mails_to(&format!("{email}@voorbeeld.example")).await;
        let told = mails
            .iter()
            .any(|mail| mail.kind() == MailKind::InputModerated);
        assert_eq!(told, is_told, "{email}");
    }
    assert_eq!(house.number(OPEN), 2);
    let other = opens(&moderator, item(&house)).await;
    assert!(other.status == 200);
    house.everything_adds_up();
}

async fn several_are_let_through_from_the_list(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = read_first(&house).await;
    for number in 1..=3 {
        let email = format!("jan{number}@voorbeeld.example");
        let text = format!("Plan {number}: zet daar {number} bomen neer.");
        takes_part(&house, &round, &text, &email).await;
    }
    let moderator = house.staff("moderator").await;
    let list = moderator.get("/desk/moderation").await;
    let items: Vec<String> = list
        .text()
        .split("name=\"item\" value=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect();
    assert_eq!(items.len(), 3);
    let mut chosen: Vec<(&str, &str)> = items.iter().map(|one| ("item", one.as_str())).collect();
    chosen.push(("item", "9999:1"));
    let done = moderator.submit(&list.form_with("within"), &chosen).await;
    assert!(
        done.text().contains("Het ging om 3 teksten."),
        "{}",
        done.text()
    );
    assert_eq!(decisions(&house), 3, "each has its decision");
    let again = moderator.submit(&list.form_with("within"), &chosen).await;
    assert_eq!(again.status, 200, "{}", again.text());
    assert_eq!(decisions(&house), 3);
    for wrong in ["7", "a:b", "0:1", "1:0", "-1:1"] {
        let fields = [("item", wrong)];
        let answer = press(&moderator, "/desk/moderation", &fields).await;
        assert_eq!(answer.status, 400, "{wrong}");
    }
    house.everything_adds_up();
}

async fn the_next_item_opens_by_itself(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = read_first(&house).await;
    for number in 1..=3 {
        let email = format!("jan{number}@voorbeeld.example");
        let text = format!("Plan {number}: zet daar {number} bomen neer.");
        takes_part(&house, &round, &text, &email).await;
    }
    let (one, other) = (
        house.staff("moderator").await,
        house.staff("moderator2").await,
    );
    let first = opens(&one, item(&house)).await;
    opens(&other, item(&house) + 1).await;
    let next = one.submit(&first.form_with("seen"), &APPROVES).await;
    assert!(
        next.text().contains("Plan 3"),
        "the one that a colleague has is passed: {}",
        next.text()
    );
    assert!(next.text().contains("Goedgekeurd."));
    let held = "SELECT COUNT(*) AS number FROM moderation_items WHERE claimed_by IS NOT NULL";
    assert_eq!(house.number(held), 2, "it is this person's from now on");
}

async fn the_queue_is_narrowed_and_strange_values_are_told(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = read_first(&house).await;
    takes_part(&house, &round, WORDS, "jan@voorbeeld.example").await;
    let moderator = house.staff("moderator").await;
    for (query, is_there) in [
        ("kind=input", true),
        ("kind=reply", false),
        ("why=before", true),
        ("why=notice", false),
        ("round=1", true),
        ("round=1&kind=input&why=before&whose=free", true),
        ("signal=word", false),
        ("whose=mine", false),
        ("after=known-999", false),
    ] {
        let list = moderator.get(&format!("/desk/moderation?{query}")).await;
        assert_eq!(list.status, 200, "{query}: {}", list.text());
        assert_eq!(list.text().contains("R1-0001"), is_there, "{query}");
    }
    for wrong in ["kind=x", "after=1", "whose=x", "x=1", "left=x", "round=-1"] {
        let list = moderator.get(&format!("/desk/moderation?{wrong}")).await;
        assert_eq!(list.status, 400, "{wrong}");
    }
    let nowhere = moderator.get("/desk/moderation?round=77").await;
    assert_eq!(nowhere.status, 404);
    assert_eq!(moderator.get("/desk/moderation/999").await.status, 404);
    assert_eq!(moderator.get("/desk/moderation/x").await.status, 404);
    let reader = house.staff("reader").await;
    assert_eq!(reader.get("/desk/moderation").await.status, 403);
}
