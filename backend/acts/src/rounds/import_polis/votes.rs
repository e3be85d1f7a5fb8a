//! The votes of a Polis conversation: somebody may vote again, and their last word counts.

use super::statements::{Cached, moment};
use crate::errors::ActResult;
use crate::rounds::csv_file::{CsvFile, Row};
use crate::rounds::odd::{Odd, Recounted, met};
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;
use std::path::Path;
use weerklank_domain::inputs::{Ballot, Tally};

pub(super) const VOTES: &str = "votes.csv";

/// What somebody last said about a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PolisVote {
    /// The number of the person in the conversation; the authors have the same numbers.
    pub voter: i64,
    /// The statement.
    pub statement: i64,
    /// What they said.
    pub ballot: Ballot,
    /// When.
    pub at: DateTime<Utc>,
}

/// The last vote of each person on each of these statements, oldest first.
///
/// # Errors
/// [`ActError::Unusable`](crate::ActError::Unusable) as for the whole conversation.
pub(super) fn read_votes(
    folder: &Path,
    statements: &BTreeMap<i64, Cached>,
    odd: &mut Vec<Odd>,
) -> ActResult<Vec<PolisVote>> {
    let columns = ["timestamp", "comment-id", "voter-id", "vote"];
    let file = CsvFile::read(folder, VOTES, &columns)?;
    let mut last: BTreeMap<(i64, i64), PolisVote> = BTreeMap::new();
    let (mut known, mut unknown) = (0, 0);
    for row in file.rows() {
        let vote = vote(&row)?;
        if !statements.contains_key(&vote.statement) {
            unknown += 1;
            continue;
        }
        known += 1;
        let kept = last.entry((vote.voter, vote.statement)).or_insert(vote);
        // Of two at the same moment the row further down is the later one.
        if kept.at <= vote.at {
            *kept = vote;
        }
    }
    let superseded = known - last.len();
    let mut votes: Vec<PolisVote> = last.into_values().collect();
    votes.sort_by_key(|vote| (vote.at, vote.voter, vote.statement));
    odd.extend(met([
        Odd::SupersededVotes(superseded),
        Odd::VotesOnUnknown(unknown),
    ]));
    Ok(votes)
}

fn vote(row: &Row<'_>) -> ActResult<PolisVote> {
    let ballot = i16::try_from(row.number("vote")?)
        .ok()
        .and_then(Ballot::from_value)
        .ok_or_else(|| row.fault("vote", "is none of 1, -1 and 0"))?;
    Ok(PolisVote {
        voter: row.number("voter-id")?,
        statement: row.number("comment-id")?,
        ballot,
        at: moment(row)?,
    })
}

/// What the votes say about the statements that the export tells otherwise.
pub(super) fn compare(statements: &BTreeMap<i64, Cached>, votes: &[PolisVote]) -> Vec<Odd> {
    let mut tallies: BTreeMap<i64, Tally> = BTreeMap::new();
    for vote in votes {
        tallies.entry(vote.statement).or_default().add(vote.ballot);
    }
    let mut on_rejected = 0;
    let mut differing = Vec::new();
    for (id, cached) in statements {
        let tally = tallies.get(id).copied().unwrap_or_default();
        if cached.is_rejected() {
            on_rejected += usize::try_from(tally.total()).unwrap_or_default();
        }
        let recounted = Recounted {
            statement: *id,
            cached: (cached.agrees, cached.disagrees),
            counted: (tally.agree, tally.disagree),
        };
        if recounted.cached != recounted.counted {
            differing.push(recounted);
        }
    }
    met([Odd::recounts(differing), Odd::VotesOnRejected(on_rejected)])
}
