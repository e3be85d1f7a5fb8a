//! Answers and themes of a round taken out as a spreadsheet, worked on elsewhere, and brought back: what the
//! sheet changed is merged, field by field, with what changed here in the meantime.

use super::response::ResponseText;
use crate::codes::codes;
use crate::petitions::Verdict;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;

codes! {
    /// A field of an answer in a sheet.
    SheetField {
        /// The judgement.
        Verdict = "verdict",
        /// What was heard.
        Heard = "heard",
        /// The reasons.
        Reasons = "reasons",
        /// What changes.
        Change = "change",
        /// That nothing changes.
        NoChange = "no_change",
        /// The paragraph that changes.
        Paragraph = "change_paragraph",
        /// Who is responsible.
        Responsible = "responsible",
        /// Who adopted it.
        AdoptedBy = "adopted_by",
        /// When it was adopted.
        AdoptedOn = "adopted_on",
    }
}

codes! {
    /// What is wrong with a row of a sheet.
    SheetFault {
        /// The first column does not say what the row is about.
        BadKey = "bad_key",
        /// The verdict is none of the list.
        BadVerdict = "bad_verdict",
        /// A text is too long.
        TooLong = "too_long",
        /// What was typed is no day.
        BadDay = "bad_day",
        /// What was typed is no number of an input.
        BadNumber = "bad_number",
        /// The same row stands in it twice.
        Twice = "twice",
    }
}

/// What a row of answers is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SheetKey {
    /// The theme with this number.
    Theme(i64),
    /// The input with this number.
    Input(i64),
    /// A part: the numbers of its input and of itself.
    Part(i64, i32),
}

impl fmt::Display for SheetKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Theme(number) => write!(formatter, "T{number}"),
            Self::Input(number) => write!(formatter, "I{number}"),
            Self::Part(number, part) => write!(formatter, "P{number}.{part}"),
        }
    }
}

impl SheetKey {
    /// Reads `T3`, `I43` or `P43.2`.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        let mut rest = typed.chars();
        let kind = rest.next()?.to_ascii_uppercase();
        let rest = rest.as_str();
        let number = |digits: &str| digits.parse::<i64>().ok().filter(|number| *number > 0);
        match kind {
            'T' => number(rest).map(Self::Theme),
            'I' => number(rest).map(Self::Input),
            'P' => {
                let (input, part) = rest.split_once('.')?;
                let part = part.parse::<i32>().ok().filter(|part| *part >= 0)?;
                Some(Self::Part(number(input)?, part))
            }
            _ => None,
        }
    }
}

/// What a row says of an answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetText {
    /// The code of the judgement; empty while there is none.
    pub verdict: String,
    /// What was heard (Markdown).
    pub heard: String,
    /// The reasons (Markdown).
    pub reasons: String,
    /// What changes (Markdown).
    pub change: String,
    /// Whether it says that nothing changes.
    pub no_change: bool,
    /// The paragraph that changes, in words.
    pub change_paragraph: String,
    /// Who is responsible.
    pub responsible: String,
    /// Who adopted it.
    pub adopted_by: String,
    /// When.
    pub adopted_on: Option<NaiveDate>,
}

impl SheetText {
    /// What an answer says.
    #[must_use]
    pub fn of(text: &ResponseText) -> Self {
        let answer = &text.answer;
        Self {
            verdict: answer.verdict.map_or("", Verdict::code).to_owned(),
            heard: answer.heard.clone(),
            reasons: answer.reasons.clone(),
            change: answer.change.clone(),
            no_change: answer.is_no_change,
            change_paragraph: text.place.paragraph.clone(),
            responsible: answer.responsible.clone(),
            adopted_by: answer.adopted_by.clone(),
            adopted_on: answer.adopted_on,
        }
    }

    /// An answer that says this; what a sheet has no column for stays as it is.
    #[must_use]
    pub fn written_over(&self, text: &ResponseText) -> ResponseText {
        let mut over = text.clone();
        over.answer.verdict = Verdict::from_code(&self.verdict);
        over.answer.heard.clone_from(&self.heard);
        over.answer.reasons.clone_from(&self.reasons);
        over.answer.change.clone_from(&self.change);
        over.answer.is_no_change = self.no_change;
        over.place.paragraph.clone_from(&self.change_paragraph);
        over.answer.responsible.clone_from(&self.responsible);
        over.answer.adopted_by.clone_from(&self.adopted_by);
        over.answer.adopted_on = self.adopted_on;
        over
    }

    /// A field as text; a day as `2026-03-02`.
    #[must_use]
    pub fn value(&self, field: SheetField) -> String {
        match field {
            SheetField::Verdict => self.verdict.clone(),
            SheetField::Heard => self.heard.clone(),
            SheetField::Reasons => self.reasons.clone(),
            SheetField::Change => self.change.clone(),
            SheetField::NoChange => if self.no_change { "x" } else { "" }.to_owned(),
            SheetField::Paragraph => self.change_paragraph.clone(),
            SheetField::Responsible => self.responsible.clone(),
            SheetField::AdoptedBy => self.adopted_by.clone(),
            SheetField::AdoptedOn => self
                .adopted_on
                .map(|day| day.to_string())
                .unwrap_or_default(),
        }
    }

    /// Takes one field over from another text.
    pub fn take(&mut self, field: SheetField, from: &Self) {
        match field {
            SheetField::Verdict => self.verdict.clone_from(&from.verdict),
            SheetField::Heard => self.heard.clone_from(&from.heard),
            SheetField::Reasons => self.reasons.clone_from(&from.reasons),
            SheetField::Change => self.change.clone_from(&from.change),
            SheetField::NoChange => self.no_change = from.no_change,
            SheetField::Paragraph => self.change_paragraph.clone_from(&from.change_paragraph),
            SheetField::Responsible => self.responsible.clone_from(&from.responsible),
            SheetField::AdoptedBy => self.adopted_by.clone_from(&from.adopted_by),
            SheetField::AdoptedOn => self.adopted_on = from.adopted_on,
        }
    }
}

/// What comes of a row beside what stands here now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// What stands here, with what only the sheet changed.
    pub text: SheetText,
    /// The fields that were taken from the sheet.
    pub taken: Vec<SheetField>,
    /// The fields that both changed, each otherwise: what stands here stays, until somebody chooses.
    pub conflicts: Vec<SheetField>,
}

/// Merges what a sheet says with what stands here, from what stood here when the sheet was taken out.
#[must_use]
pub fn merge(base: &SheetText, sheet: &SheetText, here: &SheetText) -> Merged {
    let mut merged = Merged {
        text: here.clone(),
        taken: Vec::new(),
        conflicts: Vec::new(),
    };
    for field in SheetField::ALL {
        let (was, says, is) = (base.value(*field), sheet.value(*field), here.value(*field));
        if says == was || says == is {
            continue;
        }
        if is == was {
            merged.text.take(*field, sheet);
            merged.taken.push(*field);
        } else {
            merged.conflicts.push(*field);
        }
    }
    merged
}

/// The theme that a sheet puts an input into.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum SheetPlace {
    /// None.
    Nowhere,
    /// The theme with this number.
    Theme(i64),
    /// The theme with this title, or a new one.
    Title(String),
}

/// What comes of an input's place in a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placing {
    /// It is there already, or the sheet left it where it was.
    Stays,
    /// It moves.
    Moves,
    /// Somebody put it elsewhere in the meantime.
    Conflict,
}

/// What comes of an input that was in one theme when the sheet was taken out, and is in one here.
#[must_use]
pub fn placing(base: Option<i64>, sheet: &SheetPlace, here: Option<i64>) -> Placing {
    let is_at = |theme: Option<i64>| match (sheet, theme) {
        (SheetPlace::Nowhere, None) => true,
        (SheetPlace::Theme(number), Some(theme)) => *number == theme,
        _ => false,
    };
    if is_at(base) || is_at(here) {
        Placing::Stays
    } else if base == here {
        Placing::Moves
    } else {
        Placing::Conflict
    }
}

/// An answer that a sheet changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetAnswer {
    /// What it is about.
    pub key: SheetKey,
    /// What stood here when the sheet was taken out.
    pub base: SheetText,
    /// What the sheet says.
    pub text: SheetText,
}

/// An input that a sheet put elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetInput {
    /// Its number.
    pub number: i64,
    /// Its theme when the sheet was taken out.
    pub base: Option<i64>,
    /// Where the sheet puts it.
    pub place: SheetPlace,
}

/// A row that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetError {
    /// The name of the sheet.
    pub sheet: String,
    /// Its row, as a spreadsheet counts.
    pub row: u32,
    /// The code of a [`SheetFault`].
    pub fault: String,
}

/// Everything that a spreadsheet changed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worksheet {
    /// Answers.
    pub answers: Vec<SheetAnswer>,
    /// Inputs.
    pub inputs: Vec<SheetInput>,
    /// What cannot be read.
    pub errors: Vec<SheetError>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text() -> impl Strategy<Value = SheetText> {
        ("[ab]?", "[ab]?", "[ab]?", any::<bool>(), 0u32..3).prop_map(
            |(verdict, heard, reasons, no_change, day)| SheetText {
                verdict,
                heard,
                reasons,
                no_change,
                adopted_on: NaiveDate::from_ymd_opt(2026, 3, day),
                ..SheetText::default()
            },
        )
    }

    #[test]
    fn what_both_changed_is_a_conflict_and_what_one_changed_is_not() {
        let base = SheetText::default();
        let sheet = SheetText {
            heard: "blad".to_owned(),
            reasons: "blad".to_owned(),
            ..SheetText::default()
        };
        let here = SheetText {
            heard: "hier".to_owned(),
            change: "hier".to_owned(),
            ..SheetText::default()
        };
        let merged = merge(&base, &sheet, &here);
        assert_eq!(merged.conflicts, [SheetField::Heard]);
        assert_eq!(merged.taken, [SheetField::Reasons]);
        assert_eq!(merged.text.heard, "hier");
        assert_eq!(merged.text.reasons, "blad");
        assert_eq!(merged.text.change, "hier");
    }

    #[test]
    fn an_input_moves_only_from_where_the_sheet_saw_it() {
        let to = SheetPlace::Theme(3);
        assert_eq!(placing(Some(1), &to, Some(1)), Placing::Moves);
        assert_eq!(placing(Some(1), &to, Some(3)), Placing::Stays);
        assert_eq!(placing(Some(3), &to, Some(1)), Placing::Stays);
        assert_eq!(placing(Some(1), &to, Some(2)), Placing::Conflict);
        assert_eq!(placing(Some(1), &SheetPlace::Nowhere, None), Placing::Stays);
        let new = SheetPlace::Title("Bomen".to_owned());
        assert_eq!(placing(None, &new, None), Placing::Moves);
    }

    #[test]
    fn keys_are_read_as_they_are_written_and_nothing_else() {
        for key in [
            SheetKey::Theme(3),
            SheetKey::Input(43),
            SheetKey::Part(43, 0),
        ] {
            assert_eq!(SheetKey::parse(&key.to_string()), Some(key));
        }
        for odd in [
            "",
            "3",
            "T",
            "T0",
            "T-1",
            "P4",
            "P4.x",
            "X1",
            "T99999999999999999999",
            "é",
        ] {
            assert_eq!(SheetKey::parse(odd), None, "{odd}");
        }
    }

    proptest! {
        #[test]
        fn merging_keeps_what_nobody_changed_and_loses_nothing(
            base in text(), sheet in text(), here in text(),
        ) {
            let nothing = merge(&base, &base, &here);
            prop_assert_eq!(&nothing.text, &here);
            prop_assert!(nothing.taken.is_empty() && nothing.conflicts.is_empty());
            let all = merge(&base, &sheet, &base);
            prop_assert_eq!(&all.text, &sheet);
            prop_assert!(all.conflicts.is_empty());
            let merged = merge(&base, &sheet, &here);
            for field in SheetField::ALL {
                let value = merged.text.value(*field);
                let is_taken = merged.taken.contains(field);
                prop_assert_eq!(&value, &if is_taken { sheet.value(*field) } else { here.value(*field) });
                prop_assert!(!(is_taken && merged.conflicts.contains(field)));
            }
            let again = merge(&base, &sheet, &merged.text);
            prop_assert!(again.taken.is_empty());
            prop_assert_eq!(again.conflicts, merged.conflicts);
        }

        #[test]
        fn no_text_makes_a_key_panic(typed in ".{0,12}") {
            if let Some(key) = SheetKey::parse(&typed) {
                prop_assert_eq!(SheetKey::parse(&key.to_string()), Some(key));
            }
        }
    }
}
