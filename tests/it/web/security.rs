//! What every answer carries, and what no stranger's form can do.

use crate::support::database::Engine;
use crate::support::harness::{TestHouse, start_of_test};
use crate::support::on_both_databases;
use crate::support::paper::Paper;
use crate::support::visitor::{Answer, Form};
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::BTreeMap;
use weerklank_domain::petitions::PetitionState;

on_both_databases!(
    every_answer_carries_the_headers_that_protect_its_reader,
    a_page_about_a_broken_database_carries_them_too,
    a_form_needs_the_proof_of_its_own_page_in_its_own_browser,
    the_proof_of_one_form_opens_no_other,
    security_txt_tells_where_to_report_for_half_a_year,
    cookies_of_an_https_site_never_travel_in_the_open,
    no_page_asks_another_host_for_anything,
    the_demonstrations_own_pages_exist_only_there,
);

const SLUG: &str = "bankje";

fn open(engine: Engine) -> TestHouse {
    let house = TestHouse::open(engine);
    house.enter(&Paper::open(SLUG));
    house
}

/// SEC-2, as internet.nl reads it.
fn check_policy(policy: &str, path: &str) {
    let directives: BTreeMap<&str, Vec<&str>> = policy
        .split(';')
        .map(str::trim)
        .filter(|directive| !directive.is_empty())
        .map(|directive| {
            let mut words = directive.split_whitespace();
            (words.next().unwrap(), words.collect())
        })
        .collect();
    assert!(
        matches!(directives["default-src"].as_slice(), ["'none'" | "'self'"]),
        "{path}: {policy}"
    );
    assert_eq!(
        directives["frame-ancestors"],
        ["'none'"],
        "{path}: {policy}"
    );
    for needed in ["base-uri", "form-action"] {
        let sources = directives
            .get(needed)
            .unwrap_or_else(|| panic!("{path}: no {needed} in {policy}"));
        assert!(
            sources
                .iter()
                .all(|source| matches!(*source, "'none'" | "'self'")),
            "{path}: {policy}"
        );
    }
    for (directive, sources) in &directives {
        for source in sources {
            let is_bad = source.starts_with("'unsafe-")
                || source.contains('*')
                || ["http:", "https:", "data:", "blob:"].contains(source)
                || !(source.starts_with('\'') || source.starts_with("https://"));
            assert!(!is_bad, "{path}: {directive} {source}");
        }
    }
}

/// SEC-1 to SEC-3.
pub fn is_protected(answer: &Answer) {
    let path = format!("{} {}", answer.status, answer.path);
    let header = |name: &str| {
        answer
            .header(name)
            .unwrap_or_else(|| panic!("{path}: no {name}"))
    };
    check_policy(header("content-security-policy"), &path);
    let transport = header("strict-transport-security");
    let age = transport
        .split(';')
        .find_map(|part| part.trim().strip_prefix("max-age="))
        .unwrap();
    assert!(
        age.parse::<u64>().unwrap() >= 31_536_000,
        "{path}: {transport}"
    );
    assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
    assert_eq!(header("x-frame-options"), "DENY", "{path}");
    assert!(
        ["no-referrer", "same-origin"].contains(&header("referrer-policy")),
        "{path}"
    );
    assert!(
        answer.header("server").is_none() && answer.header("x-powered-by").is_none(),
        "{path}"
    );
    assert_eq!(
        answer
            .headers
            .iter()
            .filter(|(name, _)| name == "content-security-policy")
            .count(),
        1,
        "{path}"
    );
}

async fn every_answer_carries_the_headers_that_protect_its_reader(engine: Engine) {
    let house = open(engine);
    house.enter(&Paper::open("dicht").in_state(PetitionState::Closed));
    house.enter(&Paper::open("weg").in_state(PetitionState::TakenDown));
    let jan = house.citizen("Jan", "jan@voorbeeld.nl");
    let page = jan.signs(SLUG).await;
    let link = jan.mail(&house).await.confirm_path();
    let visitor = house.visitor();
    let home = visitor.get("/").await;
    let style = home
        .references()
        .into_iter()
        .find(|link| link.starts_with("/assets/") && link.ends_with(".css"))
        .unwrap();
    let gets = [
        ("/", 200),
        ("/petitions", 200),
        ("/petitions?q=bankje&state=open", 200),
        ("/petitions?sort=zzz", 400),
        ("/petitions/bankje", 200),
        ("/petitions/bankje/sign", 200),
        ("/petitions/dicht/sign", 409),
        ("/petitions/weg", 410),
        ("/petitions/zzz", 404),
        ("/zzz", 404),
        (style.as_str(), 200),
        ("/assets/zzz.css", 404),
        ("/about", 200),
        ("/house-rules", 200),
        ("/privacy", 200),
        ("/accessibility", 200),
        ("/healthz", 200),
        ("/metrics", 200),
        ("/.well-known/security.txt", 200),
        ("/dev/mailbox", 200),
        ("/dev/mailbox/0000000001", 200),
        ("/dev/mailbox/zzz", 404),
        (page.code.action.as_str(), 200),
        (link.as_str(), 200),
        ("/confirm/zzz", 404),
        ("/api/v1/openapi.json", 200),
        ("/api/v1/petitions", 200),
        ("/api/v1/petitions?zzz=1", 400),
        ("/api/v1/petitions/bankje", 200),
        ("/api/v1/petitions/bankje/count", 200),
        ("/api/v1/petitions/weg", 410),
        ("/api/v1/zzz", 404),
    ];
    for (path, status) in gets {
        for method in ["GET", "HEAD"] {
            let answer = visitor.send(method, path, &[], Vec::new()).await;
            assert_eq!(answer.status, status, "{method} {path}: {}", answer.text());
            is_protected(&answer);
            assert!(method == "GET" || answer.body.is_empty(), "{method} {path}");
        }
        // Every one of them takes no other method, or says which.
        let answer = visitor.send("PUT", path, &[], Vec::new()).await;
        assert!(
            matches!(answer.status, 404 | 405 | 410),
            "PUT {path}: {}",
            answer.status
        );
        is_protected(&answer);
    }
    let large = vec![b'a'; 100_000];
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let json = [("content-type", "application/json")];
    for (path, headers, body, status) in [
        ("/petitions/bankje/sign", form, large.clone(), 413),
        ("/api/v1/petitions/bankje/signatures", json, large, 413),
        ("/petitions/bankje/sign", json, b"{}".to_vec(), 415),
        (
            "/api/v1/petitions/bankje/signatures",
            form,
            b"name=x".to_vec(),
            415,
        ),
        ("/petitions/bankje/sign", form, b"name=x".to_vec(), 403),
        (
            "/api/v1/petitions/bankje/signatures",
            json,
            b"{".to_vec(),
            400,
        ),
        (link.as_str(), form, b"".to_vec(), 403),
    ] {
        let answer = visitor.send("POST", path, &headers, body).await;
        assert_eq!(answer.status, status, "{path}: {}", answer.text());
        is_protected(&answer);
        assert!(
            answer
                .header("cache-control")
                .is_some_and(|value| value.contains("no-store")),
            "{status} {path}"
        );
    }
    // The address of a link is a secret: no page that it leads to may learn it.
    assert_eq!(
        visitor.get(&link).await.header("referrer-policy"),
        Some("no-referrer")
    );
}

async fn a_page_about_a_broken_database_carries_them_too(engine: Engine) {
    let house = open(engine);
    house.sql("ALTER TABLE petition_place_counts RENAME TO lost");
    let visitor = house.visitor();
    for (path, kind) in [
        ("/petitions/bankje", "text/html"),
        ("/api/v1/petitions/bankje", "application/problem+json"),
    ] {
        let answer = visitor.get(path).await;
        assert_eq!(answer.status, 500, "{}", answer.text());
        assert!(
            answer.content_type().starts_with(kind),
            "{path}: {}",
            answer.content_type()
        );
        is_protected(&answer);
        let text = answer.text().to_lowercase();
        assert!(
            !text.contains("petition_place_counts") && !text.contains("select "),
            "{text}"
        );
    }
    house.sql("ALTER TABLE lost RENAME TO petition_place_counts");
    assert_eq!(
        visitor.get("/petitions/bankje").await.status,
        200,
        "an error is not kept"
    );
}

fn nothing_was_written(house: &TestHouse) {
    assert_eq!(house.number("SELECT COUNT(*) AS number FROM signers"), 0);
}

async fn a_form_needs_the_proof_of_its_own_page_in_its_own_browser(engine: Engine) {
    let house = open(engine);
    house.enter(&Paper::open("zebrapad"));
    let visitor = house.visitor();
    let own = visitor.get("/petitions/bankje/sign").await.post_form();
    let other = visitor.get("/petitions/zebrapad/sign").await.post_form();
    let elsewhere = house
        .visitor()
        .get("/petitions/bankje/sign")
        .await
        .post_form();
    let proof = |form: &Form| {
        form.fields
            .iter()
            .find(|(name, _)| name == "csrf")
            .unwrap()
            .1
            .clone()
    };
    let wrong = [
        Some(String::new()),
        Some("zzz".to_owned()),
        None,
        Some(proof(&other)),
        Some(proof(&elsewhere)),
    ];
    for proof in &wrong {
        let mut fields = vec![
            ("name", "Jan & <Jansen>"),
            ("email", "jan@voorbeeld.nl"),
            ("postcode", "9871 AB"),
            ("keep_informed", "1"),
        ];
        if let Some(proof) = proof {
            fields.push(("csrf", proof));
        }
        let page = visitor.post_form("/petitions/bankje/sign", &fields).await;
        assert_eq!(page.status, 403, "{proof:?}: {}", page.text());
        nothing_was_written(&house);
        let form = page.post_form();
        for (name, value) in [
            ("email", "jan@voorbeeld.nl"),
            ("name", "Jan & <Jansen>"),
            ("keep_informed", "1"),
        ] {
            assert!(
                form.fields.contains(&(name.to_owned(), value.to_owned())),
                "{name} is lost: {form:?}"
            );
        }
        assert!(!form.fields.iter().any(|(name, _)| name == "show_name"));
    }
    // A browser without a cookie has no proof either.
    let stranger = house.visitor();
    let fields = [
        ("name", "Jan"),
        ("email", "jan@voorbeeld.nl"),
        ("postcode", "9871 AB"),
    ];
    assert_eq!(stranger.submit(&own, &fields).await.status, 403);
    nothing_was_written(&house);
    // The page that came back is good.
    let again = visitor
        .post_form("/petitions/bankje/sign", &fields)
        .await
        .post_form();
    assert_eq!(
        visitor
            .submit(&again, &[("postcode", "9871 AB")])
            .await
            .status,
        200
    );
    assert_eq!(house.number("SELECT COUNT(*) AS number FROM signers"), 1);
}

async fn the_proof_of_one_form_opens_no_other(engine: Engine) {
    let house = open(engine);
    let (jan, piet) = (
        house.citizen("Jan", "jan@voorbeeld.nl"),
        house.citizen("Piet", "piet@voorbeeld.nl"),
    );
    let (of_jan, of_piet) = (jan.signs(SLUG).await, piet.signs(SLUG).await);
    let (mail, other) = (jan.mail(&house).await, piet.mail(&house).await);
    let button = jan.browser.get(&mail.confirm_path()).await.post_form();
    let foreign = jan.browser.get(&other.confirm_path()).await.post_form();
    for (form, proofs) in [
        (&button, [&foreign.fields, &of_jan.code.fields]),
        (&of_jan.code, [&button.fields, &of_piet.code.fields]),
        (&of_jan.resend, [&button.fields, &of_piet.resend.fields]),
    ] {
        for proof in proofs {
            let proof = &proof.iter().find(|(name, _)| name == "csrf").unwrap().1;
            let answer = jan
                .browser
                .post_form(&form.action, &[("csrf", proof), ("code", &mail.code())])
                .await;
            assert_eq!(answer.status, 403, "{}", form.action);
        }
        assert_eq!(
            jan.browser.post_form(&form.action, &[]).await.status,
            403,
            "{}",
            form.action
        );
    }
    // Nor does the page of one petition work at the address of another.
    house.enter(&Paper::open("zebrapad"));
    let moved = of_jan.code.action.replace(SLUG, "zebrapad");
    assert_eq!(jan.browser.get(&moved).await.status, 404);
    assert_eq!(house.count(SLUG).await, 0);
    assert_eq!(house.mails().await.len(), 2);
    assert_eq!(
        house.number("SELECT CAST(MAX(code_attempts) AS BIGINT) AS number FROM signers"),
        0
    );
}

async fn security_txt_tells_where_to_report_for_half_a_year(engine: Engine) {
    let house = open(engine);
    let answer = house.visitor().get("/.well-known/security.txt").await;
    assert_eq!(answer.content_type(), "text/plain; charset=utf-8");
    let text = answer.text();
    let fields: Vec<(&str, &str)> = text
        .lines()
        .map(|line| line.split_once(": ").unwrap())
        .collect();
    let all = |name: &str| -> Vec<&str> {
        fields
            .iter()
            .filter(|(known, _)| *known == name)
            .map(|(_, value)| *value)
            .collect()
    };
    assert_eq!(all("Contact"), ["mailto:griffie@testwater.example"]);
    let [expires] = all("Expires")[..] else {
        panic!("one Expires: {text}")
    };
    let expires: DateTime<Utc> = DateTime::parse_from_rfc3339(expires).unwrap().to_utc();
    let now = start_of_test();
    assert!(
        expires > now + TimeDelta::days(30) && expires < now + TimeDelta::days(365),
        "{expires}"
    );
    assert_eq!(
        all("Canonical"),
        [format!("{}/.well-known/security.txt", house.address())]
    );
    assert_eq!(all("Preferred-Languages"), ["nl, en"]);
}

async fn cookies_of_an_https_site_never_travel_in_the_open(engine: Engine) {
    let set_cookies = |answer: &Answer| -> Vec<String> {
        answer
            .headers
            .iter()
            .filter(|(name, _)| name == "set-cookie")
            .map(|(_, value)| value.clone())
            .collect()
    };
    let open = open(engine);
    let cookies = set_cookies(&open.visitor().get("/petitions/bankje/sign").await);
    assert!(
        cookies
            .iter()
            .all(|cookie| !cookie.contains("Secure") && !cookie.starts_with("__Host-")),
        "{cookies:?}"
    );

    let house = TestHouse::open_with(engine, |given| {
        given.base_url = Some("https://petities.voorbeeld.nl".to_owned());
        given.demo = None;
        given.limits = None;
        given.mail_to_files = Some("1".to_owned());
    });
    house.enter(&Paper::open(SLUG));
    let jan = house.citizen("Jan", "jan@voorbeeld.nl");
    let form = jan.browser.get("/petitions/bankje/sign").await;
    let cookies = set_cookies(&form);
    assert_eq!(cookies.len(), 1, "{cookies:?}");
    let parts: Vec<&str> = cookies[0].split("; ").collect();
    assert!(parts[0].starts_with("__Host-"), "{cookies:?}");
    for needed in ["Secure", "HttpOnly", "Path=/"] {
        assert!(parts.contains(&needed), "{needed}: {cookies:?}");
    }
    assert!(
        parts.iter().any(|part| part.starts_with("SameSite=")) && !cookies[0].contains("Domain"),
        "{cookies:?}"
    );
    // Reading sets none at all.
    for path in ["/", "/petitions", "/petitions/bankje", "/about"] {
        assert_eq!(
            set_cookies(&house.visitor().get(path).await),
            [""; 0],
            "{path}"
        );
    }
    // The links of its mails lead to its own address.
    jan.signs_and_confirms(&house, SLUG).await;
    let mail = &house.mails().await[0];
    assert!(
        mail.links()
            .iter()
            .all(|link| link.starts_with("https://petities.voorbeeld.nl")),
        "{:?}",
        mail.links()
    );
    assert_eq!(house.count(SLUG).await, 1);
}

async fn no_page_asks_another_host_for_anything(engine: Engine) {
    let house = open(engine);
    let visitor = house.visitor();
    for path in [
        "/",
        "/petitions",
        "/petitions/bankje",
        "/petitions/bankje/sign",
        "/about",
        "/zzz",
        "/dev/mailbox",
    ] {
        let page = visitor.get(path).await;
        let html = page.text();
        for start in ["src=\"", "action=\"", "srcset=\""] {
            for rest in html.split(start).skip(1) {
                let address = rest.split('"').next().unwrap();
                assert!(
                    address.starts_with('/') && !address.starts_with("//"),
                    "{path}: {address}"
                );
            }
        }
        for tag in html.split("<link ").skip(1) {
            let href = crate::support::visitor::attribute(&format!(" {tag}"), "href").unwrap();
            let is_own = href.starts_with('/') && !href.starts_with("//")
                || href.starts_with(&house.address());
            assert!(is_own, "{path}: {href}");
        }
        // And whatever it asks for is there.
        for link in page
            .references()
            .iter()
            .filter(|link| link.starts_with("/assets/"))
        {
            let asset = visitor.get(link).await;
            assert_eq!(asset.status, 200, "{link}");
            assert!(
                asset.header("cache-control").unwrap().contains("immutable"),
                "{link}"
            );
            let text = asset.text();
            assert!(
                !text.contains("url(http") && !text.contains("@import"),
                "{link}"
            );
        }
    }
}

async fn the_demonstrations_own_pages_exist_only_there(engine: Engine) {
    let house = TestHouse::open_with(engine, |given| {
        given.base_url = Some("https://petities.voorbeeld.nl".to_owned());
        given.demo = None;
        given.limits = None;
        given.mail_to_files = Some("1".to_owned());
    });
    house.enter(&Paper::open(SLUG));
    house.citizen("Jan", "jan@voorbeeld.nl").signs(SLUG).await;
    assert_eq!(house.mails().await.len(), 1);
    let visitor = house.visitor();
    for path in ["/dev/mailbox", "/dev/mailbox/0000000001"] {
        assert_eq!(visitor.get(path).await.status, 404, "{path}");
    }
    let moved = visitor
        .post_json(
            "/dev/clock",
            &serde_json::json!({"now": "2030-01-01T00:00:00Z"}),
        )
        .await;
    assert_eq!(moved.status, 404);
    assert!(!visitor.get("/").await.text().contains("/dev/"));
}
