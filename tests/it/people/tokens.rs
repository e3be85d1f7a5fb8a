//! The cookie and the token in it: what it is worth without its session, and what a made-up one is.

use crate::support::database::Engine;
use crate::support::harness::{KEY, TestHouse};
use crate::support::on_both_databases;
use crate::support::staff::{PASSWORD, address_of, is_in, press};
use crate::support::visitor::Answer;
use chrono::TimeDelta;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use serde_json::{Value, json};
use weerklank_acts::clock::Clock as _;
use weerklank_acts::people::IDLE;
use weerklank_store::people::Vault;

on_both_databases!(
    the_cookie_stays_on_this_site_and_away_from_scripts,
    the_cookie_of_an_https_site_never_travels_in_the_open,
    a_token_that_was_not_signed_here_opens_nothing,
    a_session_that_is_idle_ends_whatever_its_token_says,
);

const COOKIE: &str = "weerklank-staff";

fn key() -> [u8; 32] {
    Vault::new(&KEY).secret("staff session tokens")
}

fn signed(claims: &Value, algorithm: Algorithm, key: &[u8]) -> String {
    let key = EncodingKey::from_secret(key);
    encode(&Header::new(algorithm), claims, &key).unwrap()
}

fn claims_of(token: &str) -> Value {
    let mut validation = Validation::new(Algorithm::HS256);
    validation.validate_exp = false;
    decode::<Value>(token, &DecodingKey::from_secret(&key()), &validation)
        .unwrap()
        .claims
}

/// The parts of the cookie that a right password earns.
async fn cookie_of(house: &TestHouse) -> Vec<String> {
    house.hire("clerk");
    let visitor = house.visitor();
    let form = visitor.get("/desk/sign-in").await.post_form();
    let email = address_of("clerk");
    let answer: Answer = visitor
        .sends(&form, &[("email", &email), ("password", PASSWORD)])
        .await;
    let cookies: Vec<&String> = answer
        .headers
        .iter()
        .filter(|(name, _)| name == "set-cookie")
        .map(|(_, value)| value)
        .collect();
    assert_eq!(cookies.len(), 1, "{cookies:?}");
    cookies[0].split("; ").map(str::to_owned).collect()
}

fn has(parts: &[String], part: &str) -> bool {
    parts.iter().any(|known| known == part)
}

async fn the_cookie_stays_on_this_site_and_away_from_scripts(engine: Engine) {
    let parts = cookie_of(&TestHouse::open(engine)).await;
    assert!(parts[0].starts_with("weerklank-staff="), "{parts:?}");
    for needed in ["HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(has(&parts, needed), "{needed}: {parts:?}");
    }
    // It goes with the browser: nothing keeps it longer than the token in it holds.
    assert!(
        !parts
            .iter()
            .any(|part| part.starts_with("Max-Age") || part.starts_with("Expires")),
        "{parts:?}"
    );
    assert!(!has(&parts, "Secure"), "{parts:?}");
}

async fn the_cookie_of_an_https_site_never_travels_in_the_open(engine: Engine) {
    let house = TestHouse::open_with(engine, |given| {
        given.base_url = Some("https://petities.voorbeeld.nl".to_owned());
    });
    let parts = cookie_of(&house).await;
    assert!(parts[0].starts_with("__Host-weerklank-staff="), "{parts:?}");
    for needed in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(has(&parts, needed), "{needed}: {parts:?}");
    }
    // A cookie with this prefix is refused by browsers when it names a domain.
    assert!(!parts.iter().any(|part| part.starts_with("Domain")));
}

async fn a_token_that_was_not_signed_here_opens_nothing(engine: Engine) {
    let house = TestHouse::open(engine);
    let clerk = house.staff("clerk").await;
    let token = clerk.cookie(COOKIE).unwrap();
    let claims = claims_of(&token);
    let parts: Vec<&str> = token.split('.').collect();
    let visitor = house.visitor();
    visitor.get("/desk/sign-in").await;

    // Signed as the house does it, the same claims are good: what follows is not refused for the
    // way in which this test makes tokens.
    visitor.set_cookie(COOKIE, &signed(&claims, Algorithm::HS256, &key()));
    assert!(is_in(&visitor).await);

    let with = |name: &str, value: Value| {
        let mut other = claims.clone();
        other[name] = value;
        signed(&other, Algorithm::HS256, &key())
    };
    let none = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0";
    let now = house.clock.now().timestamp();
    for (what, made_up) in [
        ("another key", signed(&claims, Algorithm::HS256, &[9; 32])),
        ("no key", signed(&claims, Algorithm::HS256, b"")),
        (
            "another algorithm",
            signed(&claims, Algorithm::HS512, &key()),
        ),
        ("no algorithm", format!("{none}.{}.", parts[1])),
        (
            "no algorithm, with a signature",
            format!("{none}.{}.{}", parts[1], parts[2]),
        ),
        (
            "other claims under this signature",
            format!(
                "{}.{}.{}",
                parts[0],
                with("exp", json!(now + 999_999)).split('.').nth(1).unwrap(),
                parts[2]
            ),
        ),
        // The first character of the signature: of the last one, two bits mean nothing.
        (
            "a changed signature",
            format!(
                "{}.{}.{}{}",
                parts[0],
                parts[1],
                if parts[2].starts_with('A') { "B" } else { "A" },
                &parts[2][1..]
            ),
        ),
        ("no signature", format!("{}.{}", parts[0], parts[1])),
        ("ended", with("exp", json!(now))),
        ("ended long ago", with("exp", json!(now - 1_000_000))),
        ("no session", with("jti", json!("AAAAAAAAAAAAAAAAAAAAAA"))),
        ("a number for a session", with("jti", json!(1))),
        ("no end", {
            let without = json!({"jti": claims["jti"], "iat": claims["iat"]});
            signed(&without, Algorithm::HS256, &key())
        }),
        (
            "the session's token alone",
            claims["jti"].as_str().unwrap().to_owned(),
        ),
        ("nothing", String::new()),
        ("dots", "..".to_owned()),
        ("much", "a.".repeat(1_000)),
    ] {
        visitor.set_cookie(COOKIE, &made_up);
        let page = visitor.get("/desk/account").await;
        assert_eq!(page.status, 303, "{what}");
        assert!(
            page.header("location")
                .unwrap()
                .starts_with("/desk/sign-in?then="),
            "{what}"
        );
        let sent = press(&visitor, "/desk/sign-out-everywhere", &[]).await;
        assert_eq!(sent.status, 401, "{what}");
        // The page to sign in on is there, whatever is in the cookie.
        assert_eq!(visitor.get("/desk/sign-in").await.status, 200, "{what}");
    }
    assert!(is_in(&clerk).await, "nobody else was signed out by it");
}

async fn a_session_that_is_idle_ends_whatever_its_token_says(engine: Engine) {
    let house = TestHouse::open(engine);
    let clerk = house.staff("clerk").await;
    let mut claims = claims_of(&clerk.cookie(COOKIE).unwrap());
    house.clock.advance(IDLE - TimeDelta::seconds(1));
    let renew = |claims: &mut Value| {
        let now = house.clock.now();
        claims["iat"] = json!(now.timestamp());
        claims["exp"] = json!((now + IDLE).timestamp());
        signed(claims, Algorithm::HS256, &key())
    };
    clerk.set_cookie(COOKIE, &renew(&mut claims));
    assert!(is_in(&clerk).await);
    house.clock.advance(TimeDelta::seconds(1));
    clerk.set_cookie(COOKIE, &renew(&mut claims));
    assert!(!is_in(&clerk).await);
}
