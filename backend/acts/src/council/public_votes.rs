//! Votes that everybody may read, whether their result was computed here or stated elsewhere, as files and
//! interfaces tell them. Nothing of a vote behind closed doors is among them (NL-24).

use crate::errors::ActResult;
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;
use weerklank_domain::Language;
use weerklank_domain::council::{
    Agreement, Announced, BallotNumbers, Basis, Breaker, Choice, Compared, Fact, FactionHands,
    FactionId, Method, Position, Positions, Side, Subject, agreement,
};
use weerklank_store::Db;
use weerklank_store::council::{
    BallotsOf, ChoiceRecord, HandsOfFaction, StatedCounts, StatedVoteRecord, VoteFilter,
    VoteRecord, VoteVersion, ballots_of, choices_of, closed_items, hands_of, newest_versions,
    stated_choices, stated_hands, stated_vote, stated_votes, vote, votes,
};

/// Where a vote stands in the list of all: those of one moment that were computed come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VotePlace {
    /// When it was taken.
    pub at: DateTime<Utc>,
    /// Whether it was stated elsewhere.
    pub is_stated: bool,
    /// Its key.
    pub id: i64,
}

/// What follows from the rules of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Computed {
    /// Code and version of the rules.
    pub rule_set: (String, i32),
    /// The code of what came of it.
    pub outcome: &'static str,
    /// For or against, where it is decided.
    pub verdict: Option<Side>,
    /// How many members there are by law.
    pub statutory: u32,
    /// How many held a seat.
    pub sitting: u32,
    /// How many were there and said nothing.
    pub silent: u32,
    /// The number of the version, and why the one before it was wrong.
    pub version: (i32, Option<String>),
    /// What decided after equal votes.
    pub breaker: Option<Breaker>,
    /// The reference of the vote that it follows.
    pub follows: Option<String>,
}

/// A vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicVote {
    /// Where it stands in the list.
    pub place: VotePlace,
    /// Its reference: S26-0004.
    pub reference: String,
    /// The key of its body.
    pub body_id: i64,
    /// The body: name in addresses, Dutch name, English name.
    pub body: (String, String, String),
    /// The reference of the meeting.
    pub meeting: String,
    /// The key of the item.
    pub item_id: i64,
    /// The proposal: key and reference.
    pub proposal: Option<(i64, String)>,
    /// What people call it.
    pub title: String,
    /// The language of the title.
    pub language: Language,
    /// What it is about.
    pub subject: Subject,
    /// Of a vote on persons: whether the choice is limited.
    pub choice_is_limited: bool,
    /// How it was taken; not known of one that was stated elsewhere.
    pub method: Option<Method>,
    /// What it rests on: a code of [`Basis`], or `totals`.
    pub basis: String,
    /// What follows from the rules; none where they are not known.
    pub computed: Option<Computed>,
    /// What was said of the result: by the chair, where that is something else, or elsewhere.
    pub stated: Option<&'static str>,
    /// Numbers; none where nothing was counted.
    pub counts: Option<StatedCounts>,
    /// Numbers by faction, none of a secret vote.
    pub groups: Vec<HandsOfFaction>,
    /// What each member did, where that is known.
    pub choices: Vec<ChoiceRecord>,
    /// The ballots of a secret vote.
    pub ballots: Option<(BallotNumbers, Vec<BallotsOf>)>,
}

impl PublicVote {
    /// Whether every member who held a seat is accounted for.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        let Some(computed) = &self.computed else {
            return self.basis != "totals";
        };
        match self.counts {
            None => true,
            Some(of) => {
                let told = [of.for_it, of.against, of.abstained, of.recused, of.absent];
                told.iter().sum::<u32>() + computed.silent == computed.sitting
            }
        }
    }
}

/// Votes of a body, or of all, the newest first, after a place in the list.
///
/// # Errors
/// What the store says.
pub fn public_votes(
    db: &mut Db,
    body_id: Option<i64>,
    after: Option<VotePlace>,
    limit: i64,
) -> ActResult<Vec<PublicVote>> {
    let filter = VoteFilter {
        body_id,
        is_public: true,
        before: after.map(|place| {
            let id = if place.is_stated { i64::MIN } else { place.id };
            (place.at.timestamp_micros(), id)
        }),
        ..VoteFilter::default()
    };
    let before = after.map(|place| (place.at, if place.is_stated { place.id } else { i64::MAX }));
    let computed = votes(db, &filter, limit)?;
    let stated = stated_votes(db, body_id, before, limit)?;
    let mut all = with_versions(db, &computed)?;
    all.extend(with_rows(db, &stated)?);
    all.sort_by_key(|vote| {
        let place = vote.place;
        (
            std::cmp::Reverse(place.at),
            place.is_stated,
            std::cmp::Reverse(place.id),
        )
    });
    all.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(all)
}

/// Which of some votes everybody may read.
///
/// # Errors
/// What the store says.
pub fn only_open(db: &mut Db, votes: Vec<PublicVote>) -> ActResult<Vec<PublicVote>> {
    let items: Vec<i64> = votes.iter().map(|vote| vote.item_id).collect();
    let closed = closed_items(db, &items)?;
    Ok(votes
        .into_iter()
        .filter(|vote| !closed.contains(&vote.item_id))
        .collect())
}

/// The vote of a reference.
///
/// # Errors
/// What the store says.
pub fn public_vote(db: &mut Db, reference: &str) -> ActResult<Option<PublicVote>> {
    let found = match vote(db, reference)? {
        Some(found) => with_versions(db, &[found])?,
        None => match stated_vote(db, reference)? {
            Some(found) => with_rows(db, &[found])?,
            None => Vec::new(),
        },
    };
    Ok(only_open(db, found)?.pop())
}

/// So many votes are read at once.
const BATCH: i64 = 200;

/// Every vote that everybody may read, the newest first.
///
/// # Errors
/// What the store says.
pub fn every_public_vote(db: &mut Db, body_id: Option<i64>) -> ActResult<Vec<PublicVote>> {
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let page = public_votes(db, body_id, after, BATCH)?;
        let Some(last) = page.last() else {
            return Ok(all);
        };
        after = Some(last.place);
        all.extend(only_open(db, page)?);
    }
}

fn with_versions(db: &mut Db, records: &[VoteRecord]) -> ActResult<Vec<PublicVote>> {
    let ids: Vec<i64> = records.iter().map(|record| record.id).collect();
    let versions = newest_versions(db, &ids)?;
    let version_ids: Vec<i64> = versions.iter().map(|version| version.id).collect();
    let choices = choices_of(db, &version_ids)?;
    let hands = hands_of(db, &version_ids)?;
    let mut all = Vec::new();
    for record in records {
        let Some(version) = versions
            .iter()
            .find(|version| version.event_id == record.id)
        else {
            continue;
        };
        let of_version = |id: &i64| *id == version.id;
        let mine = choices.iter().filter(|(id, _)| of_version(id));
        let choices: Vec<ChoiceRecord> = mine.map(|(_, choice)| choice.clone()).collect();
        let mine = hands.iter().filter(|(id, _)| of_version(id));
        let mut groups: Vec<HandsOfFaction> = mine.map(|(_, hands)| hands.clone()).collect();
        if groups.is_empty() {
            groups = grouped(&choices);
        }
        let ballots = match version.ballots {
            Some(numbers) => Some((numbers, ballots_of(db, version.id)?)),
            None => None,
        };
        let follows = match record.follows_id {
            Some(id) => weerklank_store::council::vote_by_id(db, id)?.map(|vote| vote.reference),
            None => None,
        };
        all.push(PublicVote {
            place: VotePlace {
                at: record.taken_at,
                is_stated: false,
                id: record.id,
            },
            reference: record.reference.clone(),
            body_id: record.meeting.body_id,
            body: record.meeting.body.clone(),
            meeting: record.meeting.reference.clone(),
            item_id: record.item_id,
            proposal: record
                .proposal
                .as_ref()
                .map(|one| (one.id, one.reference.clone())),
            title: record.name().to_owned(),
            language: record.language,
            subject: record.subject,
            choice_is_limited: record.choice_is_limited,
            method: Some(version.method),
            basis: version.basis.code().to_owned(),
            stated: version.announced_otherwise().map(Announced::code),
            counts: version.said.map(|said| StatedCounts {
                for_it: said.for_it,
                against: said.against,
                abstained: said.abstained,
                recused: version.members.recused(),
                absent: version.absent,
            }),
            computed: Some(computed(version, follows)),
            groups,
            choices,
            ballots,
        });
    }
    Ok(all)
}

fn computed(version: &VoteVersion, follows: Option<String>) -> Computed {
    let breaker = version.reasons.iter().find_map(|reason| match reason.fact {
        Fact::LotFell { side: Side::For } => Some(Breaker::LotFor),
        Fact::LotFell {
            side: Side::Against,
        } => Some(Breaker::LotAgainst),
        Fact::ChairDecided { side: Side::For } => Some(Breaker::ChairFor),
        Fact::ChairDecided {
            side: Side::Against,
        } => Some(Breaker::ChairAgainst),
        Fact::ChairDeclined => Some(Breaker::ChairNone),
        _ => None,
    });
    Computed {
        rule_set: version.rule_set.clone(),
        outcome: version.outcome.code(),
        verdict: version.outcome.on_proposal(version.is_chosen).verdict(),
        statutory: version.members.statutory(),
        sitting: version.members.sitting(),
        silent: version.said.map_or(0, |said| said.silent),
        version: (version.number, version.correction.clone()),
        breaker,
        follows,
    }
}

fn with_rows(db: &mut Db, records: &[StatedVoteRecord]) -> ActResult<Vec<PublicVote>> {
    let ids: Vec<i64> = records.iter().map(|record| record.id).collect();
    let choices = stated_choices(db, &ids)?;
    let hands = stated_hands(db, &ids)?;
    let all = records.iter().map(|record| {
        let mine = choices.iter().filter(|(id, _)| *id == record.id);
        let choices: Vec<ChoiceRecord> = mine.map(|(_, choice)| choice.clone()).collect();
        let mine = hands.iter().filter(|(id, _)| *id == record.id);
        let mut groups: Vec<HandsOfFaction> = mine.map(|(_, hands)| hands.clone()).collect();
        if groups.is_empty() {
            groups = grouped(&choices);
        }
        let named = record.proposal.as_ref().map(|(.., title)| title.clone());
        PublicVote {
            place: VotePlace {
                at: record.taken_at,
                is_stated: true,
                id: record.id,
            },
            reference: record.reference.clone(),
            body_id: record.body_id,
            body: record.body.clone(),
            meeting: record.meeting.clone(),
            item_id: record.item_id,
            proposal: record
                .proposal
                .clone()
                .map(|(id, reference, _)| (id, reference)),
            title: named.unwrap_or_else(|| record.title.clone()),
            language: record.language,
            subject: Subject::Matter,
            choice_is_limited: false,
            method: None,
            basis: record.basis.clone(),
            computed: None,
            stated: record
                .is_adopted
                .map(|is| if is { "adopted" } else { "rejected" }),
            counts: Some(record.counts),
            groups,
            choices,
            ballots: None,
        }
    });
    Ok(all.collect())
}

/// What members did, as numbers of their factions at that moment.
#[must_use]
pub fn grouped(choices: &[ChoiceRecord]) -> Vec<HandsOfFaction> {
    let mut groups: BTreeMap<Option<&str>, HandsOfFaction> = BTreeMap::new();
    for one in choices {
        let key = one.faction.as_ref().map(|(_, slug, _)| slug.as_str());
        let group = groups.entry(key).or_insert_with(|| HandsOfFaction {
            faction: one.faction.clone(),
            for_it: 0,
            against: 0,
            abstained: 0,
            recused: 0,
            absent: 0,
            is_mistake: false,
        });
        let number = match one.choice {
            Choice::For => &mut group.for_it,
            Choice::Against => &mut group.against,
            Choice::Abstain => &mut group.abstained,
            Choice::Recused => &mut group.recused,
            Choice::Absent => &mut group.absent,
        };
        *number += 1;
    }
    groups.into_values().collect()
}

/// On which side a faction stood.
#[must_use]
pub fn side_of(group: &HandsOfFaction) -> Option<Position> {
    FactionHands {
        faction: None,
        for_it: group.for_it,
        against: group.against,
        abstained: group.abstained,
        recused: group.recused,
        absent: group.absent,
        is_mistake: false,
    }
    .position()
}

/// How often the factions of a body stood on the same side, pair by pair: by votes as they were cast.
#[must_use]
pub fn agreement_in(
    votes: &[PublicVote],
    compared: Compared,
) -> BTreeMap<(FactionId, FactionId), Agreement> {
    let positions: Vec<Positions<FactionId>> = votes
        .iter()
        .map(|vote| Positions {
            basis: if vote.choices.is_empty() {
                Basis::PerFaction
            } else {
                Basis::ByName
            },
            of: vote
                .groups
                .iter()
                .filter_map(|group| {
                    let (id, ..) = group.faction.as_ref()?;
                    Some((FactionId(*id), side_of(group)?))
                })
                .collect(),
        })
        .collect();
    agreement(&positions, compared)
}
