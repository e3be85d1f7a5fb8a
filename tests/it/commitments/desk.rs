//! The desk's side: what is typed comes back, whoever is second is told, what happened is never
//! changed, nothing happens twice or without permission.

use super::{day, draft, is_changed_by, open};
use crate::support::database::Engine;
use crate::support::desk::somebody;
use crate::support::harness::{TestHouse, at_once};
use crate::support::on_both_databases;
use chrono::TimeDelta;
use weerklank_acts::ActError;
use weerklank_acts::commitments::{Evidence, drop_commitment, finish, make, move_due};
use weerklank_domain::commitments::CannotCommit;
use weerklank_domain::people::Role;
use weerklank_domain::petitions::Passage;

on_both_databases!(
    a_commitment_is_made_with_a_form_and_wrong_values_come_back,
    it_is_moved_corrected_and_finished_and_the_history_says_so,
    it_is_settled_once_also_by_two_at_once,
    whoever_read_an_older_step_is_told_who_was_first,
    a_day_that_cannot_be_is_refused,
    nobody_makes_one_without_permission,
    the_database_refuses_what_the_rules_refuse,
    what_is_overdue_stands_first_on_the_desk,
);

fn reason() -> Passage {
    Passage::parse("Daarom.").unwrap()
}

fn evidence() -> Evidence {
    Evidence {
        text: reason(),
        url: Some("https://voorbeeld.nl/plan".to_owned()),
    }
}

fn steps(house: &TestHouse) -> i64 {
    house.number("SELECT COUNT(*) AS number FROM commitment_steps")
}

async fn a_commitment_is_made_with_a_form_and_wrong_values_come_back(engine: Engine) {
    let (house, _) = open(engine);
    let clerk = house.staff("clerk").await;
    let page = clerk.get("/desk/commitments/new?about=D26-0901").await;
    let form = page.form_with("promise");
    assert_eq!(form.value("about"), "D26-0901");
    let wrong = [
        ("about", "D99-0001"),
        ("title", &"x".repeat(81)),
        ("promise", " "),
        ("owner", "jan@voorbeeld.nl"),
        ("due_on", "morgen"),
    ];
    let back = clerk.submit(&form, &wrong).await;
    assert_eq!(back.status, 400);
    let again = back.form_with("promise");
    assert_eq!(again.value("due_on"), "morgen");
    for link in ["#about", "#title", "#promise", "#owner", "#due_on"] {
        assert!(back.references().contains(&link.to_owned()), "{link}");
    }
    let right = [
        ("about", "d26-0901"),
        ("title", "Bankjes"),
        ("promise", "Zes bankjes."),
        ("owner", "Team groen"),
        ("due_on", "1-7-2026"),
    ];
    let made = clerk.submit(&again, &right).await;
    assert_eq!(made.status, 200, "{}", made.text());
    assert!(made.text().contains("T-2"), "{}", made.text());
    let unproven = [right.as_slice(), &[("csrf", "x")]].concat();
    let refused = clerk.submit(&form, &unproven).await;
    assert_eq!(refused.status, 403);
    assert_eq!(refused.form_with("promise").value("title"), "Bankjes");
    assert_eq!(steps(&house), 2);
}

async fn it_is_moved_corrected_and_finished_and_the_history_says_so(engine: Engine) {
    let (house, _) = open(engine);
    let officer = house.staff("officer").await;
    let form = |page: crate::support::visitor::Answer| page.form_with("reason");
    let moving = form(officer.get("/desk/commitments/1/move").await);
    let same = officer.submit(&moving, &[("reason", "Zo.")]).await;
    assert_eq!(same.status, 400, "it is due on that day already");
    let moved = officer
        .submit(
            &moving,
            &[("due_on", "2026-07-01"), ("reason", "De **grond**.")],
        )
        .await;
    assert_eq!(moved.status, 200, "{}", moved.text());
    let correcting = form(officer.get("/desk/commitments/1/correct").await);
    officer
        .submit(
            &correcting,
            &[("title", "Een beter plan"), ("reason", "Een schrijffout.")],
        )
        .await;
    let finishing = form(officer.get("/desk/commitments/1/finish").await);
    let bad = [
        ("reason", "Klaar."),
        ("evidence_url", "javascript:alert(1)"),
    ];
    assert_eq!(officer.submit(&finishing, &bad).await.status, 400);
    let good = [
        ("reason", "Het plan is er."),
        ("evidence_url", "https://voorbeeld.nl/plan"),
    ];
    let finished = officer.submit(&finishing, &good).await;
    assert_eq!(finished.status, 200, "{}", finished.text());

    let page = house.visitor().get("/commitments/1").await.text();
    for told in [
        "Een beter plan",
        "Een plan voor de bomen",
        "<strong>grond</strong>",
        "Een schrijffout.",
        "Het plan is er.",
        "https://voorbeeld.nl/plan",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
    let json = house.visitor().get("/api/v1/commitments/1").await.json();
    let kinds: Vec<&str> = json["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| step["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["made", "moved", "corrected", "done"]);
    assert_eq!(json["steps"][0]["title"], "Een plan voor de bomen");
    assert_eq!(json["state"], "done");
    let acts = house.number(
        "SELECT COUNT(*) AS number FROM audit_entries WHERE subject_kind = 'commitment' AND subject = 'T-1'",
    );
    assert_eq!(acts, 4);
}

async fn it_is_settled_once_also_by_two_at_once(engine: Engine) {
    let (house, officer) = open(engine);
    let first = house.staff("officer").await;
    let second = house.staff("clerk").await;
    let one = first.get("/desk/commitments/1/finish").await;
    let other = second.get("/desk/commitments/1/drop").await;
    let send = |visitor: crate::support::visitor::Visitor,
                page: crate::support::visitor::Answer| async move {
        let form = page.form_with("reason");
        visitor
            .sends(&form, &[("reason", "Zo is het.")])
            .await
            .status
    };
    let (one, other) = at_once(send(first.clone(), one), send(second, other)).await;
    let mut statuses = [one, other];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    assert_eq!(steps(&house), 2);
    let inside = house.house();
    for refused in [
        finish(inside, &officer, (1, 2), &evidence()),
        drop_commitment(inside, &officer, (1, 2), &reason()),
        move_due(inside, &officer, (1, 2), day("2026-08-01"), &reason()),
    ] {
        let error = refused.unwrap_err();
        assert!(
            matches!(error, ActError::CannotCommit(CannotCommit::Settled)),
            "{error}"
        );
    }
    assert_eq!(steps(&house), 2);
    let told = first.get("/desk/commitments/1/finish").await;
    assert_eq!(told.status, 200);
    assert!(told.text().contains("al gedaan of vervallen"));
}

async fn whoever_read_an_older_step_is_told_who_was_first(engine: Engine) {
    let (house, officer) = open(engine);
    let clerk = house.staff("clerk").await;
    let mine = clerk
        .get("/desk/commitments/1/correct")
        .await
        .form_with("reason");
    let inside = house.house();
    move_due(inside, &officer, (1, 1), day("2026-07-01"), &reason()).unwrap();
    let back = clerk
        .submit(&mine, &[("title", "Mijn titel"), ("reason", "Beter zo.")])
        .await;
    assert_eq!(back.status, 409, "{}", back.text());
    assert!(back.text().contains(&officer.name), "{}", back.text());
    let again = back.form_with("reason");
    assert_eq!(again.value("title"), "Mijn titel", "nothing typed is lost");
    assert_eq!(clerk.submit(&again, &[]).await.status, 200);
    let stale = finish(inside, &officer, (1, 1), &evidence()).unwrap_err();
    assert!(is_changed_by(&stale));
    assert_eq!(steps(&house), 3);
}

async fn a_day_that_cannot_be_is_refused(engine: Engine) {
    let (house, officer) = open(engine);
    let inside = house.house();
    for (due, fault) in [
        ("2025-01-01", CannotCommit::DayPast),
        ("2099-01-01", CannotCommit::DayTooFar),
    ] {
        let mut draft = draft(&house);
        draft.due_on = day(due);
        for error in [
            make(inside, &officer, &draft).unwrap_err(),
            move_due(inside, &officer, (1, 1), day(due), &reason()).unwrap_err(),
        ] {
            assert!(matches!(error, ActError::CannotCommit(told) if told == fault));
        }
    }
    assert_eq!(steps(&house), 1);
}

async fn nobody_makes_one_without_permission(engine: Engine) {
    let (house, _) = open(engine);
    let inside = house.house();
    for role in [Role::Reader, Role::Moderator, Role::Administrator] {
        let actor = somebody(&house, &format!("Een {}", role.code()), role);
        for refused in [
            make(inside, &actor, &draft(&house)).map(|_| ()),
            finish(inside, &actor, (1, 1), &evidence()),
            drop_commitment(inside, &actor, (1, 1), &reason()),
        ] {
            assert!(matches!(refused, Err(ActError::NotAllowed)), "{role:?}");
        }
    }
    let officer = house.staff("officer").await;
    for path in [
        "/desk/commitments/7",
        "/desk/commitments/7/finish",
        "/desk/commitments/x",
    ] {
        assert_eq!(officer.get(path).await.status, 404, "{path}");
    }
}

async fn the_database_refuses_what_the_rules_refuse(engine: Engine) {
    let (house, _) = open(engine);
    for wrong in [
        "UPDATE commitments SET settled = 1",
        "UPDATE commitments SET state = 'done'",
        "UPDATE commitments SET says_done = 1",
        "UPDATE commitments SET dossier_id = NULL",
        "INSERT INTO commitment_steps (commitment_id, number, kind, at, title, text, owner, due_on, reason)
            SELECT id, 2, 'dropped', made_at, title, text, owner, due_on, '' FROM commitments",
        "INSERT INTO commitment_steps (commitment_id, number, kind, at, title, text, owner, due_on, reason)
            SELECT id, 1, 'made', made_at, title, text, owner, due_on, '' FROM commitments",
    ] {
        assert!(!house.takes(wrong), "{wrong}");
    }
}

async fn what_is_overdue_stands_first_on_the_desk(engine: Engine) {
    let (house, officer) = open(engine);
    let mut later = draft(&house);
    later.due_on = day("2026-06-20");
    make(house.house(), &officer, &later).unwrap();
    house.clock.set("2026-06-10T10:00:00Z".parse().unwrap());
    let clerk = house.staff("clerk").await;
    let today = clerk.get("/desk").await.text();
    assert!(today.contains("toezegging te laat"), "{today}");
    assert!(today.contains("toezegging binnen twee weken"), "{today}");
    let list = clerk.get("/desk/commitments").await.text();
    let (one, other) = (list.find("T-1 ").unwrap(), list.find("T-2 ").unwrap());
    assert!(one < other);
    let overdue = clerk.get("/desk/commitments?state=overdue").await.text();
    assert!(overdue.contains("T-1 ") && !overdue.contains("T-2 "));
    house.later(TimeDelta::days(30)).await;
}
