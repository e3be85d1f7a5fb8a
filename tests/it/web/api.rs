//! The rules of the API (API-1 to API-8).

use crate::inputs::take_part::takes_part;
use crate::rounds::matter::{announced, plan, ready};
use crate::support::database::Engine;
use crate::support::dossier::Matter;
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;
use crate::support::paper::Paper;
use chrono::TimeDelta;
use serde_json::Value;
use weerklank_acts::council::popolo::{PopoloSource, import_popolo, read_popolo};
use weerklank_acts::rounds::RoundPlan;
use weerklank_domain::dossiers::PhaseKind;
use weerklank_domain::petitions::Title;
use weerklank_domain::rounds::ModerationTime;

on_both_databases!(
    every_answer_tells_the_version,
    the_description_is_complete_and_true,
    an_address_has_one_spelling,
    unknown_parameters_are_refused_all_at_once,
    each_address_says_which_methods_it_takes,
    a_reader_who_has_the_newest_answer_gets_none,
    a_list_can_be_read_in_parts,
);

const SLUG: &str = "bankje";
const READS: [&str; 5] = [
    "/api/v1/incoming-papers",
    "/api/v1/openapi.json",
    "/api/v1/petitions",
    "/api/v1/petitions/bankje",
    "/api/v1/petitions/bankje/count",
];

fn open(engine: Engine) -> TestHouse {
    let house = TestHouse::open(engine);
    house.enter(&Paper::open(SLUG));
    Matter::public(SLUG, PhaseKind::AgendaSetting).enter_into(&house);
    house
}

async fn every_answer_tells_the_version(engine: Engine) {
    let house = open(engine);
    let visitor = house.visitor();
    let signatures = "/api/v1/petitions/bankje/signatures";
    let others = [
        ("GET", "/api/v1/zzz", 404),
        ("DELETE", "/api/v1/petitions", 405),
        ("GET", "/api/v1/petitions?zzz=", 400),
        ("GET", signatures, 405),
    ];
    for (method, path, status) in READS
        .map(|path| ("GET", path, 200))
        .into_iter()
        .chain(others)
    {
        let answer = visitor.send(method, path, &[], Vec::new()).await;
        assert_eq!(answer.status, status, "{path}: {}", answer.text());
        let version = answer
            .header("api-version")
            .unwrap_or_else(|| panic!("{path}: no version"));
        assert_eq!(
            version
                .split('.')
                .filter_map(|part| part.parse::<u32>().ok())
                .count(),
            3,
            "{version}"
        );
        assert_eq!(
            answer.header("access-control-allow-origin"),
            Some("*"),
            "{path}"
        );
        let kind = if status == 200 {
            "application/json"
        } else {
            "application/problem+json"
        };
        assert!(
            answer.content_type().starts_with(kind),
            "{path}: {}",
            answer.content_type()
        );
        if status >= 400 {
            let problem = answer.json();
            assert_eq!(problem["status"], status, "{problem}");
            for key in ["title", "detail"] {
                assert!(
                    problem[key].as_str().is_some_and(|text| !text.is_empty()),
                    "{path}: {problem}"
                );
            }
        }
    }
}

/// What a report says of its round.
const FACTS: &str = r#"{"round":1,"title":"Bankje","language":"nl","body":["Raad","Council"],
    "dossier":["D26-0901","Bankje"],"procedure":["informal",1],"laid_open_on":null,"announced_at":null,
    "opens_at":null,"closes_at":null,"bulletin_url":null,"coverage":[0,0,0,0,0],"views":[]}"#;

/// An open round of the same name, with an input, a report and a commitment.
async fn with_round(house: &TestHouse) {
    let actor = ready(house);
    assert_eq!(crate::commitments::promised(house, &actor), 1);
    let round = announced(
        house,
        &actor,
        &RoundPlan {
            title: Title::parse("Bankje").unwrap(),
            moderation: ModerationTime::After,
            holds: weerklank_domain::moderation::Holds::default(),
            ..plan()
        },
    );
    assert_eq!(round.slug, SLUG);
    house.sql(&format!(
        "INSERT INTO reports (round_id, version, intro, own_motion, open_inputs, facts, staff_id, published_at)
         VALUES ({}, 1, '', '', 0, '{FACTS}', {}, '2026-03-01 00:00:00')",
        round.id, actor.staff_id
    ));
    house.later(TimeDelta::days(1)).await;
    takes_part(
        house,
        &round,
        "Graag in de schaduw.",
        "jan@voorbeeld.example",
    )
    .await;
}

/// A council with one of each.
fn with_council(house: &TestHouse) {
    let bundle = read_popolo(
        r#"{"organizations": [{"id": "bodies/kamer", "name": "Kamer", "classification": "council"}],
        "persons": [{"id": "members/bankje", "name": "B. Ankje"}],
        "memberships": [{"person_id": "members/bankje", "organization_id": "bodies/kamer"}],
        "events": [{"id": "meetings/V26-0001", "organization_id": "bodies/kamer", "status": "passed",
                    "start_date": "2026-02-02T19:00:00Z"},
                   {"id": "meetings/V26-0001/items/1", "parent_id": "meetings/V26-0001", "name": "Bankje"}],
        "motions": [{"id": "proposals/M26-0001", "organization_id": "bodies/kamer", "classification": "motion",
                     "x_title": "Bankje", "x_submitted_on": "2026-02-02",
                     "x_agenda_item_ids": ["meetings/V26-0001/items/1"]}],
        "vote_events": [{"id": "votes/S26-0001", "motion_id": "proposals/M26-0001", "result": "pass",
                         "start_date": "2026-02-02T20:00:00Z",
                         "x_agenda_item_id": "meetings/V26-0001/items/1",
                         "votes": [{"voter_id": "members/bankje", "option": "yes"}]}]}"#,
    )
    .unwrap();
    let source = PopoloSource {
        scheme: "popolo",
        rules: None,
    };
    let report = import_popolo(house.house(), &bundle, source, &|_| {}).unwrap();
    assert_eq!((report.votes, report.odd.len()), (1, 0), "{report:?}");
}

async fn the_description_is_complete_and_true(engine: Engine) {
    let house = open(engine);
    with_round(&house).await;
    with_council(&house);
    let visitor = house.visitor();
    let description = visitor.get("/api/v1/openapi.json").await.json();
    assert!(description["openapi"].as_str().unwrap().starts_with("3."));
    for key in ["name", "url", "email"] {
        assert!(
            description["info"]["contact"][key]
                .as_str()
                .is_some_and(|text| !text.is_empty()),
            "contact {key}"
        );
    }
    let server = description["servers"][0]["url"].as_str().unwrap();
    assert!(server.ends_with("/api/v1"), "{server}");
    let paths = description["paths"].as_object().unwrap();
    assert!(paths.len() >= 4, "{:?}", paths.keys().collect::<Vec<_>>());
    for (path, operations) in paths {
        for segment in path
            .split('/')
            .filter(|segment| !segment.is_empty() && !segment.starts_with('{'))
        {
            let is_kebab = segment
                .trim_end_matches(".json")
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'-');
            assert!(is_kebab, "{path}: {segment}");
        }
        for (method, operation) in operations.as_object().unwrap() {
            assert!(operation["operationId"].is_string(), "{method} {path}");
            assert!(
                !operation["responses"].as_object().unwrap().is_empty(),
                "{method} {path}"
            );
            for parameter in operation["parameters"].as_array().into_iter().flatten() {
                let name = parameter["name"].as_str().unwrap();
                let is_camel = name.starts_with(|first: char| first.is_ascii_lowercase())
                    && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
                assert!(is_camel, "{method} {path}: {name}");
            }
            let real = format!(
                "/api/v1{}",
                path.replace("{slug}", SLUG)
                    .replace("{number}", "1")
                    .replace("meetings/{reference}", "meetings/V26-0001")
                    .replace("proposals/{reference}", "proposals/M26-0001")
                    .replace("votes/{id}", "votes/S26-0001")
            );
            let answer = visitor
                .send(
                    &method.to_uppercase(),
                    &real,
                    &[("content-type", "application/json")],
                    b"{}".to_vec(),
                )
                .await;
            assert!(
                matches!(answer.status, 200 | 400),
                "{method} {real}: {}",
                answer.status
            );
        }
    }
    // What the contract promises is in it, and in the answers.
    let petition = visitor.get("/api/v1/petitions/bankje").await.json();
    for key in [
        "slug",
        "title",
        "state",
        "signatureCount",
        "openedAt",
        "closesAt",
        "body",
        "instrument",
    ] {
        assert!(!petition[key].is_null(), "{key} in {petition}");
    }
    times_are_utc(&petition);
    let count = visitor.get("/api/v1/petitions/bankje/count").await;
    assert!(
        count.body.len() < 200 && count.json()["signatureCount"] == 0,
        "{}",
        count.text()
    );
}

fn times_are_utc(value: &Value) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                if let (true, Some(text)) = (
                    key.ends_with("At") || key == "at" || key == "hour",
                    value.as_str(),
                ) {
                    assert!(
                        text.ends_with('Z') && chrono::DateTime::parse_from_rfc3339(text).is_ok(),
                        "{key}: {text}"
                    );
                }
                times_are_utc(value);
            }
        }
        Value::Array(values) => values.iter().for_each(times_are_utc),
        _ => {}
    }
}

async fn an_address_has_one_spelling(engine: Engine) {
    let house = open(engine);
    let visitor = house.visitor();
    for path in [
        "/api/v1/petitions/",
        "/api/v1/petitions/bankje/",
        "/api/v1/petitions/bankje/count/",
        "/api/v1/petitions/BANKJE",
        "/api/v1//petitions",
        "/api/v1/",
        "/api/v2/petitions",
        "/API/v1/petitions",
        "/petitions/",
        "/petitions/bankje/",
        "/about/",
    ] {
        let answer = visitor.get(path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.header("location").is_none(), "{path}");
    }
}

async fn unknown_parameters_are_refused_all_at_once(engine: Engine) {
    let house = open(engine);
    let visitor = house.visitor();
    for path in READS {
        let answer = visitor.get(&format!("{path}?zzz=1&yyy=2")).await;
        assert_eq!(
            (answer.status, answer.content_type()),
            (400, "application/problem+json"),
            "{path}"
        );
        let problem = answer.json();
        let mut fields: Vec<&str> = problem["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|error| error["field"].as_str().unwrap())
            .collect();
        fields.sort_unstable();
        assert_eq!(fields, ["yyy", "zzz"], "{path}");
    }
    for query in [
        "limit=0",
        "limit=101",
        "limit=-1",
        "limit=x",
        "limit=",
        "limit=1e3",
        "state=zzz",
        "state=OPEN",
        "sort=zzz",
        "cursor=zzz",
        "cursor=",
        "cursor=signatures.0.0",
        "cursor=signatures.0.0.0.0",
        "cursor=signatures.0.99999999999999999999.1",
        "cursor=newest.0.9223372036854775807.1&sort=newest",
        "cursor=newest.0.1.1",
        "state=open&state=closed",
        "q=a&q=b",
    ] {
        let answer = visitor.get(&format!("/api/v1/petitions?{query}")).await;
        assert_eq!(
            (answer.status, answer.content_type()),
            (400, "application/problem+json"),
            "{query}: {}",
            answer.text()
        );
        assert!(
            !answer.json()["errors"].as_array().unwrap().is_empty(),
            "{query}"
        );
    }
    let answer = visitor
        .post_json(
            "/api/v1/petitions/bankje/signatures?zzz=1",
            &serde_json::json!({}),
        )
        .await;
    assert_eq!(answer.status, 400);
}

async fn each_address_says_which_methods_it_takes(engine: Engine) {
    let house = open(engine);
    let visitor = house.visitor();
    let signatures = ("/api/v1/petitions/bankje/signatures", "POST");
    let pages = [
        ("/", "GET, HEAD"),
        ("/petitions", "GET, HEAD"),
        ("/petitions/bankje", "GET, HEAD"),
        ("/petitions/bankje/sign", "GET, HEAD, POST"),
        ("/confirm/AAAAAAAAAAAAAAAAAAAAAA", "GET, HEAD, POST"),
        ("/petitions/bankje/signed/zzz/resend", "POST"),
        ("/about", "GET, HEAD"),
        ("/healthz", "GET, HEAD"),
    ];
    for (path, allowed) in READS
        .map(|path| (path, "GET, HEAD"))
        .into_iter()
        .chain([signatures])
        .chain(pages)
    {
        for method in [
            "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "TRACE", "ZZZ",
        ] {
            if allowed.split(", ").any(|taken| taken == method) {
                continue;
            }
            let answer = visitor.send(method, path, &[], Vec::new()).await;
            assert_eq!(answer.status, 405, "{method} {path}");
            assert_eq!(answer.header("allow"), Some(allowed), "{method} {path}");
        }
    }
    assert_eq!(house.number("SELECT COUNT(*) AS number FROM signers"), 0);
}

async fn a_reader_who_has_the_newest_answer_gets_none(engine: Engine) {
    let house = open(engine);
    let visitor = house.visitor();
    for path in ["/", "/petitions", "/petitions/bankje"]
        .into_iter()
        .chain(READS)
    {
        let first = visitor.get(path).await;
        let tag = first
            .header("etag")
            .unwrap_or_else(|| panic!("{path}: no tag"))
            .to_owned();
        let again = visitor
            .send("GET", path, &[("if-none-match", &tag)], Vec::new())
            .await;
        assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
        assert_eq!(again.header("etag"), Some(tag.as_str()), "{path}");
        let other = visitor
            .send("GET", path, &[("if-none-match", "\"zzz\"")], Vec::new())
            .await;
        assert_eq!((other.status, &other.body), (200, &first.body), "{path}");
        if path.starts_with("/api/") {
            let keeping = first.header("cache-control").unwrap();
            assert!(
                keeping.contains("max-age=1") && keeping.contains("stale-while-revalidate"),
                "{path}: {keeping}"
            );
        }
        let small = visitor
            .send("GET", path, &[("accept-encoding", "gzip, br")], Vec::new())
            .await;
        if first.body.len() > 1_000 {
            assert_eq!(small.header("content-encoding"), Some("br"), "{path}");
            assert!(small.body.len() < first.body.len() / 2, "{path}");
        }
    }
    let path = "/api/v1/petitions/bankje/count";
    let tag = visitor.get(path).await.header("etag").unwrap().to_owned();
    house
        .citizen("Jan", "jan@voorbeeld.nl")
        .signs_and_confirms(&house, SLUG)
        .await;
    let moved = visitor
        .send("GET", path, &[("if-none-match", &tag)], Vec::new())
        .await;
    assert_eq!(
        (moved.status, &moved.json()["signatureCount"]),
        (200, &serde_json::json!(1))
    );
}

async fn a_list_can_be_read_in_parts(engine: Engine) {
    let house = TestHouse::open(engine);
    let empty = house.visitor().get("/api/v1/petitions").await.json();
    assert_eq!(empty, serde_json::json!({"items": [], "next": null}));
    for number in 0..25 {
        house.enter(&Paper::open(&format!("petitie-{number}")));
    }
    let visitor = house.visitor();
    let first = visitor.get("/api/v1/petitions").await.json();
    assert_eq!(
        first["items"].as_array().unwrap().len(),
        20,
        "twenty unless said"
    );
    assert!(first["next"].is_string());
    let all = visitor.get("/api/v1/petitions?limit=100").await.json();
    assert_eq!(
        (all["items"].as_array().unwrap().len(), &all["next"]),
        (25, &Value::Null)
    );
    let exactly = visitor.get("/api/v1/petitions?limit=25").await.json();
    assert_eq!(exactly["next"], Value::Null, "no empty last page");
}
