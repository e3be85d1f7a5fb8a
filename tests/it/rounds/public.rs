//! What everybody reads of a round before taking part: its papers, who may take part, and that it is
//! there at all.

use super::matter::{announced, at, day, formal_plan, plan, ready};
use crate::inputs::take_part::{open_round, takes_part};
use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;
use chrono::TimeDelta;
use weerklank_acts::dossiers::{Upload, add_document, replace_document};
use weerklank_domain::Language;
use weerklank_domain::dossiers::PhaseKind;
use weerklank_domain::petitions::{Passage, Title};
use weerklank_domain::rounds::{Access, Respondents};

on_both_databases!(
    a_round_shows_the_papers_of_its_phase,
    who_may_take_part_is_told_before_anybody_writes,
    a_text_in_another_language_than_its_page_says_so,
    the_home_page_shows_what_is_open,
    the_desk_begins_with_what_waits_in_rounds,
);

const PAPER: &[u8] = b"Waar de bomen komen.\n";

async fn a_round_shows_the_papers_of_its_phase(engine: Engine) {
    let house = TestHouse::open(engine);
    let actor = ready(&house);
    let dossier = house.number("SELECT id AS number FROM dossiers");
    let lay = |phase, title: &str| {
        let title = Title::parse(title).unwrap();
        let upload = Upload {
            name: "groenplan.txt",
            content: PAPER,
        };
        add_document(
            house.house(),
            &actor,
            dossier,
            phase,
            (&title, Language::Nl),
            upload,
        )
        .unwrap()
    };
    let here = lay(PhaseKind::PolicyPreparation, "Het groenplan");
    lay(PhaseKind::Evaluation, "Het verslag");
    let newer = Upload {
        name: "groenplan.txt",
        content: b"Waar de bomen en de banken komen.\n",
    };
    replace_document(
        house.house(),
        &actor,
        (dossier, here),
        1,
        &Passage::parse("De banken ontbraken.").unwrap(),
        newer,
    )
    .unwrap();
    let round = announced(&house, &actor, &plan());
    let page = house
        .visitor()
        .get(&format!("/rounds/{}", round.slug))
        .await;
    let html = page.text();
    assert!(html.contains("Het groenplan"), "{html}");
    assert!(!html.contains("Het verslag"), "of another phase: {html}");
    let hash = house.text("SELECT sha256 AS text FROM document_versions WHERE version = 2");
    for told in ["groenplan.txt", "Versie 2", "1 kB", &hash[..12]] {
        assert!(html.contains(told), "{told}: {html}");
    }
    let file = page
        .references()
        .into_iter()
        .find(|link| link.ends_with("groenplan.txt"))
        .expect("a link to the file");
    let file = house.visitor().get(&file).await;
    assert_eq!(file.body, newer.content);

    let api = house
        .visitor()
        .get(&format!("/api/v1/rounds/{}", round.slug))
        .await
        .json();
    let papers = api["documents"].as_array().unwrap();
    assert_eq!(papers.len(), 1, "{api}");
    assert_eq!(papers[0]["title"], "Het groenplan");
    assert_eq!(papers[0]["versions"][0]["sha256"], hash);
    assert_eq!(papers[0]["versions"][1]["version"], 1);
}

async fn who_may_take_part_is_told_before_anybody_writes(engine: Engine) {
    let house = TestHouse::open(engine);
    let actor = ready(&house);
    let mut plan = plan();
    plan.respondents = Some(Respondents::Stakeholders);
    let round = announced(&house, &actor, &plan);
    plan.access = Access::Code;
    plan.respondents = None;
    let by_code = announced(&house, &actor, &plan);
    let page = |path: String| {
        let visitor = house.visitor();
        async move { visitor.get(&path).await.text() }
    };
    for _ in ["announced", "open"] {
        let html = page(format!("/rounds/{}", round.slug)).await;
        assert!(html.contains("Wie kan meedoen?"), "{html}");
        assert!(html.contains("Belanghebbenden: mensen"), "{html}");
        assert!(html.contains("U bevestigt uw mailadres."), "{html}");
        for path in ["", "/code"] {
            let html = page(format!("/rounds/{}{path}", by_code.slug)).await;
            assert!(html.contains("Iedereen."), "{path}: {html}");
            assert!(html.contains("U hebt een code nodig."), "{path}: {html}");
        }
        house.later(TimeDelta::days(1)).await;
    }
    let html = page(format!("/rounds/{}/take-part", round.slug)).await;
    let (before, _) = html.split_once("<textarea").expect("a form");
    assert!(before.contains("Belanghebbenden: mensen"), "{before}");
    assert!(before.contains("U bevestigt uw mailadres."), "{before}");
}

async fn a_text_in_another_language_than_its_page_says_so(engine: Engine) {
    let house = TestHouse::open(engine);
    let actor = ready(&house);
    let closes = at("2026-04-14T00:00:00+02:00");
    let round = announced(&house, &actor, &formal_plan("2026-03-03", closes));
    let english = house
        .visitor()
        .get(&format!("/rounds/{}?lang=en", round.slug))
        .await
        .text();
    let body = english.split_once("<body").expect("a page").1;
    for dutch in ["Awb 3.4", "De Vissersbuurt<", "Groen in de", "De plekken"] {
        let place = body
            .find(dutch)
            .unwrap_or_else(|| panic!("{dutch}: {body}"));
        let nearest = body[..place].rfind(" lang=\"").expect("a language");
        assert!(
            body[nearest..].starts_with(" lang=\"nl\""),
            "{dutch}: {body}"
        );
    }
}

async fn the_home_page_shows_what_is_open(engine: Engine) {
    let house = TestHouse::open(engine);
    let empty = house.visitor().get("/").await;
    assert!(
        empty.text().contains("Er is nu geen ronde open"),
        "{}",
        empty.text()
    );
    assert!(empty.references().contains(&"/rounds".to_owned()));
    let round = open_round(&house).await;
    takes_part(&house, &round, "Zet er bomen.", "jan@voorbeeld.example").await;
    house.later(TimeDelta::seconds(2)).await;
    let home = house.visitor().get("/").await;
    let html = home.text();
    assert!(
        home.references()
            .contains(&format!("/rounds/{}", round.slug)),
        "{html}"
    );
    for told in [
        round.title.as_str(),
        "Sluit op 10 maart 2026",
        ">1</span> keer inbreng",
    ] {
        assert!(html.contains(told), "{told}: {html}");
    }
    house.later(TimeDelta::days(7)).await;
    let closed = house.visitor().get("/").await;
    assert!(closed.text().contains("Er is nu geen ronde open"));
}

async fn the_desk_begins_with_what_waits_in_rounds(engine: Engine) {
    let house = TestHouse::open(engine);
    let actor = ready(&house);
    let mut plan = plan();
    plan.answer_by = Some(day("2026-04-01"));
    let round = announced(&house, &actor, &plan);
    house.later(TimeDelta::days(1)).await;
    takes_part(&house, &round, "Zet er bomen.", "jan@voorbeeld.example").await;
    let officer = house.staff("officer").await;
    let today = officer.get("/desk").await;
    let html = today.text();
    for told in [
        ">1</span> ronde open",
        ">1</span> keer inbreng te lezen",
        ">0</span> keer inbreng te beantwoorden",
    ] {
        assert!(html.contains(told), "{told}: {html}");
    }
    let reading = format!("/desk/rounds/{}/inputs?moderation=awaiting", round.number);
    assert!(today.references().contains(&reading), "{html}");
    let list = officer.get(&reading).await;
    assert!(list.text().contains("Zet er bomen."), "{}", list.text());
    house.later(TimeDelta::days(7)).await;
    let officer = house.staff("officer").await;
    let today = officer.get("/desk").await;
    let answering = format!("/desk/rounds/{}/inputs?state=open", round.number);
    assert!(today.references().contains(&answering), "{}", today.text());
    assert!(today.text().contains(">0</span> rondes open"));
    let reader_of_nothing = house.visitor().get("/desk").await;
    assert_eq!(reader_of_nothing.status, 303);
}
