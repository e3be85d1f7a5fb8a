//! Meetings at the desk and in public: from the plan to the decision list.

use super::town::{add_item, arrive, going_on, member, plan, presses, town};
use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;
use chrono::TimeDelta;

on_both_databases!(
    the_summons_is_the_moment_of_publication,
    a_meeting_opens_when_more_than_half_of_the_members_are_there,
    a_second_meeting_needs_a_day_and_no_quorum_for_the_first_agenda,
    of_what_is_closed_only_the_title_is_told,
    whoever_is_second_is_told,
    wrong_values_come_back_with_a_code_each,
    a_decision_list_is_corrected_by_another_version,
);

const PUBLIC: &str = "/council/meetings/V26-0001";

async fn the_summons_is_the_moment_of_publication(engine: Engine) {
    let house = TestHouse::open(engine);
    let clerk = town(&house).await;
    plan(&clerk, "10-3-2026").await;
    // Nobody is summoned to nothing.
    let refused = presses(&clerk, "V26-0001", "summon").await;
    assert_eq!(refused.status, 409);
    add_item(&clerk, "V26-0001", &[("title", "Bomen in de laan")]).await;
    let form = clerk
        .get("/desk/council/meetings/V26-0001/papers")
        .await
        .form_with("title");
    let sent = [("title", "Advies"), ("language", "nl")];
    let kept = clerk
        .uploads(&form, &sent, ("advies.txt", b"Kap er drie."))
        .await;
    assert_eq!(kept.status, 303, "{}", kept.text());
    let paper = house.number("SELECT MIN(id) AS number FROM meeting_papers");
    let file = format!("{PUBLIC}/papers/{paper}/advies.txt");

    let visitor = house.visitor();
    let before = visitor.get(PUBLIC).await;
    assert_eq!(before.status, 200);
    assert!(!before.text().contains("Bomen in de laan"));
    assert_eq!(visitor.get(&file).await.status, 404);

    presses(&clerk, "V26-0001", "summon").await;
    house.later(TimeDelta::seconds(2)).await;
    let after = visitor.get(PUBLIC).await;
    assert!(
        after.text().contains("Bomen in de laan"),
        "{}",
        after.text()
    );
    let answer = visitor.get(&file).await;
    assert_eq!(
        (answer.status, answer.text().as_str()),
        (200, "Kap er drie.")
    );
    let summoned = "SELECT COUNT(*) AS number FROM meetings WHERE state = 'summoned' AND summons_delivered_at IS NOT NULL";
    assert_eq!(house.number(summoned), 1);
}

async fn a_meeting_opens_when_more_than_half_of_the_members_are_there(engine: Engine) {
    let house = TestHouse::open(engine);
    let clerk = town(&house).await;
    plan(&clerk, "3-3-2026").await;
    add_item(&clerk, "V26-0001", &[("title", "Bomen")]).await;
    presses(&clerk, "V26-0001", "summon").await;
    // Four sit: two are not more than half, and the mayor is none of them.
    arrive(
        &house,
        &clerk,
        "V26-0001",
        &["anna", "bram", "burgemeester"],
    )
    .await;
    let list = clerk
        .get("/desk/council/meetings/V26-0001/attendance")
        .await;
    assert!(list.text().contains("2 van de 4"), "{}", list.text());
    assert!(list.text().contains("te weinig"), "{}", list.text());
    assert_eq!(presses(&clerk, "V26-0001", "open").await.status, 409);
    let twice = arrive(&house, &clerk, "V26-0001", &["carla", "anna"]).await;
    assert_eq!(twice.status, 400);
    assert_eq!(house.number("SELECT COUNT(*) AS number FROM attendance"), 3);
    arrive(&house, &clerk, "V26-0001", &["carla"]).await;
    let open = presses(&clerk, "V26-0001", "open").await;
    assert_eq!(open.status, 200, "{}", open.text());
    // Somebody leaves: it is told at once.
    let list = clerk
        .get("/desk/council/meetings/V26-0001/attendance")
        .await;
    house.later(TimeDelta::minutes(5)).await;
    let leave = format!("/attendance/{}/leave", member(&house, "carla"));
    let list = clerk.submit(&list.form_with(&leave), &[]).await;
    assert!(list.text().contains("2 van de 4"), "{}", list.text());
    let closed = presses(&clerk, "V26-0001", "close").await;
    assert_eq!(closed.status, 200, "{}", closed.text());
    let still = "SELECT COUNT(*) AS number FROM attendance WHERE until_at IS NULL";
    assert_eq!(house.number(still), 0);
    assert!(
        house
            .visitor()
            .get(PUBLIC)
            .await
            .text()
            .contains("gehouden")
    );
}

async fn a_second_meeting_needs_a_day_and_no_quorum_for_the_first_agenda(engine: Engine) {
    let house = TestHouse::open(engine);
    let clerk = town(&house).await;
    plan(&clerk, "3-3-2026").await;
    add_item(&clerk, "V26-0001", &[("title", "Bomen")]).await;
    presses(&clerk, "V26-0001", "summon").await;
    // It would not have begun yet.
    assert_eq!(presses(&clerk, "V26-0001", "give-up").await.status, 409);
    house.later(TimeDelta::hours(31)).await;
    let clerk = house.staff_again("clerk").await;
    arrive(&house, &clerk, "V26-0001", &["anna"]).await;
    presses(&clerk, "V26-0001", "give-up").await;
    let form = clerk
        .get("/desk/council/meetings/V26-0001/again")
        .await
        .form_with("planned_on");
    let values = [("planned_on", "4-3-2026"), ("planned_time", "10:00")];
    let second = clerk.submit(&form, &values).await;
    assert_eq!(second.status, 200, "{}", second.text());
    assert!(second.text().contains("Bomen"), "{}", second.text());
    // Less than a day after its summons.
    assert_eq!(presses(&clerk, "V26-0002", "summon").await.status, 409);
    let form = clerk
        .get("/desk/council/meetings/V26-0002/edit")
        .await
        .form_with("planned_on");
    clerk.submit(&form, &[("planned_on", "5-3-2026")]).await;
    let summoned = presses(&clerk, "V26-0002", "summon").await;
    assert_eq!(summoned.status, 200, "{}", summoned.text());
    // Once is enough.
    let again = clerk.get("/desk/council/meetings/V26-0001/again").await;
    let again = clerk
        .submit(
            &again.form_with("planned_on"),
            &[("planned_on", "6-3-2026")],
        )
        .await;
    assert_eq!(again.status, 400);
    house.later(TimeDelta::hours(40)).await;
    let clerk = house.staff_again("clerk").await;
    arrive(&house, &clerk, "V26-0002", &["dirk"]).await;
    let open = presses(&clerk, "V26-0002", "open").await;
    assert!(open.text().contains("nu bezig"), "{}", open.text());
    let page = house.visitor().get("/council/meetings/V26-0002").await;
    assert!(page.references().contains(&PUBLIC.to_owned()));
}

async fn of_what_is_closed_only_the_title_is_told(engine: Engine) {
    let house = TestHouse::open(engine);
    let clerk = town(&house).await;
    plan(&clerk, "10-3-2026").await;
    let values = [
        ("title", "Grond aan de haven"),
        ("explanation", "Wij bieden twee miljoen."),
        ("closed", "1"),
    ];
    add_item(&clerk, "V26-0001", &values).await;
    // The budget is dealt with in public only (NL-25).
    let budget = [("title", "Begroting"), ("closed", "1"), ("topic", "budget")];
    let refused = add_item(&clerk, "V26-0001", &budget).await;
    assert_eq!(refused.status, 400);
    assert!(refused.references().contains(&"#closed".to_owned()));
    assert_eq!(refused.form_with("title").value("title"), "Begroting");
    presses(&clerk, "V26-0001", "summon").await;
    house.later(TimeDelta::seconds(2)).await;
    let text = house.visitor().get(PUBLIC).await.text();
    assert!(text.contains("Grond aan de haven"), "{text}");
    assert!(!text.contains("twee miljoen"), "{text}");
}

async fn whoever_is_second_is_told(engine: Engine) {
    let house = TestHouse::open(engine);
    let clerk = town(&house).await;
    let other = house.staff("clerk2").await;
    plan(&clerk, "10-3-2026").await;
    let address = "/desk/council/meetings/V26-0001/new-item";
    let (one, two) = (clerk.get(address).await, other.get(address).await);
    clerk
        .submit(&one.form_with("title"), &[("title", "Eerste")])
        .await;
    let told = other
        .submit(&two.form_with("title"), &[("title", "Tweede")])
        .await;
    assert_eq!(told.status, 409);
    assert!(told.text().contains("Medewerker clerk"), "{}", told.text());
    assert_eq!(told.form_with("title").value("title"), "Tweede");
    assert_eq!(
        house.number("SELECT COUNT(*) AS number FROM agenda_items"),
        1
    );
}

async fn wrong_values_come_back_with_a_code_each(engine: Engine) {
    let house = TestHouse::open(engine);
    let clerk = town(&house).await;
    let form = clerk
        .get("/desk/council/meetings/new")
        .await
        .form_with("planned_on");
    let values = [
        ("planned_on", "10-3-2026"),
        ("planned_time", "avond"),
        ("place", ""),
        ("chair", "999999"),
    ];
    let back = clerk.submit(&form, &values).await;
    assert_eq!(back.status, 400);
    for link in ["#planned_time", "#place", "#chair"] {
        assert!(back.references().contains(&link.to_owned()), "{link}");
    }
    assert_eq!(back.form_with("planned_on").value("planned_time"), "avond");
    let unproven = clerk
        .submit(&form, &[("csrf", "x"), ("place", "Raadzaal")])
        .await;
    assert_eq!(unproven.status, 403);
    assert_eq!(house.number("SELECT COUNT(*) AS number FROM meetings"), 0);
}

async fn a_decision_list_is_corrected_by_another_version(engine: Engine) {
    let house = TestHouse::open(engine);
    let clerk = town(&house).await;
    going_on(&house, &clerk).await;
    let clerk = house.staff_again("clerk").await;
    let item = house.number("SELECT MIN(id) AS number FROM agenda_items");
    let outcome = format!("/desk/council/meetings/V26-0001/items/{item}/outcome");
    let record = async |decision: &str| {
        let form = clerk.get(&outcome).await.form_with("decision");
        let values = [("treated", "1"), ("decision", decision)];
        clerk.submit(&form, &values).await
    };
    record("Er komen dire bomen.").await;
    let list = "/desk/council/meetings/V26-0001/decisions";
    let early = clerk.get(list).await.form_with("correction");
    assert_eq!(clerk.submit(&early, &[]).await.status, 400);
    presses(&clerk, "V26-0001", "close").await;
    let form = clerk.get(list).await.form_with("correction");
    assert_eq!(clerk.submit(&form, &[]).await.status, 200);
    record("Er komen drie bomen.").await;
    let form = clerk.get(list).await.form_with("correction");
    let silent = clerk.submit(&form, &[]).await;
    assert_eq!(silent.status, 400);
    assert!(silent.references().contains(&"#correction".to_owned()));
    let values = [("correction", "Er stond een tikfout.")];
    assert_eq!(clerk.submit(&form, &values).await.status, 200);
    house.later(TimeDelta::seconds(2)).await;
    let text = house.visitor().get(PUBLIC).await.text();
    for told in ["drie bomen", "dire bomen", "Er stond een tikfout."] {
        assert!(text.contains(told), "{told}: {text}");
    }
}
