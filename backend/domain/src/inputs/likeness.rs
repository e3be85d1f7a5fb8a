//! Near-identical texts: a campaign asks people to send one text, and some change a word of it.
//!
//! Two texts are compared by their shingles: every run of three words. A fingerprint finds the few
//! texts that are worth comparing among many (`MinHash`, Broder 1997); the comparison itself decides,
//! in whole numbers, so that every database and machine decides the same.

use super::scatter::{of_words, scatter};
use crate::people::fold;
use std::collections::BTreeSet;

const SHINGLE_WORDS: usize = 3;
const VALUES: usize = 32;
const BANDS: usize = 8;
const ROWS: usize = VALUES / BANDS;

/// Texts are near-identical when they share at least so many tenths of their shingles.
const SHARED_TENTHS: usize = 8;

/// What a text is recognised by among many. It is kept in the database: what is computed for a text
/// may never change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint([u64; VALUES]);

impl Fingerprint {
    /// The fingerprint of a text without markup.
    #[must_use]
    pub fn of(plain_text: &str) -> Self {
        let words = words(plain_text);
        let mut smallest = [u64::MAX; VALUES];
        for shingle in shingles(&words) {
            let hash = of_words(shingle);
            for (seed, value) in (1..).zip(&mut smallest) {
                *value = scatter(seed, hash).min(*value);
            }
        }
        Self(smallest)
    }

    /// The signature: in two texts, about as many of the values are equal as shingles are shared.
    #[must_use]
    pub fn signature(&self) -> &[u64; VALUES] {
        &self.0
    }

    /// The keys by which candidates are looked up. Near-identical texts share at least one of them,
    /// in 98 of 100 cases at the least likeness that counts and almost always above it; that two
    /// share one proves nothing.
    #[must_use]
    pub fn bands(&self) -> [i64; BANDS] {
        let mut bands = [0; BANDS];
        for ((seed, rows), band) in (0..).zip(self.0.chunks(ROWS)).zip(&mut bands) {
            *band = rows
                .iter()
                .fold(seed, |key, row| scatter(key, *row))
                .cast_signed();
        }
        bands
    }
}

/// Whether two texts without markup are one text with small changes: at least eight tenths of all
/// their runs of three words stand in both. Shorter texts must hold the same words.
#[must_use]
pub fn is_near_identical(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    let (a, b) = (shingles(&a), shingles(&b));
    let shared = a.intersection(&b).count();
    let all = a.len() + b.len() - shared;
    shared * 10 >= all * SHARED_TENTHS
}

/// The folded words. A text without any (`👍`) is its signs: two of those are not the same text
/// because neither has a word.
fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    if folded.is_empty() {
        return vec![text.split_whitespace().collect()];
    }
    folded.split(' ').map(str::to_owned).collect()
}

/// Every run of three words; of a shorter text the whole.
fn shingles(words: &[String]) -> BTreeSet<&[String]> {
    words
        .windows(SHINGLE_WORDS.min(words.len()).max(1))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const CAMPAIGN: &str = "Ik vraag de raad om het zwembad open te houden, want kinderen uit \
        deze buurt leren er zwemmen en ouderen komen er elke week bij elkaar.";

    /// The keys of that text, as databases hold them.
    const KEPT: [i64; BANDS] = [
        -1_179_027_999_008_356_413,
        -4_500_849_049_047_341_410,
        187_127_422_013_178_396,
        -1_393_902_584_544_906_858,
        4_030_162_718_243_829_496,
        -1_162_287_348_349_165_168,
        4_340_908_961_502_244_752,
        -4_610_059_282_949_288_998,
    ];

    fn share_a_band(a: &str, b: &str) -> bool {
        let pairs = Fingerprint::of(a).bands();
        let others = Fingerprint::of(b).bands();
        pairs.iter().zip(&others).any(|(a, b)| a == b)
    }

    /// Words drawn from a vocabulary of 400, the same in every run.
    fn written(seed: u64, words: u64) -> Vec<String> {
        (0..words)
            .map(|place| format!("woord{}", scatter(seed, place) % 400))
            .collect()
    }

    #[test]
    fn a_name_under_the_text_of_a_campaign_does_not_hide_it() {
        let signed = format!("{CAMPAIGN} Groet, Sanne");
        assert!(is_near_identical(CAMPAIGN, &signed));
        assert!(share_a_band(CAMPAIGN, &signed));
        let own = CAMPAIGN.replace("kinderen uit deze buurt", "mijn dochters");
        assert!(!is_near_identical(CAMPAIGN, &own));
    }

    #[test]
    fn eight_tenths_are_enough_and_less_is_not() {
        // Ten words make eight shingles; each word more at the end adds one.
        let text = |count| written(1, count).join(" ");
        assert!(is_near_identical(&text(10), &text(12)));
        assert!(!is_near_identical(&text(10), &text(13)));
    }

    #[test]
    fn texts_of_one_or_two_words_are_only_like_the_same_words() {
        assert!(is_near_identical("Meer bomen!", "meer BOMEN"));
        assert!(!is_near_identical("Meer bomen", "bomen meer"));
        assert!(!is_near_identical("Meer bomen", "Meer bomen graag"));
        assert!(is_near_identical("👍 👍", "👍👍"));
        assert!(!is_near_identical("👍", "👎"));
        assert!(!is_near_identical("", "ja"));
    }

    #[test]
    fn what_is_kept_of_a_text_is_the_same_in_every_build() {
        assert_eq!(Fingerprint::of(CAMPAIGN).bands(), KEPT);
    }

    #[test]
    fn of_a_hundred_copies_with_a_changed_word_at_least_95_are_found() {
        let (mut alike, mut found) = (0, 0);
        for seed in 0..400 {
            let original = written(seed, 80 + seed % 100);
            let mut changed = original.clone();
            let place = usize::try_from(scatter(seed, 1_000) % 80).unwrap();
            changed[place] = "anders".to_owned();
            let (a, b) = (original.join(" "), changed.join(" "));
            // Nine tenths, so that the lookup is tried where it has to be nearly sure.
            let (a_words, b_words) = (words(&a), words(&b));
            let (a_set, b_set) = (shingles(&a_words), shingles(&b_words));
            let shared = a_set.intersection(&b_set).count();
            if shared * 10 >= a_set.union(&b_set).count() * 9 {
                alike += 1;
                found += u32::from(share_a_band(&a, &b));
            }
        }
        assert!(alike >= 300, "{alike} pairs are too few to tell");
        assert!(found * 100 >= alike * 95, "{found} of {alike}");
    }

    #[test]
    fn texts_about_the_same_in_other_words_are_no_candidates() {
        for seed in 0..400 {
            let a = written(seed, 60).join(" ");
            let b = written(seed + 1_000, 60).join(" ");
            assert!(
                !share_a_band(&a, &b) && !is_near_identical(&a, &b),
                "{seed}"
            );
        }
    }

    proptest! {
        #[test]
        fn capitals_signs_and_spaces_change_nothing(
            words in prop::collection::vec("[a-zéëïöü0-9]{1,8}", 1..40),
            signs in prop::collection::vec("( |, |\\. |\n| - |! ){1}", 40),
        ) {
            let plain = words.join(" ");
            let other: String = words.iter().zip(&signs)
                .map(|(word, sign)| word.to_uppercase() + sign).collect();
            prop_assert!(is_near_identical(&plain, &plain));
            prop_assert!(is_near_identical(&plain, &other));
            prop_assert_eq!(Fingerprint::of(&plain), Fingerprint::of(&other));
        }

        #[test]
        fn likeness_is_mutual(
            a in prop::collection::vec("[a-c]", 0..12), b in prop::collection::vec("[a-c]", 0..12),
        ) {
            let (a, b) = (a.join(" "), b.join(" "));
            prop_assert_eq!(is_near_identical(&a, &b), is_near_identical(&b, &a));
        }

        #[test]
        fn any_text_is_like_itself(text in "\\PC{0,80}") {
            prop_assert!(is_near_identical(&text, &text));
            prop_assert!(share_a_band(&text, &text));
        }
    }
}
