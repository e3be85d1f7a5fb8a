//! The response report: frozen as it was published, without names, as page and data.

use super::work::{LIGHT, TREES, Work, does, input, page};
use crate::inputs::take_part::{open_round, takes_part};
use crate::support::database::Engine;
use crate::support::desk::somebody;
use crate::support::harness::TestHouse;
use crate::support::mailbox::MailKind;
use crate::support::on_both_databases;
use chrono::TimeDelta;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use weerklank_acts::inputs::EnteredInput;
use weerklank_acts::responses::round::{
    AnswerTo, ReportText, approve_response, offer_response, publish_report, put_inputs,
};
use weerklank_acts::rounds::desk::begin_answering;
use weerklank_domain::inputs::Sender;
use weerklank_domain::people::Role;
use weerklank_domain::petitions::Passage;
use weerklank_store::responses::Chosen;

on_both_databases!(
    the_report_tells_everything_and_names_nobody,
    what_was_published_stays_and_a_new_version_says_what_changed,
    every_author_is_told_once_and_finds_the_answer,
    people_without_an_address_get_a_letter,
    a_long_report_is_sent_in_pieces,
);

fn organisation() -> EnteredInput {
    EnteredInput {
        display_name: Some("Vereniging Kade".to_owned()),
        sender: Sender::CivilSociety,
        ..input("Wij vragen als vereniging om een steiger.")
    }
}

fn publishes(work: &Work, reason: Option<&str>) {
    let text = ReportText {
        intro: Some(Passage::parse("Dank voor *alle* inbreng.").unwrap()),
        own_motion: Some(Passage::parse("De kaart is scherper.").unwrap()),
        reason: reason.map(|reason| Passage::parse(reason).unwrap()),
        override_reason: None,
    };
    publish_report(work.house.house(), &work.writer, work.round.id, &text).unwrap();
}

async fn the_report_tells_everything_and_names_nobody(engine: Engine) {
    let named = EnteredInput {
        display_name: Some("Jo de Vries".to_owned()),
        ..input(TREES)
    };
    let work = Work::with(
        TestHouse::open(engine),
        &[named, input(LIGHT), organisation()],
    )
    .await;
    let theme = work.theme("Bomen");
    let (house, id) = (work.house.house(), work.round.id);
    put_inputs(
        house,
        &work.writer,
        id,
        &Chosen::Numbers(vec![1, 3]),
        Some(theme),
    )
    .unwrap();
    work.answers(AnswerTo::Theme(theme));
    work.answers(AnswerTo::Input(2));
    publishes(&work, None);
    let visitor = work.house.visitor();
    let address = format!("/rounds/{}/report", work.round.slug);
    let shown = page(&visitor, &address).await;
    let text = shown.text();
    for words in [
        "Versie 1",
        "Dank voor",
        "De kaart is scherper.",
        "Bomen",
        "Dit beantwoordt 2 keer inbreng",
        "Er is plaats.",
        "blijven",
        "R1-0001",
        "Vereniging Kade",
        "Er verandert iets.",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let csv = page(&visitor, &format!("{address}.csv")).await.text();
    assert_eq!(csv.lines().count(), 4, "{csv}");
    assert!(!csv.contains(",,"), "no cell is empty: {csv}");
    let json = page(&visitor, &format!("{address}.json")).await.json();
    assert_eq!(json["coverage"]["answered"], 3);
    assert_eq!(json["answers"][0]["inputs"], 2);
    assert_eq!(json["views"][2]["organisation"], "Vereniging Kade");
    let api = format!("/api/v1/rounds/{}/report", work.round.slug);
    assert_eq!(page(&visitor, &api).await.json(), json);
    for told in [text, csv, json.to_string()] {
        assert!(!told.contains("Jo de Vries"), "{told}");
    }
    for wrong in ["?version=2", "?version=0", ".csv?version=9"] {
        assert_eq!(
            visitor.get(&format!("{address}{wrong}")).await.status,
            404,
            "{wrong}"
        );
    }
    assert_eq!(
        visitor.get(&format!("{address}?version=x")).await.status,
        400
    );
}

async fn what_was_published_stays_and_a_new_version_says_what_changed(engine: Engine) {
    let work = Work::usual(TestHouse::open(engine)).await;
    for number in 1..=3 {
        work.answers(AnswerTo::Input(number));
    }
    publishes(&work, None);
    let (house, key) = (work.house.house(), (work.round.id, 1));
    let officer = work.house.staff("officer").await;
    let silent = offer_response(house, &work.writer, key, 2, &work.text("Toch niet."));
    assert!(silent.is_err(), "a correction says why");
    let mut text = work.text("Er bleek **geen** plaats.");
    text.answer.correction = "Het aantal klopte niet.".to_owned();
    let revision = offer_response(house, &work.writer, key, 2, &text).unwrap();
    assert_eq!(
        work.state(1),
        "answered",
        "what was published stands until it is replaced"
    );
    let visitor = work.house.visitor();
    let input_page = format!("/rounds/{}/inputs/1", work.round.slug);
    assert!(
        page(&visitor, &input_page)
            .await
            .text()
            .contains("Er is plaats.")
    );
    approve_response(house, &work.second, key, revision).unwrap();
    assert!(
        page(&visitor, &input_page)
            .await
            .text()
            .contains("Er is plaats.")
    );
    publishes(&work, Some("Wij corrigeren antwoord 1."));
    let address = format!("/rounds/{}/report", work.round.slug);
    let newest = page(&visitor, &address).await.text();
    for words in [
        "Versie 2",
        "Wij corrigeren antwoord 1.",
        "Antwoord 1: veranderd",
        "Het aantal klopte niet.",
    ] {
        assert!(newest.contains(words), "{words}: {newest}");
    }
    let old = page(&visitor, &format!("{address}?version=1")).await.text();
    assert!(old.contains("Er is een nieuwere versie") && old.contains("Er is plaats."));
    assert!(!old.contains("geen</strong> plaats"));
    assert!(
        page(&visitor, &input_page)
            .await
            .text()
            .contains("geen</strong> plaats")
    );
    let gate = page(&officer, &work.address("/report")).await.text();
    assert!(gate.contains("Versie 1") && gate.contains("Versie 2"));
}

async fn every_author_is_told_once_and_finds_the_answer(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    for (text, email) in [
        (TREES, "jan@voorbeeld.example"),
        (LIGHT, "jan@voorbeeld.example"),
        (
            "Een steiger graag, voor de kinderen.",
            "zoe@voorbeeld.example",
        ),
    ] {
        takes_part(&house, &round, text, email).await;
    }
    house.later(TimeDelta::days(9)).await;
    let writer = house.number("SELECT id AS number FROM staff WHERE name = 'Hinke'");
    let mut actor = somebody(&house, "Noor", Role::PolicyOfficer);
    actor.staff_id = writer;
    begin_answering(house.house(), &actor, round.id).unwrap();
    let second = somebody(&house, "Piet", Role::PolicyOfficer);
    let work = Work {
        round,
        writer: actor,
        second,
        house,
    };
    for number in 1..=3 {
        work.answers(AnswerTo::Input(number));
    }
    publishes(&work, None);
    work.house.settle().await;
    let told = |mails: Vec<crate::support::mailbox::Mail>| {
        mails
            .into_iter()
            .filter(|mail| mail.kind() == MailKind::RoundAnswered)
            .collect::<Vec<_>>()
    };
    let to_jan = told(work.house.mails_to("jan@voorbeeld.example").await);
    assert_eq!(to_jan.len(), 1, "once, for two inputs");
    let to_zoe = told(work.house.mails_to("zoe@voorbeeld.example").await);
    assert_eq!(to_zoe.len(), 1);
    assert!(
        to_zoe[0]
            .links()
            .iter()
            .any(|link| link.ends_with("/report"))
    );
    publishes(&work, Some("Nog eens."));
    work.house.settle().await;
    let again = told(work.house.mails_to("zoe@voorbeeld.example").await);
    assert_eq!(again.len(), 2, "a new version is told once");
}

async fn people_without_an_address_get_a_letter(engine: Engine) {
    let work = Work::usual(TestHouse::open(engine)).await;
    let officer = work.house.staff("officer").await;
    let letters = work.address("/report/letters");
    assert!(
        page(&officer, &letters)
            .await
            .text()
            .contains("Er is nog geen nota")
    );
    for number in 1..=3 {
        work.answers(AnswerTo::Input(number));
    }
    publishes(&work, None);
    let shown = page(&officer, &letters).await.text();
    assert_eq!(
        shown.matches("class=\"weerklank-letter\"").count(),
        3,
        "{shown}"
    );
    assert!(shown.contains("Jo de Vries") && shown.contains("Er is plaats."));
    let reader = work.house.staff("reader").await;
    assert_eq!(reader.get(&letters).await.status, 403, "letters hold names");
}

async fn a_long_report_is_sent_in_pieces(engine: Engine) {
    let inputs: Vec<EnteredInput> = (0..450)
        .map(|number| {
            input(&format!(
                "Verzoek nummer {number} over onderwerp {}",
                number * 7
            ))
        })
        .collect();
    let work = Work::with(TestHouse::open(engine), &inputs).await;
    let officer = work.house.staff("officer").await;
    let sort = work.address("/answers/sort");
    let all = [("all", "1"), ("title", "Alles")];
    assert_eq!(does(&officer, &sort, "put", &all).await.status, 303);
    work.answers(AnswerTo::Theme(1));
    for number in 1..=250 {
        work.answers(AnswerTo::Input(number));
    }
    publishes(&work, None);
    let address = format!("/rounds/{}/report", work.round.slug);
    let visitor = work.house.visitor();
    let text = page(&visitor, &address).await.text();
    assert_eq!(
        text.matches("class=\"weerklank-report__answer\"").count(),
        251
    );
    assert_eq!(
        text.matches("<th class=\"utrecht-table__cell\" scope=\"row\"><a")
            .count(),
        450
    );
    assert!(text.trim_end().ends_with("</html>"));
    // Every piece is sent before the next one is made: when the last views cannot be read, those before them
    // are on their way, and breaking off is all that is left.
    let broken = "INSERT INTO input_organisations (input_id, kind)
        SELECT id, 'business' FROM inputs WHERE number = 440";
    work.house.sql(broken);
    let begun = what_arrives(&work.house, &address);
    assert!(begun.starts_with("HTTP/1.1 200 "), "{begun}");
    assert!(begun.to_lowercase().contains("transfer-encoding: chunked"));
    assert!(begun.contains("R1-0001") && begun.contains("R1-0250"));
    assert!(!begun.contains("R1-0440<") && !begun.contains("</html>"));
    assert_eq!(visitor.get(&format!("{address}.json")).await.status, 500);
}

/// Everything that comes back until the other side closes, as it travels.
fn what_arrives(house: &TestHouse, path: &str) -> String {
    let host = house.address();
    let host = host.trim_start_matches("http://");
    let mut connection = TcpStream::connect(host).unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    connection.write_all(request.as_bytes()).unwrap();
    let mut arrived = Vec::new();
    // A connection that is reset is one way of breaking off.
    let _ = connection.read_to_end(&mut arrived);
    String::from_utf8_lossy(&arrived).into_owned()
}
