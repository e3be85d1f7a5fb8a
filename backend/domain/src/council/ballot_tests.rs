//! Each rule of the Dutch law on votes on persons.

use super::samples::dutch_council;
use super::{
    BallotCount, BallotFault, BallotOutcome, Candidates, Earlier, Fact, Members, ties_between,
};
use std::collections::BTreeSet;

/// A nomination in a council of 31.
fn count(handed_in: u32, invalid: u32, votes: &[(&str, u32)]) -> BallotCount {
    BallotCount {
        members: members(0),
        handed_in,
        blank: 0,
        invalid,
        votes: votes.iter().map(|(n, v)| ((*n).to_owned(), *v)).collect(),
        candidates: Candidates::Limited,
        earlier: Earlier::default(),
    }
}

fn members(recused: u32) -> Members {
    Members::new(31, 31, recused).unwrap()
}

fn outcome(count: BallotCount) -> BallotOutcome {
    let rules = dutch_council();
    rules.ballots(count).unwrap().decide().outcome().clone()
}

fn names(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn appointed(who: &str) -> BallotOutcome {
    let who = who.to_owned();
    BallotOutcome::Appointed { who }
}

#[test]
fn nl_11_blank_ballots_take_part_and_are_no_votes() {
    assert_eq!(outcome(count(16, 9, &[("A", 4), ("B", 3)])), appointed("A"));
    assert_eq!(outcome(count(15, 0, &[("A", 15)])), BallotOutcome::Invalid);
    let rules = dutch_council();
    let apart = BallotCount {
        blank: 2,
        ..count(29, 1, &[("A", 14), ("B", 12)])
    };
    let decision = rules.ballots(apart).unwrap().decide();
    assert_eq!(decision.outcome(), &appointed("A"));
    let facts: Vec<&Fact> = decision.reasons().iter().map(|r| &r.fact).collect();
    let (blank, invalid) = (2, 1);
    assert!(facts.contains(&&Fact::NoVotes { blank, invalid }));
    let person = "A".to_owned();
    let (votes, needed, of) = (14, 14, 26);
    assert!(facts.contains(&&Fact::PersonVotes {
        person,
        votes,
        needed,
        of
    }));
}

#[test]
fn nl_05_a_nominee_with_a_seat_makes_one_fewer_who_may_take_part() {
    let nominee = BallotCount {
        members: members(1),
        ..count(16, 0, &[("A", 9), ("B", 7)])
    };
    assert_eq!(outcome(nominee), appointed("A"));
    let all = BallotCount {
        members: members(1),
        ..count(31, 0, &[("A", 31)])
    };
    let (handed_in, eligible) = (31, 30);
    assert_eq!(
        dutch_council().ballots(all),
        Err(BallotFault::MoreBallots {
            handed_in,
            eligible
        })
    );
}

#[test]
fn nl_13_a_tie_is_voted_again_and_then_the_lot_decides() {
    let tie = |ties| BallotCount {
        earlier: Earlier {
            ties,
            ..Earlier::default()
        },
        ..count(29, 3, &[("A", 13), ("B", 13), ("C", 0)])
    };
    let between = names(&["A", "B"]);
    assert_eq!(
        outcome(tie(0)),
        BallotOutcome::RevoteSameMeeting {
            between: between.clone()
        }
    );
    for ties in [1, 2, u32::MAX] {
        let between = between.clone();
        assert_eq!(outcome(tie(ties)), BallotOutcome::Lot { between });
    }
}

#[test]
fn nl_14_no_majority_among_three_is_for_the_standing_orders() {
    let next = BallotOutcome::NextRoundByStandingOrders;
    let three = count(30, 0, &[("A", 12), ("B", 10), ("C", 8)]);
    assert_eq!(outcome(three.clone()), next);
    let free = BallotCount {
        candidates: Candidates::Free,
        ..three
    };
    assert_eq!(outcome(free), next);
    assert_eq!(
        outcome(count(30, 0, &[("A", 12), ("B", 12), ("C", 6)])),
        next
    );
    assert_eq!(outcome(count(30, 30, &[("A", 0)])), next);
}

#[test]
fn ballots_that_do_not_add_up_are_refused() {
    let rules = dutch_council();
    let (counted, handed_in) = (28, 29);
    assert_eq!(
        rules.ballots(count(29, 2, &[("A", 26)])),
        Err(BallotFault::DoNotAddUp { counted, handed_in })
    );
    assert_eq!(
        rules.ballots(count(1, 0, &[(" ", 1)])),
        Err(BallotFault::Nameless)
    );
    let many = u32::MAX;
    let huge = count(1, many, &[("A", many), ("B", many)]);
    assert!(rules.ballots(huge).is_err(), "no sum runs over");
}

#[test]
fn an_outcome_is_written_as_its_code() {
    let between = names(&["A", "B"]);
    for outcome in [
        appointed("A"),
        BallotOutcome::Invalid,
        BallotOutcome::Lot {
            between: between.clone(),
        },
        BallotOutcome::RevoteSameMeeting {
            between: between.clone(),
        },
        BallotOutcome::Postponed {
            between: between.clone(),
        },
        BallotOutcome::CastingVote { between },
        BallotOutcome::NextRoundByStandingOrders,
    ] {
        let written = serde_json::to_value(&outcome).unwrap();
        assert_eq!(written["outcome"], outcome.code());
    }
}

#[test]
fn nl_08_after_an_invalid_round_in_an_earlier_meeting_any_number_will_do() {
    let earlier = Earlier {
        was_invalid: true,
        ..Earlier::default()
    };
    let few = BallotCount {
        earlier,
        ..count(9, 2, &[("A", 4), ("B", 3)])
    };
    assert_eq!(outcome(few), appointed("A"));
}

#[test]
fn only_rounds_between_the_same_persons_are_ties_before_this_one() {
    let tie = |between: &[&str]| BallotOutcome::RevoteSameMeeting {
        between: names(between),
    };
    let ab = names(&["A", "B"]);
    assert_eq!(ties_between(&[], &ab), 0);
    assert_eq!(ties_between(&[tie(&["A", "B"])], &ab), 1);
    assert_eq!(ties_between(&[tie(&["A", "C"])], &ab), 0);
    let next = BallotOutcome::NextRoundByStandingOrders;
    let rounds = [tie(&["A", "B"]), next, tie(&["A", "B"])];
    assert_eq!(ties_between(&rounds, &ab), 1, "a new choice begins anew");
}
