//! Calendars, line by line, and the feed.

use super::matter::{announced, at, plan, planned, ready};
use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;
use chrono::TimeDelta;
use std::collections::BTreeMap;
use weerklank_acts::rounds::RoundPlan;
use weerklank_acts::rounds::desk::{cancel_round, extend_round};
use weerklank_domain::petitions::{Passage, Title};
use weerklank_domain::rounds::ExtensionCause;

on_both_databases!(
    the_calendar_has_an_opening_and_a_closing_of_each_round,
    a_calendar_follows_an_extension_and_a_stop,
    what_is_not_public_is_in_no_calendar,
    the_feed_tells_what_happened_in_order,
    whoever_has_the_newest_calendar_gets_none,
);

const TITLE: &str = "Groen, geel; <rood> & \"blauw\" \\ in de wijk met een tamelijk lange naam";

fn titled() -> RoundPlan {
    RoundPlan {
        title: Title::parse(TITLE).unwrap(),
        ..plan()
    }
}

type Event = BTreeMap<String, String>;

/// Reads a calendar as a program does: unfolded, and every line where it may stand.
fn events(text: &str) -> Vec<Event> {
    assert!(text.ends_with("\r\n"));
    assert!(
        !text.replace("\r\n", "").contains(['\r', '\n']),
        "a bare end"
    );
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{line}");
        assert!(!line.is_empty());
    }
    let whole = text.replace("\r\n ", "");
    let mut lines = whole.split_terminator("\r\n");
    assert_eq!(lines.next(), Some("BEGIN:VCALENDAR"));
    let (mut found, mut within): (Vec<Event>, Option<Event>) = (Vec::new(), None);
    let mut head = Event::new();
    let mut has_end = false;
    for line in lines {
        assert!(!has_end, "{line} after the end");
        match (line, within.take()) {
            ("BEGIN:VEVENT", None) => within = Some(Event::new()),
            ("END:VEVENT", Some(event)) => found.push(event),
            ("END:VCALENDAR", None) => has_end = true,
            (line, event) => {
                let (name, value) = line.split_once(':').unwrap();
                let mut into = event.unwrap_or_default();
                let is_new = into.insert(name.to_owned(), value.to_owned()).is_none();
                assert!(is_new, "{line} twice");
                if found.is_empty() && name.starts_with("X-") || head.len() < 4 {
                    head.extend(into);
                } else {
                    within = Some(into);
                }
            }
        }
    }
    assert!(has_end);
    assert_eq!(head["VERSION"], "2.0");
    assert!(head.contains_key("PRODID"));
    for event in &found {
        for needed in ["UID", "DTSTAMP", "DTSTART", "SUMMARY", "URL"] {
            assert!(event.contains_key(needed), "{needed}: {event:?}");
        }
    }
    found
}

fn unescaped(value: &str) -> String {
    let mut text = String::new();
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n') => text.push('\n'),
                Some(c) => text.push(c),
                None => panic!("{value}"),
            },
            ',' | ';' => panic!("{value}: not escaped"),
            c => text.push(c),
        }
    }
    text
}

async fn calendar(house: &TestHouse, path: &str) -> Vec<Event> {
    let answer = house.visitor().get(path).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.text());
    assert_eq!(answer.content_type(), "text/calendar; charset=utf-8");
    events(&answer.text())
}

async fn the_calendar_has_an_opening_and_a_closing_of_each_round(engine: Engine) {
    let house = TestHouse::open(engine);
    let officer = ready(&house);
    let round = announced(&house, &officer, &titled());
    announced(&house, &officer, &plan());
    let found = calendar(&house, "/calendar.ics").await;
    assert_eq!(found.len(), 4);
    let starts: Vec<&str> = found
        .iter()
        .map(|event| event["DTSTART"].as_str())
        .collect();
    assert_eq!(starts[..2], ["20260303T120000Z", "20260310T120000Z"]);
    assert_eq!(
        unescaped(&found[0]["SUMMARY"]),
        format!("Ronde opent: {TITLE}")
    );
    assert!(found[0]["URL"].ends_with(&format!("/rounds/{}", round.slug)));
    let own = calendar(
        &house,
        &format!("/rounds/{}/calendar.ics?lang=en", round.slug),
    )
    .await;
    assert_eq!(own.len(), 2);
    assert_eq!(
        unescaped(&own[1]["SUMMARY"]),
        format!("Round closes: {TITLE}")
    );
    assert_eq!(own[1]["UID"], found[1]["UID"], "the same event");
}

async fn a_calendar_follows_an_extension_and_a_stop(engine: Engine) {
    let house = TestHouse::open(engine);
    let officer = ready(&house);
    let round = announced(&house, &officer, &plan());
    let path = format!("/rounds/{}/calendar.ics", round.slug);
    let before = calendar(&house, &path).await;
    house.clock.advance(TimeDelta::hours(1));
    let reason = Passage::parse("Vakantie").unwrap();
    let to = at("2026-03-20T10:00:00Z");
    extend_round(
        house.house(),
        &officer,
        round.id,
        to,
        ExtensionCause::Other,
        &reason,
    )
    .unwrap();
    let after = calendar(&house, &path).await;
    assert_eq!(after[0], before[0], "the opening is what it was");
    assert_eq!(after[1]["DTSTART"], "20260320T100000Z");
    assert_eq!(after[1]["UID"], before[1]["UID"]);
    assert_eq!(
        (
            after[1]["SEQUENCE"].as_str(),
            before[1]["SEQUENCE"].as_str()
        ),
        ("1", "0")
    );
    cancel_round(house.house(), &officer, round.id, &reason).unwrap();
    let stopped = calendar(&house, &path).await;
    assert!(stopped.iter().all(|event| event["STATUS"] == "CANCELLED"));
    assert_eq!(calendar(&house, "/calendar.ics").await.len(), 0);
}

async fn what_is_not_public_is_in_no_calendar(engine: Engine) {
    let house = TestHouse::open(engine);
    let officer = ready(&house);
    let draft = planned(&house, &officer, &plan());
    let over = announced(&house, &officer, &plan());
    house.later(TimeDelta::days(30)).await;
    assert_eq!(calendar(&house, "/calendar.ics").await.len(), 0);
    assert_eq!(
        calendar(&house, &format!("/rounds/{}/calendar.ics", over.slug))
            .await
            .len(),
        2
    );
    for slug in [draft.slug.as_str(), "nergens", "Not-A-Slug"] {
        let answer = house
            .visitor()
            .get(&format!("/rounds/{slug}/calendar.ics"))
            .await;
        assert_eq!(answer.status, 404, "{slug}");
    }
    house.sql("UPDATE dossiers SET state = 'draft', published_at = NULL");
    let answer = house
        .visitor()
        .get(&format!("/rounds/{}/calendar.ics", over.slug))
        .await;
    assert_eq!(answer.status, 404);
}

async fn the_feed_tells_what_happened_in_order(engine: Engine) {
    let house = TestHouse::open(engine);
    let officer = ready(&house);
    let round = announced(&house, &officer, &titled());
    planned(&house, &officer, &plan());
    house.clock.advance(TimeDelta::hours(1));
    let reason = Passage::parse("Meer tijd <b>voor</b> & iedereen").unwrap();
    let to = at("2026-03-20T10:00:00Z");
    extend_round(
        house.house(),
        &officer,
        round.id,
        to,
        ExtensionCause::Other,
        &reason,
    )
    .unwrap();
    house.clock.set(to);
    let answer = house.visitor().get("/feeds/rounds.atom").await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.content_type(), "application/atom+xml; charset=utf-8");
    let text = answer.text();
    let parts: Vec<&str> = text.split("<entry>").skip(1).collect();
    let ids: Vec<&str> = parts
        .iter()
        .map(|part| part.split("#").nth(1).unwrap().split('<').next().unwrap())
        .collect();
    assert_eq!(ids, ["closed", "opened", "extended-1", "announced"]);
    assert!(text.contains("<updated>2026-03-20T10:00:00Z</updated>"));
    assert!(
        !text.contains("<rood>") && text.contains("&lt;rood&gt; &amp; "),
        "{text}"
    );
    assert!(
        text.contains("Meer tijd &lt;b&gt;voor&lt;/b&gt; &amp; iedereen"),
        "{text}"
    );
    let english = house
        .visitor()
        .get("/feeds/rounds.atom?lang=en")
        .await
        .text();
    assert!(english.contains("Announced: "), "{english}");
}

async fn whoever_has_the_newest_calendar_gets_none(engine: Engine) {
    let house = TestHouse::open(engine);
    announced(&house, &ready(&house), &plan());
    let visitor = house.visitor();
    for path in ["/calendar.ics", "/feeds/rounds.atom"] {
        let first = visitor.get(path).await;
        let tag = first.header("etag").unwrap();
        assert!(first.header("cache-control").unwrap().starts_with("public"));
        let again = visitor
            .send("GET", path, &[("if-none-match", tag)], Vec::new())
            .await;
        assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
        let posted = visitor.post_form(path, &[]).await;
        assert_eq!(
            (posted.status, posted.header("allow")),
            (405, Some("GET, HEAD"))
        );
    }
}
