//! What everybody reads: the list, its pages, the API, the feed, the file, and the pages of what a
//! commitment is about.

use super::{day, draft, open};
use crate::rounds::matter::{announced, plan};
use crate::support::database::Engine;
use crate::support::on_both_databases;
use weerklank_acts::commitments::{Evidence, finish, make, subject_of};
use weerklank_domain::petitions::Passage;

on_both_databases!(
    overdue_ones_come_first_and_every_one_is_met_once,
    they_stand_on_the_pages_of_what_they_are_about,
    the_feed_and_the_file_tell_the_same,
    what_makes_no_sense_is_refused,
);

async fn overdue_ones_come_first_and_every_one_is_met_once(engine: Engine) {
    let (house, officer) = open(engine);
    for due in ["2026-05-01", "2026-05-01", "2026-09-01", "2026-04-01"] {
        let mut draft = draft(&house);
        draft.due_on = day(due);
        make(house.house(), &officer, &draft).unwrap();
    }
    let evidence = Evidence {
        text: Passage::parse("Klaar.").unwrap(),
        url: None,
    };
    finish(house.house(), &officer, (5, 1), &evidence).unwrap();
    house.clock.set("2026-05-15T10:00:00Z".parse().unwrap());
    let visitor = house.visitor();
    let (mut met, mut overdue, mut cursor) = (Vec::new(), Vec::new(), String::new());
    loop {
        let page = visitor
            .get(&format!("/api/v1/commitments?limit=2{cursor}"))
            .await
            .json();
        for item in page["items"].as_array().unwrap() {
            met.push(item["number"].as_i64().unwrap());
            overdue.push(item["isOverdue"].as_bool().unwrap());
        }
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(met, [2, 3, 1, 4, 5]);
    assert_eq!(overdue, [true, true, false, false, false]);
    let narrowed = |query: &str| {
        let path = format!("/api/v1/commitments?{query}");
        let visitor = house.visitor();
        async move {
            visitor.get(&path).await.json()["items"]
                .as_array()
                .unwrap()
                .len()
        }
    };
    assert_eq!(narrowed("state=overdue").await, 2);
    assert_eq!(narrowed("state=open&body=raad").await, 4);
    assert_eq!(narrowed("state=done").await, 1);
    assert_eq!(narrowed("body=college").await, 0);
    for lang in ["nl", "en"] {
        let page = visitor.get(&format!("/commitments?lang={lang}")).await;
        assert_eq!(page.status, 200);
        assert!(page.text().contains("Wethouder groen"));
    }
}

async fn they_stand_on_the_pages_of_what_they_are_about(engine: Engine) {
    let (house, officer) = open(engine);
    let round = announced(&house, &officer, &plan());
    let found = house
        .house()
        .store
        .read(|db| subject_of(db, &format!("R{}", round.number)))
        .unwrap();
    let mut on_round = draft(&house);
    on_round.subject = found.subject;
    make(house.house(), &officer, &on_round).unwrap();
    house.enter(&crate::support::paper::Paper::open("bankje"));
    let reference = house.text("SELECT reference AS text FROM petitions WHERE slug = 'bankje'");
    let found = house
        .house()
        .store
        .read(|db| subject_of(db, &reference))
        .unwrap();
    let mut on_petition = draft(&house);
    on_petition.subject = found.subject;
    make(house.house(), &officer, &on_petition).unwrap();
    let visitor = house.visitor();
    for (path, numbers) in [
        ("/dossiers/vissersbuurt".to_owned(), vec![1, 2]),
        (format!("/rounds/{}", round.slug), vec![2]),
        ("/petitions/bankje".to_owned(), vec![3]),
    ] {
        let page = visitor.get(&path).await.text();
        for number in 1..=3 {
            let link = format!("href=\"/commitments/{number}\"");
            assert_eq!(
                page.contains(&link),
                numbers.contains(&number),
                "{path} {number}"
            );
        }
    }
    house.sql("UPDATE petitions SET is_public = FALSE WHERE slug = 'bankje'");
    let json = visitor.get("/api/v1/commitments/3").await.json();
    assert!(json["about"].is_null(), "{json}");
    let page = visitor.get("/commitments/3").await.text();
    assert!(!page.contains("/petitions/bankje"), "{page}");
}

async fn the_feed_and_the_file_tell_the_same(engine: Engine) {
    let (house, officer) = open(engine);
    let evidence = Evidence {
        text: Passage::parse("=1+1 & klaar").unwrap(),
        url: None,
    };
    finish(house.house(), &officer, (1, 1), &evidence).unwrap();
    let visitor = house.visitor();
    let feed = visitor.get("/feeds/commitments.atom?lang=nl").await;
    assert!(feed.content_type().starts_with("application/atom+xml"));
    assert_eq!(feed.text().matches("<entry>").count(), 2);
    assert!(feed.text().contains("&amp; klaar"), "{}", feed.text());
    let file = visitor.get("/commitments.csv").await;
    assert!(file.content_type().starts_with("text/csv"));
    let lines: Vec<String> = file.text().lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 2);
    assert!(
        lines[1].starts_with("T-1,nl,Een plan voor de bomen"),
        "{lines:?}"
    );
    assert!(lines[1].contains(",done,2026-06-01,false,"), "{lines:?}");
}

async fn what_makes_no_sense_is_refused(engine: Engine) {
    let (house, _) = open(engine);
    let visitor = house.visitor();
    for (path, status) in [
        ("/commitments?state=x", 400),
        ("/commitments?cursor=1", 400),
        ("/commitments/0", 404),
        ("/commitments/abc", 404),
        ("/commitments/99999999999999999999", 404),
        ("/api/v1/commitments?limit=101", 400),
        ("/api/v1/commitments/2", 404),
        ("/api/v1/commitments/1?x=1", 400),
        ("/commitments/2/follow", 404),
        ("/following/abc", 404),
        ("/following/abc/stop", 404),
    ] {
        assert_eq!(visitor.get(path).await.status, status, "{path}");
    }
}
