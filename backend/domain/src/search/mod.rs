//! Words as search knows them: folded and stemmed, the same for both databases and for both
//! languages, so that the databases only compare plain tokens.

mod alike;

pub use alike::{Alike, Written, alike};

use crate::people::fold;
use crate::{Language, TextLanguage};
use rust_stemmers::{Algorithm, Stemmer};
use std::collections::BTreeSet;

/// The most words of a query that are looked at.
pub const MOST_WORDS: usize = 12;

/// The tokens of a text: each word folded, and stemmed in the language of the text where the screens
/// speak it; a question is never typed in another.
#[must_use]
pub fn tokens(text: &str, language: impl Into<TextLanguage>) -> Vec<String> {
    let stemmer = language.into().on_screen().map(stemmer);
    let mut tokens = Vec::new();
    for word in words(text) {
        if let Some(stemmer) = &stemmer {
            let stem = stemmer.stem(&word);
            if stem != word {
                tokens.push(plain(&stem));
            }
        }
        tokens.push(plain(&word));
    }
    tokens
}

/// A question to the index: every group must be found, by any one of its forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    groups: Vec<Vec<String>>,
}

impl Query {
    /// Reads what somebody typed; `None` when it holds nothing that can be looked for. The
    /// language of a question is not known, so each word counts in both.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let all: Vec<String> = words(typed).take(MOST_WORDS).collect();
        let telling: Vec<&String> = all.iter().filter(|word| !is_stop_word(word)).collect();
        let chosen = if telling.is_empty() {
            all.iter().collect()
        } else {
            telling
        };
        let groups: Vec<Vec<String>> = chosen.into_iter().map(|word| forms(word)).collect();
        (!groups.is_empty()).then_some(Self { groups })
    }

    /// Reads a whole text: its longest telling words, which say the most of it; `None` when it holds
    /// none.
    #[must_use]
    pub fn parse_longest(text: &str) -> Option<Self> {
        let mut telling: Vec<String> = words(text)
            .filter(|word| !is_stop_word(word) && word.chars().count() > 3)
            .collect();
        telling.sort_by(|a, b| b.chars().count().cmp(&a.chars().count()).then(a.cmp(b)));
        telling.dedup();
        telling.truncate(MOST_WORDS);
        let groups: Vec<Vec<String>> = telling.iter().map(|word| forms(word)).collect();
        (!groups.is_empty()).then_some(Self { groups })
    }

    /// How many words of the question are among these tokens.
    #[must_use]
    pub fn in_common(&self, tokens: &[String]) -> usize {
        let holds = |forms: &&Vec<String>| forms.iter().any(|form| tokens.contains(form));
        self.groups.iter().filter(holds).count()
    }

    /// So many words in common make a text look like another: a third of them, two at the least, or
    /// all where there are fewer.
    #[must_use]
    pub fn enough(&self) -> usize {
        let all = self.groups.len();
        all.div_ceil(3).max(2).min(all)
    }

    /// The groups of equal forms, each form of ASCII letters and digits only or of letters of
    /// another script.
    #[must_use]
    pub fn groups(&self) -> &[Vec<String>] {
        &self.groups
    }
}

fn forms(word: &str) -> Vec<String> {
    let mut forms = BTreeSet::from([plain(word)]);
    for language in Language::ALL {
        forms.insert(plain(&stemmer(language).stem(word)));
    }
    forms.into_iter().collect()
}

/// Folded words of at least one letter or digit, none longer than 40 characters.
fn words(text: &str) -> impl Iterator<Item = String> {
    fold(text)
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(|word| word.chars().take(40).collect::<String>())
        .collect::<Vec<_>>()
        .into_iter()
}

/// A stemmer may bring back an accent (`oë`); the index has none.
fn plain(token: &str) -> String {
    fold(token).replace(' ', "")
}

fn stemmer(language: Language) -> Stemmer {
    Stemmer::create(match language {
        Language::Nl => Algorithm::Dutch,
        Language::En => Algorithm::English,
    })
}

/// The commonest words of both languages, which say nothing beside another word.
fn is_stop_word(word: &str) -> bool {
    matches!(
        word,
        "de" | "het"
            | "een"
            | "en"
            | "van"
            | "in"
            | "op"
            | "te"
            | "voor"
            | "met"
            | "dat"
            | "die"
            | "is"
            | "er"
            | "aan"
            | "om"
            | "niet"
            | "bij"
            | "naar"
            | "ons"
            | "onze"
            | "wij"
            | "we"
            | "the"
            | "a"
            | "an"
            | "and"
            | "of"
            | "to"
            | "for"
            | "on"
            | "at"
            | "with"
            | "our"
            | "us"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn finds(query: &str, text: &str, language: Language) -> bool {
        let tokens = tokens(text, language);
        Query::parse(query).is_some_and(|query| {
            query
                .groups()
                .iter()
                .all(|forms| forms.iter().any(|form| tokens.contains(form)))
        })
    }

    #[test]
    fn inflected_words_find_each_other_in_both_languages() {
        assert!(
            finds("boom", "Red de bomen", Language::Nl)
                || finds("bomen", "Red de bomen", Language::Nl)
        );
        assert!(finds("fietsen", "Een fietspad om te fietsen", Language::Nl));
        assert!(finds(
            "opening",
            "Open the pool: longer openings",
            Language::En
        ));
        assert!(finds(
            "zwembad de Zeester",
            "Zwembad Zeester langer open",
            Language::Nl
        ));
        assert!(finds("CAFE", "het café", Language::Nl));
        assert!(finds("zoe's", "Zoë's plan", Language::En));
        assert!(!finds("brug", "Red de bomen", Language::Nl));
    }

    #[test]
    fn a_text_is_known_by_its_longest_words() {
        let asked = Query::parse_longest("Er is te weinig parkeergelegenheid bij de dorpswinkel");
        let asked = asked.unwrap();
        assert_eq!(asked.groups().len(), 3);
        let like = tokens("Meer parkeergelegenheid voor de dorpswinkel!", Language::Nl);
        assert_eq!(asked.in_common(&like), 2);
        assert!(asked.in_common(&like) >= asked.enough());
        let unlike = tokens("De dorpswinkel sluit", Language::Nl);
        assert!(asked.in_common(&unlike) < asked.enough());
        assert_eq!(Query::parse_longest("op de een het"), None);
    }

    #[test]
    fn a_question_of_signs_asks_nothing() {
        assert_eq!(Query::parse(" !!! -- \" "), None);
        assert!(
            Query::parse("de").is_some(),
            "a stop word alone is looked for"
        );
    }

    proptest! {
        #[test]
        fn tokens_hold_no_sign_that_a_database_could_read(text in ".{0,80}") {
            for token in tokens(&text, Language::Nl).into_iter().chain(
                Query::parse(&text).into_iter().flat_map(|q| q.groups().concat())) {
                prop_assert!(token.chars().all(char::is_alphanumeric), "{token:?}");
            }
        }

        #[test]
        fn a_text_is_found_by_its_own_words(text in "[a-zA-Zéëï ]{1,60}") {
            if Query::parse(&text).is_some() {
                prop_assert!(finds(&text, &text, Language::Nl));
                prop_assert!(finds(&text, &text, Language::En));
            }
        }
    }
}
