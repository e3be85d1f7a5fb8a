//! Sessions, and everything that ends one at its next request.

use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;
use crate::support::staff::{PASSWORD, address_of, id_of, is_in, press, sign_in};
use crate::support::visitor::Visitor;
use chrono::{DateTime, TimeDelta, Utc};
use weerklank_acts::clock::Clock as _;
use weerklank_acts::people::{IDLE, LONGEST};

on_both_databases!(
    signing_out_ends_the_session_behind_the_cookie,
    signing_out_everywhere_ends_every_session,
    one_of_the_own_sessions_is_ended_at_its_next_request,
    nobody_ends_the_session_of_somebody_else,
    whoever_manages_staff_ends_sessions_of_others,
    a_session_ends_when_it_is_not_used,
    a_session_ends_after_a_working_day,
    pages_of_the_desk_are_kept_nowhere,
    every_form_of_a_page_holds_in_a_browser_that_lost_its_cookie,
);

fn session_of(house: &TestHouse, who: &str) -> i64 {
    house.number(&format!(
        "SELECT MAX(id) AS number FROM staff_sessions WHERE staff_id = {}",
        id_of(house, who)
    ))
}

async fn signing_out_ends_the_session_behind_the_cookie(engine: Engine) {
    let house = TestHouse::open(engine);
    let clerk = house.staff("clerk").await;
    let token = clerk.cookie("weerklank-staff").unwrap();
    let form = clerk.get("/desk/account").await.form_with("/desk/sign-out");
    let out = clerk.sends(&form, &[]).await;
    assert_eq!(
        (out.status, out.header("location")),
        (303, Some("/desk/sign-in"))
    );
    assert_eq!(clerk.cookie("weerklank-staff").as_deref(), Some(""));
    assert!(!is_in(&clerk).await);
    // Whoever kept the token has nothing.
    clerk.set_cookie("weerklank-staff", &token);
    assert!(!is_in(&clerk).await);
    assert_eq!(
        press(&clerk, "/desk/account/password", &[]).await.status,
        401
    );
}

async fn signing_out_everywhere_ends_every_session(engine: Engine) {
    let house = TestHouse::open(engine);
    let (here, there) = (house.staff("clerk").await, house.staff("clerk").await);
    let colleague = house.staff("clerk2").await;
    let form = here
        .get("/desk/account")
        .await
        .form_with("/desk/sign-out-everywhere");
    assert_eq!(here.sends(&form, &[]).await.status, 303);
    assert!(!is_in(&here).await && !is_in(&there).await);
    assert!(is_in(&colleague).await);
}

async fn one_of_the_own_sessions_is_ended_at_its_next_request(engine: Engine) {
    let house = TestHouse::open(engine);
    let (here, there) = (house.staff("clerk").await, house.staff("clerk").await);
    let page = here.get("/desk/account").await;
    assert_eq!(page.text().matches("/end\"").count(), 1, "the other one");
    assert_eq!(here.submit(&page.form_with("/end"), &[]).await.status, 200);
    assert!(is_in(&here).await);
    assert!(!is_in(&there).await);
}

async fn nobody_ends_the_session_of_somebody_else(engine: Engine) {
    let house = TestHouse::open(engine);
    let (clerk, reader) = (house.staff("clerk").await, house.staff("reader").await);
    let action = format!("/desk/account/sessions/{}/end", session_of(&house, "clerk"));
    press(&reader, &action, &[]).await;
    assert!(is_in(&clerk).await);
    let action = format!("/desk/staff/{}/end-sessions", id_of(&house, "clerk"));
    for who in ["clerk2", "reader", "moderator", "officer"] {
        let colleague = house.staff(who).await;
        assert_eq!(press(&colleague, &action, &[]).await.status, 403, "{who}");
        assert!(is_in(&clerk).await, "{who}");
    }
    // Somebody who manages the staff of another body does not manage this one.
    house.hire_for("admin2", "college");
    let elsewhere = house.staff_again("admin2").await;
    assert_eq!(press(&elsewhere, &action, &[]).await.status, 403);
    assert!(is_in(&clerk).await);
}

async fn whoever_manages_staff_ends_sessions_of_others(engine: Engine) {
    let house = TestHouse::open(engine);
    let (admin, clerk) = (house.staff("admin").await, house.staff("clerk").await);
    let action = format!("/desk/staff/{}/end-sessions", id_of(&house, "clerk"));
    let form = admin.get("/desk/staff").await.form_with(&action);
    assert_eq!(admin.submit(&form, &[]).await.status, 200);
    assert!(is_in(&admin).await && !is_in(&clerk).await);
    sign_in(&clerk, &address_of("clerk"), PASSWORD).await;
    assert!(is_in(&clerk).await, "the account is open as before");
}

async fn a_session_ends_when_it_is_not_used(engine: Engine) {
    let house = TestHouse::open(engine);
    let clerk = house.staff("clerk").await;
    assert_eq!(IDLE, TimeDelta::minutes(15));
    for _ in 0..4 {
        house.clock.advance(IDLE - TimeDelta::seconds(1));
        assert!(is_in(&clerk).await, "a session that is used goes on");
    }
    house.clock.advance(IDLE);
    let out = clerk.get("/desk/petitions?stage=all").await;
    assert_eq!(out.status, 303);
    assert_eq!(
        out.header("location"),
        Some("/desk/sign-in?then=%2Fdesk%2Fpetitions%3Fstage%3Dall")
    );
}

/// Uses a session until a moment, as somebody does who works all day.
async fn works_until(house: &TestHouse, visitor: &Visitor, end: DateTime<Utc>) {
    while house.clock.now() < end {
        let step = (end - house.clock.now()).min(TimeDelta::minutes(14));
        house.clock.advance(step);
        assert!(is_in(visitor).await, "{}", house.clock.now());
    }
}

async fn a_session_ends_after_a_working_day(engine: Engine) {
    let house = TestHouse::open(engine);
    let clerk = house.staff("clerk").await;
    assert_eq!(LONGEST, TimeDelta::hours(12));
    let end = house.clock.now() + LONGEST;
    works_until(&house, &clerk, end - TimeDelta::seconds(1)).await;
    house.clock.set(end);
    assert!(!is_in(&clerk).await);
}

async fn pages_of_the_desk_are_kept_nowhere(engine: Engine) {
    let house = TestHouse::open(engine);
    let admin = house.staff("admin").await;
    for path in [
        "/desk",
        "/desk/account",
        "/desk/account/second-factor",
        "/desk/staff",
        "/desk/audit",
        "/desk/petitions",
    ] {
        let page = admin.get(path).await;
        assert_eq!(page.status, 200, "{path}");
        assert_eq!(page.header("cache-control"), Some("no-store"), "{path}");
    }
}

async fn every_form_of_a_page_holds_in_a_browser_that_lost_its_cookie(engine: Engine) {
    let house = TestHouse::open(engine);
    let clerk = house.staff("clerk").await;
    clerk.drop_cookie("weerklank-form");
    let page = clerk.get("/desk/account").await;
    // The form of the page, and the one in its frame.
    let changed = clerk
        .submit(
            &page.form_with("/desk/account/password"),
            &[("current", PASSWORD), ("new", "een heel ander wachtwoord")],
        )
        .await;
    assert_eq!(changed.path, "/desk/account?done=password");
    clerk.submit(&page.form_with("/desk/sign-out"), &[]).await;
    assert!(!is_in(&clerk).await);
}
