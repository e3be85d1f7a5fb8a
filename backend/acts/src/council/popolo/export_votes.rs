//! Votes of a bundle. Of a secret one there are numbers, and no votes at all; of a show of hands numbers by
//! faction.

use super::bundle::{Count, GroupResult, Vote, VoteEvent};
use super::export::Names;
use super::names::{self, written};
use crate::council::public_votes::{PublicVote, every_public_vote, side_of};
use crate::errors::ActResult;
use std::collections::BTreeMap;
use weerklank_domain::council::{Breaker, Choice, Method, Position, SecretSubject, Side, Subject};
use weerklank_store::Db;
use weerklank_store::council::{BallotsOf, ChoiceRecord, HandsOfFaction, StatedCounts, item};

pub(super) fn vote_events(db: &mut Db, names: &Names) -> ActResult<Vec<VoteEvent>> {
    let mut all = every_public_vote(db, None)?;
    all.reverse();
    let mut items: BTreeMap<i64, String> = BTreeMap::new();
    for vote in &all {
        if !items.contains_key(&vote.item_id)
            && let Some(found) = item(db, vote.item_id)?
        {
            items.insert(vote.item_id, names::item(&vote.meeting, &found.number));
        }
    }
    Ok(all
        .iter()
        .map(|vote| vote_event(vote, &items, names))
        .collect())
}

fn vote_event(vote: &PublicVote, items: &BTreeMap<i64, String>, names: &Names) -> VoteEvent {
    let at = written(vote.place.at);
    let is_day = at.len() == "2026-03-02".len();
    let computed = vote.computed.as_ref();
    let verdict = match computed {
        Some(computed) => computed.verdict,
        None => match vote.stated {
            Some("adopted") => Some(Side::For),
            Some("rejected") => Some(Side::Against),
            _ => None,
        },
    };
    let number = |count: u32| i32::try_from(count).ok();
    let ballots = vote.ballots.as_ref();
    let of_ballots = |pick: fn(&weerklank_domain::council::BallotNumbers) -> u32| {
        ballots.map(|(numbers, _)| i64::from(pick(numbers)))
    };
    VoteEvent {
        id: Some(names::vote(&vote.reference)),
        organization_id: names.bodies.get(&vote.body_id).cloned(),
        identifier: Some(vote.reference.clone()),
        motion_id: vote
            .proposal
            .as_ref()
            .map(|(_, reference)| names::proposal(reference)),
        start_date: Some(at.clone()).filter(|_| !is_day),
        x_date: Some(at).filter(|_| is_day),
        result: verdict.map(|side| match side {
            Side::For => "pass".to_owned(),
            Side::Against => "fail".to_owned(),
        }),
        x_title: Some(vote.title.clone()),
        x_method: vote.method.map(|method| method.code().to_owned()),
        x_basis: Some(vote.basis.clone()),
        x_rule_set: computed.map(|of| format!("{}/{}", of.rule_set.0, of.rule_set.1)),
        x_outcome: computed.map(|of| of.outcome.to_owned()),
        x_stated_result: vote
            .stated
            .filter(|_| computed.is_none())
            .map(str::to_owned),
        x_announced: vote
            .stated
            .filter(|_| computed.is_some())
            .map(str::to_owned),
        x_breaker: computed
            .and_then(|of| of.breaker)
            .map(|by: Breaker| by.code().to_owned()),
        x_follows_vote_event_id: computed
            .and_then(|of| of.follows.as_ref())
            .map(|reference| names::vote(reference)),
        x_agenda_item_id: items.get(&vote.item_id).cloned(),
        x_language: Some(vote.language.code().to_owned()),
        x_statutory: computed.and_then(|of| number(of.statutory)),
        x_sitting: computed.and_then(|of| number(of.sitting)),
        x_subject: subject(vote.subject),
        x_choice_is_limited: vote.choice_is_limited.then_some(true),
        x_handed_in: of_ballots(|all| all.handed_in),
        x_blank: of_ballots(|all| all.blank),
        x_wrong: of_ballots(|all| all.wrong),
        x_chosen: ballots.and_then(|(_, all)| {
            let chosen = all.iter().find(|one| one.is_chosen)?;
            Some(chosen.candidate.clone())
        }),
        group_results: group_results(&vote.groups, names),
        counts: counts(vote, names),
        votes: vote
            .choices
            .iter()
            .map(|choice| by_member(choice, names))
            .collect(),
    }
}

fn subject(subject: Subject) -> Option<String> {
    let word = match subject {
        Subject::Matter => return None,
        Subject::Persons(SecretSubject::Appointment) => "appointment",
        Subject::Persons(SecretSubject::Nomination) => "nomination",
        Subject::Persons(SecretSubject::Recommendation) => "recommendation",
    };
    Some(word.to_owned())
}

fn group_results(groups: &[HandsOfFaction], names: &Names) -> Vec<GroupResult> {
    let results = groups.iter().filter_map(|group| {
        let (id, ..) = group.faction.as_ref()?;
        let result = match side_of(group)? {
            Position::For => "pass",
            Position::Against => "fail",
            Position::Divided => "divided",
            Position::Abstain => return None,
        };
        Some(GroupResult {
            result: Some(result.to_owned()),
            group_id: names.factions.get(id).cloned(),
        })
    });
    results.collect()
}

fn counts(vote: &PublicVote, names: &Names) -> Vec<Count> {
    if let Some((_, ballots)) = &vote.ballots {
        return ballots.iter().map(|one| of_candidate(one, names)).collect();
    }
    let Some(totals) = vote.counts else {
        return Vec::new();
    };
    let plain = Count::default();
    let mut counts = options(totals, &plain, true);
    if vote.choices.is_empty() && vote.method.is_none_or(|method| method == Method::Hands) {
        for group in &vote.groups {
            let faction = group.faction.as_ref();
            let of = Count {
                group_id: faction.and_then(|(id, ..)| names.factions.get(id)).cloned(),
                x_on_their_own: faction.is_none().then_some(true),
                x_mistake: group.is_mistake.then_some(true),
                ..Count::default()
            };
            let numbers = StatedCounts {
                for_it: group.for_it,
                against: group.against,
                abstained: group.abstained,
                recused: group.recused,
                absent: group.absent,
            };
            counts.extend(options(numbers, &of, false));
        }
    }
    counts
}

/// A line for each option; of a faction without those that nobody chose.
fn options(of: StatedCounts, like: &Count, is_whole: bool) -> Vec<Count> {
    let all = [
        ("yes", of.for_it, false),
        ("no", of.against, false),
        ("abstain", of.abstained, false),
        ("not voting", of.recused, true),
        ("absent", of.absent, false),
    ];
    let lines = all
        .into_iter()
        .filter(|(_, value, _)| is_whole || *value > 0);
    lines
        .map(|(option, value, is_recused)| Count {
            option: Some(option.to_owned()),
            value: Some(i64::from(value)),
            x_recused: is_recused.then_some(true),
            ..like.clone()
        })
        .collect()
}

fn of_candidate(one: &BallotsOf, names: &Names) -> Count {
    Count {
        option: Some(one.candidate.clone()),
        value: Some(i64::from(one.votes)),
        x_person_id: one.member_id.and_then(|id| names.members.get(&id)).cloned(),
        ..Count::default()
    }
}

fn by_member(one: &ChoiceRecord, names: &Names) -> Vote {
    let option = match one.choice {
        Choice::For => "yes",
        Choice::Against => "no",
        Choice::Abstain => "abstain",
        Choice::Recused => "not voting",
        Choice::Absent => "absent",
    };
    let faction = one.faction.as_ref();
    Vote {
        voter_id: names.members.get(&one.member.0).cloned(),
        option: Some(option.to_owned()),
        group_id: faction.and_then(|(id, ..)| names.factions.get(id)).cloned(),
        weight: None,
        x_recused: (one.choice == Choice::Recused).then_some(true),
        x_meant: one.meant.map(|meant| meant.code().to_owned()),
    }
}
