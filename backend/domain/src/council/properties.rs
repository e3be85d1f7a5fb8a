//! What holds of every vote under every rule set.

use super::samples;
use super::{
    BallotCount, BallotOutcome, Broken, Candidates, CouncilRules, Earlier, Fact, Members, Outcome,
    PastVote, Said, Side, TieStep, VoteCount, earlier,
};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn any_rules() -> impl Strategy<Value = CouncilRules> {
    prop::sample::select(samples::all())
}

fn any_earlier() -> impl Strategy<Value = Earlier> {
    (0_u32..4, any::<bool>(), any::<bool>()).prop_map(|(ties, was_invalid, is_second_meeting)| {
        Earlier {
            ties,
            was_invalid,
            is_second_meeting,
        }
    })
}

fn any_broken() -> impl Strategy<Value = Option<Broken>> {
    prop::sample::select(vec![
        None,
        Some(Broken::ByChair(Side::For)),
        Some(Broken::ByChair(Side::Against)),
        Some(Broken::ChairDeclined),
        Some(Broken::ByLot(Side::For)),
    ])
}

/// Numbers that can be: shares of 5 to 45 seats.
fn any_count(rules: &CouncilRules) -> impl Strategy<Value = VoteCount> + use<> {
    let may_abstain = rules.abstain.allowed;
    let numbers =
        (5_u32..46, 0_u32..4, 0_u32..4).prop_flat_map(move |(statutory, vacant, recused)| {
            let sitting = statutory - vacant;
            let eligible = sitting.saturating_sub(recused);
            let cut = 0..=eligible;
            (cut.clone(), cut.clone(), cut.clone(), cut).prop_map(move |(a, b, c, d)| {
                let mut cuts = [a, b, c, d];
                cuts.sort_unstable();
                let [a, b, c, d] = cuts;
                let abstained = if may_abstain { c - b } else { 0 };
                let said = Said {
                    for_it: a,
                    against: b - a,
                    abstained,
                    silent: d - c,
                };
                let recused = sitting - eligible;
                (Members::new(statutory, sitting, recused).unwrap(), said)
            })
        });
    (numbers, any_earlier(), any_broken(), any::<bool>()).prop_map(
        |((members, said), earlier, broken, is_secret)| VoteCount {
            members,
            said,
            groups: BTreeMap::new(),
            earlier,
            is_secret,
            broken,
        },
    )
}

fn rules_and_count() -> impl Strategy<Value = (CouncilRules, VoteCount)> {
    any_rules().prop_flat_map(|rules| {
        let count = any_count(&rules);
        (Just(rules), count)
    })
}

fn outcome(rules: &CouncilRules, count: &VoteCount) -> Outcome {
    *rules.vote(count.clone()).unwrap().decide().outcome()
}

fn with_said(count: &VoteCount, said: Said) -> VoteCount {
    VoteCount {
        said,
        ..count.clone()
    }
}

proptest! {
    #[test]
    fn no_outcome_is_without_a_reason_and_an_article((rules, count) in rules_and_count()) {
        let decision = rules.vote(count).unwrap().decide();
        prop_assert!(!decision.reasons().is_empty());
        for reason in decision.reasons() {
            prop_assert!(!reason.article.trim().is_empty());
        }
        // What was voted is told whenever it decided.
        let tells = |code: &str| decision.reasons().iter().any(|r| r.fact.code() == code);
        prop_assert_eq!(tells("votes"), *decision.outcome() != Outcome::Invalid);
    }

    #[test]
    fn for_and_against_are_alike(count in any_count(&samples::dutch_council())) {
        let rules = samples::dutch_council();
        let swapped = with_said(&count, Said {
            for_it: count.said.against,
            against: count.said.for_it,
            ..count.said
        });
        let mirrored = match outcome(&rules, &count) {
            Outcome::Adopted => Outcome::Rejected,
            Outcome::Rejected => Outcome::Adopted,
            same => same,
        };
        prop_assert_eq!(outcome(&rules, &swapped), mirrored);
    }

    #[test]
    fn one_more_vote_for_it_never_turns_adopted_into_something_else(
        (rules, count) in rules_and_count(),
    ) {
        if outcome(&rules, &count) != Outcome::Adopted {
            return Ok(());
        }
        let said = count.said;
        let more = Said { for_it: said.for_it + 1, ..said };
        let mut others = vec![more];
        if said.against > 0 {
            others.push(Said { against: said.against - 1, ..more });
        }
        if said.abstained > 0 {
            others.push(Said { abstained: said.abstained - 1, ..more });
        }
        if said.silent > 0 {
            others.push(Said { silent: said.silent - 1, ..more });
        }
        for other in others {
            let other = with_said(&count, other);
            // One more than there are members is no vote.
            if let Ok(vote) = rules.vote(other) {
                prop_assert_eq!(*vote.decide().outcome(), Outcome::Adopted);
            }
        }
    }

    #[test]
    fn one_more_vote_against_it_never_adopts((rules, count) in rules_and_count()) {
        if outcome(&rules, &count).verdict() != Some(Side::Against) {
            return Ok(());
        }
        let said = Said { against: count.said.against + 1, ..count.said };
        if let Ok(vote) = rules.vote(with_said(&count, said)) {
            prop_assert_eq!(vote.decide().outcome().verdict(), Some(Side::Against));
        }
    }

    #[test]
    fn validity_does_not_depend_on_the_direction_of_votes(
        (rules, count) in rules_and_count(), for_it in 0_u32..50,
    ) {
        let all = count.said.for_it + count.said.against;
        let for_it = for_it.min(all);
        let turned = with_said(&count, Said { for_it, against: all - for_it, ..count.said });
        let is_invalid = |count| outcome(&rules, count) == Outcome::Invalid;
        prop_assert_eq!(is_invalid(&count), is_invalid(&turned));
    }

    #[test]
    fn nothing_is_adopted_without_a_vote_for_it((rules, count) in rules_and_count()) {
        let none_for = with_said(&count, Said { for_it: 0, ..count.said });
        let by_chair = matches!(count.broken, Some(Broken::ByChair(_) | Broken::ByLot(_)));
        prop_assert!(by_chair || outcome(&rules, &none_for) != Outcome::Adopted);
    }

    #[test]
    fn what_counts_adds_up((rules, count) in rules_and_count()) {
        let vote = rules.vote(count.clone()).unwrap();
        let eligible = count.members.eligible();
        let said = count.said;
        let everybody = said.for_it + said.against + said.abstained + said.silent;
        prop_assert!(said.for_it + vote.against() <= everybody);
        prop_assert!(vote.took_part() >= said.for_it + said.against);
        prop_assert!(vote.took_part() <= everybody && everybody <= eligible);
        for reason in vote.decide().reasons() {
            if let Fact::TookPart { took_part, needed, of } = reason.fact {
                prop_assert_eq!(took_part >= needed, outcome(&rules, &count) != Outcome::Invalid);
                prop_assert!(needed <= of + 1);
            }
        }
    }

    #[test]
    fn a_chain_of_ties_ends(
        steps in prop::collection::vec(
            prop::sample::select(vec![TieStep::Postpone, TieStep::Revote]), 0..5,
        ),
        last in prop::sample::select(vec![TieStep::Lot, TieStep::CastingVote, TieStep::Reject]),
    ) {
        let mut rules = samples::dutch_council();
        let members = Members::new(31, 31, 0).unwrap();
        let longest = steps.len();
        rules.tie.steps = steps;
        rules.tie.steps.push(last);
        let mut past: Vec<PastVote> = Vec::new();
        while let Ok(earlier) = earlier(&past, false) {
            let said = Said { for_it: 15, against: 15, ..Said::default() };
            let count = VoteCount { members, said, earlier, ..VoteCount::default() };
            past.push(PastVote { outcome: outcome(&rules, &count), is_in_this_meeting: false });
            prop_assert!(past.len() <= longest + 1, "{:?}", past);
        }
        let end = past.last().map(|vote| vote.outcome);
        let wanted = match last {
            TieStep::Lot => Outcome::LotNeeded,
            TieStep::CastingVote => Outcome::CastingVoteNeeded,
            _ => Outcome::TiedRejected,
        };
        prop_assert_eq!(end, Some(wanted));
    }

    #[test]
    fn the_order_of_candidates_and_blank_ballots_change_nothing(
        votes in prop::collection::btree_map("[A-D]", 0_u32..12, 0..5),
        blank in 0_u32..5, invalid in 0_u32..5, ties in 0_u32..3, is_limited: bool,
    ) {
        let rules = samples::dutch_council();
        let cast: u32 = votes.values().sum();
        let handed_in = cast + blank + invalid;
        prop_assume!(handed_in <= 45);
        let candidates = if is_limited { Candidates::Limited } else { Candidates::Free };
        let count = BallotCount {
            members: Members::new(45, 45, 0).unwrap(),
            handed_in, blank, invalid, votes: votes.clone(), candidates,
            earlier: Earlier { ties, ..Earlier::default() },
        };
        let other_way = BallotCount { blank: invalid, invalid: blank, ..count.clone() };
        let decision = rules.ballots(count).unwrap().decide();
        prop_assert!(!decision.reasons().is_empty());
        let other = rules.ballots(other_way).unwrap().decide();
        prop_assert_eq!(decision.outcome(), other.outcome());
        match decision.outcome() {
            BallotOutcome::Appointed { who } => prop_assert!(votes[who] * 2 > cast),
            BallotOutcome::Invalid => prop_assert!(handed_in * 2 <= 45),
            BallotOutcome::RevoteSameMeeting { between } | BallotOutcome::Lot { between } => {
                prop_assert!(is_limited && between.len() > 1);
                let equal: BTreeSet<u32> = between.iter().map(|who| votes[who]).collect();
                prop_assert_eq!(equal.len(), 1);
            }
            BallotOutcome::NextRoundByStandingOrders => {
                prop_assert!(votes.values().all(|one| one * 2 <= cast));
            }
            BallotOutcome::Postponed { .. } | BallotOutcome::CastingVote { .. } => {
                prop_assert!(false, "no step of these rules");
            }
        }
    }
}
