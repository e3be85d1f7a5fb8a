//! What stands where in the spreadsheet. People see two sheets; a third, hidden one keeps what stood here
//! when it was taken out, so that what was changed can be told from what was left alone.

use weerklank_domain::responses::SheetField;

/// The hidden sheet.
pub(super) const BASE: &str = "weerklank";
/// What its first cell says.
pub(super) const MARK: &str = "weerklank worksheet 1";
/// The columns of answers before the fields: key, what it is about, inputs, state.
pub(super) const BEFORE_FIELDS: u16 = 4;
/// The columns of inputs: number, theme, channel, senders, text.
pub(super) const INPUT_HEADS: [&str; 5] = [
    "sheet-input",
    "sheet-input-theme",
    "sheet-input-channel",
    "sheet-input-senders",
    "sheet-input-text",
];
/// The fields of an answer in their order, with the message that names each.
pub(super) const FIELDS: [(SheetField, &str, f64); 9] = [
    (SheetField::Verdict, "answer-field-verdict", 18.0),
    (SheetField::Heard, "answer-field-heard", 45.0),
    (SheetField::Reasons, "answer-field-reasons", 60.0),
    (SheetField::Change, "answer-field-change", 45.0),
    (SheetField::NoChange, "sheet-no-change", 12.0),
    (SheetField::Paragraph, "answer-field-change-paragraph", 20.0),
    (SheetField::Responsible, "answer-field-responsible", 20.0),
    (SheetField::AdoptedBy, "answer-field-adopted-by", 20.0),
    (SheetField::AdoptedOn, "answer-field-adopted-on", 14.0),
];
/// A file opens to so many bytes at the most.
pub(super) const LARGEST_OPEN: u64 = 200_000_000;
/// So many rows of a sheet are read.
pub(super) const MOST_ROWS: u32 = 100_000;
