//! A vote with its history: from the seeds, or as somebody tells it by factions. It is taken down, checked and
//! published by the same rules as at the desk.

use super::correct_vote::correct_in;
use super::open_vote::{VoteDraft, open_in};
use super::publish_vote::publish_in;
use super::vote_around::{Around, around};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;
use weerklank_domain::council::{
    Announced, Breaker, Choice, FactionId, Holder, MemberId, Method, SecretSubject, Sheet,
    SheetBallots, SheetHands, SheetVote, Taken,
};
use weerklank_domain::petitions::Passage;
use weerklank_store::Db;
use weerklank_store::council::{
    MeetingRecord, ProposalRecord, VoteRecord, factions, member, vote_by_id,
};

/// What was voted, told by factions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntryCast {
    /// Names in addresses of the factions that were for it; the others were against.
    pub for_it: Vec<String>,
    /// Members who did otherwise: name in addresses, and what.
    pub others: Vec<(String, Choice)>,
    /// Names in addresses of members, or in a show of hands of factions, who said afterwards to have erred.
    pub mistakes: Vec<String>,
}

/// Ballots as they were counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntryBallots {
    /// Blank.
    pub blank: u32,
    /// Not filled in as they should be.
    pub wrong: u32,
    /// Candidate, name in addresses where it is a member, and ballots.
    pub votes: Vec<(String, Option<String>, u32)>,
    /// Whom the lot or the chair chose.
    pub chosen: Option<String>,
}

/// A vote with its history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryVote {
    /// How it was taken.
    pub method: Method,
    /// Of a vote on persons: what for; none for a matter.
    pub persons: Option<SecretSubject>,
    /// Whether a nomination or a run-off limits the choice.
    pub choice_is_limited: bool,
    /// Name in addresses of the member who asked for a vote by name.
    pub asked_by: Option<String>,
    /// Whether the chair did.
    pub asked_by_chair: bool,
    /// What was voted.
    pub cast: EntryCast,
    /// The ballots of a secret vote.
    pub ballots: EntryBallots,
    /// What decided after equal votes.
    pub breaker: Option<Breaker>,
    /// What the chair announced.
    pub announced: Option<Announced>,
    /// The result in plain words: Dutch, English.
    pub summary: (String, String),
    /// What was published first by mistake, why it was wrong, and when that was put right.
    pub first: Option<(EntryCast, Passage, DateTime<Utc>)>,
}

/// Enters a vote on a proposal that stands on an item, within a transaction.
///
/// # Errors
/// [`ActError::Unusable`] when it names somebody who is not there, and whatever is in the way of a vote at the
/// desk.
pub(super) fn enter_vote(
    house: &House,
    db: &mut Db,
    entry: &EntryVote,
    proposal: &ProposalRecord,
    (meeting, item_id): (&MeetingRecord, i64),
    at: DateTime<Utc>,
) -> ActResult<()> {
    let asked_by_id = match &entry.asked_by {
        Some(slug) => Some(known(db, slug)?.0),
        None => None,
    };
    let draft = VoteDraft {
        item_id,
        proposal_id: Some(proposal.id),
        title: String::new(),
        language: proposal.text.language,
        persons: entry.persons,
        choice_is_limited: entry.choice_is_limited,
        method: entry.method,
        asked_by_id,
        asked_by_chair: entry.asked_by_chair,
        taken_at: Some(at),
    };
    let (id, _) = open_in(db, house.random.as_ref(), meeting, &draft, at)?;
    let vote = vote_by_id(db, id)?.ok_or(ActError::Missing)?;
    let around = around(db, &vote)?;
    let cast = entry.first.as_ref().map_or(&entry.cast, |(cast, ..)| cast);
    let sheet = sheet(db, &vote, &around, (entry, cast))?;
    publish_in(db, None, &vote, (&sheet, None), at)?;
    if let Some((_, reason, corrected_at)) = &entry.first {
        let vote = vote_by_id(db, id)?.ok_or(ActError::Missing)?;
        let right = self::sheet(db, &vote, &around, (entry, &entry.cast))?;
        correct_in(db, None, &vote, (&right, reason), *corrected_at)?;
    }
    Ok(())
}

fn known(db: &mut Db, slug: &str) -> ActResult<MemberId> {
    let found = member(db, slug)?;
    let unknown = || ActError::Unusable(format!("there is no member {slug}"));
    Ok(MemberId(found.ok_or_else(unknown)?.id))
}

fn sheet(
    db: &mut Db,
    vote: &VoteRecord,
    around: &Around,
    (entry, cast): (&EntryVote, &EntryCast),
) -> ActResult<Sheet> {
    let taken = match vote.method {
        Method::RollCall | Method::Electronic => {
            let votes = by_member(db, vote, around, cast)?;
            Taken::ByName { votes }
        }
        Method::Hands => {
            let votes = by_member(db, vote, around, cast)?;
            let erred = erring_factions(db, vote, cast)?;
            Taken::PerFaction {
                factions: hands(around, &votes, &erred),
            }
        }
        Method::Secret => {
            let ballots = &entry.ballots;
            let mut votes = Vec::new();
            for (candidate, slug, number) in &ballots.votes {
                votes.push(SheetBallots {
                    candidate: candidate.clone(),
                    member: match slug {
                        Some(slug) => Some(known(db, slug)?),
                        None => None,
                    },
                    votes: *number,
                });
            }
            let filled: u32 = votes.iter().map(|one| one.votes).sum();
            Taken::Ballots {
                handed_in: filled + ballots.blank + ballots.wrong,
                blank: ballots.blank,
                wrong: ballots.wrong,
                votes,
                chosen: ballots.chosen.clone(),
            }
        }
        Method::WithoutVote => return Err(ActError::Unusable("nobody voted".to_owned())),
    };
    Ok(Sheet {
        breaker: entry.breaker,
        announced: entry.announced,
        summary_nl: entry.summary.0.clone(),
        summary_en: entry.summary.1.clone(),
        begins_at: vote.state.sheet().and_then(|sheet| sheet.begins_at),
        ..Sheet::of(taken)
    })
}

/// The keys of the factions of a body, by their name in addresses.
fn by_slug(db: &mut Db, vote: &VoteRecord) -> ActResult<BTreeMap<String, FactionId>> {
    let all = factions(db, Some(vote.meeting.body_id))?;
    Ok(all
        .into_iter()
        .map(|one| (one.slug, FactionId(one.id)))
        .collect())
}

/// What each member did: as the faction did, unless somebody says otherwise; who was not there is absent.
fn by_member(
    db: &mut Db,
    vote: &VoteRecord,
    around: &Around,
    cast: &EntryCast,
) -> ActResult<Vec<SheetVote>> {
    let factions = by_slug(db, vote)?;
    let mut for_it = Vec::new();
    for slug in &cast.for_it {
        let unknown = || ActError::Unusable(format!("there is no faction {slug}"));
        for_it.push(*factions.get(slug).ok_or_else(unknown)?);
    }
    let (mut others, mut erred) = (BTreeMap::new(), Vec::new());
    for (slug, choice) in &cast.others {
        others.insert(known(db, slug)?, *choice);
    }
    for slug in cast
        .mistakes
        .iter()
        .filter(|slug| !factions.contains_key(*slug))
    {
        erred.push(known(db, slug)?);
    }
    let is_there = |member| {
        let present = around.present.as_ref();
        present.is_none_or(|present| present.contains(&member))
    };
    let as_faction = |held: Holder| {
        let is_for = held
            .faction
            .is_some_and(|faction| for_it.contains(&faction));
        if is_for { Choice::For } else { Choice::Against }
    };
    Ok(around
        .roster
        .members()
        .map(|(member, held)| {
            let choice = match others.get(&member) {
                Some(choice) => *choice,
                None if !is_there(member) => Choice::Absent,
                None => as_faction(held),
            };
            SheetVote {
                member,
                choice,
                meant: erred.contains(&member).then_some(match choice {
                    Choice::For => Choice::Against,
                    Choice::Against | Choice::Abstain | Choice::Recused | Choice::Absent => {
                        Choice::For
                    }
                }),
            }
        })
        .collect())
}

fn erring_factions(db: &mut Db, vote: &VoteRecord, cast: &EntryCast) -> ActResult<Vec<FactionId>> {
    let factions = by_slug(db, vote)?;
    let known = |slug: &String| factions.get(slug).copied();
    Ok(cast.mistakes.iter().filter_map(known).collect())
}

/// What members did, as numbers of their factions.
fn hands(around: &Around, votes: &[SheetVote], erred: &[FactionId]) -> Vec<SheetHands> {
    let mut factions: BTreeMap<Option<FactionId>, SheetHands> = BTreeMap::new();
    for vote in votes {
        let held = around.roster.holder(vote.member);
        let faction = held.and_then(|held| held.faction);
        let hands = factions.entry(faction).or_insert_with(|| SheetHands {
            faction,
            is_mistake: faction.is_some_and(|faction| erred.contains(&faction)),
            ..SheetHands::default()
        });
        let number = match vote.choice {
            Choice::For => &mut hands.for_it,
            Choice::Against => &mut hands.against,
            Choice::Abstain => &mut hands.abstained,
            Choice::Recused => &mut hands.recused,
            Choice::Absent => &mut hands.absent,
        };
        *number += 1;
    }
    factions.into_values().collect()
}
