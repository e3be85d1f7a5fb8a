//! Cutting an input into quoted parts.

use crate::text::plain_text;

/// The longest quote, in characters.
pub const LONGEST_QUOTE: usize = 2_000;
/// So many parts at the most.
pub const MOST_PARTS: usize = 40;

/// Why an input cannot be cut so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotCut {
    /// Nothing is quoted.
    #[error("nothing is quoted")]
    Empty,
    /// A quote that is too long.
    #[error("the quote is too long")]
    TooLong,
    /// The words do not stand in the text.
    #[error("the words do not stand in the text")]
    NotFound,
    /// The quote shares words with a part that was cut before.
    #[error("another part has these words")]
    Overlaps,
    /// Too many parts.
    #[error("there are too many parts")]
    TooMany,
}

/// What a text consists of once it was cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// The new quote, as it stands in the text.
    pub quote: String,
    /// Whether anything but punctuation remains beside all quotes.
    pub has_remainder: bool,
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The places of quotes in a text, each after the ones before it were found.
fn places(text: &str, quotes: &[String]) -> Vec<(usize, usize)> {
    let mut taken: Vec<(usize, usize)> = Vec::new();
    for quote in quotes {
        let free = text.match_indices(quote.as_str()).find(|(at, found)| {
            let end = at + found.len();
            taken.iter().all(|(from, to)| end <= *from || to <= at)
        });
        if let Some((at, found)) = free {
            taken.push((at, at + found.len()));
        }
    }
    taken.sort_unstable();
    taken
}

/// Cuts one more quote out of a text (Markdown), beside those that were cut before. Runs of white space
/// count as one space, in the text and in the quote.
///
/// # Errors
/// [`CannotCut`].
pub fn cut(markdown: &str, before: &[String], quote: &str) -> Result<Cut, CannotCut> {
    let quote = spaced(quote);
    if quote.is_empty() {
        return Err(CannotCut::Empty);
    }
    if quote.chars().count() > LONGEST_QUOTE {
        return Err(CannotCut::TooLong);
    }
    if before.len() >= MOST_PARTS {
        return Err(CannotCut::TooMany);
    }
    let text = spaced(&plain_text(markdown));
    if !text.contains(&quote) {
        return Err(CannotCut::NotFound);
    }
    let mut quotes: Vec<String> = before.to_vec();
    quotes.push(quote.clone());
    if places(&text, &quotes).len() < quotes.len() {
        return Err(CannotCut::Overlaps);
    }
    Ok(Cut {
        quote,
        has_remainder: !remainder(markdown, &quotes)
            .chars()
            .all(|letter| !letter.is_alphanumeric()),
    })
}

/// What is left of a text beside its quotes; an ellipsis stands for each.
#[must_use]
pub fn remainder(markdown: &str, quotes: &[String]) -> String {
    let text = spaced(&plain_text(markdown));
    let mut left = String::new();
    let mut from = 0;
    for (at, end) in places(&text, quotes) {
        left.push_str(text.get(from..at).unwrap_or_default());
        left.push_str(" … ");
        from = end;
    }
    left.push_str(text.get(from..).unwrap_or_default());
    spaced(&left)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = "De bomen **moeten blijven**.\nEn er is te weinig licht.";

    #[test]
    fn a_quote_must_stand_in_the_text_and_words_belong_to_one_part() {
        let first = cut(TEXT, &[], "De bomen  moeten\nblijven.").unwrap();
        assert_eq!(first.quote, "De bomen moeten blijven.");
        assert!(first.has_remainder);
        let before = [first.quote];
        assert_eq!(cut(TEXT, &before, "moeten"), Err(CannotCut::Overlaps));
        assert_eq!(
            cut(TEXT, &before, "er is geen licht"),
            Err(CannotCut::NotFound)
        );
        assert_eq!(cut(TEXT, &before, " \n "), Err(CannotCut::Empty));
        let long = "a".repeat(LONGEST_QUOTE + 1);
        assert_eq!(cut(&long, &[], &long), Err(CannotCut::TooLong));
        let all = cut(TEXT, &before, "En er is te weinig licht").unwrap();
        assert!(!all.has_remainder);
        assert_eq!(remainder(TEXT, &before), "… En er is te weinig licht.");
    }

    #[test]
    fn the_same_words_twice_are_two_parts_and_never_three() {
        let before = ["nee".to_owned()];
        assert!(cut("nee, nee", &before, "nee").is_ok());
        let both = ["nee".to_owned(), "nee".to_owned()];
        assert_eq!(cut("nee, nee", &both, "nee"), Err(CannotCut::Overlaps));
    }

    proptest! {
        #[test]
        fn any_quote_is_cut_or_refused_and_never_longer_than_the_text(text in ".{0,60}", quote in ".{0,20}") {
            if let Ok(found) = cut(&text, &[], &quote) {
                prop_assert!(spaced(&plain_text(&text)).contains(&found.quote));
            }
        }
    }
}
