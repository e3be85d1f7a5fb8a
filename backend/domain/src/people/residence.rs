//! Where somebody says to live: a postcode or the name of a place.

use super::name::fold;
use std::fmt;

/// Why a text is neither a postcode nor a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ResidenceFault {
    /// Nothing was typed.
    #[error("no postcode or place")]
    Empty,
    /// More than 80 characters.
    #[error("the place is too long")]
    TooLong,
    /// No letter and no postcode in it.
    #[error("this is neither a postcode nor a place")]
    Malformed,
}

/// A postcode or place as its owner gave it, in one spelling. Nobody is refused for where he
/// lives: the right of petition is everyone's (Constitution, article 5).
#[derive(Clone, PartialEq, Eq)]
pub enum Residence {
    /// A Dutch postcode: four digits, or four digits and two capitals without a space.
    Postcode(String),
    /// A postcode that is not Dutch, such as `B-9000 Gent` or `47533 Kleve`.
    Abroad(String),
    /// The name of a place.
    Place(String),
}

const LONGEST: usize = 80;

impl Residence {
    /// Accepts a postcode or place as typed.
    ///
    /// # Errors
    /// [`ResidenceFault`] names the first thing that is wrong.
    pub fn parse(typed: &str) -> Result<Self, ResidenceFault> {
        if typed.chars().any(|c| c.is_control() && !c.is_whitespace()) {
            return Err(ResidenceFault::Malformed);
        }
        let text = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return Err(ResidenceFault::Empty);
        }
        if text.chars().count() > LONGEST {
            return Err(ResidenceFault::TooLong);
        }
        if let Some(postcode) = dutch_postcode(&text) {
            return Ok(Self::Postcode(postcode));
        }
        if has_foreign_postcode(&text) {
            return Ok(Self::Abroad(text));
        }
        if text.contains(['@', '<', '>']) || text.chars().filter(|c| c.is_alphabetic()).count() < 2
        {
            return Err(ResidenceFault::Malformed);
        }
        Ok(Self::Place(text))
    }

    /// The text by which two people of one household are recognised, before it is hashed.
    #[must_use]
    pub fn folded(&self) -> String {
        match self {
            Self::Postcode(postcode) => postcode.clone(),
            Self::Abroad(text) | Self::Place(text) => fold(text),
        }
    }

    /// The text in one spelling.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Postcode(text) | Self::Abroad(text) | Self::Place(text) => text,
        }
    }
}

impl fmt::Debug for Residence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Residence(…)")
    }
}

/// `1234`, `1234AB`, `1234 ab`, `1234 AB Plaats`, `NL-1234 AB`; the first digit is never a zero.
fn dutch_postcode(text: &str) -> Option<String> {
    let upper = text.to_uppercase();
    let rest = upper
        .strip_prefix("NL-")
        .or_else(|| upper.strip_prefix("NL "))
        .unwrap_or(&upper);
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    if digits.len() != 4 || digits.starts_with('0') {
        return None;
    }
    let after = rest[4..].trim_start();
    let letters: String = after
        .chars()
        .take_while(char::is_ascii_alphabetic)
        .collect();
    match (after.is_empty(), letters.len()) {
        (true, _) => Some(digits),
        (false, 2) => Some(digits + &letters),
        // `1234 Plaats`: the four digits are what counts.
        (false, _) if rest[4..].starts_with(' ') => Some(digits),
        _ => None,
    }
}

/// A country's letters before digits (`B-9000`), or digits of another length than ours.
fn has_foreign_postcode(text: &str) -> bool {
    let mut words = text.split(' ');
    let first = words.next().unwrap_or_default();
    let digits = first.chars().filter(char::is_ascii_digit).count();
    let lettered = first.split_once('-').is_some_and(|(country, number)| {
        (1..=3).contains(&country.len())
            && country.bytes().all(|b| b.is_ascii_alphabetic())
            && number.len() >= 3
            && number.bytes().all(|b| b.is_ascii_digit())
    });
    lettered || (digits >= 5 && digits == first.chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dutch_postcodes_in_any_spelling_are_one() {
        for typed in [
            "9871AB",
            "9871 ab",
            " 9871  AB ",
            "nl-9871 ab",
            "9871 AB Zoutkamp",
        ] {
            assert_eq!(
                Residence::parse(typed),
                Ok(Residence::Postcode("9871AB".into())),
                "{typed}"
            );
        }
        assert_eq!(
            Residence::parse("9871 Zoutkamp"),
            Ok(Residence::Postcode("9871".into()))
        );
    }

    #[test]
    fn people_abroad_and_places_are_welcome() {
        for typed in ["B-9000 Gent", "47533 Kleve", "75001"] {
            assert!(
                matches!(Residence::parse(typed), Ok(Residence::Abroad(_))),
                "{typed}"
            );
        }
        assert_eq!(
            Residence::parse("Zoutkamp"),
            Ok(Residence::Place("Zoutkamp".into()))
        );
        assert!(matches!(
            Residence::parse("SW1A 1AA"),
            Ok(Residence::Place(_))
        ));
    }

    #[test]
    fn what_says_nothing_is_refused() {
        assert_eq!(Residence::parse(" "), Err(ResidenceFault::Empty));
        assert_eq!(Residence::parse("!?"), Err(ResidenceFault::Malformed));
        assert_eq!(Residence::parse("x@y.nl"), Err(ResidenceFault::Malformed));
        assert_eq!(
            Residence::parse(&"b".repeat(81)),
            Err(ResidenceFault::TooLong)
        );
    }

    proptest! {
        #[test]
        fn parsing_never_panics(typed in ".{0,100}") {
            let _ = Residence::parse(&typed).map(|place| place.folded());
        }
    }
}
