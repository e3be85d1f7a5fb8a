//! What is odd about data from elsewhere: not wrong enough to refuse it, and told after the import.

use std::fmt;

/// The most single cases that a report names; the rest is a number.
const MOST_NAMED: usize = 20;

/// One kind of oddity, with how often it was met. Its `Display` is a sentence for the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Odd {
    /// A statement, proposal or comment with a number that an earlier row has: kept out.
    Repeated {
        /// The file it was met in.
        file: &'static str,
        /// How many rows.
        count: usize,
    },
    /// Rows without a text: kept as they are.
    Blank {
        /// The file they were met in.
        file: &'static str,
        /// How many rows.
        count: usize,
    },
    /// Cached counts of statements that are not what the votes add up to: the votes count.
    Recounts {
        /// How many statements.
        count: usize,
        /// The first of them.
        listed: Vec<Recounted>,
    },
    /// Votes that the same person replaced by a later one on the same statement.
    SupersededVotes(usize),
    /// Votes on statements that the export does not hold: kept out.
    VotesOnUnknown(usize),
    /// Statements that were rejected; the source never tells why.
    RejectedWithoutReason(usize),
    /// Votes that count, on statements that were rejected.
    VotesOnRejected(usize),
    /// The number of statements or comments that the source tells is not the number of its rows.
    ClaimedCount {
        /// How many conversations or proposals this is so for.
        count: usize,
        /// What the source tells, over these.
        claimed: i64,
        /// How many rows there are, over these.
        found: i64,
    },
    /// Replies to a comment that is gone: at top level.
    ParentGone(usize),
    /// Replies to a comment under another proposal: at top level.
    ParentElsewhere(usize),
    /// Threads whose comments answer each other in a circle: cut at the oldest.
    Circles(usize),
    /// Comments on proposals that the export does not hold: kept out.
    CommentsOnUnknown(usize),
    /// Comments of which the votes for and against are not the total that is told beside them.
    VoteSums(usize),
    /// Comments of a kind of author that is not known: taken as citizens.
    UnknownUserTypes {
        /// How many comments.
        count: usize,
        /// The first of the words.
        types: Vec<String>,
    },
}

/// A statement whose cached counts differ from its votes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recounted {
    /// The statement.
    pub statement: i64,
    /// How many agree and disagree, as the source cached it.
    pub cached: (i64, i64),
    /// How many agree and disagree, by the last vote of each person.
    pub counted: (i64, i64),
}

impl Odd {
    /// The oddity of cached counts, with the first cases by name.
    pub(super) fn recounts(mut differing: Vec<Recounted>) -> Self {
        let count = differing.len();
        differing.truncate(MOST_NAMED);
        Self::Recounts {
            count,
            listed: differing,
        }
    }

    /// The oddity of unknown kinds of authors, with the first of their words.
    pub(super) fn unknown_user_types(words: &[String]) -> Self {
        let mut types = words.to_vec();
        types.sort();
        types.dedup();
        types.truncate(MOST_NAMED);
        Self::UnknownUserTypes {
            count: words.len(),
            types,
        }
    }

    /// How often it was met.
    #[must_use]
    pub fn count(&self) -> usize {
        match self {
            Self::Repeated { count, .. }
            | Self::Blank { count, .. }
            | Self::Recounts { count, .. }
            | Self::ClaimedCount { count, .. }
            | Self::UnknownUserTypes { count, .. }
            | Self::SupersededVotes(count)
            | Self::VotesOnUnknown(count)
            | Self::RejectedWithoutReason(count)
            | Self::VotesOnRejected(count)
            | Self::ParentGone(count)
            | Self::ParentElsewhere(count)
            | Self::Circles(count)
            | Self::CommentsOnUnknown(count)
            | Self::VoteSums(count) => *count,
        }
    }
}

/// What was met at least once.
pub(super) fn met(kinds: impl IntoIterator<Item = Odd>) -> Vec<Odd> {
    kinds.into_iter().filter(|odd| odd.count() > 0).collect()
}

impl fmt::Display for Odd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Repeated { file, count } => write!(
                f,
                "{file}: left out because an earlier row has the same number: {count}"
            ),
            Self::Blank { file, count } => write!(f, "{file}: rows without a text: {count}"),
            Self::Recounts { count, listed } => {
                write!(
                    f,
                    "statements whose cached counts differ from the votes, which count: {count}"
                )?;
                for (place, differing) in listed.iter().enumerate() {
                    let separator = if place == 0 { " (" } else { "; " };
                    write!(f, "{separator}{differing}")?;
                }
                match (listed.is_empty(), count.saturating_sub(listed.len())) {
                    (true, _) => Ok(()),
                    (false, 0) => f.write_str(")"),
                    (false, more) => write!(f, "; and {more} more)"),
                }
            }
            Self::SupersededVotes(count) => write!(
                f,
                "votes replaced by a later vote of the same person: {count}"
            ),
            Self::VotesOnUnknown(count) => {
                write!(f, "left out: votes on unknown statements: {count}")
            }
            Self::RejectedWithoutReason(count) => {
                write!(f, "statements rejected without a stated reason: {count}")
            }
            Self::VotesOnRejected(count) => write!(f, "votes on rejected statements: {count}"),
            Self::ClaimedCount {
                count,
                claimed,
                found,
            } => write!(
                f,
                "the source tells another number than it has rows, {count} times: \
                 {claimed} told, {found} found"
            ),
            Self::ParentGone(count) => {
                write!(f, "replies at top level, as their parent is gone: {count}")
            }
            Self::ParentElsewhere(count) => write!(
                f,
                "replies at top level, as their parent is under another proposal: {count}"
            ),
            Self::Circles(count) => write!(
                f,
                "circles of replies that answer each other, cut at the oldest: {count}"
            ),
            Self::CommentsOnUnknown(count) => {
                write!(f, "left out: comments on unknown proposals: {count}")
            }
            Self::VoteSums(count) => write!(
                f,
                "comments whose votes for and against differ from their total: {count}"
            ),
            Self::UnknownUserTypes { count, types } => write!(
                f,
                "comments of an unknown kind of author, taken as citizens: {count} ({})",
                types.join(", ")
            ),
        }
    }
}

impl fmt::Display for Recounted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (agrees, disagrees) = self.cached;
        let (agree, disagree) = self.counted;
        write!(
            f,
            "statement {}: {agrees}/{disagrees} cached, {agree}/{disagree} counted",
            self.statement
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differing(count: i64) -> Vec<Recounted> {
        (1..=count)
            .map(|statement| Recounted {
                statement,
                cached: (5, 2),
                counted: (6, 2),
            })
            .collect()
    }

    #[test]
    fn a_report_names_twenty_statements_and_counts_the_rest() {
        let long = Odd::recounts(differing(23)).to_string();
        assert!(long.contains("which count: 23 (statement 1: 5/2 cached, 6/2 counted; "));
        assert!(long.ends_with("statement 20: 5/2 cached, 6/2 counted; and 3 more)"));
        let short = Odd::recounts(differing(1)).to_string();
        assert!(short.ends_with("6/2 counted)"), "{short}");
    }

    #[test]
    fn what_was_not_met_is_not_told() {
        assert_eq!(
            met([
                Odd::SupersededVotes(0),
                Odd::VotesOnRejected(3),
                Odd::recounts(Vec::new())
            ]),
            vec![Odd::VotesOnRejected(3)]
        );
    }

    #[test]
    fn a_word_for_an_author_is_told_once() {
        let words = ["Robot", "Alien", "Robot"].map(str::to_owned);
        let odd = Odd::unknown_user_types(&words);
        assert_eq!(odd.count(), 3);
        assert!(odd.to_string().ends_with("3 (Alien, Robot)"), "{odd}");
    }
}
