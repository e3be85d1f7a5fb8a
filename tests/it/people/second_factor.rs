//! The second factor: set with the password, asked at every sign-in, each code taken once.

use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;
use crate::support::staff::{PASSWORD, address_of, id_of, is_in, press, sign_in};
use crate::support::visitor::{Answer, Visitor};
use chrono::TimeDelta;
use totp_rs::{Builder, Secret};
use weerklank_acts::clock::Clock as _;
use weerklank_acts::people::{MOST_FAILURES, RECOVERY_CODES};

on_both_databases!(
    outside_a_demonstration_nothing_goes_before_the_second_factor,
    a_code_is_asked_at_signing_in_and_taken_once,
    the_password_alone_opens_nothing,
    giving_the_code_changes_the_token,
    a_recovery_code_works_once,
    setting_it_asks_for_the_password_and_ends_other_sessions,
    a_replaced_phone_is_worth_nothing,
    wrong_passwords_on_the_page_count_as_at_signing_in,
    five_wrong_codes_lock_the_account_and_end_the_session,
    a_secret_that_was_offered_to_somebody_else_is_refused,
);

const PAGE: &str = "/desk/account/second-factor";

/// A phone with the app.
#[derive(Clone)]
struct Phone(String);

impl Phone {
    /// Types over the key of the page that offers it.
    fn scans(page: &Answer) -> Self {
        let html = page.text();
        let (_, rest) = html.split_once("weerklank-secret\">").unwrap();
        Self(rest.split('<').next().unwrap().to_owned())
    }

    fn code(&self, house: &TestHouse) -> String {
        let secret = Secret::try_from_base32(&self.0).unwrap();
        let totp = Builder::new()
            .with_secret(secret)
            .with_account_name("a")
            .with_issuer(Some("b"))
            .build()
            .unwrap();
        let seconds = u64::try_from(house.clock.now().timestamp()).unwrap();
        totp.generate(seconds).to_string()
    }

    /// A code that it does not show within a minute.
    fn wrong_code(&self, house: &TestHouse) -> String {
        let right: u32 = self.code(house).parse().unwrap();
        format!("{:06}", (right + 123_456) % 1_000_000)
    }
}

/// The codes on the page that shows them once.
fn recovery_codes(page: &Answer) -> Vec<String> {
    page.text()
        .split("<li><code>")
        .skip(1)
        .map(|rest| rest.split('<').next().unwrap().to_owned())
        .collect()
}

/// Sets it up, and answers the phone with the page that came of it.
async fn sets_up(house: &TestHouse, visitor: &Visitor) -> (Phone, Answer) {
    let page = visitor.get(PAGE).await;
    assert_eq!(page.status, 200, "{}", page.text());
    let phone = Phone::scans(&page);
    let code = phone.code(house);
    let done = visitor
        .sends(
            &page.form_with("sealed"),
            &[("password", PASSWORD), ("code", &code)],
        )
        .await;
    assert_eq!(done.status, 200, "{}", done.text());
    (phone, done)
}

/// Gives address and password, and answers the page that asks for the code.
async fn gives_password(house: &TestHouse, who: &str) -> (Visitor, Answer) {
    let visitor = house.visitor();
    let page = sign_in(&visitor, &address_of(who), PASSWORD).await;
    assert!(page.path.starts_with("/desk/sign-in/code"), "{}", page.path);
    assert_eq!(page.status, 200);
    (visitor, page)
}

async fn gives_code(visitor: &Visitor, page: &Answer, code: &str) -> Answer {
    visitor.sends(&page.post_form(), &[("code", code)]).await
}

/// The next code, which was not taken yet.
fn next_code(house: &TestHouse) {
    house.clock.advance(TimeDelta::seconds(30));
}

async fn outside_a_demonstration_nothing_goes_before_the_second_factor(engine: Engine) {
    let house = TestHouse::open_with(engine, |given| {
        given.base_url = Some("http://petities.voorbeeld.nl".to_owned());
        given.demo = None;
        given.limits = None;
        given.mail_to_files = Some("1".to_owned());
    });
    let clerk = house.staff("clerk").await;
    for path in ["/desk", "/desk/petitions", "/desk/mails", "/desk/audit"] {
        let led = clerk.get(path).await;
        assert_eq!(led.status, 303, "{path}");
        let place = led.header("location").unwrap();
        assert!(place.starts_with("/desk/account?"), "{path}: {place}");
    }
    let sent = press(&clerk, "/desk/petitions/claim", &[("petition", "1")]).await;
    assert_eq!(sent.status, 403);
    assert!(clerk.get("/desk/account").await.text().contains(PAGE));
    sets_up(&house, &clerk).await;
    assert_eq!(clerk.get("/desk").await.status, 200);
}

async fn a_code_is_asked_at_signing_in_and_taken_once(engine: Engine) {
    let house = TestHouse::open(engine);
    let clerk = house.staff("clerk").await;
    let (phone, done) = sets_up(&house, &clerk).await;
    assert_eq!(recovery_codes(&done).len(), RECOVERY_CODES);

    // The code that set it was taken by that.
    let (visitor, page) = gives_password(&house, "clerk").await;
    let again = gives_code(&visitor, &page, &phone.code(&house)).await;
    assert_eq!(again.status, 400);
    next_code(&house);
    let right = phone.code(&house);
    let led = gives_code(&visitor, &page, &right).await;
    assert_eq!((led.status, led.header("location")), (303, Some("/desk")));
    assert_eq!(visitor.get("/desk").await.status, 200);

    // Somebody who looked on has no use for it.
    let (other, page) = gives_password(&house, "clerk").await;
    assert_eq!(gives_code(&other, &page, &right).await.status, 400);
    let wrong = phone.wrong_code(&house);
    assert_eq!(gives_code(&other, &page, &wrong).await.status, 400);
    assert!(!is_in(&other).await);
}

async fn the_password_alone_opens_nothing(engine: Engine) {
    let house = TestHouse::open(engine);
    let clerk = house.staff("clerk").await;
    sets_up(&house, &clerk).await;
    let (half, _) = gives_password(&house, "clerk").await;
    for path in ["/desk", "/desk/petitions", "/desk/account", PAGE] {
        let led = half.get(path).await;
        assert_eq!(led.status, 303, "{path}");
        let place = led.header("location").unwrap();
        assert!(place.starts_with("/desk/sign-in/code?"), "{path}: {place}");
    }
    let new = "een nieuwe lange zin";
    let passwords = [("current", PASSWORD), ("new", new), ("password", PASSWORD)];
    let session = house.number("SELECT MIN(id) AS number FROM staff_sessions");
    for action in [
        "/desk/account/password",
        PAGE,
        "/desk/sign-out-everywhere",
        "/desk/petitions/claim",
        &format!("/desk/account/sessions/{session}/end"),
    ] {
        let sent = press(&half, action, &passwords).await;
        assert_eq!(sent.status, 403, "{action}");
    }
    assert!(is_in(&clerk).await, "the owner was not sent away");
}

async fn giving_the_code_changes_the_token(engine: Engine) {
    let house = TestHouse::open(engine);
    let (phone, _) = sets_up(&house, &house.staff("clerk").await).await;
    next_code(&house);
    let (visitor, page) = gives_password(&house, "clerk").await;
    let before = visitor.cookie("weerklank-staff").unwrap();
    gives_code(&visitor, &page, &phone.code(&house)).await;
    assert!(is_in(&visitor).await);
    // Whoever had seen the token before the code was given has nothing now.
    let thief = house.visitor();
    thief.set_cookie("weerklank-staff", &before);
    assert!(!is_in(&thief).await);
    assert_eq!(
        thief.get("/desk/sign-in").await.status,
        200,
        "and is asked to sign in"
    );
}

async fn a_recovery_code_works_once(engine: Engine) {
    let house = TestHouse::open(engine);
    let (_, done) = sets_up(&house, &house.staff("clerk").await).await;
    let codes = recovery_codes(&done);
    let (first, page) = gives_password(&house, "clerk").await;
    // As people type it over.
    let typed = codes[0].to_uppercase().replace('-', " ");
    assert_eq!(gives_code(&first, &page, &typed).await.status, 303);
    assert!(is_in(&first).await);
    let (second, page) = gives_password(&house, "clerk").await;
    assert_eq!(gives_code(&second, &page, &codes[0]).await.status, 400);
    assert!(!is_in(&second).await);
    assert_eq!(gives_code(&second, &page, &codes[1]).await.status, 303);
    assert!(is_in(&second).await);
}

async fn setting_it_asks_for_the_password_and_ends_other_sessions(engine: Engine) {
    let house = TestHouse::open(engine);
    let (here, there) = (house.staff("clerk").await, house.staff("clerk").await);
    let page = here.get(PAGE).await;
    let phone = Phone::scans(&page);
    let form = page.form_with("sealed");
    let code = phone.code(&house);
    for (password, code) in [
        ("", code.as_str()),
        ("een heel ander wachtwoord", &code),
        (PASSWORD, &phone.wrong_code(&house)),
    ] {
        let fields = [("password", password), ("code", code)];
        let refused = here.sends(&form, &fields).await;
        assert_eq!(refused.status, 400, "{password}");
        // The phone has this secret already.
        assert_eq!(Phone::scans(&refused).0, phone.0, "{password}");
        assert!(!refused.text().contains(PASSWORD));
    }
    let has_factor = "SELECT COUNT(*) AS number FROM staff WHERE has_second_factor";
    assert_eq!(house.number(has_factor), 0);
    assert!(is_in(&there).await);
    let done = here
        .sends(&form, &[("password", PASSWORD), ("code", &code)])
        .await;
    assert_eq!(done.status, 200, "{}", done.text());
    assert_eq!(house.number(has_factor), 1);
    assert!(is_in(&here).await && !is_in(&there).await);
}

async fn a_replaced_phone_is_worth_nothing(engine: Engine) {
    let house = TestHouse::open(engine);
    let clerk = house.staff("clerk").await;
    let (old, first) = sets_up(&house, &clerk).await;
    let (new, _) = sets_up(&house, &clerk).await;
    next_code(&house);
    let (visitor, page) = gives_password(&house, "clerk").await;
    for code in [&old.code(&house), &recovery_codes(&first)[0]] {
        assert_eq!(gives_code(&visitor, &page, code).await.status, 400);
    }
    let right = new.code(&house);
    assert_eq!(gives_code(&visitor, &page, &right).await.status, 303);
}

async fn wrong_passwords_on_the_page_count_as_at_signing_in(engine: Engine) {
    let house = TestHouse::open(engine);
    let clerk = house.staff("clerk").await;
    let page = clerk.get(PAGE).await;
    let code = Phone::scans(&page).code(&house);
    let form = page.form_with("sealed");
    for _ in 0..MOST_FAILURES {
        let fields = [("password", "geraden wachtwoord"), ("code", code.as_str())];
        assert_eq!(clerk.sends(&form, &fields).await.status, 400);
    }
    // Locked: not even the right one is taken, here or on the page to sign in.
    let fields = [("password", PASSWORD), ("code", code.as_str())];
    assert_eq!(clerk.sends(&form, &fields).await.status, 400);
    let other = house.visitor();
    sign_in(&other, &address_of("clerk"), PASSWORD).await;
    assert!(!is_in(&other).await);
}

async fn five_wrong_codes_lock_the_account_and_end_the_session(engine: Engine) {
    let house = TestHouse::open(engine);
    let (phone, _) = sets_up(&house, &house.staff("clerk").await).await;
    next_code(&house);
    let wrong = phone.wrong_code(&house);
    // A right password between wrong codes forgets none of them.
    let (first, page) = gives_password(&house, "clerk").await;
    for _ in 1..MOST_FAILURES {
        assert_eq!(gives_code(&first, &page, &wrong).await.status, 400);
    }
    let (second, page) = gives_password(&house, "clerk").await;
    let out = gives_code(&second, &page, &wrong).await;
    assert_eq!(
        (out.status, out.header("location")),
        (303, Some("/desk/sign-in"))
    );
    let right = phone.code(&house);
    let late = press(&second, "/desk/sign-in/code", &[("code", &right)]).await;
    assert_eq!(late.status, 401, "its session is over");
    // The first session meets the lock, with the right code too.
    gives_code(&first, &page, &right).await;
    assert!(!is_in(&first).await);
    let other = house.visitor();
    assert_eq!(
        sign_in(&other, &address_of("clerk"), PASSWORD).await.status,
        400
    );
}

async fn a_secret_that_was_offered_to_somebody_else_is_refused(engine: Engine) {
    let house = TestHouse::open(engine);
    let (clerk, reader) = (house.staff("clerk").await, house.staff("reader").await);
    let page = reader.get(PAGE).await;
    let code = Phone::scans(&page).code(&house);
    let sealed = page.form_with("sealed").fields;
    let sealed = &sealed.iter().find(|(name, _)| name == "sealed").unwrap().1;
    for sealed in [sealed.as_str(), "", "abc"] {
        let fields = [("sealed", sealed), ("password", PASSWORD), ("code", &code)];
        assert_eq!(press(&clerk, PAGE, &fields).await.status, 400);
    }
    let id = id_of(&house, "clerk");
    let query =
        format!("SELECT COUNT(*) AS number FROM staff WHERE has_second_factor AND id = {id}");
    assert_eq!(house.number(&query), 0);
}
