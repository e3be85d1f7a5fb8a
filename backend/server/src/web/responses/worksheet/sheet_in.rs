//! A spreadsheet is read: what it changed against what it kept, and what cannot be read.

use super::columns::{BASE, BEFORE_FIELDS, FIELDS, LARGEST_OPEN, MARK, MOST_ROWS};
use crate::texts::Texts;
use crate::web::form::day_of_text;
use crate::web::responses::desk::form;
use calamine::{DataRef, Reader as _, Xlsx};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use weerklank_domain::Language;
use weerklank_domain::petitions::{Passage, Verdict};
use weerklank_domain::responses::{
    SheetAnswer, SheetError, SheetFault, SheetField, SheetInput, SheetKey, SheetPlace, SheetText,
    Worksheet,
};

/// The longest title of a theme, in characters.
const LONGEST_TITLE: usize = weerklank_domain::responses::LONGEST_THEME;

/// The code of what is wrong with a file.
pub(super) type FileProblem = &'static str;

/// The cells of a sheet, row by row; only the columns that are read.
type Rows = BTreeMap<u32, BTreeMap<u32, String>>;

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

fn opened(content: &[u8]) -> Result<Book<'_>, FileProblem> {
    let mut parts = zip::ZipArchive::new(Cursor::new(content)).map_err(|_| "not_a_sheet")?;
    let mut size = 0_u64;
    for index in 0..parts.len() {
        let part = parts.by_index_raw(index).map_err(|_| "not_a_sheet")?;
        size = size.saturating_add(part.size());
    }
    // A small file can open to a very large one; nothing of that is read.
    if size > LARGEST_OPEN {
        return Err("sheet_large");
    }
    Xlsx::new(Cursor::new(content)).map_err(|_| "not_a_sheet")
}

fn words(cell: &DataRef) -> String {
    match cell {
        DataRef::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))
                .map(|day| day.to_string())
                .unwrap_or_default()
        }
        DataRef::DateTimeIso(moment) => moment.chars().take(10).collect(),
        DataRef::Empty | DataRef::Error(_) => String::new(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(is_so) => if *is_so { "x" } else { "" }.to_owned(),
        DataRef::String(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
    }
}

/// The cells of a sheet as text, read one after another: a sheet may claim to be as large as it likes.
fn rows(book: &mut Book, name: &str) -> Result<Rows, FileProblem> {
    let mut reader = book.worksheet_cells_reader(name).map_err(|_| "not_ours")?;
    let mut rows = Rows::new();
    while let Some(cell) = reader.next_cell().map_err(|_| "not_a_sheet")? {
        let (row, column) = cell.get_position();
        if row > MOST_ROWS {
            return Err("sheet_large");
        }
        if column > 16 {
            continue;
        }
        let text = words(cell.get_value())
            .replace("\r\n", "\n")
            .trim()
            .to_owned();
        if !text.is_empty() {
            rows.entry(row).or_default().insert(column, text);
        }
    }
    Ok(rows)
}

fn at(row: &BTreeMap<u32, String>, column: u32) -> &str {
    row.get(&column).map_or("", String::as_str)
}

/// What stood here when the file was taken out.
struct Base {
    round: i64,
    answers_sheet: String,
    inputs_sheet: String,
    answers: BTreeMap<SheetKey, SheetText>,
    inputs: BTreeMap<i64, Option<i64>>,
}

fn base(book: &mut Book) -> Result<Base, FileProblem> {
    let rows = rows(book, BASE)?;
    let head = rows.get(&0).ok_or("not_ours")?;
    if at(head, 0) != MARK {
        return Err("not_ours");
    }
    let mut base = Base {
        round: at(head, 1).parse().map_err(|_| "not_ours")?,
        answers_sheet: at(head, 2).to_owned(),
        inputs_sheet: at(head, 3).to_owned(),
        answers: BTreeMap::new(),
        inputs: BTreeMap::new(),
    };
    for row in rows.values().skip(1) {
        match at(row, 0) {
            "A" => {
                let key = SheetKey::parse(at(row, 1)).ok_or("not_ours")?;
                let mut text = SheetText::default();
                for (column, (field, _, _)) in (2..).zip(FIELDS) {
                    set(&mut text, field, at(row, column)).map_err(|_| "not_ours")?;
                }
                base.answers.insert(key, text);
            }
            "I" => {
                let number = at(row, 1).parse().map_err(|_| "not_ours")?;
                base.inputs.insert(number, at(row, 2).parse().ok());
            }
            _ => return Err("not_ours"),
        }
    }
    Ok(base)
}

fn passage(typed: &str) -> Result<String, SheetFault> {
    match Passage::parse_optional(typed) {
        Ok(passage) => Ok(passage.as_str().to_owned()),
        Err(_) => Err(SheetFault::TooLong),
    }
}

/// A line, within the bounds of the form of the desk.
fn line(typed: &str) -> Result<String, SheetFault> {
    form::line("", typed).map_err(|_| SheetFault::TooLong)
}

/// Reads a cell into its field. A verdict is a code here.
fn set(text: &mut SheetText, field: SheetField, typed: &str) -> Result<(), SheetFault> {
    match field {
        SheetField::Verdict => {
            if !typed.is_empty() && Verdict::from_code(typed).is_none() {
                return Err(SheetFault::BadVerdict);
            }
            typed.clone_into(&mut text.verdict);
        }
        SheetField::Heard => text.heard = passage(typed)?,
        SheetField::Reasons => text.reasons = passage(typed)?,
        SheetField::Change => text.change = passage(typed)?,
        SheetField::NoChange => text.no_change = !typed.is_empty(),
        SheetField::Paragraph => text.change_paragraph = line(typed)?,
        SheetField::Responsible => text.responsible = line(typed)?,
        SheetField::AdoptedBy => text.adopted_by = line(typed)?,
        SheetField::AdoptedOn => {
            text.adopted_on = match typed {
                "" => None,
                typed => Some(day_of_text(typed).ok_or(SheetFault::BadDay)?),
            };
        }
    }
    Ok(())
}

/// The code of a verdict that is written in either language, or as its code.
fn verdict_code(texts: &Texts, typed: &str) -> String {
    let wanted = typed.to_lowercase();
    let found = Verdict::ALL.iter().find(|verdict| {
        let key = format!("verdict-{}", verdict.code().replace('_', "-"));
        Language::ALL
            .into_iter()
            .any(|language| texts.plain(language, &key).to_lowercase() == wanted)
    });
    found.map_or_else(|| typed.to_owned(), |verdict| verdict.code().to_owned())
}

/// Reads a file that was taken out of a round.
///
/// # Errors
/// `not_a_sheet` for what is no spreadsheet, `not_ours` for one that was not taken out here or lost its
/// hidden sheet, `other_round`, `sheet_large`.
pub(super) fn read(content: &[u8], round: i64, texts: &Texts) -> Result<Worksheet, FileProblem> {
    let mut book = opened(content)?;
    let base = base(&mut book)?;
    if base.round != round {
        return Err("other_round");
    }
    let answers = rows(&mut book, &base.answers_sheet)?;
    let inputs = rows(&mut book, &base.inputs_sheet)?;
    let mut sheet = Worksheet::default();
    read_answers(&base, &answers, texts, &mut sheet);
    read_inputs(&base, &inputs, round, &mut sheet);
    Ok(sheet)
}

fn fault(name: &str, row: u32, fault: SheetFault) -> SheetError {
    SheetError {
        sheet: name.to_owned(),
        row: row + 1,
        fault: fault.code().to_owned(),
    }
}

fn read_answers(base: &Base, rows: &Rows, texts: &Texts, sheet: &mut Worksheet) {
    let name = base.answers_sheet.as_str();
    let mut seen = BTreeSet::new();
    for (row, cells) in rows.iter().filter(|(row, _)| **row > 0) {
        let Some(key) = SheetKey::parse(at(cells, 0)) else {
            sheet.errors.push(fault(name, *row, SheetFault::BadKey));
            continue;
        };
        if !seen.insert(key) {
            sheet.errors.push(fault(name, *row, SheetFault::Twice));
            continue;
        }
        let mut text = SheetText::default();
        let mut wrong = None;
        for (column, (field, _, _)) in (u32::from(BEFORE_FIELDS)..).zip(FIELDS) {
            let typed = match field {
                SheetField::Verdict => verdict_code(texts, at(cells, column)),
                _ => at(cells, column).to_owned(),
            };
            if let Err(what) = set(&mut text, field, &typed) {
                wrong = wrong.or(Some(what));
            }
        }
        if let Some(what) = wrong {
            sheet.errors.push(fault(name, *row, what));
            continue;
        }
        let was = base.answers.get(&key).cloned().unwrap_or_default();
        if text != was {
            sheet.answers.push(SheetAnswer {
                key,
                base: was,
                text,
            });
        }
    }
}

fn read_inputs(base: &Base, rows: &Rows, round: i64, sheet: &mut Worksheet) {
    let name = base.inputs_sheet.as_str();
    let mut seen = BTreeSet::new();
    for (row, cells) in rows.iter().filter(|(row, _)| **row > 0) {
        let typed = at(cells, 0);
        let own = format!("R{round}-");
        let digits = typed.strip_prefix(&own).unwrap_or(typed);
        let number = digits.parse::<i64>().ok();
        let Some((number, was)) =
            number.and_then(|number| Some((number, *base.inputs.get(&number)?)))
        else {
            sheet.errors.push(fault(name, *row, SheetFault::BadNumber));
            continue;
        };
        if !seen.insert(number) {
            sheet.errors.push(fault(name, *row, SheetFault::Twice));
            continue;
        }
        let place = match at(cells, 1) {
            "" => SheetPlace::Nowhere,
            typed => match typed.parse() {
                Ok(theme) => SheetPlace::Theme(theme),
                Err(_) => SheetPlace::Title(typed.to_owned()),
            },
        };
        if matches!(&place, SheetPlace::Title(title) if title.chars().count() > LONGEST_TITLE) {
            sheet.errors.push(fault(name, *row, SheetFault::TooLong));
            continue;
        }
        let is_moved = match (&place, was) {
            (SheetPlace::Nowhere, None) => false,
            (SheetPlace::Theme(theme), Some(was)) => *theme != was,
            _ => true,
        };
        if is_moved {
            sheet.inputs.push(SheetInput {
                number,
                base: was,
                place,
            });
        }
    }
}
