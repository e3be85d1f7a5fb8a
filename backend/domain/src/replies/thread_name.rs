//! What a thread hangs on, in the way people name it: by a number, or by an address that they copied.

use crate::inputs::InputNumber;

/// The name of an input, a petition or a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ThreadName {
    /// An input by its number: R12-0043.
    Input(InputNumber),
    /// An input by the name of its round in addresses, and its number there.
    InputAt(String, i64),
    /// A petition by its reference: P26-0001.
    Petition(String),
    /// A petition by its name in addresses.
    PetitionAt(String),
    /// A dossier by its reference: D26-0001.
    Dossier(String),
    /// A dossier by its name in addresses.
    DossierAt(String),
}

/// The path of an address, whole or without its host, in parts; what follows `?` or `#` is left out. `None`
/// where there is only a host.
#[must_use]
pub fn path_parts(address: &str) -> Option<Vec<&str>> {
    let path = match address.split_once("://") {
        Some((_, rest)) => rest.split_once('/')?.1,
        None => address.trim_start_matches('/'),
    };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    Some(path.trim_end_matches('/').split('/').collect())
}

fn number(text: &str) -> Option<i64> {
    text.parse().ok().filter(|number| *number > 0)
}

impl ThreadName {
    /// Reads a number or an address, of the site or of the desk. `None` where it is neither.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        if let Some(input) = InputNumber::parse(typed) {
            return Some(Self::Input(input));
        }
        if let Some(named) = Self::of_reference(typed) {
            return Some(named);
        }
        match path_parts(typed)?.as_slice() {
            ["rounds", slug, "inputs", input, ..] => {
                Some(Self::InputAt((*slug).to_owned(), number(input)?))
            }
            ["petitions", slug, ..] => Some(Self::PetitionAt((*slug).to_owned())),
            ["dossiers", slug, ..] => Some(Self::DossierAt((*slug).to_owned())),
            ["desk", "rounds", round, "inputs", input, ..] => Some(Self::Input(InputNumber {
                round: number(round)?,
                number: number(input)?,
            })),
            ["desk", "petitions" | "dossiers", reference, ..] => Self::of_reference(reference),
            _ => None,
        }
    }

    fn of_reference(typed: &str) -> Option<Self> {
        let reference = typed.to_ascii_uppercase();
        let (year, number) = reference.get(1..)?.split_once('-')?;
        let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !are_digits(year) || !are_digits(number) {
            return None;
        }
        match reference.as_bytes().first() {
            Some(b'P') => Some(Self::Petition(reference)),
            Some(b'D') => Some(Self::Dossier(reference)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn people_name_a_thread_by_its_number_or_by_an_address() {
        let input = InputNumber {
            round: 12,
            number: 43,
        };
        let named = |typed: &str| ThreadName::parse(typed);
        for typed in [" R12-0043 ", "r12-43", "/desk/rounds/12/inputs/43"] {
            assert_eq!(named(typed), Some(ThreadName::Input(input)), "{typed}");
        }
        for typed in [
            "https://voorbeeld.nl/rounds/plein/inputs/43/replies/5?sort=oldest#top",
            "rounds/plein/inputs/43/",
        ] {
            let at = ThreadName::InputAt("plein".to_owned(), 43);
            assert_eq!(named(typed), Some(at), "{typed}");
        }
        let petition = || ThreadName::Petition("P26-0001".to_owned());
        assert_eq!(named("p26-0001"), Some(petition()));
        assert_eq!(
            named("/desk/petitions/P26-0001/moderation"),
            Some(petition())
        );
        assert_eq!(
            named("https://voorbeeld.nl/petitions/bomen/replies"),
            Some(ThreadName::PetitionAt("bomen".to_owned()))
        );
        assert_eq!(
            named("D26-0002"),
            Some(ThreadName::Dossier("D26-0002".to_owned()))
        );
        assert_eq!(
            named("/dossiers/zwembad"),
            Some(ThreadName::DossierAt("zwembad".to_owned()))
        );
    }

    #[test]
    fn what_names_nothing_is_not_read() {
        for typed in [
            "",
            "de andere ronde",
            "P26",
            "P-1",
            "Q26-0001",
            "é26-0001",
            "https://voorbeeld.nl",
            "/rounds/plein",
            "/rounds/plein/inputs/0",
            "/desk/rounds/x/inputs/1",
            "/desk/petitions/x",
        ] {
            assert_eq!(ThreadName::parse(typed), None, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn nothing_that_is_typed_breaks_it(typed in ".{0,60}") {
            let _ = ThreadName::parse(&typed);
        }
    }
}
