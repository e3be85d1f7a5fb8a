//! Themes, answers and inputs are written as a spreadsheet.

use super::columns::{BASE, BEFORE_FIELDS, FIELDS, INPUT_HEADS, MARK};
use crate::texts::Texts;
use crate::web::errors::{WebError, WebResult};
use rust_xlsxwriter::{DataValidation, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use weerklank_domain::Language;
use weerklank_domain::inputs::InputNumber;
use weerklank_domain::petitions::Verdict;
use weerklank_domain::responses::{SheetField, SheetKey, SheetText};
use weerklank_domain::text::plain_text;
use weerklank_store::inputs::InputCard;

/// The longest text that a cell takes.
const LONGEST_CELL: usize = 32_000;
/// The number of a size of paper in the format.
const A4: u8 = 9;
/// In points: a line of text, and the highest row that the format knows.
const LINE_HEIGHT: f64 = 15.0;
const HIGHEST_ROW: f64 = 409.0;
/// The widths of columns, in letters. One that is wider than a page would be cut off on paper.
const ABOUT_WIDTH: f64 = 70.0;
const ANSWER_WIDTHS: [f64; 4] = [9.0, 30.0, 9.0, 16.0];
const INPUT_WIDTHS: [f64; 5] = [11.0, 9.0, 20.0, 11.0, 80.0];
/// The ground of the first row.
const HEAD_FILL: u32 = 0x00E7_EDF3;

/// A theme or a single input with its answer.
pub(super) struct AnswerRow {
    pub(super) key: SheetKey,
    pub(super) title: String,
    pub(super) inputs: i64,
    /// The code of its state; empty without an answer.
    pub(super) state: &'static str,
    pub(super) text: SheetText,
}

/// An input with the number of its theme.
pub(super) struct InputRow {
    pub(super) card: InputCard,
    pub(super) theme: Option<i64>,
}

/// Everything that the file is made of.
pub(super) struct Content {
    pub(super) round: i64,
    pub(super) answers: Vec<AnswerRow>,
    pub(super) inputs: Vec<InputRow>,
}

/// Words in one language.
pub(super) struct Words<'a> {
    pub(super) texts: &'a Texts,
    pub(super) language: Language,
}

impl Words<'_> {
    fn t(&self, key: &str) -> String {
        self.texts.plain(self.language, key)
    }

    fn coded(&self, prefix: &str, code: &str) -> String {
        match code {
            "" => String::new(),
            code => self.t(&format!("{prefix}-{}", code.replace('_', "-"))),
        }
    }

    /// A field as people read it.
    fn shown(&self, text: &SheetText, field: SheetField) -> String {
        match field {
            SheetField::Verdict => self.coded("verdict", &text.verdict),
            _ => text.value(field),
        }
    }
}

fn cell(text: &str) -> String {
    text.chars().take(LONGEST_CELL).collect()
}

/// Writes the file.
pub(super) fn write(words: &Words, content: &Content) -> WebResult<Vec<u8>> {
    made(words, content).map_err(WebError::internal)
}

fn made(words: &Words, content: &Content) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let (answers, inputs) = (words.t("sheet-answers"), words.t("sheet-inputs"));
    about(book.add_worksheet(), words)?;
    write_answers(book.add_worksheet(), words, &answers, content)?;
    write_inputs(book.add_worksheet(), words, &inputs, content)?;
    write_base(book.add_worksheet(), (&answers, &inputs), content)?;
    book.save_to_buffer()
}

fn about(sheet: &mut Worksheet, words: &Words) -> Result<(), XlsxError> {
    sheet.set_name(words.t("sheet-about"))?;
    let wrap = wrapped();
    sheet.set_column_width(0, ABOUT_WIDTH)?;
    on_paper(sheet, 1);
    let lines = ["title", "answers", "inputs", "markdown", "back"];
    for (row, name) in (0..).zip(lines) {
        let line = words.t(&format!("sheet-about-{name}"));
        sheet.set_row_height(row, height([(line.as_str(), ABOUT_WIDTH)]))?;
        let format = if row == 0 {
            Format::new().set_bold()
        } else {
            wrap.clone()
        };
        sheet.write_string_with_format(row, 0, line, &format)?;
    }
    Ok(())
}

/// Prints a sheet so many pages wide, and as many long as it takes.
fn on_paper(sheet: &mut Worksheet, pages: u16) {
    sheet.set_paper_size(A4).set_print_fit_to_pages(pages, 0);
}

fn wrapped() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

/// How high a row is that shows these texts in columns of these widths: not every program finds that out
/// by itself. A text that is longer than a row can be high is read in its cell.
fn height<'a>(cells: impl IntoIterator<Item = (&'a str, f64)>) -> f64 {
    let lines = |(text, width): (&str, f64)| -> f64 {
        let of_line = |line: &str| {
            let letters = u32::try_from(line.chars().count()).unwrap_or(u32::MAX);
            (f64::from(letters) / width).ceil().max(1.0)
        };
        text.lines().map(of_line).sum()
    };
    let most = cells.into_iter().map(lines).fold(1.0, f64::max);
    (most * LINE_HEIGHT).min(HIGHEST_ROW)
}

fn heads(sheet: &mut Worksheet, words: &Words, heads: &[&str]) -> Result<(), XlsxError> {
    let head = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_background_color(HEAD_FILL);
    for (column, key) in (0..).zip(heads) {
        sheet.write_string_with_format(0, column, words.t(key), &head)?;
    }
    sheet.set_freeze_panes(1, 1)?;
    // On paper every column has its name on every page.
    sheet.set_landscape().set_repeat_rows(0, 0)?;
    Ok(())
}

fn write_answers(
    sheet: &mut Worksheet,
    words: &Words,
    name: &str,
    content: &Content,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    let mut columns = vec![
        "sheet-key",
        "sheet-about-what",
        "sheet-amount",
        "sheet-state",
    ];
    columns.extend(FIELDS.iter().map(|(_, key, _)| *key));
    heads(sheet, words, &columns)?;
    on_paper(sheet, 2);
    sheet.set_repeat_columns(0, 1)?;
    for (column, width) in (0..).zip(ANSWER_WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    for (column, (_, _, width)) in (BEFORE_FIELDS..).zip(FIELDS) {
        sheet.set_column_width(column, width)?;
    }
    let (wrap, count) = (wrapped(), wrapped().set_align(FormatAlign::Left));
    let rows = u32::try_from(content.answers.len()).unwrap_or(u32::MAX);
    for (row, answer) in (1..).zip(&content.answers) {
        sheet.write_string_with_format(row, 0, answer.key.to_string(), &wrap)?;
        sheet.write_string_with_format(row, 1, cell(&answer.title), &wrap)?;
        // Amounts are far below what a number of a spreadsheet can hold exactly.
        let inputs = u32::try_from(answer.inputs).unwrap_or(u32::MAX);
        sheet.write_number_with_format(row, 2, f64::from(inputs), &count)?;
        let state = words.coded("response-state", answer.state);
        sheet.write_string_with_format(row, 3, state, &wrap)?;
        let texts = FIELDS.map(|(field, _, width)| (words.shown(&answer.text, field), width));
        for (column, (text, _)) in (BEFORE_FIELDS..).zip(&texts) {
            sheet.write_string_with_format(row, column, cell(text), &wrap)?;
        }
        let all = texts.iter().map(|(text, width)| (text.as_str(), *width));
        let title = (answer.title.as_str(), ANSWER_WIDTHS[1]);
        sheet.set_row_height(row, height(all.chain([title])))?;
    }
    let verdicts: Vec<String> = Verdict::ALL
        .iter()
        .map(|verdict| words.coded("verdict", verdict.code()))
        .collect();
    let list = DataValidation::new().allow_list_strings(&verdicts)?;
    sheet.add_data_validation(1, BEFORE_FIELDS, rows.max(1), BEFORE_FIELDS, &list)?;
    Ok(())
}

fn write_inputs(
    sheet: &mut Worksheet,
    words: &Words,
    name: &str,
    content: &Content,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    heads(sheet, words, &INPUT_HEADS)?;
    on_paper(sheet, 1);
    for (column, width) in (0..).zip(INPUT_WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    let (wrap, count) = (wrapped(), wrapped().set_align(FormatAlign::Left));
    for (row, input) in (1..).zip(&content.inputs) {
        let card = &input.card;
        let number = InputNumber {
            round: content.round,
            number: card.number,
        };
        sheet.write_string_with_format(row, 0, number.to_string(), &wrap)?;
        let theme = input.theme.map(|theme| theme.to_string());
        sheet.write_string_with_format(row, 1, theme.unwrap_or_default(), &wrap)?;
        let channel = words.coded("input-channel", card.channel.code());
        sheet.write_string_with_format(row, 2, channel, &wrap)?;
        sheet.write_number_with_format(row, 3, f64::from(card.senders), &count)?;
        let title = card.title.as_ref().map(|title| format!("{title}\n"));
        let text = format!("{}{}", title.unwrap_or_default(), plain_text(&card.text));
        sheet.write_string_with_format(row, 4, cell(&text), &wrap)?;
        sheet.set_row_height(row, height([(text.as_str(), INPUT_WIDTHS[4])]))?;
    }
    Ok(())
}

/// What stood here, for the comparison: `A` rows with the fields of answers, `I` rows with themes.
fn write_base(
    sheet: &mut Worksheet,
    (answers, inputs): (&str, &str),
    content: &Content,
) -> Result<(), XlsxError> {
    sheet.set_name(BASE)?.set_hidden(true);
    let round = content.round.to_string();
    for (column, value) in (0..).zip([MARK, &round, answers, inputs]) {
        sheet.write_string(0, column, value)?;
    }
    let mut row = 1;
    for answer in &content.answers {
        sheet.write_string(row, 0, "A")?;
        sheet.write_string(row, 1, answer.key.to_string())?;
        for (column, (field, _, _)) in (2..).zip(FIELDS) {
            sheet.write_string(row, column, cell(&answer.text.value(field)))?;
        }
        row += 1;
    }
    for input in &content.inputs {
        sheet.write_string(row, 0, "I")?;
        sheet.write_string(row, 1, input.card.number.to_string())?;
        let theme = input.theme.map(|theme| theme.to_string());
        sheet.write_string(row, 2, theme.unwrap_or_default())?;
        row += 1;
    }
    Ok(())
}
