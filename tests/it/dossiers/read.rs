//! Dossiers as everybody reads them: the list, the page, the API.

use crate::support::database::Engine;
use crate::support::dossier::Matter;
use crate::support::harness::{TestHouse, start_of_test};
use crate::support::on_both_databases;
use chrono::TimeDelta;
use weerklank_domain::dossiers::PhaseKind;
use weerklank_domain::petitions::Title;

on_both_databases!(
    a_list_is_narrowed_by_phase_and_by_words_in_any_form,
    a_list_in_parts_skips_nothing_and_repeats_nothing,
    a_dossier_as_json_holds_what_its_page_holds,
    a_draft_is_nowhere_to_be_seen,
    every_dossier_names_the_local_ordinance,
    the_home_page_tells_what_is_going_on,
);

fn matter(slug: &str, title: &str, phase: PhaseKind) -> Matter {
    let mut matter = Matter::public(slug, phase);
    matter.0.title = Title::parse(title).unwrap();
    matter
}

fn open(engine: Engine) -> TestHouse {
    let house = TestHouse::open(engine);
    for (slug, title, phase) in [
        (
            "haven",
            "Speeltuinen bij de haven",
            PhaseKind::AgendaSetting,
        ),
        ("dijk", "Fietsen langs de dijk", PhaseKind::Implementation),
        ("plein", "Een plein met bomen", PhaseKind::Implementation),
    ] {
        let mut matter = matter(slug, title, phase);
        matter.0.area = (slug == "dijk").then(|| "noord".to_owned());
        matter.enter_into(&house);
    }
    Matter::draft("geheim").enter_into(&house);
    house
}

async fn slugs(house: &TestHouse, query: &str) -> Vec<String> {
    let answer = house
        .visitor()
        .get(&format!("/api/v1/dossiers{query}"))
        .await;
    assert_eq!(answer.status, 200, "{query}: {}", answer.text());
    let list = answer.json();
    let items = list["items"].as_array().unwrap();
    let mut slugs: Vec<String> = items
        .iter()
        .map(|item| item["slug"].as_str().unwrap().to_owned())
        .collect();
    slugs.sort();
    slugs
}

async fn a_list_is_narrowed_by_phase_and_by_words_in_any_form(engine: Engine) {
    let house = open(engine);
    assert_eq!(slugs(&house, "").await, ["dijk", "haven", "plein"]);
    assert_eq!(
        slugs(&house, "?phase=implementation").await,
        ["dijk", "plein"]
    );
    assert_eq!(slugs(&house, "?q=speeltuin").await, ["haven"]);
    assert_eq!(slugs(&house, "?q=huizen").await, ["dijk", "haven", "plein"]);
    assert_eq!(slugs(&house, "?q=huizen&area=noord").await, ["dijk"]);
    assert_eq!(slugs(&house, "?body=college").await, [""; 0]);
    assert_eq!(slugs(&house, "?q=%21%21").await, [""; 0]);
    let page = house.visitor().get("/dossiers?phase=agenda_setting").await;
    assert!(page.text().contains("Speeltuinen") && !page.text().contains("Fietsen"));
    assert!(page.text().contains("Uitvoering (2)"), "{}", page.text());
    for wrong in ["?phase=later", "?limit=0", "?cursor=x", "?zzz=1"] {
        let path = format!("/api/v1/dossiers{wrong}");
        assert_eq!(house.visitor().get(&path).await.status, 400, "{wrong}");
    }
    let quoted = house.visitor().get("/dossiers?body=%27%3B--&q=%27").await;
    assert_eq!(quoted.status, 200);
}

async fn a_list_in_parts_skips_nothing_and_repeats_nothing(engine: Engine) {
    let house = TestHouse::open(engine);
    for number in 0..7 {
        let mut matter = Matter::public(&format!("nummer-{number}"), PhaseKind::AgendaSetting);
        // Many of the same moment: the key decides.
        matter.0.moves[0].at = start_of_test() - TimeDelta::days(number % 2);
        matter.enter_into(&house);
    }
    let (mut found, mut cursor) = (Vec::new(), String::new());
    loop {
        let path = format!("/api/v1/dossiers?limit=3{cursor}");
        let list = house.visitor().get(&path).await.json();
        for item in list["items"].as_array().unwrap() {
            found.push((
                item["publishedAt"].as_str().unwrap().to_owned(),
                item["slug"].as_str().unwrap().to_owned(),
            ));
        }
        match list["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(found.len(), 7, "{found:?}");
    let times: Vec<&String> = found.iter().map(|(at, _)| at).collect();
    assert!(times.is_sorted_by(|one, next| one >= next), "{times:?}");
    let mut slugs: Vec<String> = found.iter().map(|(_, slug)| slug.clone()).collect();
    slugs.sort();
    slugs.dedup();
    assert_eq!(slugs.len(), 7);
}

async fn a_dossier_as_json_holds_what_its_page_holds(engine: Engine) {
    let house = open(engine);
    let dossier = house.visitor().get("/api/v1/dossiers/dijk").await.json();
    assert_eq!(dossier["phase"], "implementation");
    assert_eq!(dossier["statutoryPhase"], "execution");
    assert_eq!(dossier["area"], "Noord");
    let phases = dossier["phases"].as_array().unwrap();
    let statuses: Vec<&str> = phases
        .iter()
        .map(|phase| phase["status"].as_str().unwrap())
        .collect();
    assert_eq!(
        statuses,
        ["skipped", "skipped", "skipped", "present", "coming"]
    );
    assert_eq!(
        phases[3]["scope"]["decidedBy"],
        "Dit is gezegd: decided_by."
    );
    assert_eq!(dossier["moves"][0]["kind"], "begin");
    let page = house.visitor().get("/dossiers/dijk").await;
    for told in [
        "Nu bezig",
        "Overgeslagen",
        "Komt nog",
        "<strong>huizen</strong>",
    ] {
        assert!(page.text().contains(told), "{told}");
    }
    assert_eq!(
        page.text().matches("<path class=\"weerklank-ring").count(),
        5
    );
    assert!(page.text().contains("als ring. Nu: Uitvoering."));
}

async fn a_draft_is_nowhere_to_be_seen(engine: Engine) {
    let house = open(engine);
    for path in [
        "/dossiers/geheim",
        "/api/v1/dossiers/geheim",
        "/dossiers/nooit",
    ] {
        assert_eq!(house.visitor().get(path).await.status, 404, "{path}");
    }
    for path in ["/dossiers", "/", "/dossiers?q=geheim"] {
        let page = house.visitor().get(path).await;
        assert!(!page.text().contains("Wonen in geheim"), "{path}");
    }
}

async fn every_dossier_names_the_local_ordinance(engine: Engine) {
    let mut house = open(engine);
    let bare = house.visitor().get("/dossiers/dijk").await;
    assert!(!bare.text().contains("Regels voor meedoen"));
    house.restart_with(|given| {
        given.ordinance_url = Some("https://testwater.example/verordening".to_owned());
        given.ordinance_title = Some("Participatieverordening, versie 2".to_owned());
    });
    let page = house.visitor().get("/dossiers/dijk").await;
    assert!(page.text().contains("Participatieverordening, versie 2"));
    let link = "https://testwater.example/verordening".to_owned();
    assert!(page.references().contains(&link));
}

async fn the_home_page_tells_what_is_going_on(engine: Engine) {
    let house = open(engine);
    let home = house.visitor().get("/").await;
    assert!(home.references().contains(&"/dossiers/plein".to_owned()));
    assert!(home.references().contains(&"/dossiers".to_owned()));
}
