//! Each rule of the Dutch law on votes about a matter, and the parameters that other bodies set.

use super::samples::{
    against_unless_for, dutch_council, dutch_council_as_written, dutch_executive,
    two_thirds_of_all, with_casting_vote,
};
use super::{
    Broken, CouncilRules, Earlier, Fact, MemberBase, Members, Outcome, Rule, Said, Side, VoteCount,
    VoteFault,
};
use serde_json::json;
use std::collections::BTreeMap;

/// For and against in a council of 31, all seats held.
fn votes(for_it: u32, against: u32) -> VoteCount {
    VoteCount {
        members: members(31, 31, 0),
        said: Said {
            for_it,
            against,
            ..Said::default()
        },
        ..VoteCount::default()
    }
}

fn members(statutory: u32, sitting: u32, recused: u32) -> Members {
    Members::new(statutory, sitting, recused).unwrap()
}

fn recused(recused: u32, count: VoteCount) -> VoteCount {
    VoteCount {
        members: members(31, 31, recused),
        ..count
    }
}

fn after(earlier: Earlier, count: VoteCount) -> VoteCount {
    VoteCount { earlier, ..count }
}

fn after_ties(ties: u32, count: VoteCount) -> VoteCount {
    let earlier = Earlier {
        ties,
        ..Earlier::default()
    };
    after(earlier, count)
}

fn outcome(rules: &CouncilRules, count: VoteCount) -> Outcome {
    *rules.vote(count).unwrap().decide().outcome()
}

/// The facts of a decision with their articles.
fn told(rules: &CouncilRules, count: VoteCount) -> Vec<(Fact, String)> {
    let decision = rules.vote(count).unwrap().decide();
    let reasons = decision.reasons().iter();
    reasons
        .map(|r| (r.fact.clone(), r.article.clone()))
        .collect()
}

#[test]
fn nl_07_a_vote_is_valid_when_more_than_half_of_those_who_may_take_part() {
    let rules = dutch_council();
    for (count, expected) in [
        (recused(2, votes(14, 0)), Outcome::Invalid),
        (recused(2, votes(0, 14)), Outcome::Invalid),
        (recused(2, votes(15, 0)), Outcome::Adopted),
        (votes(15, 0), Outcome::Invalid),
        (votes(16, 0), Outcome::Adopted),
    ] {
        assert_eq!(outcome(&rules, count.clone()), expected, "{count:?}");
    }
    let (took_part, needed, of) = (14, 15, 29);
    let last = told(&rules, recused(2, votes(14, 0))).pop().unwrap();
    let fact = Fact::TookPart {
        took_part,
        needed,
        of,
    };
    assert_eq!(last, (fact, "Gemeentewet, art. 29(1)".to_owned()));
}

#[test]
fn nl_08_after_an_invalid_vote_or_in_a_second_meeting_any_number_will_do() {
    let rules = dutch_council();
    let invalid = Earlier {
        was_invalid: true,
        ..Earlier::default()
    };
    let second = Earlier {
        is_second_meeting: true,
        ..Earlier::default()
    };
    for earlier in [invalid, second] {
        let adopted = after(earlier, recused(2, votes(8, 2)));
        assert_eq!(outcome(&rules, adopted), Outcome::Adopted);
        let rejected = after(earlier, votes(3, 4));
        assert_eq!(outcome(&rules, rejected), Outcome::Rejected);
    }
    let facts = told(&rules, after(invalid, votes(8, 2)));
    assert!(facts.iter().any(|(fact, _)| fact.code() == "waived"));
    let enough = told(&rules, after(invalid, votes(16, 2)));
    assert!(enough.iter().any(|(fact, _)| fact.code() == "took_part"));
}

#[test]
fn nl_09_a_new_vote_after_a_tie_needs_enough_members() {
    let rules = dutch_council();
    assert_eq!(
        outcome(&rules, after_ties(1, votes(7, 7))),
        Outcome::Invalid
    );
    assert_eq!(
        outcome(&rules, after_ties(1, votes(14, 0))),
        Outcome::Invalid
    );
}

#[test]
fn nl_10_more_than_half_of_the_votes_cast_decide() {
    let rules = dutch_council();
    assert_eq!(outcome(&rules, votes(9, 7)), Outcome::Adopted);
    assert_eq!(outcome(&rules, votes(7, 9)), Outcome::Rejected);
    assert_eq!(outcome(&rules, votes(8, 8)), Outcome::TiedPostponed);
}

#[test]
fn nl_16_nobody_abstains() {
    let rules = dutch_council();
    let mut count = votes(15, 14);
    count.said.abstained = 1;
    assert_eq!(rules.vote(count), Err(VoteFault::Abstained));
    assert_eq!(rules.article(Rule::DutyToVote), "Gemeentewet, art. 32(2)");
}

#[test]
fn nl_18_equal_votes_in_a_meeting_that_is_not_full_are_postponed() {
    let rules = dutch_council();
    assert_eq!(outcome(&rules, votes(15, 15)), Outcome::TiedPostponed);
    let facts = told(&rules, votes(15, 15));
    let (voted, of) = (30, 31);
    let [.., not_full, comes_back] = facts.as_slice() else {
        panic!("{facts:?}");
    };
    assert_eq!(not_full.0, Fact::NotFullMeeting { voted, of });
    assert_eq!(comes_back.0, Fact::ComesBack);
    assert_eq!(comes_back.1, "Gemeentewet, art. 32(4)");
}

#[test]
fn nl_19_equal_votes_in_a_full_meeting_or_once_more_do_not_adopt() {
    let rules = dutch_council();
    let again = after_ties(1, votes(14, 14));
    assert_eq!(outcome(&rules, again), Outcome::TiedRejected);
    let full = recused(1, votes(15, 15));
    assert_eq!(outcome(&rules, full.clone()), Outcome::TiedRejected);
    // "31 members, 1 recused, 30 voted, 15–15, full meeting, art. 32(5): not adopted"
    let law = |article: &str| format!("Gemeentewet, art. {article}");
    let (statutory, sitting, of) = (31, 31, 30);
    assert_eq!(
        told(&rules, full),
        [
            (
                Fact::Members { statutory, sitting },
                "Gemeentewet".to_owned()
            ),
            (Fact::Recused { recused: 1 }, "Gemeentewet".to_owned()),
            (
                Fact::TookPart {
                    took_part: 30,
                    needed: 16,
                    of
                },
                law("29(1)")
            ),
            (
                Fact::Votes {
                    for_it: 15,
                    against: 15,
                    needed: 16,
                    of
                },
                law("30(1)")
            ),
            (Fact::Tied { each: 15 }, law("30(1)")),
            (Fact::FullMeeting { voted: 30, of }, law("32(6)")),
            (Fact::NotAdopted, law("32(5)")),
        ]
    );
}

#[test]
fn nl_20_a_vacant_seat_leaves_a_meeting_not_full_unless_the_setting_says_otherwise() {
    let vacancy = VoteCount {
        members: members(31, 30, 0),
        ..votes(15, 15)
    };
    let mut rules = dutch_council();
    assert_eq!(outcome(&rules, vacancy.clone()), Outcome::TiedPostponed);
    rules.tie.full_meeting_base = Some(MemberBase::Sitting);
    assert_eq!(outcome(&rules, vacancy), Outcome::TiedRejected);
}

#[test]
fn in_an_executive_the_second_tie_is_for_the_chair() {
    let rules = dutch_executive();
    let tie = |ties, broken| VoteCount {
        members: members(5, 5, 0),
        broken,
        ..after_ties(ties, votes(2, 2))
    };
    let for_it = Some(Broken::ByChair(Side::For));
    let against = Some(Broken::ByChair(Side::Against));
    for (count, expected) in [
        (tie(0, for_it), Outcome::Revote),
        (tie(1, for_it), Outcome::Adopted),
        (tie(1, against), Outcome::Rejected),
        (tie(1, None), Outcome::CastingVoteNeeded),
        (tie(2, None), Outcome::CastingVoteNeeded),
        (
            tie(1, Some(Broken::ByLot(Side::For))),
            Outcome::CastingVoteNeeded,
        ),
    ] {
        assert_eq!(outcome(&rules, count.clone()), expected, "{count:?}");
    }
}

#[test]
fn abstention_and_silence_count_against_where_the_rules_say_so() {
    let rules = against_unless_for();
    let said = |for_it, against, abstained, silent| VoteCount {
        said: Said {
            for_it,
            against,
            abstained,
            silent,
        },
        ..votes(0, 0)
    };
    assert_eq!(outcome(&rules, said(5, 2, 1, 1)), Outcome::Adopted);
    assert_eq!(outcome(&rules, said(5, 2, 2, 2)), Outcome::Rejected);
    assert_eq!(outcome(&rules, said(5, 2, 2, 1)), Outcome::TiedRejected);
    let facts = told(&rules, said(5, 2, 2, 1));
    let (abstained, silent, is_against) = (2, 1, true);
    let abstention = Fact::Abstained {
        abstained,
        is_against,
    };
    let silence = Fact::Silent { silent, is_against };
    for fact in [abstention, silence] {
        assert!(facts.iter().any(|(told, _)| *told == fact), "{facts:?}");
    }
}

#[test]
fn where_abstention_counts_for_nothing_the_chair_casts_the_deciding_vote() {
    let rules = with_casting_vote();
    let tie = |broken| VoteCount {
        said: Said {
            for_it: 4,
            against: 4,
            abstained: 9,
            silent: 3,
        },
        broken,
        ..votes(0, 0)
    };
    assert_eq!(outcome(&rules, tie(None)), Outcome::CastingVoteNeeded);
    let by_chair = |side| tie(Some(Broken::ByChair(side)));
    assert_eq!(outcome(&rules, by_chair(Side::For)), Outcome::Adopted);
    assert_eq!(outcome(&rules, by_chair(Side::Against)), Outcome::Rejected);
    let declined = tie(Some(Broken::ChairDeclined));
    assert_eq!(outcome(&rules, declined), Outcome::TiedRejected);
    let mut open_only = rules;
    open_only.chair.casting_in_secret = false;
    let secret = VoteCount {
        is_secret: true,
        ..by_chair(Side::For)
    };
    assert_eq!(outcome(&open_only, secret), Outcome::TiedRejected);
}

#[test]
fn the_lot_decides_where_the_rules_say_so() {
    let mut rules = dutch_council_as_written();
    rules["tie"] = json!({ "steps": ["lot"] });
    let rules: CouncilRules = serde_json::from_value(rules).unwrap();
    let tie = |broken| VoteCount {
        broken,
        ..votes(15, 15)
    };
    assert_eq!(outcome(&rules, tie(None)), Outcome::LotNeeded);
    let lot = Some(Broken::ByLot(Side::For));
    assert_eq!(outcome(&rules, tie(lot)), Outcome::Adopted);
}

#[test]
fn two_thirds_of_all_members_are_counted_with_vacant_seats() {
    let rules = two_thirds_of_all();
    assert_eq!(outcome(&rules, votes(20, 0)), Outcome::Rejected);
    assert_eq!(outcome(&rules, votes(21, 10)), Outcome::Adopted);
    let vacancies = VoteCount {
        members: members(31, 25, 0),
        ..votes(20, 5)
    };
    assert_eq!(outcome(&rules, vacancies), Outcome::Rejected);
    assert_eq!(outcome(&rules, votes(15, 15)), Outcome::Rejected);
}

#[test]
fn a_group_without_its_own_majority_blocks() {
    let mut rules = dutch_council_as_written();
    rules["group_majorities"] = json!([{ "group": "north", "op": "gt", "fraction": "1/2" }]);
    let rules: CouncilRules = serde_json::from_value(rules).unwrap();
    let with = |north| VoteCount {
        groups: BTreeMap::from([("north".to_owned(), north)]),
        ..votes(20, 6)
    };
    assert_eq!(outcome(&rules, with((4, 3))), Outcome::Adopted);
    assert_eq!(outcome(&rules, with((3, 3))), Outcome::Rejected);
    assert_eq!(outcome(&rules, with((0, 0))), Outcome::Rejected);
    let north = || "north".to_owned();
    let missing = rules.vote(votes(20, 6));
    assert_eq!(missing, Err(VoteFault::GroupMissing(north())));
    let too_large = rules.vote(with((21, 0)));
    assert_eq!(too_large, Err(VoteFault::GroupTooLarge(north())));
}

#[test]
fn numbers_that_cannot_be_are_refused() {
    let rules = dutch_council();
    let (votes_cast, eligible) = (31, 30);
    assert_eq!(
        rules.vote(recused(1, votes(16, 15))),
        Err(VoteFault::MoreVotes {
            votes: votes_cast,
            eligible
        })
    );
    assert!(rules.vote(votes(u32::MAX, u32::MAX)).is_err());
}
