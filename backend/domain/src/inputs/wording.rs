//! What an input says, and its number.

use std::fmt;

/// The most characters of an open input or idea.
pub const LONGEST_INPUT: usize = 5_000;
/// The most characters of a statement: what one can agree with is one thought.
pub const LONGEST_STATEMENT: usize = 240;

/// The text of an input (Markdown), or of a statement (one line).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputText(String);

/// Why a text is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InputTextFault {
    /// Nothing but white space.
    #[error("the text is empty")]
    Empty,
    /// Too many characters.
    #[error("the text is too long")]
    TooLong,
}

impl InputText {
    /// Accepts a text as typed: line ends made one kind, control characters dropped.
    ///
    /// # Errors
    /// [`InputTextFault`].
    pub fn parse(typed: &str) -> Result<Self, InputTextFault> {
        let text = typed.replace("\r\n", "\n");
        let kept: String = text
            .chars()
            .filter(|c| !c.is_control() || *c == '\n' || *c == '\t')
            .collect();
        Self::within(kept.trim(), LONGEST_INPUT)
    }

    /// Accepts a statement: one line.
    ///
    /// # Errors
    /// [`InputTextFault`].
    pub fn parse_statement(typed: &str) -> Result<Self, InputTextFault> {
        let line: Vec<String> = typed
            .split_whitespace()
            .map(|word| word.chars().filter(|c| !c.is_control()).collect())
            .collect();
        Self::within(line.join(" ").trim(), LONGEST_STATEMENT)
    }

    fn within(text: &str, longest: usize) -> Result<Self, InputTextFault> {
        if text.is_empty() {
            Err(InputTextFault::Empty)
        } else if text.chars().count() > longest {
            Err(InputTextFault::TooLong)
        } else {
            Ok(Self(text.to_owned()))
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The number of an input for people: R12-0043 is the 43rd of round 12.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InputNumber {
    /// The number of the round.
    pub round: i64,
    /// The number within the round, from 1 on.
    pub number: i64,
}

impl fmt::Display for InputNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "R{}-{:04}", self.round, self.number)
    }
}

impl InputNumber {
    /// Reads a number in the way it is written, in any case of letters.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (round, number) = text.strip_prefix(['R', 'r'])?.split_once('-')?;
        let digits = |text: &str| -> Option<i64> {
            let are_digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
            are_digits.then(|| text.parse().ok()).flatten()
        };
        let (round, number) = (digits(round)?, digits(number)?);
        (round >= 1 && number >= 1).then_some(Self { round, number })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn texts_are_taken_as_typed_within_their_length() {
        assert_eq!(InputText::parse(" a\r\nb\u{7} ").unwrap().as_str(), "a\nb");
        assert_eq!(InputText::parse(" \n\t"), Err(InputTextFault::Empty));
        assert_eq!(
            InputText::parse(&"é".repeat(LONGEST_INPUT + 1)),
            Err(InputTextFault::TooLong)
        );
        assert_eq!(
            InputText::parse_statement("een\n  zin ").unwrap().as_str(),
            "een zin"
        );
        assert_eq!(
            InputText::parse_statement(&"x".repeat(LONGEST_STATEMENT + 1)),
            Err(InputTextFault::TooLong)
        );
    }

    #[test]
    fn numbers_look_like_numbers() {
        let number = InputNumber {
            round: 12,
            number: 43,
        };
        assert_eq!(number.to_string(), "R12-0043");
        for bad in [
            "",
            "R12",
            "R12-",
            "R-4",
            "R0-1",
            "R1-0",
            "R1-+4",
            "12-43",
            "R9999999999999999999-1",
        ] {
            assert_eq!(InputNumber::parse(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn a_number_reads_as_it_is_written(round in 1_i64..99_999, number in 1_i64..9_999_999) {
            let number = InputNumber { round, number };
            prop_assert_eq!(InputNumber::parse(&number.to_string()), Some(number));
            prop_assert_eq!(InputNumber::parse(&number.to_string().to_lowercase()), Some(number));
        }

        #[test]
        fn no_text_makes_it_fail(text in ".{0,40}") {
            let _ = InputNumber::parse(&text);
            let _ = InputText::parse(&text);
            let _ = InputText::parse_statement(&text);
        }
    }
}
