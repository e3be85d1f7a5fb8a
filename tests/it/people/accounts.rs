//! The own account and those of colleagues: passwords, closing and opening.

use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;
use crate::support::staff::{PASSWORD, address_of, id_of, is_in, press, sign_in};
use crate::support::visitor::{Answer, Visitor};
use weerklank_acts::people::{MOST_FAILURES, reset_staff};
use weerklank_domain::people::EmailAddress;

on_both_databases!(
    a_changed_password_ends_other_sessions,
    a_password_that_cannot_be_is_refused,
    wrong_passwords_count_as_at_signing_in,
    a_made_up_password_is_changed_first,
    a_closed_account_is_out_at_once,
    nobody_closes_their_own_account,
    whoever_manages_one_body_sees_and_touches_no_account_of_another,
);

const NEW: &str = "een nieuwe lange zin";

async fn changes(visitor: &Visitor, current: &str, new: &str) -> Answer {
    let form = visitor.get("/desk/account").await.form_with("/password");
    visitor
        .sends(&form, &[("current", current), ("new", new)])
        .await
}

async fn a_changed_password_ends_other_sessions(engine: Engine) {
    let house = TestHouse::open(engine);
    let (here, there) = (house.staff("clerk").await, house.staff("clerk").await);
    let done = changes(&here, PASSWORD, NEW).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert!(is_in(&here).await && !is_in(&there).await);
    sign_in(&there, &address_of("clerk"), PASSWORD).await;
    assert!(!is_in(&there).await, "the old one is worth nothing");
    sign_in(&there, &address_of("clerk"), NEW).await;
    assert!(is_in(&there).await);
}

async fn a_password_that_cannot_be_is_refused(engine: Engine) {
    let house = TestHouse::open(engine);
    let clerk = house.staff("clerk").await;
    let long = "a".repeat(129);
    for (current, new) in [
        (PASSWORD, "te kort"),
        (PASSWORD, long.as_str()),
        (PASSWORD, PASSWORD),
        (PASSWORD, ""),
        ("een heel ander wachtwoord", NEW),
        ("", NEW),
    ] {
        let refused = changes(&clerk, current, new).await;
        assert_eq!(refused.status, 400, "{current} → {new}");
        assert!(!refused.text().contains(PASSWORD), "no password on a page");
    }
    let other = house.visitor();
    sign_in(&other, &address_of("clerk"), PASSWORD).await;
    assert!(is_in(&other).await, "it is what it was");
}

async fn wrong_passwords_count_as_at_signing_in(engine: Engine) {
    let house = TestHouse::open(engine);
    let clerk = house.staff("clerk").await;
    for _ in 0..MOST_FAILURES {
        changes(&clerk, "geraden wachtwoord", NEW).await;
    }
    assert_eq!(changes(&clerk, PASSWORD, NEW).await.status, 400, "locked");
    let other = house.visitor();
    sign_in(&other, &address_of("clerk"), PASSWORD).await;
    assert!(!is_in(&other).await);
}

async fn a_made_up_password_is_changed_first(engine: Engine) {
    let house = TestHouse::open(engine);
    let reader = house.staff("reader").await;
    let email = EmailAddress::parse(&address_of("reader")).unwrap();
    let made_up = reset_staff(house.house(), &email).unwrap();
    assert!(!is_in(&reader).await, "a reset ends sessions");
    sign_in(&reader, &address_of("reader"), &made_up).await;
    for path in ["/desk", "/desk/petitions", "/desk/account/second-factor"] {
        let led = reader.get(path).await;
        assert_eq!(led.status, 303, "{path}");
        let place = led.header("location").unwrap();
        assert!(place.starts_with("/desk/account?"), "{path}: {place}");
    }
    // Nor by sending what no page shows.
    let sent = press(&reader, "/desk/account/second-factor", &[]).await;
    assert_eq!(sent.status, 403);
    let same = changes(&reader, &made_up, &made_up).await;
    assert_eq!(same.status, 400, "the made-up one is not kept");
    assert_eq!(changes(&reader, &made_up, NEW).await.status, 303);
    assert_eq!(reader.get("/desk/petitions").await.status, 200);
}

async fn a_closed_account_is_out_at_once(engine: Engine) {
    let house = TestHouse::open(engine);
    let (admin, clerk) = (house.staff("admin").await, house.staff("clerk").await);
    let id = id_of(&house, "clerk");
    let button = async |what: &str| {
        let page = admin.get("/desk/staff").await;
        let form = page.form_with(&format!("/desk/staff/{id}/{what}"));
        assert_eq!(admin.submit(&form, &[]).await.status, 200, "{what}");
    };
    button("close").await;
    assert!(!is_in(&clerk).await);
    sign_in(&clerk, &address_of("clerk"), PASSWORD).await;
    assert!(!is_in(&clerk).await);
    button("open").await;
    assert!(!is_in(&clerk).await, "an ended session stays ended");
    sign_in(&clerk, &address_of("clerk"), PASSWORD).await;
    assert!(is_in(&clerk).await);
    // A session that somebody kept open behind the program's back ends with the account all the same.
    house.sql(&format!(
        "UPDATE staff SET is_active = FALSE WHERE id = {id}"
    ));
    assert!(!is_in(&clerk).await);
}

async fn nobody_closes_their_own_account(engine: Engine) {
    let house = TestHouse::open(engine);
    let admin = house.staff("admin").await;
    let action = format!("/desk/staff/{}/close", id_of(&house, "admin"));
    let page = admin.get("/desk/staff").await.text();
    assert!(!page.contains(&action), "no button for it");
    assert_eq!(press(&admin, &action, &[]).await.status, 409);
    assert!(is_in(&admin).await);
}

async fn whoever_manages_one_body_sees_and_touches_no_account_of_another(engine: Engine) {
    let house = TestHouse::open(engine);
    house.hire("clerk");
    house.hire_for("reader", "raad");
    house.hire_for("admin", "raad");
    let admin = house.staff_again("admin").await;
    let page = admin.get("/desk/staff").await.text();
    assert!(page.contains(&address_of("reader")), "{page}");
    assert!(!page.contains(&address_of("clerk")), "{page}");
    let id = id_of(&house, "clerk");
    for what in ["close", "open", "end-sessions"] {
        let action = format!("/desk/staff/{id}/{what}");
        assert_eq!(press(&admin, &action, &[]).await.status, 403, "{what}");
    }
    let action = format!("/desk/staff/{}/close", id_of(&house, "reader"));
    assert_eq!(press(&admin, &action, &[]).await.status, 303);
    assert_eq!(
        house.number("SELECT COUNT(*) AS number FROM staff WHERE NOT is_active"),
        1
    );
}
