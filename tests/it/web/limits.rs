//! How much one network may do, and how it is told.

use super::security::is_protected;
use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;
use crate::support::paper::Paper;
use crate::support::visitor::{Answer, Visitor};
use serde_json::json;

on_both_databases!(
    one_address_can_only_sign_so_often,
    neighbours_of_one_ipv6_network_count_as_one,
    whoever_is_no_trusted_proxy_cannot_say_who_asks,
    one_mailbox_is_not_flooded_over_many_petitions,
    one_machine_cannot_hammer_the_site,
);

/// More than any limit allows; asking stops at the first refusal.
const TOO_OFTEN: usize = 2_000;

fn open(engine: Engine, proxies: &str) -> TestHouse {
    let house = TestHouse::open_with(engine, |given| {
        given.limits = Some("on".to_owned());
        given.trusted_proxies = Some(proxies.to_owned());
    });
    house.enter(&Paper::open("bankje"));
    house
}

async fn sign(visitor: &Visitor, from: &str, number: usize) -> Answer {
    let value =
        json!({"name": "Jan", "email": format!("jan{number}@voorbeeld.nl"), "postcode": "9871 AB"});
    let headers = [
        ("content-type", "application/json"),
        ("x-forwarded-for", from),
    ];
    visitor
        .send(
            "POST",
            "/api/v1/petitions/bankje/signatures",
            &headers,
            value.to_string().into(),
        )
        .await
}

/// Signs from one address after another until it is refused.
async fn sign_until_refused(visitor: &Visitor, from: impl Fn(usize) -> String) -> Answer {
    for number in 0..TOO_OFTEN {
        let answer = sign(visitor, &from(number), number).await;
        if answer.status != 202 {
            assert!(
                number > 20,
                "a school behind one address must be able to sign: {}",
                answer.text()
            );
            return answer;
        }
    }
    panic!("nobody was refused")
}

fn is_refused_for_now(answer: &Answer) {
    assert_eq!(answer.status, 429, "{}", answer.text());
    assert!(
        answer
            .header("retry-after")
            .unwrap()
            .parse::<u64>()
            .unwrap()
            >= 1
    );
    is_protected(answer);
}

/// Whoever asked too often is refused again soon; a little room may have come back meanwhile.
async fn is_still_refused(visitor: &Visitor, from: &str) {
    for number in 0..20 {
        let answer = sign(visitor, from, TOO_OFTEN + number).await;
        if answer.status == 429 {
            return;
        }
    }
    panic!("{from} was taken for somebody else");
}

async fn one_address_can_only_sign_so_often(engine: Engine) {
    let house = open(engine, "127.0.0.0/8, 10.1.2.3");
    let visitor = house.visitor();
    let refused = sign_until_refused(&visitor, |_| "203.0.113.1".to_owned()).await;
    is_refused_for_now(&refused);
    assert_eq!(refused.content_type(), "application/problem+json");
    assert_eq!(sign(&visitor, "203.0.113.2", TOO_OFTEN).await.status, 202);
    // What a visitor puts before his own address changes nothing; a trusted proxy is looked through.
    is_still_refused(&visitor, "198.51.100.7, 203.0.113.1").await;
    is_still_refused(&visitor, "198.51.100.7,203.0.113.1 , 10.1.2.3").await;
    // Reading goes on.
    let reader = visitor
        .clone()
        .with_header("x-forwarded-for", "203.0.113.1");
    assert_eq!(reader.get("/petitions/bankje").await.status, 200);
    // The page for people is refused in words.
    let form = reader.get("/petitions/bankje/sign").await.post_form();
    let filled = [("name", "Jan"), ("postcode", "9871 AB")];
    let mut page = reader.get("/petitions/bankje").await;
    for number in 0..20 {
        let email = format!("piet{number}@voorbeeld.nl");
        page = reader
            .submit(&form, &[filled[0], filled[1], ("email", &email)])
            .await;
        if page.status == 429 {
            break;
        }
    }
    is_refused_for_now(&page);
    assert!(page.content_type().starts_with("text/html"));
}

async fn neighbours_of_one_ipv6_network_count_as_one(engine: Engine) {
    let house = open(engine, "127.0.0.1");
    let visitor = house.visitor();
    let refused = sign_until_refused(&visitor, |number| {
        format!("2001:db8:1:2:{number:x}::{number:x}")
    })
    .await;
    is_refused_for_now(&refused);
    assert_eq!(
        sign(&visitor, "2001:db8:1:3::1", TOO_OFTEN).await.status,
        202
    );
    is_still_refused(&visitor, "2001:db8:1:2:ffff:ffff:ffff:ffff").await;
}

async fn whoever_is_no_trusted_proxy_cannot_say_who_asks(engine: Engine) {
    let house = open(engine, "");
    let refused = sign_until_refused(&house.visitor(), |number| {
        format!("203.0.113.{}", number % 250)
    })
    .await;
    is_refused_for_now(&refused);
}

async fn one_mailbox_is_not_flooded_over_many_petitions(engine: Engine) {
    let house = open(engine, "127.0.0.1");
    let visitor = house.visitor();
    let mut refused = 0;
    let petitions = 30;
    for number in 0..petitions {
        let slug = format!("petitie-{number}");
        house.enter(&Paper::open(&slug));
        let value = json!({"name": "Jan", "email": format!("jan+{number}@voorbeeld.nl"), "postcode": "9871 AB"});
        let from = format!("203.0.113.{number}");
        let headers = [
            ("content-type", "application/json"),
            ("x-forwarded-for", from.as_str()),
        ];
        let path = format!("/api/v1/petitions/{slug}/signatures");
        let answer = visitor
            .send("POST", &path, &headers, value.to_string().into())
            .await;
        assert!(matches!(answer.status, 202 | 429), "{}", answer.text());
        refused += usize::from(answer.status == 429);
    }
    assert!((1..petitions).contains(&refused), "{refused} refused");
    assert_eq!(house.mails().await.len(), petitions - refused);
}

async fn one_machine_cannot_hammer_the_site(engine: Engine) {
    let house = open(engine, "127.0.0.1");
    let visitor = house.visitor();
    let hammer = |from: &'static str| {
        let visitor = visitor.clone().with_header("x-forwarded-for", from);
        async move { visitor.get("/assets/zzz.css").await.status }
    };
    let mut refused = false;
    for _ in 0..40 {
        let together: Vec<_> = (0..50)
            .map(|_| actix_web::rt::spawn(hammer("203.0.113.1")))
            .collect();
        for answer in together {
            refused |= answer.await.unwrap() == 429;
        }
        if refused {
            break;
        }
    }
    assert!(refused, "two thousand requests at once were all answered");
    assert_eq!(
        hammer("203.0.113.2").await,
        404,
        "others are not in its shadow"
    );
}
