//! Two officers at the same round: one does it, the other is told.

use super::matter::{announced, plan, planned, ready, round};
use crate::support::database::Engine;
use crate::support::harness::{TestHouse, at_once};
use crate::support::on_both_databases;
use crate::support::staff::press;
use chrono::TimeDelta;
use weerklank_domain::rounds::RoundState;

on_both_databases!(
    of_two_who_change_a_draft_one_is_told_and_loses_nothing,
    of_two_who_announce_it_one_does,
    a_draft_that_changed_is_not_announced_unread,
    of_two_who_extend_it_at_once_both_are_kept_or_one_is_told,
);

fn fields(title: &str) -> Vec<(&str, &str)> {
    vec![
        ("title", title),
        ("phase", "policy_preparation"),
        ("procedure", "informal"),
        ("lang", "nl"),
        ("access", "email"),
        ("moderation", "before"),
        ("form_open", "1"),
        ("question_open", "Wat vindt u?"),
    ]
}

async fn of_two_who_change_a_draft_one_is_told_and_loses_nothing(engine: Engine) {
    let house = TestHouse::open(engine);
    let draft = planned(&house, &ready(&house), &plan());
    let (one, other) = (house.staff("officer").await, house.staff("clerk").await);
    let address = format!("/desk/rounds/{}/edit", draft.number);
    let (first, second) = (
        one.get(&address).await.post_form(),
        other.get(&address).await.post_form(),
    );
    let saved = one.sends(&first, &fields("Groen aan de kade")).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let told = other.sends(&second, &fields("Groen op het plein")).await;
    assert_eq!(told.status, 409, "{}", told.text());
    assert!(told.text().contains("Iemand anders paste deze ronde aan"));
    assert!(told.text().contains("Groen op het plein"));
    assert_eq!(round(&house, draft.number).title, "Groen aan de kade");
    // Having read that, it can be saved all the same.
    let again = other
        .sends(&told.post_form(), &fields("Groen op het plein"))
        .await;
    assert_eq!(again.status, 303, "{}", again.text());
    assert_eq!(round(&house, draft.number).title, "Groen op het plein");
}

async fn of_two_who_announce_it_one_does(engine: Engine) {
    let house = TestHouse::open(engine);
    let draft = planned(&house, &ready(&house), &plan());
    let (one, other) = (house.staff("officer").await, house.staff("clerk").await);
    let address = format!("/desk/rounds/{}/announce", draft.number);
    let revision = draft.revision.to_string();
    let go = |who: crate::support::visitor::Visitor| {
        let (address, revision) = (address.clone(), revision.clone());
        async move { press(&who, &address, &[("revision", &revision)]).await }
    };
    for who in [&one, &other] {
        who.get(&address).await;
    }
    let (first, second) = at_once(go(one), go(other)).await;
    let mut statuses = [first.status, second.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    assert_eq!(round(&house, draft.number).state, RoundState::Announced);
    let entries =
        house.number("SELECT COUNT(*) AS number FROM audit_entries WHERE act = 'round_announced'");
    assert_eq!(entries, 1);
}

async fn a_draft_that_changed_is_not_announced_unread(engine: Engine) {
    let house = TestHouse::open(engine);
    let draft = planned(&house, &ready(&house), &plan());
    let (one, other) = (house.staff("officer").await, house.staff("clerk").await);
    let announce = format!("/desk/rounds/{}/announce", draft.number);
    let form = one.get(&announce).await.post_form();
    let edit = format!("/desk/rounds/{}/edit", draft.number);
    let changing = other.get(&edit).await.post_form();
    let changed = other.sends(&changing, &fields("Groen aan de kade")).await;
    assert_eq!(changed.status, 303, "{}", changed.text());
    let told = one.sends(&form, &[]).await;
    assert_eq!(told.status, 409, "{}", told.text());
    assert_eq!(round(&house, draft.number).state, RoundState::Draft);
}

async fn of_two_who_extend_it_at_once_both_are_kept_or_one_is_told(engine: Engine) {
    let house = TestHouse::open(engine);
    let open = announced(&house, &ready(&house), &plan());
    let (one, other) = (house.staff("officer").await, house.staff("clerk").await);
    let address = format!("/desk/rounds/{}/extend", open.number);
    let go = |who: crate::support::visitor::Visitor, day: &'static str| {
        let address = address.clone();
        async move {
            who.get(&address).await;
            let fields = [
                ("closes_on", day),
                ("cause", "other"),
                ("reason", "Vakantie"),
            ];
            press(&who, &address, &fields).await
        }
    };
    let (first, second) = at_once(go(one, "2026-03-20"), go(other, "2026-03-25")).await;
    // The later day is always later; the earlier one only when it came first.
    assert_eq!(second.status, 303, "{}", second.text());
    assert!([303, 400].contains(&first.status), "{}", first.text());
    let rows = house.number("SELECT COUNT(*) AS number FROM round_extensions");
    assert_eq!(rows, if first.status == 303 { 2 } else { 1 });
    let after = round(&house, open.number);
    assert!(after.closes_at > open.closes_at.map(|at| at + TimeDelta::days(14)));
}
