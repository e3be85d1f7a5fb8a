//! The export of one Polis conversation, whole: `summary.csv` with its statements and votes.
//!
//! The cached counts of the export are compared and never taken: what counts is the last vote of each
//! person on each statement.

use super::statements::{PolisStatement, read_statements};
use super::votes::{PolisVote, compare, read_votes};
use crate::errors::{ActError, ActResult};
use crate::rounds::csv_file::read_pairs;
use crate::rounds::odd::Odd;
use std::path::Path;

const SUMMARY: &str = "summary.csv";

/// A conversation as its export tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolisConversation {
    /// What it was about.
    pub topic: String,
    /// What people were told about it, in Markdown.
    pub description: Option<String>,
    /// Where it was held.
    pub url: Option<String>,
    /// The statements, by number.
    pub statements: Vec<PolisStatement>,
    /// The last vote of each person on each statement, oldest first.
    pub votes: Vec<PolisVote>,
    /// What was odd.
    pub odd: Vec<Odd>,
}

/// Reads the export in a folder.
///
/// # Errors
/// [`ActError::Unusable`] when a file is missing or no CSV, or a value cannot be what it stands for,
/// with file and line.
pub fn read_polis(folder: &Path) -> ActResult<PolisConversation> {
    let summary = read_pairs(folder, SUMMARY)?;
    let told = |key: &str| {
        let pair = summary.iter().find(|(name, _)| name == key);
        pair.map(|(_, value)| value.clone())
            .filter(|value| !value.is_empty())
    };
    let topic = told("topic")
        .ok_or_else(|| ActError::Unusable(format!("{SUMMARY}: there is no `topic`")))?;
    let claimed = told("comments")
        .map(|value| value.parse::<i64>())
        .transpose()
        .map_err(|_| ActError::Unusable(format!("{SUMMARY}: `comments` is no whole number")))?;

    let mut odd = Vec::new();
    let statements = read_statements(folder, claimed, &mut odd)?;
    let votes = read_votes(folder, &statements, &mut odd)?;
    odd.extend(compare(&statements, &votes));
    Ok(PolisConversation {
        topic,
        description: told("conversation-description"),
        url: told("url"),
        statements: statements
            .into_values()
            .map(|cached| cached.statement)
            .collect(),
        votes,
        odd,
    })
}

#[cfg(test)]
mod tests {
    use super::super::statements::{Moderation, STATEMENTS, claimed_count};
    use super::super::votes::VOTES;
    use super::*;
    use crate::rounds::odd::Recounted;
    use crate::rounds::sample::{SampleFolder, real_folder};
    use weerklank_domain::inputs::Ballot;

    const ABOUT: &str = "topic,Housing\nurl,https://polis.example/1\ncomments,2\n\
        conversation-description,\"Two\n*lines*\"\n";
    const SENT: &str = "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n\
        1500000001000,x,2,8,0,0,-1,Nonsense\n\
        1500000000000,x,1,7,3,0,1,\"More \"\"homes\"\"\n\"\n\
        1500000002000,x,3,7,1,0,0,Lower rents\n";
    const VOTED: &str = "timestamp,datetime,comment-id,voter-id,vote\n\
        1500000009000,x,1,7,-1\n\
        1500000005000,x,1,7,1\n\
        1500000006000,x,1,9,1\n\
        1500000006000,x,1,9,0\n\
        1500000003000,x,3,9,1\n\
        1500000003000,x,2,8,1\n\
        1500000004000,x,99,8,1\n";

    fn read(summary: &str, comments: &str, votes: &str) -> ActResult<PolisConversation> {
        let folder = SampleFolder::with(&[
            (SUMMARY, summary.as_bytes()),
            (STATEMENTS, comments.as_bytes()),
            (VOTES, votes.as_bytes()),
        ]);
        read_polis(folder.path())
    }

    fn fault(summary: &str, comments: &str, votes: &str) -> String {
        read(summary, comments, votes).unwrap_err().to_string()
    }

    #[test]
    fn a_conversation_is_read_with_its_statements_in_order() {
        let read = read(ABOUT, SENT, VOTED).unwrap();
        assert_eq!(read.topic, "Housing");
        assert_eq!(read.description.as_deref(), Some("Two\n*lines*"));
        assert_eq!(read.url.as_deref(), Some("https://polis.example/1"));
        let ids: Vec<_> = read
            .statements
            .iter()
            .map(|one| (one.id, one.author))
            .collect();
        assert_eq!(ids, [(1, 7), (2, 8), (3, 7)]);
        assert_eq!(read.statements[0].text, "More \"homes\"");
        assert_eq!(
            read.statements[0].at.to_rfc3339(),
            "2017-07-14T02:40:00+00:00"
        );
        let moderated = read.statements.iter().map(|one| one.moderated);
        assert_eq!(
            moderated.collect::<Vec<_>>(),
            [
                Moderation::Visible,
                Moderation::Rejected,
                Moderation::Visible
            ]
        );
    }

    #[test]
    fn only_the_last_word_of_a_person_counts() {
        let votes = read(ABOUT, SENT, VOTED).unwrap().votes;
        let said: Vec<_> = votes
            .iter()
            .map(|vote| (vote.voter, vote.statement, vote.ballot))
            .collect();
        assert_eq!(
            said,
            [
                (8, 2, Ballot::Agree),
                (9, 3, Ballot::Agree),
                (9, 1, Ballot::Pass),
                (7, 1, Ballot::Disagree),
            ]
        );
    }

    #[test]
    fn what_the_export_tells_wrongly_is_reported() {
        let listed =
            [(1, (3, 0), (0, 1)), (2, (0, 0), (1, 0))].map(|(statement, cached, counted)| {
                Recounted {
                    statement,
                    cached,
                    counted,
                }
            });
        assert_eq!(
            read(ABOUT, SENT, VOTED).unwrap().odd,
            [
                claimed_count(2, 3),
                Odd::RejectedWithoutReason(1),
                Odd::SupersededVotes(2),
                Odd::VotesOnUnknown(1),
                Odd::recounts(listed.to_vec()),
                Odd::VotesOnRejected(1),
            ]
        );
    }

    #[test]
    fn a_statement_sent_twice_stands_once_and_one_without_words_is_told() {
        let sent =
            format!("{SENT}1500000003000,x,1,9,0,0,1,Another\n1500000003000,x,4,9,0,0,1,  \n");
        let read = read("topic,T\n", &sent, VOTED).unwrap();
        assert_eq!(read.statements.len(), 4);
        assert_eq!(read.statements[0].author, 7);
        let count = 1;
        let file = STATEMENTS;
        assert!(
            read.odd.contains(&Odd::Repeated { file, count }),
            "{:?}",
            read.odd
        );
        assert!(
            read.odd.contains(&Odd::Blank { file, count }),
            "{:?}",
            read.odd
        );
        assert_eq!((read.description, read.url), (None, None));
    }

    #[test]
    fn what_cannot_be_a_vote_is_refused_with_its_line() {
        let votes = VOTED.replace("1,9,0", "1,9,2");
        assert_eq!(
            fault(ABOUT, SENT, &votes),
            "votes.csv, line 5: `vote` is none of 1, -1 and 0: \"2\""
        );
        assert_eq!(
            fault(ABOUT, &SENT.replace("0,0,-1", "0,0,-2"), VOTED),
            "comments.csv, line 2: `moderated` is none of -1, 0 and 1: \"-2\""
        );
        let far = VOTED.replace("1500000005000", "9223372036854775807");
        assert!(fault(ABOUT, SENT, &far).starts_with("votes.csv, line 3: `timestamp`"));
        assert_eq!(
            fault("url,x\n", SENT, VOTED),
            "summary.csv: there is no `topic`"
        );
    }

    fn counts(folder: &str) -> Option<(PolisConversation, [usize; 4])> {
        let read = read_polis(&real_folder(folder)?).unwrap();
        let rejected = read.statements.iter();
        let rejected = rejected.filter(|one| one.moderated == Moderation::Rejected);
        let mut voters: Vec<_> = read.votes.iter().map(|vote| vote.voter).collect();
        voters.sort_unstable();
        voters.dedup();
        let counts = [
            read.statements.len(),
            rejected.count(),
            read.votes.len(),
            voters.len(),
        ];
        Some((read, counts))
    }

    #[test]
    fn the_conversation_about_housing_is_read_whole() {
        let Some((read, counts)) = counts("polis-affordable-housing") else {
            return;
        };
        assert_eq!(counts, [165, 46, 14_995, 381]);
        assert!(read.description.unwrap().contains("381 people who voted"));
        let odd: Vec<_> = read.odd.iter().map(Odd::count).collect();
        assert_eq!(odd, [46, 81, 41, 227], "{:?}", read.odd);
    }

    #[test]
    fn the_session_about_policing_is_read_whole() {
        let Some((read, counts)) = counts("polis-london-youth-policing") else {
            return;
        };
        assert_eq!(counts, [39, 3, 638, 26]);
        assert_eq!(read.description, None);
        assert!(read.odd.contains(&claimed_count(36, 39)), "{:?}", read.odd);
    }
}
