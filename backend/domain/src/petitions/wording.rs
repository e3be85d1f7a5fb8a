//! What a petition says.

use std::fmt;

/// The most characters of a title.
pub const LONGEST_TITLE: usize = 80;

/// A title of 1 to 80 characters on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title(String);

/// Why a text is no title.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TitleFault {
    /// Nothing but white space.
    #[error("the title is empty")]
    Empty,
    /// More than 80 characters.
    #[error("the title is longer than 80 characters")]
    TooLong,
}

impl Title {
    /// Accepts a title as typed: white space folded, control characters dropped.
    ///
    /// # Errors
    /// [`TitleFault`] when nothing is left or it is too long.
    pub fn parse(typed: &str) -> Result<Self, TitleFault> {
        let title = one_line(typed);
        if title.is_empty() {
            return Err(TitleFault::Empty);
        }
        if title.chars().count() > LONGEST_TITLE {
            return Err(TitleFault::TooLong);
        }
        Ok(Self(title))
    }

    /// A title from another system, shortened to whole words with an ellipsis where it is longer
    /// than ours may be; `None` when it is empty.
    #[must_use]
    pub fn shortened(foreign: &str) -> Option<Self> {
        match Self::parse(foreign) {
            Ok(title) => Some(title),
            Err(TitleFault::Empty) => None,
            Err(TitleFault::TooLong) => {
                let line = one_line(foreign);
                let cut: String = line.chars().take(LONGEST_TITLE - 1).collect();
                let whole = cut
                    .rsplit_once(' ')
                    .map_or(cut.as_str(), |(words, _)| words);
                Some(Self(format!("{whole}…")))
            }
        }
    }

    /// The title.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Title {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn one_line(typed: &str) -> String {
    let spaced: String = typed
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_one_line_of_at_most_eighty_characters() {
        assert_eq!(
            Title::parse(" Een \r\n brug ").unwrap().as_str(),
            "Een brug"
        );
        assert_eq!(Title::parse("\u{7}\t"), Err(TitleFault::Empty));
        assert_eq!(Title::parse(&"é".repeat(81)), Err(TitleFault::TooLong));
        let long = Title::shortened(&"woord ".repeat(30)).unwrap();
        assert!(
            long.as_str().chars().count() <= LONGEST_TITLE && long.as_str().ends_with("woord…")
        );
    }
}
