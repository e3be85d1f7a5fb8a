//! Papers: what is taken, what is kept, and that it stays what it was (ZIE-7).

use crate::support::database::Engine;
use crate::support::dossier::Matter;
use crate::support::harness::{TestHouse, start_of_test};
use crate::support::on_both_databases;
use crate::support::visitor::{Answer, Form, Visitor};
use chrono::TimeDelta;
use weerklank_acts::dossiers::{EntryDocument, EntryVersion};
use weerklank_domain::Language;
use weerklank_domain::dossiers::{LARGEST_DOCUMENT, PhaseKind};
use weerklank_domain::petitions::Title;

on_both_databases!(
    what_is_no_paper_of_ours_is_not_kept,
    a_file_without_the_proof_of_its_form_is_not_kept,
    a_file_is_answered_to_be_kept_and_not_to_be_shown,
    a_paper_that_was_changed_raises_the_alarm,
    of_two_who_replace_a_paper_one_is_told,
    a_file_of_a_draft_is_nobodys_yet,
);

const DOCUMENTS: &str = "/desk/dossiers/D26-0001/documents";

fn matter() -> Matter {
    let mut matter = Matter::public("haven", PhaseKind::AgendaSetting);
    matter.0.documents = vec![EntryDocument {
        phase: PhaseKind::AgendaSetting,
        title: Title::parse("Tellingen").unwrap(),
        language: Language::Nl,
        versions: vec![EntryVersion {
            file_name: "tellingen.csv".to_owned(),
            content: b"a;b\n1;2\n".to_vec(),
            note: None,
            at: start_of_test() - TimeDelta::days(1),
        }],
    }];
    matter
}

fn open(engine: Engine, matter: &Matter) -> TestHouse {
    let house = TestHouse::open(engine);
    matter.enter_into(&house);
    house
}

fn files(house: &TestHouse) -> i64 {
    house.number("SELECT COUNT(*) AS number FROM document_files")
}

async fn form(officer: &Visitor) -> Form {
    officer.get(DOCUMENTS).await.form_with("/documents")
}

async fn sends(officer: &Visitor, name: &str, content: &[u8]) -> Answer {
    let fields = [
        ("title", "Een plan"),
        ("phase", "evaluation"),
        ("language", "nl"),
    ];
    let form = form(officer).await;
    officer.uploads(&form, &fields, (name, content)).await
}

async fn what_is_no_paper_of_ours_is_not_kept(engine: Engine) {
    let house = open(engine, &matter());
    let officer = house.staff("officer").await;
    let large = vec![b'a'; LARGEST_DOCUMENT + 1];
    for (name, content, told) in [
        ("plan.txt", large.as_slice(), "groter dan 10 MB"),
        ("plan.exe", b"MZ", "Dit soort bestand kan niet"),
        ("plan.html", b"<script>", "Dit soort bestand kan niet"),
        ("plan.pdf", b"<html>", "iets anders dan de naam zegt"),
        ("plan.txt", b"", "Kies een bestand"),
        ("", b"", "Kies een bestand"),
    ] {
        let back = sends(&officer, name, content).await;
        assert_eq!(back.status, 400, "{name}");
        assert!(back.text().contains(told), "{name}: {}", back.text());
        let form = back.form_with("/documents");
        assert_eq!(form.value("title"), "Een plan", "nothing typed is lost");
    }
    let endless = vec![b'a'; 5 * LARGEST_DOCUMENT];
    let form = form(&officer).await;
    let cut = officer
        .uploads(&form, &[("title", "x")], ("plan.txt", &endless))
        .await;
    assert_eq!(cut.status, 413);
    let plain = officer.sends(&form, &[("title", "x")]).await;
    assert_eq!(plain.status, 415);
    assert_eq!(files(&house), 1);
    let kept = sends(&officer, "plan.txt", &large[1..]).await;
    assert_eq!(kept.status, 303, "exactly 10 MB is taken: {}", kept.text());
    house.everything_adds_up();
}

async fn a_file_without_the_proof_of_its_form_is_not_kept(engine: Engine) {
    let house = open(engine, &matter());
    let officer = house.staff("officer").await;
    let mut form = form(&officer).await;
    let fields = [
        ("title", "Een plan"),
        ("phase", "evaluation"),
        ("language", "nl"),
    ];
    let file = ("plan.txt", b"plan".as_slice());
    form.fields.retain(|(name, _)| name != "csrf");
    for csrf in [None, Some("van elders")] {
        let told = csrf.map(|csrf| ("csrf", csrf));
        let fields: Vec<_> = told.into_iter().chain(fields).collect();
        let answer = officer.uploads(&form, &fields, file).await;
        assert_eq!(answer.status, 403, "{}", answer.text());
        let back = answer.form_with("/documents");
        assert_eq!(back.value("title"), "Een plan");
    }
    assert_eq!(files(&house), 1);
    let reader = house.staff("reader").await;
    let answer = reader.uploads(&form, &fields, file).await;
    assert_eq!(answer.status, 403);
    assert_eq!(files(&house), 1);
}

async fn path_of_file(house: &TestHouse) -> String {
    let page = house.visitor().get("/dossiers/haven").await;
    page.references()
        .into_iter()
        .find(|link| link.contains("/documents/"))
        .unwrap()
}

async fn a_file_is_answered_to_be_kept_and_not_to_be_shown(engine: Engine) {
    let house = open(engine, &matter());
    let path = path_of_file(&house).await;
    let answer = house.visitor().get(&path).await;
    assert_eq!(answer.text(), "a;b\n1;2\n");
    assert_eq!(
        answer.header("content-disposition"),
        Some("attachment; filename=\"tellingen.csv\"")
    );
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    assert!(answer.content_type().starts_with("text/csv"));
    let tag = answer.header("etag").unwrap().to_owned();
    let again = house
        .visitor()
        .with_header("if-none-match", &tag)
        .get(&path)
        .await;
    assert_eq!((again.status, again.body.len()), (304, 0));
    for wrong in [
        path.replace("/1/tellingen", "/2/tellingen"),
        path.replace("tellingen.csv", "iets.csv"),
        path.replace("/dossiers/haven", "/dossiers/dijk"),
        format!("{path}x"),
    ] {
        assert_eq!(house.visitor().get(&wrong).await.status, 404, "{wrong}");
    }
}

async fn a_paper_that_was_changed_raises_the_alarm(engine: Engine) {
    let house = open(engine, &matter());
    let path = path_of_file(&house).await;
    house.everything_adds_up();
    // "a;b\n1;9\n"
    house.sql("UPDATE document_files SET content = 'YTtiCjE7OQo='");
    assert_eq!(house.visitor().get(&path).await.status, 500);
    let found = house.verify().differences;
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].rule.contains("ZIE-7"), "{found:?}");
    let sha256 = house.text("SELECT sha256 AS text FROM document_files");
    assert_eq!(found[0].place, format!("document {sha256}"));
    house.sql("UPDATE document_files SET content = 'geen base64'");
    assert_eq!(house.visitor().get(&path).await.status, 500);
    assert_eq!(house.verify().differences.len(), 1);
}

async fn of_two_who_replace_a_paper_one_is_told(engine: Engine) {
    let house = open(engine, &matter());
    let officer = house.staff("officer").await;
    let clerk = house.staff("clerk").await;
    let id = house.number("SELECT id AS number FROM documents");
    let path = format!("{DOCUMENTS}/{id}");
    let mine = officer.get(&path).await.form_with("note");
    let theirs = clerk.get(&path).await.form_with("note");
    let note = [("note", "Een betere telling.")];
    let first = clerk
        .uploads(&theirs, &note, ("tellingen.csv", b"a;b\n1;3\n"))
        .await;
    assert_eq!(first.status, 303, "{}", first.text());
    let second = officer
        .uploads(&mine, &note, ("tellingen.csv", b"a;b\n1;4\n"))
        .await;
    assert_eq!(second.status, 409);
    assert!(second.text().contains("Medewerker clerk"));
    let form = second.form_with("note");
    assert_eq!(form.value("note").trim(), "Een betere telling.");
    assert_eq!(form.value("version"), "2");
    let third = officer
        .uploads(&form, &[], ("tellingen.csv", b"a;b\n1;4\n"))
        .await;
    assert_eq!(third.status, 303, "{}", third.text());
    let versions = house.number("SELECT COUNT(*) AS number FROM document_versions");
    assert_eq!(versions, 3);
    house.everything_adds_up();
}

async fn a_file_of_a_draft_is_nobodys_yet(engine: Engine) {
    let mut draft = matter();
    draft.0.moves = Vec::new();
    let house = open(engine, &draft);
    let id = house.number("SELECT id AS number FROM documents");
    let path = format!("/dossiers/haven/documents/{id}/1/tellingen.csv");
    assert_eq!(house.visitor().get(&path).await.status, 404);
}
