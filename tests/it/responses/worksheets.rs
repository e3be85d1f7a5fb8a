//! Themes and answers are taken out as a spreadsheet, worked on, and brought back: what only the sheet changed
//! is taken over, what both changed is somebody's choice, and nothing is lost.

use super::work::{Work, page};
use crate::support::database::Engine;
use crate::support::harness::TestHouse;
use crate::support::on_both_databases;
use crate::support::visitor::{Answer, Visitor};
use calamine::{Reader as _, Xlsx};
use rust_xlsxwriter::Workbook;
use std::collections::BTreeMap;
use std::io::Cursor;
use weerklank_acts::responses::round::{AnswerTo, begin_answer, put_inputs, write_response};
use weerklank_domain::responses::ResponseText;
use weerklank_store::responses::{Chosen, ResponseRecord, response};

on_both_databases!(
    what_the_sheet_changed_is_taken_over,
    what_both_changed_is_chosen_and_what_changed_meanwhile_is_left,
    what_is_no_sheet_of_this_round_is_refused,
    rows_that_cannot_be_read_are_told_and_the_others_go_on,
    of_two_windows_one_takes_over,
);

/// A spreadsheet as it would be open in a program: cells by row and column, sheet by sheet.
struct Sheet(Vec<(String, Cells)>);

type Cells = BTreeMap<(u32, u16), String>;

impl Sheet {
    fn open(content: &[u8]) -> Self {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(content.to_vec())).unwrap();
        let names = book.sheet_names();
        let sheets = names.into_iter().map(|name| {
            let range = book.worksheet_range(&name).unwrap();
            let cells = range
                .used_cells()
                .map(|(row, column, value)| {
                    let place = (u32::try_from(row).unwrap(), u16::try_from(column).unwrap());
                    (place, value.to_string())
                })
                .collect();
            (name, cells)
        });
        Self(sheets.collect())
    }

    fn cells(&mut self, name: &str) -> &mut Cells {
        let found = self.0.iter_mut().find(|(own, _)| own == name);
        &mut found.unwrap().1
    }

    /// The row whose first cell says this.
    fn row(&mut self, name: &str, key: &str) -> u32 {
        let cells = self.cells(name);
        let found = cells
            .iter()
            .find(|((_, column), value)| *column == 0 && *value == key);
        found.unwrap_or_else(|| panic!("no {key}")).0.0
    }

    fn set(&mut self, name: &str, key: &str, column: u16, value: &str) {
        let row = self.row(name, key);
        self.cells(name).insert((row, column), value.to_owned());
    }

    fn saved(&self) -> Vec<u8> {
        let mut book = Workbook::new();
        for (name, cells) in &self.0 {
            let sheet = book.add_worksheet();
            sheet.set_name(name).unwrap();
            for ((row, column), value) in cells {
                sheet.write_string(*row, *column, value).unwrap();
            }
        }
        book.save_to_buffer().unwrap()
    }
}

const HEARD: u16 = 5;
const REASONS: u16 = 6;

async fn taken_out(work: &Work, officer: &Visitor) -> Sheet {
    let file = page(officer, &work.address("/worksheet.xlsx")).await;
    Sheet::open(&file.body)
}

async fn brought_back(work: &Work, officer: &Visitor, content: &[u8]) -> Answer {
    let address = work.address("/worksheets");
    let form = page(officer, &address).await.form_with(&address);
    officer.uploads(&form, &[], ("blad.xlsx", content)).await
}

/// Brings a sheet back, and answers the address of the comparison.
async fn compared(work: &Work, officer: &Visitor, sheet: &Sheet) -> String {
    let answer = brought_back(work, officer, &sheet.saved()).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.header("location").unwrap().to_owned()
}

fn read(work: &Work, number: i64) -> ResponseRecord {
    let house = work.house.house();
    let found = house.store.read(|db| response(db, work.round.id, number));
    found.unwrap().unwrap()
}

fn writes(work: &Work, number: i64, heard: &str, reasons: &str) {
    let before = read(work, number);
    let mut text: ResponseText = before.text.clone();
    text.answer.heard = heard.to_owned();
    text.answer.reasons = reasons.to_owned();
    let key = (work.round.id, number);
    write_response(
        work.house.house(),
        &work.writer,
        key,
        before.revision,
        &text,
    )
    .unwrap();
}

/// A round with two themes; the first has an answer in draft.
async fn themed(engine: Engine) -> (Work, Visitor, i64) {
    let work = Work::usual(TestHouse::open(engine)).await;
    let theme = work.theme("Bomen");
    work.theme("Licht");
    let chosen = Chosen::Numbers(vec![1, 2]);
    put_inputs(
        work.house.house(),
        &work.writer,
        work.round.id,
        &chosen,
        Some(theme),
    )
    .unwrap();
    let to = AnswerTo::Theme(theme);
    let number = begin_answer(work.house.house(), &work.writer, work.round.id, to, None).unwrap();
    writes(&work, number, "U wilt bomen.", "Er is plaats.");
    let officer = work.house.staff("officer").await;
    (work, officer, number)
}

async fn what_the_sheet_changed_is_taken_over(engine: Engine) {
    let (work, officer, number) = themed(engine).await;
    let mut sheet = taken_out(&work, &officer).await;
    let row = sheet.row("Inbreng", "R1-0003");
    assert!(sheet.cells("Inbreng")[&(row, 4)].contains("boulevard"));
    sheet.set("Antwoorden", "T1", 4, "Overgenomen");
    sheet.set(
        "Antwoorden",
        "T1",
        REASONS,
        "=1+1 is geen formule, maar een reden.",
    );
    sheet.set("Antwoorden", "T2", HEARD, "U wilt licht.");
    sheet.set("Inbreng", "R1-0003", 1, "2");
    sheet.set("Inbreng", "R1-0002", 1, "Schaduw");
    let address = compared(&work, &officer, &sheet).await;
    let shown = page(&officer, &address).await;
    for words in [
        "Er is plaats.",
        "geen formule",
        "U wilt licht.",
        "R1-0003",
        "Schaduw",
    ] {
        assert!(shown.text().contains(words), "{words}: {}", shown.text());
    }
    assert_eq!(
        read(&work, number).text.answer.reasons,
        "Er is plaats.",
        "nothing by itself"
    );
    let form = shown.form_with(&address);
    let done = officer.sends(&form, &[("deed", "take")]).await;
    assert_eq!(done.status, 303, "{}", done.text());
    let text = read(&work, number).text;
    assert_eq!(
        text.answer.heard, "U wilt bomen.",
        "what the sheet left alone stays"
    );
    assert!(text.answer.reasons.starts_with("=1+1"));
    assert!(text.answer.verdict.is_some());
    assert_eq!(read(&work, 2).text.answer.heard, "U wilt licht.");
    let placed = work.house.text(
        "SELECT t.title AS text FROM inputs i JOIN themes t ON t.id = i.theme_id WHERE i.number = 2",
    );
    assert_eq!(placed, "Schaduw");
    let placed = work.house.text(
        "SELECT t.title AS text FROM inputs i JOIN themes t ON t.id = i.theme_id WHERE i.number = 3",
    );
    assert_eq!(placed, "Licht");
    let after = page(&officer, &address).await;
    assert!(after.text().contains("nog anders is"), "{}", after.text());
    let form = after.form_with(&address);
    let again = officer.sends(&form, &[("deed", "take")]).await;
    assert_eq!(again.status, 409);
    let gone = officer.sends(&form, &[("deed", "drop")]).await;
    assert_eq!(gone.status, 303);
    assert_eq!(officer.get(&address).await.status, 404);
    work.house.everything_adds_up();
}

async fn what_both_changed_is_chosen_and_what_changed_meanwhile_is_left(engine: Engine) {
    let (work, officer, number) = themed(engine).await;
    let mut sheet = taken_out(&work, &officer).await;
    sheet.set("Antwoorden", "T1", HEARD, "Het blad hoorde dit.");
    sheet.set("Antwoorden", "T1", REASONS, "Het blad zegt dit.");
    sheet.set("Inbreng", "R1-0001", 1, "2");
    writes(
        &work,
        number,
        "Hier hoorden wij iets anders.",
        "Er is plaats.",
    );
    let chosen = Chosen::Numbers(vec![1]);
    put_inputs(
        work.house.house(),
        &work.writer,
        work.round.id,
        &chosen,
        None,
    )
    .unwrap();
    let address = compared(&work, &officer, &sheet).await;
    let shown = page(&officer, &address).await;
    assert!(shown.text().contains("botst"), "{}", shown.text());
    let form = shown.form_with(&address);
    assert!(
        form.fields
            .iter()
            .any(|(name, value)| name == "seen.T1" && value != "0"),
        "{:?}",
        form.fields
    );
    let plain = officer
        .sends(&form, &[("deed", "take"), ("take", "T1")])
        .await;
    assert_eq!(plain.status, 303, "{}", plain.text());
    let text = read(&work, number).text.answer;
    assert_eq!(
        text.heard, "Hier hoorden wij iets anders.",
        "a conflict is left"
    );
    assert_eq!(text.reasons, "Het blad zegt dit.");
    assert_eq!(
        work.house.number(
            "SELECT COUNT(*) AS number FROM inputs WHERE number = 1 AND theme_id IS NOT NULL"
        ),
        0
    );
    // The page that was open before does not know the new revision.
    let late = officer
        .sends(&form, &[("deed", "take"), ("over", "T1")])
        .await;
    assert_eq!(late.status, 303);
    assert!(late.header("location").unwrap().contains("left=1"));
    assert_eq!(
        read(&work, number).text.answer.heard,
        "Hier hoorden wij iets anders."
    );
    let fresh = page(&officer, &address).await.form_with(&address);
    let over = officer
        .sends(&fresh, &[("deed", "take"), ("over", "T1")])
        .await;
    assert_eq!(over.status, 303, "{}", over.text());
    assert_eq!(
        read(&work, number).text.answer.heard,
        "Het blad hoorde dit."
    );
    work.house.everything_adds_up();
}

async fn what_is_no_sheet_of_this_round_is_refused(engine: Engine) {
    let (work, officer, _) = themed(engine).await;
    let mut sheet = taken_out(&work, &officer).await;
    let other = {
        sheet.cells("weerklank").insert((0, 1), "77".to_owned());
        sheet.saved()
    };
    let mut bare = taken_out(&work, &officer).await;
    bare.0.retain(|(name, _)| name != "weerklank");
    let half = &other[..other.len() / 2];
    for (content, words) in [
        (b"geen blad".as_slice(), "geen rekenblad"),
        (b"", "geen rekenblad"),
        (half, "geen rekenblad"),
        (&other, "een andere ronde"),
        (&bare.saved(), "hier niet gedownload"),
    ] {
        let answer = brought_back(&work, &officer, content).await;
        assert_eq!(answer.status, 400, "{words}");
        assert!(answer.text().contains(words), "{words}: {}", answer.text());
    }
    let address = work.address("/worksheets");
    let mut form = page(&officer, &address).await.form_with(&address);
    form.fields = vec![("csrf".to_owned(), "x".to_owned())];
    let good = taken_out(&work, &officer).await.saved();
    let unproven = officer.uploads(&form, &[], ("blad.xlsx", &good)).await;
    assert_eq!(unproven.status, 403);
    assert_eq!(
        work.house
            .number("SELECT COUNT(*) AS number FROM worksheets"),
        0
    );
    assert_eq!(
        officer.get(&work.address("/worksheets/9")).await.status,
        404
    );
}

async fn rows_that_cannot_be_read_are_told_and_the_others_go_on(engine: Engine) {
    let (work, officer, _) = themed(engine).await;
    let mut sheet = taken_out(&work, &officer).await;
    sheet.set("Antwoorden", "T1", 4, "Misschien");
    sheet.set("Antwoorden", "T2", HEARD, "U wilt licht.");
    let cells = sheet.cells("Antwoorden");
    cells.insert((9, 0), "Z9".to_owned());
    cells.insert((10, 0), "T2".to_owned());
    cells.insert((11, 0), "T77".to_owned());
    cells.insert((11, HEARD), "Een thema dat er niet is.".to_owned());
    cells.insert((12, 0), "I3".to_owned());
    cells.insert((12, REASONS), "r".repeat(20_000));
    cells.insert((13, 0), "I1".to_owned());
    cells.insert((13, 12), "ooit".to_owned());
    sheet.cells("Inbreng").insert((9, 0), "R1-0099".to_owned());
    let address = compared(&work, &officer, &sheet).await;
    let shown = page(&officer, &address).await;
    for words in [
        "oordeel staat niet in de lijst",
        "geen sleutel",
        "twee keer",
        "te lang",
        "geen datum",
        "stond niet in het blad",
        "is er niet meer",
        "U wilt licht.",
    ] {
        assert!(shown.text().contains(words), "{words}: {}", shown.text());
    }
    let done = officer
        .sends(
            &shown.form_with(&address),
            &[("deed", "take"), ("take", "T2")],
        )
        .await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(read(&work, 2).text.answer.heard, "U wilt licht.");
    let odd = [("deed", "take"), ("take", "T77"), ("input", "99")];
    let odd = officer
        .sends(&page(&officer, &address).await.form_with(&address), &odd)
        .await;
    assert!(
        odd.header("location").unwrap().contains("left=2"),
        "{odd:?}"
    );
}

async fn of_two_windows_one_takes_over(engine: Engine) {
    let (work, officer, number) = themed(engine).await;
    let mut sheet = taken_out(&work, &officer).await;
    sheet.set("Antwoorden", "T1", REASONS, "Het blad zegt dit.");
    sheet.set("Antwoorden", "T2", HEARD, "U wilt licht.");
    let address = compared(&work, &officer, &sheet).await;
    let form = page(&officer, &address).await.form_with(&address);
    let chosen = [("deed", "take"), ("take", "T1"), ("over", "T2")];
    let before = read(&work, number).revision;
    let (one, other) = tokio::join!(officer.sends(&form, &chosen), officer.sends(&form, &chosen));
    let mut left: Vec<bool> = [one, other]
        .iter()
        .map(|answer| {
            let place = answer.header("location").unwrap_or_default();
            place.contains("left=2")
        })
        .collect();
    left.sort_unstable();
    assert_eq!(
        left,
        [false, true],
        "the second was told that both rows changed"
    );
    assert_eq!(read(&work, number).revision, before + 1);
    let answers = work
        .house
        .number("SELECT COUNT(*) AS number FROM responses");
    assert_eq!(answers, 2);
    work.house.everything_adds_up();
}
