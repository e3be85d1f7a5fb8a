//! The report in Word and the worksheet of an office program open in LibreOffice, with their words.

use super::work::{LIGHT, TREES, Work, input, page};
use crate::support::database::{Engine, Folder};
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output};
use weerklank_acts::inputs::EnteredInput;
use weerklank_acts::responses::round::{AnswerTo, ReportText, publish_report, put_inputs};
use weerklank_domain::inputs::Sender;
use weerklank_domain::petitions::Passage;
use weerklank_store::responses::Chosen;

on_both_databases!(report_and_worksheet_open_in_libreoffice);

/// Runs a program that is ended after so many seconds; `None` when it is not installed.
fn runs(seconds: &str, program: &str, arguments: &[&str]) -> Option<Output> {
    // `timeout` ends a program that hangs, so that no test waits for one.
    let output = Command::new("timeout")
        .args(["--kill-after=5", seconds, program])
        .args(arguments)
        .output()
        .ok()?;
    // 126 and 127: there is no such program.
    (!matches!(output.status.code(), Some(126 | 127))).then_some(output)
}

/// Makes a PDF of each of these files, in the same folder.
fn convert(folder: &Path, files: &[&str]) -> bool {
    // A profile of its own: LibreOffice starts once for each.
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let within = folder.display().to_string();
    let paths: Vec<String> = files
        .iter()
        .map(|file| format!("{within}/{file}"))
        .collect();
    let mut arguments = vec![
        profile.as_str(),
        "--headless",
        "--norestore",
        "--convert-to",
        "pdf",
    ];
    arguments.extend(["--outdir", within.as_str()]);
    arguments.extend(paths.iter().map(String::as_str));
    let Some(output) = runs("180", "soffice", &arguments) else {
        return false;
    };
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{:?}: {told}", output.status);
    true
}

/// Says so past the runner, which shows only what failing tests print.
fn skipped(what: &str) {
    let told = format!("skipped: {what} is not installed; scripts/tools.sh test installs it\n");
    std::io::stderr().write_all(told.as_bytes()).unwrap();
}

/// The words of a PDF, with one space between each two.
fn words_of(pdf: &Path) -> Option<String> {
    let output = runs(
        "60",
        "pdftotext",
        &["-layout", &pdf.display().to_string(), "-"],
    )?;
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{}: {told}", pdf.display());
    let text = String::from_utf8(output.stdout).unwrap();
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Where somebody wants to keep what is made.
#[expect(
    clippy::disallowed_methods,
    reason = "a wish of whoever runs the test, and no setting of Weerklank"
)]
fn kept_folder() -> Option<String> {
    std::env::var("WEERKLANK_OFFICE_DIR").ok()
}

async fn report_and_worksheet_open_in_libreoffice(engine: Engine) {
    let shop = EnteredInput {
        sender: Sender::Business,
        display_name: Some("Bakkerij De Zeester".to_owned()),
        ..input("Een laadplek voor de deur graag.")
    };
    let work = Work::with(TestHouse::open(engine), &[input(TREES), input(LIGHT), shop]).await;
    let theme = work.theme("Bomen op de kade");
    let (house, id) = (work.house.house(), work.round.id);
    let chosen = Chosen::Numbers(vec![1, 3]);
    put_inputs(house, &work.writer, id, &chosen, Some(theme)).unwrap();
    work.answers(AnswerTo::Theme(theme));
    work.answers(AnswerTo::Input(2));
    let officer = work.house.staff("officer").await;
    let sheet = page(&officer, &work.address("/worksheet.xlsx")).await;
    let text = ReportText {
        intro: Some(Passage::parse("Dank voor *alle* inbreng.").unwrap()),
        ..ReportText::default()
    };
    publish_report(house, &work.writer, id, &text).unwrap();
    let address = format!("/rounds/{}/report.docx", work.round.slug);
    let report = page(&work.house.visitor(), &address).await;
    // WEERKLANK_OFFICE_DIR keeps what was made, for whoever wants to look at it.
    let folder = Folder::new();
    let kept = kept_folder();
    let place = kept
        .as_ref()
        .map_or_else(|| folder.path(), |kept| Path::new(kept));
    std::fs::write(place.join("report.docx"), &report.body).unwrap();
    std::fs::write(place.join("worksheet.xlsx"), &sheet.body).unwrap();
    if !convert(place, &["report.docx", "worksheet.xlsx"]) {
        return skipped("LibreOffice (soffice)");
    }
    for (file, words) in [
        (
            "report.pdf",
            vec![
                "Nota van beantwoording",
                "Dank voor alle inbreng.",
                "Inwoners",
                "Bestuursorganen",
                "Deels overgenomen: 1",
                "1. Bomen op de kade",
                "De drie kastanjes blijven.",
                "Bakkerij De Zeester",
                "R1-0003",
            ],
        ),
        (
            "worksheet.pdf",
            vec![
                "Bomen op de kade",
                "Er is plaats.",
                "R1-0002",
                "betere verlichting",
            ],
        ),
    ] {
        let pdf = place.join(file);
        assert!(std::fs::read(&pdf).unwrap().starts_with(b"%PDF-"), "{file}");
        let Some(text) = words_of(&pdf) else {
            return skipped("poppler-utils (pdftotext)");
        };
        for told in words {
            assert!(text.contains(told), "{file} lacks {told}: {text}");
        }
    }
}
