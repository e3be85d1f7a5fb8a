//! What is proposed: movers, order, steps, and the commitment that an adopted motion makes.

use super::town::{going_on, town};
use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;
use crate::support::visitor::{Answer, Visitor};
use chrono::TimeDelta;

on_both_databases!(
    an_adopted_motion_is_owed_until_it_is_settled,
    what_changes_a_text_is_decided_before_the_text,
    a_proposal_is_public_with_the_agenda_it_stands_on,
    what_cannot_be_proposed_is_told_beside_its_field,
    a_motion_is_held_over_and_comes_back,
);

pub(super) async fn propose(clerk: &Visitor, kind: &str, values: &[(&str, &str)]) -> Answer {
    let form = clerk
        .get("/desk/council/proposals/new")
        .await
        .form_with("kind");
    let mut all = vec![
        ("kind", kind),
        ("title", "Bomen in de laan"),
        ("text", "Verzoekt het college om bomen."),
        ("movers", "anna\nland"),
    ];
    all.retain(|(name, _)| values.iter().all(|(other, _)| other != name));
    all.extend(values);
    clerk.submit(&form, &all).await
}

pub(super) async fn place(house: &TestHouse, clerk: &Visitor, reference: &str) {
    let item = house.number("SELECT MIN(id) AS number FROM agenda_items");
    let address = format!("/desk/council/meetings/V26-0001/items/{item}/proposals");
    let form = clerk.get(&address).await.form_with("proposal");
    let placed = clerk.submit(&form, &[("proposal", reference)]).await;
    assert_eq!(placed.status, 200, "{}", placed.text());
}

async fn adopt(clerk: &Visitor, reference: &str) -> Answer {
    let page = clerk
        .get(&format!("/desk/council/proposals/{reference}"))
        .await;
    clerk.submit(&page.form_with("/adopt"), &[]).await
}

async fn an_adopted_motion_is_owed_until_it_is_settled(engine: Engine) {
    let house = TestHouse::open(engine);
    let clerk = town(&house).await;
    going_on(&house, &clerk).await;
    let clerk = house.staff_again("clerk").await;
    let made = propose(&clerk, "motion", &[]).await;
    assert!(made.text().contains("M26-0001"), "{}", made.text());
    place(&house, &clerk, "m26-0001").await;
    let adopted = adopt(&clerk, "M26-0001").await;
    assert_eq!(adopted.status, 200, "{}", adopted.text());
    assert_eq!(house.text("SELECT state AS text FROM proposals"), "adopted");
    let basis = "SELECT basis AS text FROM vote_versions";
    assert_eq!(house.text(basis), "without_vote");
    let owner = "SELECT b.slug AS text FROM commitments c JOIN bodies b ON b.id = c.body_id";
    assert_eq!(house.text(owner), "college");
    house.later(TimeDelta::seconds(2)).await;
    let visitor = house.visitor();
    let page = visitor.get("/council/proposals/M26-0001").await;
    assert_eq!(page.status, 200);
    assert!(page.references().contains(&"/commitments/1".to_owned()));
    assert!(
        page.references()
            .contains(&"/council/members/anna".to_owned())
    );
    let owed = visitor.get("/commitments/1").await;
    let link = "/council/proposals/M26-0001".to_owned();
    assert!(owed.references().contains(&link), "{}", owed.text());
    // It is decided once.
    let again = clerk.get("/desk/council/proposals/M26-0001").await;
    assert!(!again.text().contains("Zonder stemming aannemen"));
}

async fn what_changes_a_text_is_decided_before_the_text(engine: Engine) {
    let house = TestHouse::open(engine);
    let clerk = town(&house).await;
    going_on(&house, &clerk).await;
    let clerk = house.staff_again("clerk").await;
    propose(&clerk, "proposal", &[("movers", "college")]).await;
    propose(&clerk, "amendment", &[("about", "rv26-0001")]).await;
    for reference in ["RV26-0001", "A26-0001"] {
        place(&house, &clerk, reference).await;
    }
    let waits = adopt(&clerk, "RV26-0001").await;
    assert_eq!(waits.status, 409);
    assert!(
        waits.text().contains("Eerst moet besloten zijn"),
        "{}",
        waits.text()
    );
    assert_eq!(adopt(&clerk, "A26-0001").await.status, 200);
    assert_eq!(adopt(&clerk, "RV26-0001").await.status, 200);
    let decided = "SELECT COUNT(*) AS number FROM proposals WHERE state = 'adopted'";
    assert_eq!(house.number(decided), 2);
    // A proposal of the executive is its own matter: nothing is owed by it.
    assert_eq!(
        house.number("SELECT COUNT(*) AS number FROM commitments"),
        0
    );
}

async fn a_proposal_is_public_with_the_agenda_it_stands_on(engine: Engine) {
    let house = TestHouse::open(engine);
    let clerk = town(&house).await;
    propose(&clerk, "motion", &[]).await;
    let visitor = house.visitor();
    let address = "/council/proposals/M26-0001";
    assert_eq!(visitor.get(address).await.status, 404);
    going_on(&house, &clerk).await;
    let clerk = house.staff_again("clerk").await;
    place(&house, &clerk, "M26-0001").await;
    house.later(TimeDelta::seconds(2)).await;
    assert_eq!(visitor.get(address).await.status, 200);
    house.sql("UPDATE agenda_items SET closed = TRUE");
    house.later(TimeDelta::seconds(2)).await;
    assert_eq!(visitor.get(address).await.status, 404);
}

async fn what_cannot_be_proposed_is_told_beside_its_field(engine: Engine) {
    let house = TestHouse::open(engine);
    let clerk = town(&house).await;
    for (kind, values, link) in [
        ("motion", [("movers", ""), ("about", "")], "#movers"),
        ("motion", [("movers", "niemand"), ("about", "")], "#movers"),
        (
            "motion",
            [("movers", "anna\nanna"), ("about", "")],
            "#movers",
        ),
        ("amendment", [("movers", "anna"), ("about", "")], "#about"),
        (
            "motion",
            [("movers", "anna"), ("about", "M99-0001")],
            "#about",
        ),
        ("motion", [("movers", "anna"), ("title", "")], "#title"),
    ] {
        let back = propose(&clerk, kind, &values).await;
        assert_eq!(back.status, 400, "{values:?}");
        assert!(back.references().contains(&link.to_owned()), "{values:?}");
        let text = back.form_with("kind").value("text").trim().to_owned();
        assert_eq!(text, "Verzoekt het college om bomen.");
    }
    let linked = propose(&clerk, "motion", &[("dossier", "D99-0001")]).await;
    assert!(linked.references().contains(&"#dossier".to_owned()));
    assert_eq!(house.number("SELECT COUNT(*) AS number FROM proposals"), 0);
}

async fn a_motion_is_held_over_and_comes_back(engine: Engine) {
    let house = TestHouse::open(engine);
    let clerk = town(&house).await;
    propose(&clerk, "motion", &[]).await;
    let address = "/desk/council/proposals/M26-0001";
    let step = async |code: &str| {
        let page = clerk.get(address).await;
        let values = [("step", code), ("reason", "Wij wachten nog.")];
        clerk.submit(&page.form_with("/move"), &values).await
    };
    let unseen = clerk.get(address).await.form_with("/move");
    assert_eq!(step("hold_over").await.status, 200);
    assert_eq!(
        house.text("SELECT state AS text FROM proposals"),
        "held_over"
    );
    let late = clerk.submit(&unseen, &[("step", "withdraw")]).await;
    assert_eq!(late.status, 409);
    assert_eq!(step("bring_back").await.status, 200);
    // What follows from a vote is never typed in.
    assert_eq!(step("vote").await.status, 400);
    assert_eq!(step("withdraw").await.status, 200);
    let steps = "SELECT COUNT(*) AS number FROM proposal_steps";
    assert_eq!(house.number(steps), 4);
}
