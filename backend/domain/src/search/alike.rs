//! Texts that say something like others, by the words that they share: BM25 over stemmed words, so that a
//! word which few texts have weighs more than one which most have. Whoever looks is shown the words.

use super::{is_stop_word, plain, stemmer, words};
use crate::TextLanguage;
use bm25::{Embedder, EmbedderBuilder, Embedding, Scorer, TokenEmbedding, Tokenizer};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// So many words of what is asked about are looked for at the most: those that most of its texts have.
const MOST_ASKED: usize = 40;
/// So many shared words are shown.
const MOST_SHOWN: usize = 5;

/// A text with its language.
pub type Written<'a> = (&'a str, TextLanguage);

/// A text that says something like what was asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    /// Its place among the texts.
    pub index: usize,
    /// Words that it shares, as it writes them: those that weigh most first.
    pub shared: Vec<String>,
}

/// The telling words of a text: stem, and word as it was written (folded).
fn telling((text, language): Written) -> Vec<(String, String)> {
    let stemmer = language.on_screen().map(stemmer);
    words(text)
        .filter(|word| word.chars().count() > 2 && !is_stop_word(word))
        .map(|word| {
            let stem = match &stemmer {
                Some(stemmer) => plain(&stemmer.stem(&word)),
                None => plain(&word),
            };
            (stem, word)
        })
        .collect()
}

/// The stems are made before; here they only lie side by side.
struct Spaces;

impl Tokenizer for Spaces {
    fn tokenize(&self, stems: &str) -> Vec<String> {
        stems.split_whitespace().map(str::to_owned).collect()
    }
}

/// The words that are looked for: of several texts those that most of them have.
fn asked(about: &[Written]) -> Vec<String> {
    let mut counted: BTreeMap<String, usize> = BTreeMap::new();
    for text in about {
        let stems: BTreeSet<String> = telling(*text).into_iter().map(|(stem, _)| stem).collect();
        for stem in stems {
            *counted.entry(stem).or_default() += 1;
        }
    }
    let mut stems: Vec<(String, usize)> = counted.into_iter().collect();
    stems.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    stems.truncate(MOST_ASKED);
    stems.into_iter().map(|(stem, _)| stem).collect()
}

/// What one word of a question weighs.
fn of_word(embedder: &Embedder<u64, Spaces>, stem: &str) -> Embedding<u64> {
    let index = embedder.embed(stem).0.into_iter().map(|token| token.index);
    Embedding(
        index
            .map(|index| TokenEmbedding { index, value: 1.0 })
            .collect(),
    )
}

/// The texts that share words with what is asked about, the most alike first, `most` of them. A text must
/// share two words, or the only one that is asked for.
#[must_use]
pub fn alike(about: &[Written], among: &[Written], most: usize) -> Vec<Alike> {
    let asked = asked(about);
    let texts: Vec<Vec<(String, String)>> = among.iter().map(|text| telling(*text)).collect();
    let corpus: Vec<String> = texts
        .iter()
        .map(|words| {
            let stems: Vec<&str> = words.iter().map(|(stem, _)| stem.as_str()).collect();
            stems.join(" ")
        })
        .collect();
    let lines: Vec<&str> = corpus.iter().map(String::as_str).collect();
    let embedder: Embedder<u64, Spaces> =
        EmbedderBuilder::with_tokenizer_and_fit_to_corpus(Spaces, &lines).build();
    let mut scorer: Scorer<usize, u64> = Scorer::new();
    for (index, line) in lines.iter().enumerate() {
        scorer.upsert(&index, embedder.embed(line));
    }
    let mut found = scorer.matches(&embedder.embed(&asked.join(" ")));
    found.sort_by(|a, b| {
        let by_score = b.score.partial_cmp(&a.score).unwrap_or(Ordering::Equal);
        by_score.then(a.id.cmp(&b.id))
    });
    let asked: Vec<(String, Embedding<u64>)> = asked
        .into_iter()
        .map(|stem| {
            let weight = of_word(&embedder, &stem);
            (stem, weight)
        })
        .collect();
    let enough = asked.len().min(2);
    found
        .into_iter()
        .filter_map(|document| {
            let words = texts.get(document.id)?;
            let shared = shared(&scorer, document.id, &asked, words);
            (shared.len() >= enough).then_some(Alike {
                index: document.id,
                shared: shared.into_iter().take(MOST_SHOWN).collect(),
            })
        })
        .take(most)
        .collect()
}

/// The words of a text that were asked for, those that weigh most first.
fn shared(
    scorer: &Scorer<usize, u64>,
    id: usize,
    asked: &[(String, Embedding<u64>)],
    words: &[(String, String)],
) -> Vec<String> {
    let first: HashMap<&str, &str> = words
        .iter()
        .rev()
        .map(|(stem, word)| (stem.as_str(), word.as_str()))
        .collect();
    let mut shared: Vec<(f32, &str)> = asked
        .iter()
        .filter_map(|(stem, weight)| {
            let word = first.get(stem.as_str())?;
            Some((scorer.score(&id, weight).unwrap_or(0.0), *word))
        })
        .collect();
    shared.sort_by(|a, b| {
        let by_weight = b.0.partial_cmp(&a.0).unwrap_or(Ordering::Equal);
        by_weight.then_with(|| a.1.cmp(b.1))
    });
    shared
        .into_iter()
        .map(|(_, word)| word.to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;
    use proptest::prelude::*;

    fn nl(text: &str) -> Written<'_> {
        (text, TextLanguage::from(Language::Nl))
    }

    const ROUND: [&str; 5] = [
        "Elke kastanje op het plein geeft schaduw in de zomer.",
        "Meer verlichting op de boulevard, want het is er donker.",
        "Een kastanje geeft schaduw en koelte; laat de bomen staan.",
        "Het plein is te warm in de zomer.",
        "Parkeren kost te veel.",
    ];

    #[test]
    fn what_shares_rare_words_comes_first_and_says_which() {
        let among: Vec<Written> = ROUND.iter().map(|text| nl(text)).collect();
        let found = alike(
            &[nl("Wij willen de kastanje houden voor schaduw")],
            &among,
            9,
        );
        let places: Vec<usize> = found.iter().map(|one| one.index).collect();
        assert_eq!(places.len(), 2);
        assert!(places.contains(&0) && places.contains(&2));
        for one in &found {
            assert!(one.shared.contains(&"schaduw".to_owned()), "{one:?}");
        }
        let other = found.iter().find(|one| one.index == 0);
        assert!(other.is_some_and(|one| one.shared.contains(&"kastanje".to_owned())));
    }

    #[test]
    fn one_common_word_is_not_enough_beside_others() {
        let among: Vec<Written> = ROUND.iter().map(|text| nl(text)).collect();
        assert!(alike(&[nl("zomer en ijs")], &among, 9).is_empty());
        let one = alike(&[nl("parkeren")], &among, 9);
        assert_eq!(one.first().map(|one| one.index), Some(4));
        assert!(alike(&[], &among, 9).is_empty());
        assert!(alike(&[nl("kastanje schaduw")], &[], 9).is_empty());
    }

    proptest! {
        #[test]
        fn every_word_that_is_shown_stands_in_the_text(
            about in "[a-e ]{0,40}", texts in proptest::collection::vec("[a-e ]{0,40}", 0..8), most in 0usize..5,
        ) {
            let among: Vec<Written> = texts.iter().map(|text| nl(text)).collect();
            let found = alike(&[nl(&about)], &among, most);
            prop_assert!(found.len() <= most);
            let again = alike(&[nl(&about)], &among, most);
            prop_assert_eq!(&found, &again);
            for one in found {
                let text = texts.get(one.index).cloned().unwrap_or_default();
                let words: Vec<String> = words(&text).collect();
                prop_assert!(one.shared.iter().all(|word| words.contains(word)));
                prop_assert!(!one.shared.is_empty());
            }
        }
    }
}
