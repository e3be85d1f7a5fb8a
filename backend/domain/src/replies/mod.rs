//! What is said below an input, a petition or a dossier.

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
