//! Signing in: what somebody who guesses learns, which is nothing, and where it leads.

use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;
use crate::support::staff::{PASSWORD, address_of, id_of, is_in, sign_in};
use crate::support::visitor::Answer;
use chrono::TimeDelta;
use weerklank_acts::people::{LOCKED_FOR, MOST_FAILURES};

on_both_databases!(
    every_way_of_failing_is_answered_alike,
    five_wrong_passwords_lock_for_a_quarter_of_an_hour,
    a_right_password_forgets_the_wrong_ones_before_it,
    guesses_at_once_are_no_more_than_the_most,
    signing_in_leads_nowhere_but_to_the_desk,
    where_somebody_wanted_to_go_survives_the_second_page,
    a_form_without_its_proof_signs_nobody_in,
);

const WRONG: &str = "een heel ander wachtwoord";

/// What somebody sees who cannot tell why it failed.
fn seen(answer: &Answer, email: &str) -> (u16, String, Vec<String>) {
    let mut names: Vec<String> = answer
        .headers
        .iter()
        .map(|(name, _)| name.clone())
        .collect();
    names.sort();
    (answer.status, answer.text().replace(email, "…"), names)
}

async fn every_way_of_failing_is_answered_alike(engine: Engine) {
    let house = TestHouse::open(engine);
    for who in ["clerk", "clerk2", "reader"] {
        house.hire(who);
    }
    house.sql(&format!(
        "UPDATE staff SET is_active = FALSE WHERE id = {}",
        id_of(&house, "reader")
    ));
    let locker = house.visitor();
    for _ in 0..MOST_FAILURES {
        sign_in(&locker, &address_of("clerk2"), WRONG).await;
    }
    // One browser for all, so that the proof of the form is the same.
    let visitor = house.visitor();
    let mut all = Vec::new();
    for (who, password) in [
        ("clerk", WRONG),
        ("niemand", PASSWORD),
        ("clerk2", PASSWORD),
        ("clerk2", WRONG),
        ("reader", PASSWORD),
        ("reader", WRONG),
    ] {
        let email = address_of(who);
        let answer = sign_in(&visitor, &email, password).await;
        all.push((who, seen(&answer, &email)));
    }
    assert_eq!(all[0].1.0, 400);
    for (who, other) in &all[1..] {
        assert_eq!(*other, all[0].1, "{who}");
    }
    assert!(!is_in(&visitor).await);
}

async fn five_wrong_passwords_lock_for_a_quarter_of_an_hour(engine: Engine) {
    let house = TestHouse::open(engine);
    house.hire("clerk");
    let visitor = house.visitor();
    let email = address_of("clerk");
    assert_eq!((MOST_FAILURES, LOCKED_FOR), (5, TimeDelta::minutes(15)));
    for _ in 1..MOST_FAILURES {
        sign_in(&visitor, &email, WRONG).await;
    }
    let early = house.visitor();
    sign_in(&early, &email, PASSWORD).await;
    assert!(is_in(&early).await, "four wrong ones lock nobody out");
    for _ in 0..MOST_FAILURES {
        sign_in(&visitor, &email, WRONG).await;
    }
    sign_in(&visitor, &email, PASSWORD).await;
    assert!(!is_in(&visitor).await, "locked");
    house.clock.advance(LOCKED_FOR - TimeDelta::seconds(1));
    sign_in(&visitor, &email, PASSWORD).await;
    assert!(!is_in(&visitor).await, "locked for a second more");
    house.clock.advance(TimeDelta::seconds(1));
    sign_in(&visitor, &email, PASSWORD).await;
    assert!(is_in(&visitor).await);
}

async fn a_right_password_forgets_the_wrong_ones_before_it(engine: Engine) {
    let house = TestHouse::open(engine);
    house.hire("clerk");
    let email = address_of("clerk");
    for _ in 0..3 {
        let visitor = house.visitor();
        for _ in 1..MOST_FAILURES {
            sign_in(&visitor, &email, WRONG).await;
        }
        sign_in(&visitor, &email, PASSWORD).await;
        assert!(is_in(&visitor).await);
    }
}

async fn guesses_at_once_are_no_more_than_the_most(engine: Engine) {
    let house = TestHouse::open(engine);
    house.hire("clerk");
    let visitor = house.visitor();
    let form = visitor.get("/desk/sign-in").await.post_form();
    let guesses: Vec<_> = (0..4 * MOST_FAILURES)
        .map(|_| {
            let (visitor, form) = (visitor.clone(), form.clone());
            actix_web::rt::spawn(async move {
                let email = address_of("clerk");
                visitor
                    .sends(&form, &[("email", &email), ("password", WRONG)])
                    .await
                    .status
            })
        })
        .collect();
    for guess in guesses {
        assert_eq!(guess.await.unwrap(), 400);
    }
    // Five were counted and locked the account once; the others met the lock, whenever they looked
    // at the account first.
    let count = |query: &str| house.number(query);
    assert_eq!(
        count("SELECT COUNT(*) AS number FROM audit_entries WHERE act = 'sign_in_locked'"),
        1
    );
    assert_eq!(
        count("SELECT CAST(SUM(failed_attempts) AS BIGINT) AS number FROM staff"),
        0
    );
    sign_in(&visitor, &address_of("clerk"), PASSWORD).await;
    assert!(!is_in(&visitor).await);
}

async fn signing_in_leads_nowhere_but_to_the_desk(engine: Engine) {
    let house = TestHouse::open(engine);
    house.hire("clerk");
    let email = address_of("clerk");
    for evil in [
        "https://kwaad.example/desk",
        "//kwaad.example/desk",
        "/\\kwaad.example",
        "/desk/\\kwaad.example",
        "/desk/../../kwaad",
        "/desk\r\nlocation: https://kwaad.example",
        "javascript:alert(1)",
        "/desk@kwaad.example",
        "/deskkwaad.example",
        "/desk/sign-out",
    ] {
        let visitor = house.visitor();
        let form = visitor.get("/desk/sign-in").await.post_form();
        let filled = [
            ("email", email.as_str()),
            ("password", PASSWORD),
            ("then", evil),
        ];
        let answer = visitor.sends(&form, &filled).await;
        let place = answer.header("location").unwrap_or_default().to_owned();
        // Whoever is signed in already is led on by the address of the page itself.
        let again = crate::support::visitor::encoded(&[("then", evil)]);
        let again = visitor.get(&format!("/desk/sign-in?{again}")).await;
        for (status, place) in [
            (answer.status, place.as_str()),
            (again.status, again.header("location").unwrap_or_default()),
        ] {
            assert_eq!(status, 303, "{evil}");
            assert!(
                place == "/desk" || place.starts_with("/desk/"),
                "{evil}: {place}"
            );
            assert!(
                !place.contains('\\') && !place.contains("/sign-"),
                "{place}"
            );
        }
    }
}

async fn where_somebody_wanted_to_go_survives_the_second_page(engine: Engine) {
    let house = TestHouse::open(engine);
    house.hire("clerk");
    house.sql(&format!(
        "UPDATE staff SET has_second_factor = TRUE WHERE id = {}",
        id_of(&house, "clerk")
    ));
    let wanted = "/desk/petitions?stage=news&mine=1";
    let visitor = house.visitor();
    let led = visitor.get(wanted).await;
    assert_eq!(led.status, 303);
    let form = visitor
        .get(led.header("location").unwrap())
        .await
        .post_form();
    let email = address_of("clerk");
    let page = visitor
        .submit(&form, &[("email", &email), ("password", PASSWORD)])
        .await;
    assert!(page.path.starts_with("/desk/sign-in/code"), "{}", page.path);
    let form = page.post_form();
    let then = form.fields.iter().find(|(name, _)| name == "then");
    assert_eq!(then.map(|(_, value)| value.as_str()), Some(wanted));
}

async fn a_form_without_its_proof_signs_nobody_in(engine: Engine) {
    let house = TestHouse::open(engine);
    house.hire("clerk");
    let visitor = house.visitor();
    let email = address_of("clerk");
    let answer = visitor
        .post_form(
            "/desk/sign-in",
            &[("email", &email), ("password", PASSWORD)],
        )
        .await;
    assert_eq!(answer.status, 403);
    assert!(!is_in(&visitor).await);
}
