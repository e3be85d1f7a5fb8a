//! Names of people, as they write them.

use std::fmt;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Why a text is not taken for a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameFault {
    /// Nothing was typed.
    #[error("the name is empty")]
    Empty,
    /// More than 80 characters.
    #[error("the name is too long")]
    TooLong,
    /// No letter in it, or signs that make it a link or an address. A name is printed in a mail to
    /// an address that is not proven yet, so it must not be able to carry somebody's advertisement.
    #[error("this does not look like a name")]
    Malformed,
}

/// A name of 1 to 80 characters with at least one letter, white space folded, without control
/// characters.
#[derive(Clone, PartialEq, Eq)]
pub struct PersonName(String);

/// The most characters a name may have.
pub const LONGEST_NAME: usize = 80;

impl PersonName {
    /// Accepts a name as typed.
    ///
    /// # Errors
    /// [`NameFault`] names the first thing that is wrong.
    pub fn parse(typed: &str) -> Result<Self, NameFault> {
        if typed.chars().any(|c| c.is_control() && !c.is_whitespace()) {
            return Err(NameFault::Malformed);
        }
        let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        let name: String = name.nfc().filter(|c| !is_invisible(*c)).collect();
        if name.is_empty() {
            return Err(NameFault::Empty);
        }
        if name.chars().count() > LONGEST_NAME {
            return Err(NameFault::TooLong);
        }
        let carries_a_link = name.contains('@')
            || name.contains("://")
            || name.to_lowercase().contains("www.")
            || name.contains(['<', '>']);
        if carries_a_link || !name.chars().any(char::is_alphabetic) {
            return Err(NameFault::Malformed);
        }
        Ok(Self(name))
    }

    /// The name as its owner writes it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form by which two spellings of one name are equal: no capitals, accents, punctuation or
    /// double spaces.
    #[must_use]
    pub fn folded(&self) -> String {
        fold(&self.0)
    }
}

impl fmt::Debug for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonName(…)")
    }
}

/// Letters and digits in lower case without accents, words separated by one space.
#[must_use]
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        for lower in c.to_lowercase() {
            match lower {
                'ß' => folded.push_str("ss"),
                'æ' => folded.push_str("ae"),
                'œ' => folded.push_str("oe"),
                'ø' => folded.push('o'),
                'đ' => folded.push('d'),
                'ł' => folded.push('l'),
                'ı' => folded.push('i'),
                // An apostrophe joins (`foto's`, `O'Brien`); any other sign separates.
                '\'' | '’' => {}
                c if c.is_alphanumeric() => folded.push(c),
                _ if folded.ends_with(' ') || folded.is_empty() => {}
                _ => folded.push(' '),
            }
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Zero-width and direction marks, which make equal-looking names different.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{00AD}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_of_real_people_are_accepted_and_fold_together() {
        for (one, other) in [
            ("Zoë van der Ploeg", "zoe  VAN DER ploeg"),
            ("Jan-Piet O’Brien", "Jan Piet OBrien"),
            ("Łukasz Sørensen", "lukasz sorensen"),
            ("J. de Vries", "J de Vries"),
        ] {
            let one = PersonName::parse(one).unwrap();
            let other = PersonName::parse(other).unwrap();
            assert_eq!(one.folded(), other.folded());
        }
        assert_eq!(PersonName::parse(" 李 明 ").unwrap().as_str(), "李 明");
    }

    #[test]
    fn what_is_no_name_is_refused() {
        for bad in [
            "12345",
            "...",
            "win https://x.example",
            "www.x.nl is cheap",
            "jan@x.nl",
            "<b>Jan",
            "Jan\u{0}",
        ] {
            assert_eq!(PersonName::parse(bad), Err(NameFault::Malformed), "{bad:?}");
        }
        assert_eq!(PersonName::parse(" \t\n"), Err(NameFault::Empty));
        assert_eq!(PersonName::parse("\u{200B}"), Err(NameFault::Empty));
        assert_eq!(PersonName::parse(&"a".repeat(81)), Err(NameFault::TooLong));
    }

    proptest! {
        #[test]
        fn folding_is_stable(typed in ".{0,60}") {
            if let Ok(name) = PersonName::parse(&typed) {
                let folded = name.folded();
                prop_assert_eq!(fold(&folded), folded);
            }
        }
    }
}
