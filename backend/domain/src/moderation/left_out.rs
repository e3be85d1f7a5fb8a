//! Leaving words out of a text: which, and what stands in their place.

use crate::TextLanguage;

/// The words that are left out of a text, each quoted as it is read there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut(Vec<String>);

/// Why nothing can be left out so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LeftOutFault {
    /// Nothing is quoted.
    #[error("nothing is quoted")]
    Empty,
    /// More than [`LeftOut::MOST`] quotes, or one of more than [`LeftOut::LONGEST`] characters.
    #[error("that is too much")]
    TooLong,
}

/// What stands in the place of words that were left out, in the language of the text. Its signs mean nothing
/// in Markdown, whatever stands beside them.
#[must_use]
pub fn mark_of(language: TextLanguage) -> &'static str {
    match language {
        TextLanguage::Nl => "‹weggelaten›",
        TextLanguage::En => "‹left out›",
        TextLanguage::Fy
        | TextLanguage::De
        | TextLanguage::Fr
        | TextLanguage::Es
        | TextLanguage::It
        | TextLanguage::Pt
        | TextLanguage::Pl
        | TextLanguage::Tr
        | TextLanguage::Ar
        | TextLanguage::Uk
        | TextLanguage::Pap => "‹…›",
    }
}

/// Signs of Markdown that a reader does not see.
const UNSEEN: [char; 5] = ['*', '_', '~', '`', '\\'];

impl LeftOut {
    /// So many quotes at the most.
    pub const MOST: usize = 20;
    /// The longest quote, in characters.
    pub const LONGEST: usize = 2_000;

    /// Quotes, one a line.
    ///
    /// # Errors
    /// [`LeftOutFault`].
    pub fn parse(typed: &str) -> Result<Self, LeftOutFault> {
        let mut quotes: Vec<String> = typed
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|quote| quote.chars().any(char::is_alphanumeric))
            .collect();
        if quotes.is_empty() {
            return Err(LeftOutFault::Empty);
        }
        if quotes.len() > Self::MOST || quotes.iter().any(|one| one.chars().count() > Self::LONGEST)
        {
            return Err(LeftOutFault::TooLong);
        }
        // The longest first: of two that begin alike, no half of one is left.
        quotes.sort_by_key(|quote| std::cmp::Reverse(quote.chars().count()));
        quotes.dedup();
        Ok(Self(quotes))
    }

    /// The quotes, the longest first.
    #[must_use]
    pub fn quotes(&self) -> &[String] {
        &self.0
    }

    /// These quotes and others.
    #[must_use]
    pub fn and(mut self, others: &Self) -> Self {
        self.0.extend(others.0.iter().cloned());
        self.0
            .sort_by_key(|quote| std::cmp::Reverse(quote.chars().count()));
        self.0.dedup();
        self
    }

    /// Whether every quote stands in one of these texts (Markdown).
    #[must_use]
    pub fn stands_in(&self, texts: &[&str]) -> bool {
        self.0
            .iter()
            .all(|quote| texts.iter().any(|text| is_in(text, quote)))
    }

    /// Whether any quote stands in this text (Markdown).
    #[must_use]
    pub fn touches(&self, text: &str) -> bool {
        self.0.iter().any(|quote| is_in(text, quote))
    }

    /// A text (Markdown) with the mark wherever a quote stood, whatever its capitals and white space.
    #[must_use]
    pub fn out_of(&self, text: &str, mark: &str) -> String {
        let signs: Vec<char> = text.chars().collect();
        let mut kept = String::with_capacity(text.len());
        let mut at = 0;
        while let Some(sign) = signs.get(at) {
            let end = self.0.iter().find_map(|quote| end_of(&signs, at, quote));
            match end {
                Some(end) => {
                    kept.push_str(mark);
                    at = end;
                }
                None => {
                    kept.push(*sign);
                    at += 1;
                }
            }
        }
        kept
    }
}

fn is_in(text: &str, quote: &str) -> bool {
    let signs: Vec<char> = text.chars().collect();
    (0..signs.len()).any(|at| end_of(&signs, at, quote).is_some())
}

fn is_alike(one: char, other: char) -> bool {
    one == other || one.to_lowercase().eq(other.to_lowercase())
}

/// Where a quote ends that begins at a place of a text: whole words only, for somebody called Jan is not in
/// January.
fn end_of(signs: &[char], start: usize, quote: &str) -> Option<usize> {
    let is_word = |at: Option<usize>| {
        at.and_then(|at| signs.get(at))
            .is_some_and(|sign| sign.is_alphanumeric())
    };
    let first = quote.chars().next()?;
    if first.is_alphanumeric() && is_word(start.checked_sub(1)) {
        return None;
    }
    let mut at = start;
    let mut is_first = true;
    for wanted in quote.chars() {
        while !is_first
            && signs
                .get(at)
                .is_some_and(|sign| *sign != wanted && UNSEEN.contains(sign))
        {
            at += 1;
        }
        let sign = *signs.get(at)?;
        if wanted == ' ' {
            let spaces = signs[at..]
                .iter()
                .take_while(|sign| sign.is_whitespace())
                .count();
            if spaces == 0 {
                return None;
            }
            at += spaces;
        } else if is_alike(sign, wanted) {
            at += 1;
        } else {
            return None;
        }
        is_first = false;
    }
    let last = quote.chars().last()?;
    (!last.is_alphanumeric() || !is_word(Some(at))).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn left_out(quotes: &str) -> LeftOut {
        LeftOut::parse(quotes).unwrap()
    }

    #[test]
    fn words_go_wherever_they_stand_and_whole() {
        let text = "Jan **de\nBoer** liegt, zegt JAN DE BOER. In januari ook. Bel 06-1234.";
        let out = left_out("Jan de Boer\n06-1234").out_of(text, "‹…›");
        assert_eq!(out, "‹…›** liegt, zegt ‹…›. In januari ook. Bel ‹…›.");
        assert!(
            !left_out("Jan")
                .out_of("januari, Janneke", "‹…›")
                .contains('‹')
        );
    }

    #[test]
    fn quotes_are_needed_and_not_too_many() {
        assert_eq!(LeftOut::parse(" \n ***\n"), Err(LeftOutFault::Empty));
        let long = "a".repeat(LeftOut::LONGEST + 1);
        assert_eq!(LeftOut::parse(&long), Err(LeftOutFault::TooLong));
        let many = "a b\n".repeat(LeftOut::MOST + 1);
        assert_eq!(LeftOut::parse(&many), Err(LeftOutFault::TooLong));
        assert_eq!(left_out("kort\nlanger dan").quotes()[0], "langer dan");
    }

    #[test]
    fn every_quote_must_stand_there() {
        let both = left_out("Jan\nPiet");
        assert!(both.stands_in(&["Jan schreef.", "Piet ook."]));
        assert!(!both.stands_in(&["Jan schreef."]));
        assert!(both.touches("Jan schreef.") && !both.touches("Janneke schreef."));
    }

    proptest! {
        #[test]
        fn what_was_left_out_is_gone_and_the_rest_stands(
            before in "[a-y .,*\n]{0,40}",
            quote in "[a-z]{2,8}( [a-z]{2,8}){0,3}",
            after in "[a-y .,*\n]{0,40}",
        ) {
            // The quote stands between spaces, and holds a letter that the rest lacks.
            let quote = format!("z{quote}");
            let text = format!("{before} {quote} {after}");
            let words = left_out(&quote);
            let out = words.out_of(&text, "‹…›");
            prop_assert!(!words.touches(&out));
            prop_assert_eq!(out, format!("{before} ‹…› {after}"));
        }

        #[test]
        fn any_text_is_taken(text in ".{0,200}", quotes in ".{0,80}") {
            if let Ok(words) = LeftOut::parse(&quotes) {
                let out = words.out_of(&text, "‹…›");
                prop_assert!(!words.touches(&out) || words.touches("‹…›"));
            }
        }
    }
}
