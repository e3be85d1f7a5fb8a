//! Whatever comes in: a clear refusal, never a failure, and the server goes on.

use super::security::is_protected;
use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;
use crate::support::paper::Paper;
use crate::support::visitor::{Answer, encoded};
use serde_json::json;
use std::io::{Read, Write};
use std::net::TcpStream;
use weerklank_domain::petitions::PetitionState;

on_both_databases!(
    no_form_and_no_json_makes_the_server_fail,
    no_address_makes_the_server_fail,
    no_state_of_a_petition_makes_the_server_fail,
    what_is_no_http_does_not_stop_the_server,
);

const SLUG: &str = "bankje";
const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";
/// The place of the one body that is as it should be.
const PROVEN: usize = 6;

fn open(engine: Engine) -> TestHouse {
    let house = TestHouse::open(engine);
    house.enter(&Paper::open(SLUG));
    house
}

/// A refusal is a 4xx with everything that belongs to it; 503 only with a time to come back.
fn is_clear(answer: &Answer, what: &str) {
    let is_busy = answer.status == 503 && answer.header("retry-after").is_some();
    assert!(
        answer.status < 500 || is_busy,
        "{what}: {} {}",
        answer.status,
        answer.text()
    );
    is_protected(answer);
    if answer.status >= 400 {
        let kind = answer.content_type();
        let is_told = kind.starts_with("text/html") || kind == "application/problem+json";
        assert!(
            is_told && !answer.body.is_empty(),
            "{what}: {} {kind}",
            answer.status
        );
    }
}

async fn goes_on(house: &TestHouse) {
    let visitor = house.visitor();
    assert_eq!(visitor.get("/healthz").await.status, 200);
    assert_eq!(visitor.get("/petitions/bankje").await.status, 200);
    house.everything_adds_up();
}

/// Values that nobody types into a field by hand.
fn strange_values() -> Vec<Vec<u8>> {
    let mut values: Vec<Vec<u8>> = [
        "",
        " ",
        "\0",
        "a\0b",
        "\u{feff}",
        "\u{202e}evil",
        "'; DROP TABLE signers; --",
        "%00",
        "%",
        "%zz",
        "${7*7}",
        "{{7*7}}",
        "../../etc/passwd",
        "jan@voorbeeld.nl\r\nBcc: iedereen@voorbeeld.nl",
        "a@b@c",
        "[]",
        "true",
        "-1",
        "9999999999999999999999",
        "NaN",
        "🌳🌳🌳",
        "👩‍👩‍👧‍👦",
        "\u{0300}\u{0301}",
        "A\u{0300}\u{0301}\u{0302}\u{0303}\u{0304}\u{0305}",
        "ﷺ",
        "İ",
        "ß",
    ]
    .iter()
    .map(|text| text.as_bytes().to_vec())
    .collect();
    values.extend([
        vec![0xff, 0xfe],
        vec![0xc3, 0x28],
        vec![0xed, 0xa0, 0x80],
        vec![b'a'; 20_000],
        vec![b'a'; 1_000_000],
    ]);
    values
}

/// Percent-encodes bytes that need not be text.
fn percent(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("%{byte:02X}")).collect()
}

async fn no_form_and_no_json_makes_the_server_fail(engine: Engine) {
    let house = open(engine);
    let jan = house.citizen("Jan", "jan@voorbeeld.nl");
    let page = jan.signs(SLUG).await;
    let button = jan
        .browser
        .get(&jan.mail(&house).await.confirm_path())
        .await
        .post_form();
    let sign = jan.browser.get("/petitions/bankje/sign").await.post_form();
    let before = house.number("SELECT COUNT(*) AS number FROM signers");
    let forms = [
        (
            &sign,
            vec![
                "name",
                "email",
                "postcode",
                "show_name",
                "keep_informed",
                "csrf",
            ],
        ),
        (&page.code, vec!["code", "csrf"]),
        (&page.resend, vec!["csrf"]),
        (&button, vec!["csrf"]),
    ];
    let good = [
        ("name", ""),
        ("email", "x@voorbeeld.nl"),
        ("postcode", "9871 AB"),
        ("code", "x"),
    ];
    for (form, fields) in &forms {
        let proof = &form
            .fields
            .iter()
            .find(|(name, _)| name == "csrf")
            .unwrap()
            .1;
        for value in strange_values() {
            for field in fields {
                // Everything but one field is as it should be, except that nobody has no name.
                let mut pairs: Vec<(&str, &str)> = good
                    .iter()
                    .filter(|(name, _)| name != field)
                    .copied()
                    .collect();
                if *field == "name" {
                    pairs.retain(|(name, _)| *name != "email");
                }
                if *field != "csrf" {
                    pairs.push(("csrf", proof));
                } else if form.action.ends_with("resend") || form.action.contains("/confirm/") {
                    pairs.clear();
                }
                let body = format!("{}&{field}={}", encoded(&pairs), percent(&value));
                let answer = jan
                    .browser
                    .send("POST", &form.action, &[("content-type", FORM)], body.into())
                    .await;
                is_clear(
                    &answer,
                    &format!(
                        "{} {field}={:?}",
                        form.action,
                        String::from_utf8_lossy(&value[..value.len().min(40)])
                    ),
                );
            }
        }
        let proven = format!("csrf={proof}");
        let bodies: Vec<Vec<u8>> = vec![
            vec![],
            vec![0xff; 100],
            b"&&&&====".to_vec(),
            b"name".to_vec(),
            b"csrf=a&csrf=b&csrf=c".to_vec(),
            format!("{proven}&{proven}").into(),
            format!("{proven}&name=a&name=b&email=c&email=d").into(),
            "x=1&".repeat(7_000).into(),
            format!("{}=1", "n".repeat(30_000)).into(),
            b"name[]=1&name[a][b]=2".to_vec(),
            json!({"csrf": proof}).to_string().into(),
        ];
        for (number, body) in bodies.iter().enumerate() {
            // A proof with something else beside it is good enough to confirm; that comes last.
            if number != PROVEN || !form.action.contains("/confirm/") {
                let answer = jan
                    .browser
                    .send(
                        "POST",
                        &form.action,
                        &[("content-type", FORM)],
                        body.clone(),
                    )
                    .await;
                is_clear(&answer, &format!("{} body {number}", form.action));
            }
            for kind in [
                "",
                "text/plain",
                "multipart/form-data",
                "multipart/form-data; boundary=x",
                JSON,
                "application/xml",
                "a/b; c=\"",
                "ü",
            ] {
                let answer = jan
                    .browser
                    .send(
                        "POST",
                        &form.action,
                        &[("content-type", kind)],
                        body.clone(),
                    )
                    .await;
                is_clear(&answer, &format!("{} {kind:?} body {number}", form.action));
                assert!(
                    matches!(answer.status, 400 | 403 | 415),
                    "{} {kind:?}: {}",
                    form.action,
                    answer.status
                );
            }
        }
    }
    let path = "/api/v1/petitions/bankje/signatures";
    let mut bodies: Vec<Vec<u8>> = [
        "",
        " ",
        "null",
        "true",
        "5",
        "\"x\"",
        "[]",
        "[{}]",
        "{",
        "{}",
        "{\"name\":",
        "{\"name\":null}",
        "{\"name\":[1]}",
        "{\"name\":{\"a\":1}}",
        "{\"showName\":\"1\"}",
        "{\"showName\":2}",
        "{\"name\":\"a\",\"name\":\"b\"}",
        "{\"name\":\"\\ud800\"}",
        "{\"email\":1e999}",
        "{'name':1}",
        "\u{feff}{}",
        "{\"__proto__\":{}}",
        "NaN",
        "{\"name\":\"a\"} {}",
    ]
    .iter()
    .map(|text| text.as_bytes().to_vec())
    .collect();
    bodies.extend([
        vec![0xff, 0xfe, 0x00],
        vec![b'['; 30_000],
        vec![b'['; 1_000_000],
    ]);
    for value in strange_values() {
        let text = String::from_utf8_lossy(&value).into_owned();
        for field in ["name", "email", "postcode"] {
            let mut fields = json!({"name": "", "email": "x@voorbeeld.nl", "postcode": "9871 AB"});
            if field == "name" {
                fields["email"] = json!("");
            }
            fields[field] = json!(text);
            bodies.push(fields.to_string().into());
        }
    }
    for (number, body) in bodies.into_iter().enumerate() {
        for kind in [JSON, FORM, ""] {
            let answer = jan
                .browser
                .send("POST", path, &[("content-type", kind)], body.clone())
                .await;
            is_clear(&answer, &format!("{path} {kind:?} body {number}"));
            assert!(
                matches!(answer.status, 400 | 413 | 415),
                "body {number}: {} {}",
                answer.status,
                answer.text()
            );
            assert_eq!(
                answer.content_type(),
                "application/problem+json",
                "body {number}"
            );
        }
        let answer = jan
            .browser
            .send("POST", "/dev/clock", &[("content-type", JSON)], body)
            .await;
        is_clear(&answer, "/dev/clock");
    }
    assert_eq!(
        house.number("SELECT COUNT(*) AS number FROM signers"),
        before,
        "nothing of all this was taken"
    );
    assert_eq!(house.count(SLUG).await, 0);
    goes_on(&house).await;
    // Nothing was lost either: what was begun before can still be finished.
    jan.browser.submit(&button, &[]).await;
    assert_eq!(house.count(SLUG).await, 1);
}

async fn no_address_makes_the_server_fail(engine: Engine) {
    let house = open(engine);
    let visitor = house.visitor();
    let long = "a".repeat(8_000);
    let mut segments: Vec<String> = strange_values()
        .iter()
        .filter(|value| !value.is_empty() && value.len() < 2_000)
        .map(|value| percent(value))
        .collect();
    segments.extend([
        long.clone(),
        "..%2f..%2f".to_owned(),
        "%2e%2e".to_owned(),
        ".".to_owned(),
        "a;b".to_owned(),
        "%252e".to_owned(),
    ]);
    let places = [
        "/{}",
        "/petitions/{}",
        "/petitions/{}/sign",
        "/petitions/bankje/signed/{}",
        "/petitions/{}/signed/{}",
        "/confirm/{}",
        "/assets/{}",
        "/dev/mailbox/{}",
        "/api/v1/petitions/{}",
        "/api/v1/petitions/{}/count",
        "/api/v1/{}",
    ];
    for place in places {
        for segment in &segments {
            let path = place.replace("{}", segment);
            let answer = visitor.get(&path).await;
            is_clear(&answer, &path);
            assert!(answer.status >= 400, "{path}: {}", answer.status);
        }
    }
    for place in [
        "/petitions/{}/sign",
        "/petitions/bankje/signed/{}",
        "/petitions/bankje/signed/{}/resend",
        "/confirm/{}",
    ] {
        for segment in &segments {
            let path = place.replace("{}", segment);
            let answer = visitor
                .post_form(&path, &[("csrf", "x"), ("name", "Jan")])
                .await;
            is_clear(&answer, &path);
            assert!(answer.status >= 400, "{path}: {}", answer.status);
        }
    }
    for path in ["/petitions", "/api/v1/petitions"] {
        for name in [
            "q",
            "state",
            "body",
            "area",
            "instrument",
            "sort",
            "cursor",
            "limit",
            "lang",
            "zzz",
            "%ff",
            "q%00",
        ] {
            for value in strange_values().iter().filter(|value| value.len() < 2_000) {
                let path = format!("{path}?{name}={}", percent(value));
                is_clear(&visitor.get(&path).await, &path);
            }
            is_clear(&visitor.get(&format!("{path}?{name}={long}")).await, name);
        }
        for query in [
            "&&&",
            "=",
            "==",
            "q",
            "q=%",
            "q=%f",
            "q=a&q=b",
            "?",
            "q=a+b%20c",
            "#",
            "q=1&cursor=signatures.1.1.1",
        ] {
            is_clear(&visitor.get(&format!("{path}?{query}")).await, query);
        }
        let many: String = (0..1_000).map(|number| format!("a{number}=1&")).collect();
        is_clear(
            &visitor.get(&format!("{path}?{many}")).await,
            "a thousand parameters",
        );
    }
    for (name, value) in [
        ("accept", "zzz"),
        ("accept", "application/json"),
        ("accept-language", ";;;q=,"),
        ("accept-encoding", "zzz;q=9"),
        ("cookie", "=;=;;;"),
        ("cookie", "weerklank-lang=zzz; weerklank-form=zzz"),
        ("if-none-match", "zzz,,\"\""),
        ("range", "bytes=5-1"),
        ("x-forwarded-for", "zzz"),
        ("x-forwarded-for", ",,,"),
        ("host", "zzz.example"),
        ("origin", "null"),
        ("content-length-x", "-1"),
    ] {
        for path in ["/", "/petitions/bankje/sign", "/api/v1/petitions", "/zzz"] {
            is_clear(
                &visitor
                    .send("GET", path, &[(name, value)], Vec::new())
                    .await,
                &format!("{path} {name}: {value}"),
            );
        }
    }
    goes_on(&house).await;
}

async fn no_state_of_a_petition_makes_the_server_fail(engine: Engine) {
    let house = open(engine);
    let jan = house.citizen("Jan", "jan@voorbeeld.nl");
    let form = jan.browser.get("/petitions/bankje/sign").await.post_form();
    for state in PetitionState::ALL
        .into_iter()
        .filter(|state| *state != PetitionState::Open)
    {
        let slug = state.code().replace('_', "-");
        house.enter(&Paper::open(&slug).in_state(state));
        let fields = [
            ("name", "Jan"),
            ("email", "jan@voorbeeld.nl"),
            ("postcode", "9871 AB"),
            ("csrf", form.fields[0].1.as_str()),
        ];
        for path in [
            format!("/petitions/{slug}"),
            format!("/petitions/{slug}/sign"),
            format!("/api/v1/petitions/{slug}"),
        ] {
            is_clear(&jan.browser.get(&path).await, &path);
        }
        let page = jan
            .browser
            .post_form(&format!("/petitions/{slug}/sign"), &fields)
            .await;
        is_clear(&page, &slug);
        assert!(
            matches!(page.status, 403 | 404 | 409 | 410),
            "{slug}: {}",
            page.status
        );
        let answer = jan.signs_by_api(&slug).await;
        is_clear(&answer, &slug);
        assert!(
            matches!(answer.status, 404 | 409 | 410),
            "{slug}: {}",
            answer.status
        );
    }
    assert_eq!(house.number("SELECT COUNT(*) AS number FROM signers"), 0);
    // A petition that changes its state under somebody's hands.
    jan.signs(SLUG).await;
    let mail = jan.mail(&house).await;
    let button = jan.browser.get(&mail.confirm_path()).await.post_form();
    for state in ["taken_down", "withdrawn", "joined"] {
        let public = i32::from(state != "taken_down");
        let flag = if engine == Engine::Postgres {
            ["false", "true"][usize::from(public == 1)]
        } else {
            ["0", "1"][usize::from(public == 1)]
        };
        house.sql(&format!(
            "UPDATE petitions SET state = '{state}', is_public = {flag} WHERE slug = 'bankje'"
        ));
        is_clear(&jan.browser.get(&mail.confirm_path()).await, state);
        let answer = jan.browser.submit(&button, &[]).await;
        is_clear(&answer, state);
        assert!(answer.status >= 400, "{state}: {}", answer.status);
    }
    assert_eq!(house.number("SELECT COUNT(*) AS number FROM signatures"), 0);
    house.everything_adds_up();
}

/// Sends bytes and reads what comes back until the server closes.
fn raw(address: &str, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(address.trim_start_matches("http://")).unwrap();
    // The server may close while we still send.
    let _ = stream.write_all(bytes);
    let _ = stream.shutdown(std::net::Shutdown::Write);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

async fn what_is_no_http_does_not_stop_the_server(engine: Engine) {
    let house = open(engine);
    let address = house.address();
    let sign = "POST /petitions/bankje/sign HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    let mut messages: Vec<Vec<u8>> = [
        "\r\n\r\n",
        "GET",
        "GET /",
        "GET / HTTP/9.9\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET  /  HTTP/1.1\r\nHost: x\r\n\r\n",
        "\u{16}\u{3}\u{1}",
        "GET /\u{0} HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nA: b\u{0}c\r\n\r\n",
        "GET /?q=ü HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET http://other.example/ HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET * HTTP/1.1\r\nHost: x\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
        "CONNECT x:443 HTTP/1.1\r\nHost: x\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ]
    .iter()
    .map(|text| text.as_bytes().to_vec())
    .collect();
    messages.extend([
        format!("{sign}Content-Length: -1\r\n\r\nname=x").into(),
        format!("{sign}Content-Length: 99999999999999999999\r\n\r\nname=x").into(),
        format!("{sign}Content-Length: 1000\r\n\r\nname=x").into(),
        format!("{sign}Content-Length: 5\r\nContent-Length: 6\r\n\r\nname=x").into(),
        format!("{sign}Transfer-Encoding: chunked\r\n\r\nzzz\r\nname=x").into(),
        format!(
            "{sign}Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n5\r\nname=\r\n0\r\n\r\n"
        )
        .into(),
        format!("{sign}Transfer-Encoding: zzz\r\n\r\nname=x").into(),
        format!("{sign}Expect: 100-continue\r\nContent-Length: 6\r\n\r\nname=x").into(),
        format!("GET /{} HTTP/1.1\r\nHost: x\r\n\r\n", "a".repeat(300_000)).into(),
        format!(
            "GET / HTTP/1.1\r\nHost: x\r\n{}\r\n",
            "A: b\r\n".repeat(500)
        )
        .into(),
        format!(
            "GET / HTTP/1.1\r\nHost: x\r\nA: {}\r\n\r\n",
            "b".repeat(300_000)
        )
        .into(),
        vec![0xff; 5_000],
        vec![0; 5_000],
    ]);
    for message in messages {
        let beginning = String::from_utf8_lossy(&message[..message.len().min(60)]).into_owned();
        let answer = std::thread::spawn({
            let address = address.clone();
            move || raw(&address, &message)
        })
        .join()
        .unwrap();
        let status = answer
            .strip_prefix("HTTP/1.1 ")
            .and_then(|rest| rest.get(..3))
            .map(|code| code.parse::<u16>().unwrap());
        assert!(
            status.is_none_or(|status| status < 500),
            "{beginning:?}: {answer}"
        );
    }
    assert_eq!(house.number("SELECT COUNT(*) AS number FROM signers"), 0);
    goes_on(&house).await;
}
