//! What is said below an input, a petition or a dossier.

mod thread_name;

pub use thread_name::{ThreadName, path_parts};

use crate::codes::codes;

codes! {
    /// Where somebody stands who replies; by choice.
    Stance {
        /// For it.
        For = "for",
        /// Against it.
        Against = "against",
        /// Neither.
        Neutral = "neutral",
    }
}

codes! {
    /// In which order replies are read.
    ReplySort {
        /// The newest first.
        Newest = "newest",
        /// The oldest first.
        Oldest = "oldest",
        /// Those with the most replies first.
        MostReplies = "most_replies",
        /// Those that most agree with first.
        MostAgreed = "most_agreed",
    }
}

/// The most characters of a reply.
pub const LONGEST_REPLY: usize = 2_000;
/// The most replies that one can stand below; deeper ones belong higher up.
pub const DEEPEST_REPLY: i32 = 100;

/// The text of a reply (Markdown), of 1 to 2,000 characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplyText(String);

/// Why a text is no reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReplyTextFault {
    /// Nothing but white space.
    #[error("the text is empty")]
    Empty,
    /// Too many characters.
    #[error("the text is too long")]
    TooLong,
}

impl ReplyText {
    /// Accepts a text as typed: line ends made one kind, control characters dropped.
    ///
    /// # Errors
    /// [`ReplyTextFault`].
    pub fn parse(typed: &str) -> Result<Self, ReplyTextFault> {
        let text: String = typed
            .replace("\r\n", "\n")
            .chars()
            .filter(|c| !c.is_control() || *c == '\n' || *c == '\t')
            .collect();
        let text = text.trim();
        if text.is_empty() {
            Err(ReplyTextFault::Empty)
        } else if text.chars().count() > LONGEST_REPLY {
            Err(ReplyTextFault::TooLong)
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_reply_says_something_in_at_most_two_thousand_characters() {
        assert_eq!(
            ReplyText::parse(" Ja.\r\nNee. ").unwrap().as_str(),
            "Ja.\nNee."
        );
        assert_eq!(ReplyText::parse("\u{7} \n"), Err(ReplyTextFault::Empty));
        assert!(ReplyText::parse(&"é".repeat(LONGEST_REPLY)).is_ok());
        assert_eq!(
            ReplyText::parse(&"é".repeat(LONGEST_REPLY + 1)),
            Err(ReplyTextFault::TooLong)
        );
    }

    proptest! {
        #[test]
        fn what_was_taken_once_is_taken_again_as_it_is(typed in "\\PC{0,40}[\r\n\t]{0,2}\\PC{0,40}") {
            if let Ok(text) = ReplyText::parse(&typed) {
                prop_assert_eq!(ReplyText::parse(text.as_str()), Ok(text));
            }
        }
    }
}
