//! A file of inputs is entered in three steps, once.

use super::desk::page;
use super::take_part::open_round;
use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;
use crate::support::visitor::{Answer, Visitor};

on_both_databases!(
    a_file_is_entered_in_three_steps_and_only_once,
    rows_that_cannot_be_entered_are_told_by_their_line,
    a_file_that_is_none_is_told,
    a_file_without_its_proof_enters_nothing,
);

const IMPORT: &str = "/desk/rounds/1/inputs/import";
const FILE: &str = "Reactie;Organisatie;Kanaal;Openbaar;Groep\r\n\
    \"Meer bomen;\r\nen bankjes.\";;post;ja;\r\n\
    Minder auto's.;Vereniging Groen;e-mail;ja;vereniging\r\n\
    Een geheim idee.;;bijeenkomst;nee;\r\n";

fn inputs(house: &TestHouse) -> i64 {
    house.number("SELECT COUNT(*) AS number FROM inputs")
}

/// Sends a step as its page has it, with what is filled in.
async fn step(staff: &Visitor, from: &Answer, filled: &[(&str, &str)]) -> Answer {
    let form = from.form_with("/import");
    let sent = staff.uploads(&form, filled, ("", b"")).await;
    match sent.header("location") {
        Some(place) => page(staff, place).await,
        None => sent,
    }
}

/// Sends a file and goes on to the preview.
async fn preview(staff: &Visitor, file: &str) -> Answer {
    let first = page(staff, IMPORT).await;
    let form = first.form_with("/import");
    let columns = staff
        .uploads(&form, &[], ("inbreng.csv", file.as_bytes()))
        .await;
    assert_eq!(columns.status, 200, "{}", columns.text());
    let text = columns.text();
    assert!(text.contains("Welke kolom is wat?"), "{text}");
    step(
        staff,
        &columns,
        &[
            ("column_text", "0"),
            ("column_organisation", "1"),
            ("column_channel", "2"),
            ("column_public", "3"),
            ("column_sender", "4"),
        ],
    )
    .await
}

async fn a_file_is_entered_in_three_steps_and_only_once(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = open_round(&house).await;
    let officer = house.staff("officer").await;
    let shown = preview(&officer, FILE).await;
    assert!(shown.text().contains("3 rijen kunnen worden ingevoerd"));
    assert_eq!(inputs(&house), 0, "nothing before the last button");
    let done = step(&officer, &shown, &[]).await;
    assert!(
        done.text().contains("3 rijen zijn ingevoerd."),
        "{}",
        done.text()
    );
    let public = house
        .visitor()
        .get(&format!("/rounds/{}/inputs", round.slug))
        .await
        .text();
    assert!(public.contains("Meer bomen") && public.contains("Vereniging Groen"));
    assert!(!public.contains("geheim idee"), "{public}");
    // The same file, and one with a row more.
    let longer = format!("{FILE}Nog een.;;post;ja;\r\n");
    for (file, entered, known) in [(FILE, "0 rijen", "3 waren"), (&longer, "1 rij", "3 waren")] {
        let shown = preview(&officer, file).await;
        let done = step(&officer, &shown, &[]).await.text();
        assert!(done.contains(entered) && done.contains(known), "{done}");
    }
    assert_eq!(inputs(&house), 4);
    house.everything_adds_up();
}

async fn rows_that_cannot_be_entered_are_told_by_their_line(engine: Engine) {
    let house = TestHouse::open(engine);
    open_round(&house).await;
    let officer = house.staff("officer").await;
    let file = format!(
        "tekst,x,kanaal,y\nGoed.,,post,\n,a,post,\n{},,,\nDuif.,,duif,\n",
        "x".repeat(5_001)
    );
    let shown = preview(&officer, &file).await;
    let text = shown.text();
    assert!(text.contains("1 rij kan worden ingevoerd."), "{text}");
    for told in [
        "Regel 3: er is geen tekst.",
        "Regel 4: de tekst is te lang.",
        "Regel 5: deze manier van sturen kennen we niet.",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    let done = step(&officer, &shown, &[]).await;
    assert!(
        done.text().contains("1 rij is ingevoerd."),
        "{}",
        done.text()
    );
    assert_eq!(inputs(&house), 1);
}

async fn a_file_that_is_none_is_told(engine: Engine) {
    let house = TestHouse::open(engine);
    open_round(&house).await;
    let officer = house.staff("officer").await;
    let form = page(&officer, IMPORT).await.form_with("/import");
    let many = format!("tekst\n{}", "a\n".repeat(5_001));
    let large = "a".repeat(2 * 1024 * 1024 + 1);
    for (content, told) in [
        (&b""[..], "Kies een bestand."),
        (&b"tekst\n\xff\xfe"[..], "als CSV in UTF-8"),
        (many.as_bytes(), "meer dan 5.000 rijen"),
        (large.as_bytes(), "groter dan 2 MB"),
    ] {
        let back = officer.uploads(&form, &[], ("a.csv", content)).await;
        assert_eq!(back.status, 400, "{told}");
        assert!(back.text().contains(told), "{told}: {}", back.text());
    }
    // Pasted, without a column for the text.
    let pasted = officer
        .uploads(&form, &[("content", "a;b\n1;2")], ("", b""))
        .await;
    let back = step(&officer, &pasted, &[]).await;
    assert_eq!(back.status, 400, "{}", back.text());
    assert!(
        back.text().contains("Tekst: Vul dit in."),
        "{}",
        back.text()
    );
}

async fn a_file_without_its_proof_enters_nothing(engine: Engine) {
    let house = TestHouse::open(engine);
    open_round(&house).await;
    let officer = house.staff("officer").await;
    let shown = preview(&officer, FILE).await;
    let told = step(&officer, &shown, &[("csrf", "old")]).await;
    assert_eq!(told.status, 403, "{}", told.text());
    assert_eq!(inputs(&house), 0);
}
