//! Proposals and their comments as Decide Madrid exports them: `proposals.csv` and `comments.csv`.

use super::thread_order::{ThreadsComment, UserType, in_order};
use crate::errors::ActResult;
use crate::rounds::csv_file::{CsvFile, Row};
use crate::rounds::odd::{Odd, met};
use chrono::{
    DateTime, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone as _, Utc,
};
use chrono_tz::Europe::Madrid;
use std::collections::BTreeMap;
use std::path::Path;

const PROPOSALS: &str = "proposals.csv";
const COMMENTS: &str = "comments.csv";

/// Proposals with their threads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Threads {
    /// The proposals, by number.
    pub proposals: Vec<ThreadsProposal>,
    /// The comments, oldest first, and each after what it answers.
    pub comments: Vec<ThreadsComment>,
    /// What was odd.
    pub odd: Vec<Odd>,
}

/// Something that a citizen proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThreadsProposal {
    /// Its number in the source.
    pub id: i64,
    /// Its title.
    pub title: String,
    /// What it says in short.
    pub summary: String,
    /// What it says at length; often empty, and then the summary is all there is.
    pub text: String,
    /// What the source knows its author by.
    pub author: String,
    /// The beginning of the day it was sent on.
    pub at: DateTime<Utc>,
    /// Where it was, from the root of the site.
    pub url: String,
    /// How many people support it.
    pub supports: i64,
    /// How many comments the source tells it has.
    pub num_comments_claimed: i64,
}

/// Reads the proposals and comments in a folder.
///
/// # Errors
/// [`ActError::Unusable`](crate::ActError::Unusable) when a file is missing or no CSV, or a value
/// cannot be what it stands for, with file and line.
pub fn read_threads(folder: &Path) -> ActResult<Threads> {
    let mut odd = Vec::new();
    let proposals = read_proposals(folder, &mut odd)?;
    let comments = read_comments(folder, &proposals, &mut odd)?;
    odd.extend(met([claimed_counts(&proposals, &comments)]));
    let (comments, of_threads) = in_order(comments);
    odd.extend(of_threads);
    Ok(Threads {
        proposals: proposals.into_values().collect(),
        comments,
        odd,
    })
}

fn read_proposals(folder: &Path, odd: &mut Vec<Odd>) -> ActResult<BTreeMap<i64, ThreadsProposal>> {
    let columns = [
        "id",
        "url",
        "title",
        "userId",
        "date",
        "summary",
        "text",
        "numComments",
        "numSupports",
    ];
    let mut proposals = BTreeMap::new();
    let mut repeated = 0;
    let mut blank = 0;
    for row in CsvFile::read(folder, PROPOSALS, &columns)?.rows() {
        let proposal = proposal(&row)?;
        if proposals.contains_key(&proposal.id) {
            repeated += 1;
            continue;
        }
        blank += usize::from(proposal.text.is_empty() && proposal.summary.is_empty());
        proposals.insert(proposal.id, proposal);
    }
    odd.extend(repeated_and_blank(PROPOSALS, repeated, blank));
    Ok(proposals)
}

fn proposal(row: &Row<'_>) -> ActResult<ThreadsProposal> {
    Ok(ThreadsProposal {
        id: row.number("id")?,
        title: row.text("title").to_owned(),
        summary: row.text("summary").to_owned(),
        text: row.text("text").to_owned(),
        author: row.text("userId").to_owned(),
        at: in_madrid(date(row)?.and_time(NaiveTime::MIN)),
        url: row.text("url").to_owned(),
        supports: row.amount("numSupports")?,
        num_comments_claimed: row.amount("numComments")?,
    })
}

fn read_comments(
    folder: &Path,
    proposals: &BTreeMap<i64, ThreadsProposal>,
    odd: &mut Vec<Odd>,
) -> ActResult<BTreeMap<i64, ThreadsComment>> {
    let columns = [
        "id",
        "parentId",
        "proposalId",
        "userId",
        "userType",
        "date",
        "time",
        "text",
        "numVotes",
        "numPositiveVotes",
        "numNegativeVotes",
    ];
    let mut comments = BTreeMap::new();
    let mut strange_types = Vec::new();
    let (mut repeated, mut blank, mut unknown, mut sums) = (0, 0, 0, 0);
    for row in CsvFile::read(folder, COMMENTS, &columns)?.rows() {
        let comment = comment(&row, &mut strange_types)?;
        if !proposals.contains_key(&comment.proposal) {
            unknown += 1;
            continue;
        }
        if comments.contains_key(&comment.id) {
            repeated += 1;
            continue;
        }
        blank += usize::from(comment.text.is_empty());
        let sum = comment.positive.saturating_add(comment.negative);
        sums += usize::from(row.amount("numVotes")? != sum);
        comments.insert(comment.id, comment);
    }
    odd.extend(repeated_and_blank(COMMENTS, repeated, blank));
    odd.extend(met([
        Odd::CommentsOnUnknown(unknown),
        Odd::VoteSums(sums),
        Odd::unknown_user_types(&strange_types),
    ]));
    Ok(comments)
}

fn comment(row: &Row<'_>, strange_types: &mut Vec<String>) -> ActResult<ThreadsComment> {
    let user_type = match row.text("userType") {
        "" => UserType::Citizen,
        "Autor" => UserType::Author, // typos: ignore
        "Colectivo" => UserType::Organisation,
        "Empleados públicos" => UserType::Official,
        other => {
            strange_types.push(other.to_owned());
            UserType::Citizen
        }
    };
    Ok(ThreadsComment {
        id: row.number("id")?,
        parent: Some(row.number("parentId")?).filter(|parent| *parent != -1),
        detached: None,
        proposal: row.number("proposalId")?,
        author: row.text("userId").to_owned(),
        user_type,
        at: in_madrid(date(row)?.and_time(time(row)?)),
        text: row.text("text").to_owned(),
        positive: row.amount("numPositiveVotes")?,
        negative: row.amount("numNegativeVotes")?,
    })
}

fn repeated_and_blank(file: &'static str, repeated: usize, blank: usize) -> Vec<Odd> {
    met([
        Odd::Repeated {
            file,
            count: repeated,
        },
        Odd::Blank { file, count: blank },
    ])
}

/// How many proposals tell another number of comments than the rows they have.
fn claimed_counts(
    proposals: &BTreeMap<i64, ThreadsProposal>,
    comments: &BTreeMap<i64, ThreadsComment>,
) -> Odd {
    let mut rows: BTreeMap<i64, i64> = BTreeMap::new();
    for comment in comments.values() {
        *rows.entry(comment.proposal).or_default() += 1;
    }
    let (mut count, mut claimed, mut found) = (0, 0_i64, 0);
    for proposal in proposals.values() {
        let have = rows.get(&proposal.id).copied().unwrap_or_default();
        if have != proposal.num_comments_claimed {
            count += 1;
            claimed = claimed.saturating_add(proposal.num_comments_claimed);
            found += have;
        }
    }
    Odd::ClaimedCount {
        count,
        claimed,
        found,
    }
}

fn date(row: &Row<'_>) -> ActResult<NaiveDate> {
    NaiveDate::parse_from_str(row.text("date"), "%Y-%m-%d")
        .map_err(|_| row.fault("date", "is no day"))
}

/// The time of day, which was exported as a span since midnight: `0 days 12:49:16`.
fn time(row: &Row<'_>) -> ActResult<NaiveTime> {
    row.text("time")
        .strip_prefix("0 days ")
        .and_then(|time| NaiveTime::parse_from_str(time, "%H:%M:%S%.f").ok())
        .ok_or_else(|| row.fault("time", "is no time of a day"))
}

/// A moment on the clocks of Madrid: the earlier one of the hour that they show twice, and an hour
/// later in the one that they leave out.
fn in_madrid(local: NaiveDateTime) -> DateTime<Utc> {
    let moment = |local: &NaiveDateTime| match Madrid.from_local_datetime(local) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => Some(at.to_utc()),
        LocalResult::None => None,
    };
    moment(&local)
        .or_else(|| moment(&local.checked_add_signed(TimeDelta::hours(1))?))
        // Only at the end of the calendar, where a zone does not matter.
        .unwrap_or_else(|| local.and_utc())
}

#[cfg(test)]
mod tests {
    use super::super::thread_order::Detached;
    use super::*;
    use crate::rounds::sample::{SampleFolder, real_folder};

    const PROPOSED: &str = "id,url,code,title,userId,date,summary,text,numComments,status,numSupports,isAssociation\n\
        19,/proposals/19-walk,M-19,Walk,2,2015-09-15,In short,\"At\nlength\",3,archived,120,0\n\
        72,/proposals/72-shops,M-72,Shops,5,2016-01-15,In short,,1,open,7,0\n";
    const SAID: &str = concat!(
        "id,parentId,proposalId,page,userId,userType,date,time,text,numVotes,numPositiveVotes,numNegativeVotes\n",
        "3,2,19,1,2,Autor,2015-09-15,0 days 12:49:16,Thanks,3,2,1\n", // typos: ignore
        "2,-1,19,1,100,,2015-09-15,0 days 12:00:00,\"Yes, \"\"please\"\"\",0,0,0\n",
        "4,1,19,1,7,Empleados públicos,2016-01-16,0 days 00:00:01,We look at it,0,0,0\n",
        "5,-1,72,1,8,Colectivo,2016-01-16,0 days 00:00:02,No,2,0,2\n",
    );

    fn read(proposals: &str, comments: &str) -> ActResult<Threads> {
        let folder = SampleFolder::with(&[
            (PROPOSALS, proposals.as_bytes()),
            (COMMENTS, comments.as_bytes()),
        ]);
        read_threads(folder.path())
    }

    fn madrid(text: &str) -> String {
        in_madrid(text.parse().unwrap()).to_rfc3339()
    }

    #[test]
    fn proposals_are_read_with_their_threads() {
        let read = read(PROPOSED, SAID).unwrap();
        let first = &read.proposals[0];
        assert_eq!(
            (first.id, first.title.as_str(), first.text.as_str()),
            (19, "Walk", "At\nlength")
        );
        assert_eq!((first.supports, first.num_comments_claimed), (120, 3));
        assert_eq!(first.at.to_rfc3339(), "2015-09-14T22:00:00+00:00");
        let placed: Vec<_> = read
            .comments
            .iter()
            .map(|one| (one.id, one.parent, one.detached, one.user_type))
            .collect();
        assert_eq!(
            placed,
            [
                (2, None, None, UserType::Citizen),
                (3, Some(2), None, UserType::Author),
                (4, None, Some(Detached::ParentGone), UserType::Official),
                (5, None, None, UserType::Organisation),
            ]
        );
        assert_eq!(read.comments[0].text, "Yes, \"please\"");
        assert_eq!(
            (read.comments[1].positive, read.comments[1].negative),
            (2, 1)
        );
        assert_eq!(
            read.comments[1].at.to_rfc3339(),
            "2015-09-15T10:49:16+00:00"
        );
        assert_eq!(read.odd, [Odd::ParentGone(1)]);
    }

    #[test]
    fn a_comment_keeps_its_hour_also_in_the_nights_of_other_clocks() {
        assert_eq!(madrid("2016-01-10T12:00:00"), "2016-01-10T11:00:00+00:00");
        // The clocks went back at three on 30 October 2016, and forward at two on 27 March 2016.
        assert_eq!(madrid("2016-10-30T02:30:00"), "2016-10-30T00:30:00+00:00");
        assert_eq!(madrid("2016-03-27T02:30:00"), "2016-03-27T01:30:00+00:00");
    }

    #[test]
    fn what_the_source_tells_wrongly_is_reported() {
        let said = format!(
            "{SAID}5,-1,72,1,8,,2016-01-16,0 days 00:00:02,No,2,0,2\n\
             6,-1,72,1,8,Robot,2016-01-16,0 days 00:00:03,,2,0,1\n\
             7,-1,99,1,8,,2016-01-16,0 days 00:00:02,No,2,0,2\n"
        );
        let odd = read(PROPOSED, &said).unwrap().odd;
        let file = COMMENTS;
        let expected = [
            Odd::Repeated { file, count: 1 },
            Odd::Blank { file, count: 1 },
            Odd::CommentsOnUnknown(1),
            Odd::VoteSums(1),
            Odd::unknown_user_types(&["Robot".to_owned()]),
            Odd::ClaimedCount {
                count: 1,
                claimed: 1,
                found: 2,
            },
            Odd::ParentGone(1),
        ];
        assert_eq!(odd, expected);
    }

    #[test]
    fn what_cannot_be_a_day_or_a_time_is_refused_with_its_line() {
        let fault = |said: &str| read(PROPOSED, said).unwrap_err().to_string();
        assert_eq!(
            fault(&SAID.replace("0 days 12:00", "1 days 12:00")),
            "comments.csv, line 3: `time` is no time of a day: \"1 days 12:00:00\""
        );
        assert_eq!(
            fault(&SAID.replace("2015-09-15", "15-09-2015")),
            "comments.csv, line 2: `date` is no day: \"15-09-2015\""
        );
    }

    #[test]
    fn the_threads_of_madrid_are_read_whole() {
        let Some(folder) = real_folder("madrid-threads") else {
            return;
        };
        let read = read_threads(&folder).unwrap();
        let orphans = read.comments.iter().filter(|one| one.is_orphan()).count();
        assert_eq!(
            (read.proposals.len(), read.comments.len(), orphans),
            (53, 3_514, 154)
        );
        // Levels under the top; the insertion order also proves that parents come first.
        let mut depths: BTreeMap<i64, u32> = BTreeMap::new();
        for comment in &read.comments {
            let depth = comment.parent.map_or(0, |parent| depths[&parent] + 1);
            depths.insert(comment.id, depth);
        }
        assert_eq!(depths.values().max(), Some(&21));
        let sum = |count: fn(&ThreadsComment) -> i64| read.comments.iter().map(count).sum::<i64>();
        assert_eq!(
            (sum(|one| one.positive), sum(|one| one.negative)),
            (7_753, 3_171)
        );
        assert_eq!(
            read.proposals.iter().map(|one| one.supports).sum::<i64>(),
            146_461
        );
        let odd: Vec<_> = read.odd.iter().map(Odd::count).collect();
        assert_eq!(odd, [48, 34, 154], "{:?}", read.odd);
    }
}
