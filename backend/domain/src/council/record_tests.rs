//! Records that cannot be true, and how they are told.

use super::samples::{against_unless_for, dutch_council, dutch_council_as_written};
use super::{
    Choice, CouncilRules, Earlier, FactionHands, FactionId, HandsRecord, MemberId, Members,
    Membership, NamedRecord, NamedVote, Outcome, PartialDate, Period, Problem, Roster, Rule, Said,
    SeatId, Stated,
};
use serde_json::json;
use std::collections::BTreeSet;

/// Five members on six seats: 1, 2 and 3 of faction 1; 4 of faction 2, which split off; 5 alone.
fn roster() -> Roster {
    let factions = [Some(1), Some(1), Some(1), Some(2), None];
    let rows: Vec<Membership> = (1..).zip(factions).map(|(n, f)| held(n, f, "")).collect();
    Roster::on(day(), 6, &rows).unwrap()
}

fn day() -> chrono::NaiveDate {
    "2026-03-12".parse().unwrap()
}

fn held(member: i64, faction: Option<i64>, from: &str) -> Membership {
    Membership {
        member: MemberId(member),
        seat: SeatId(member),
        faction: faction.map(FactionId),
        period: Period {
            from: PartialDate::parse(from).ok(),
            until: None,
        },
    }
}

fn vote(member: i64, choice: Choice) -> NamedVote {
    NamedVote::new(MemberId(member), choice)
}

/// 1 to 5: for, for, against, against, absent.
fn record() -> NamedRecord {
    use Choice::{Absent, Against, For};
    let choices = [For, For, Against, Against, Absent];
    NamedRecord {
        votes: (1..).zip(choices).map(|(n, c)| vote(n, c)).collect(),
        present: Some([1, 2, 3, 4].map(MemberId).into()),
        ..NamedRecord::default()
    }
}

fn problems(rules: &CouncilRules, record: &NamedRecord) -> Vec<Problem> {
    record.check(rules, &roster()).err().unwrap_or_default()
}

/// What is found after a change of the sound record, under the Dutch rules.
fn after(change: impl FnOnce(&mut NamedRecord)) -> Vec<Problem> {
    let mut record = record();
    change(&mut record);
    problems(&dutch_council(), &record)
}

#[test]
fn a_record_that_adds_up_becomes_numbers() {
    let sound = record().check(&dutch_council(), &roster()).unwrap();
    assert_eq!((sound.members.statutory(), sound.members.sitting()), (6, 5));
    assert_eq!((sound.members.recused(), sound.absent), (0, 1));
    let said = Said {
        for_it: 2,
        against: 2,
        ..Said::default()
    };
    assert_eq!(sound.said, said);
    let rules = dutch_council();
    let decision = rules
        .vote(sound.count(Earlier::default()))
        .unwrap()
        .decide();
    assert_eq!(*decision.outcome(), Outcome::TiedPostponed);
}

#[test]
fn somebody_without_a_seat_and_somebody_twice_are_refused() {
    let member = MemberId(9);
    assert_eq!(
        after(|r| r.votes.push(vote(9, Choice::For))),
        [Problem::NoSeat { member }]
    );
    let member = MemberId(1);
    assert_eq!(
        after(|r| r.votes.push(vote(1, Choice::For))),
        [Problem::Twice { member }]
    );
}

#[test]
fn nl_16_everybody_present_says_for_or_against() {
    let member = MemberId(1);
    let abstained = after(|r| r.votes[0].choice = Choice::Abstain);
    assert_eq!(abstained, [Problem::AbstainForbidden { member }]);
    assert_eq!(abstained[0].rule(), Some(Rule::DutyToVote));
    let silent = after(|r| {
        r.votes.remove(0);
    });
    assert_eq!(silent, [Problem::Silent { member }]);
    let marked = after(|r| r.votes[0].choice = Choice::Absent);
    assert_eq!(marked, [Problem::MarkedAbsent { member }]);
    // Where silence is a way of voting, it is counted.
    let mut record = record();
    record.votes.remove(0);
    let sound = record.check(&against_unless_for(), &roster()).unwrap();
    assert_eq!(sound.said.silent, 1);
}

#[test]
fn nl_04_who_is_recused_did_not_vote() {
    let member = MemberId(1);
    let recused = BTreeSet::from([member]);
    let voted = after(|r| r.recused.clone_from(&recused));
    assert_eq!(voted, [Problem::RecusedVoted { member }]);
    assert_eq!(voted[0].rule(), Some(Rule::Recusal));
    // On the sheet or only on the list: one recused, and nobody absent more.
    for on_sheet in [true, false] {
        let mut record = record();
        record.recused.clone_from(&recused);
        if on_sheet {
            record.votes[0].choice = Choice::Recused;
        } else {
            record.votes.remove(0);
        }
        let sound = record.check(&dutch_council(), &roster()).unwrap();
        assert_eq!(
            (
                sound.members.recused(),
                sound.absent,
                sound.members.sitting()
            ),
            (1, 1, 5)
        );
        assert_eq!(sound.said.for_it, 1);
    }
}

#[test]
fn nl_21_a_mayor_who_votes_is_refused() {
    let member = MemberId(9);
    let chaired = |choice| {
        after(|r| {
            r.chair = Some(member);
            r.votes.push(vote(9, choice));
        })
    };
    let voted = chaired(Choice::For);
    assert_eq!(voted, [Problem::ChairWithoutSeat { member }]);
    assert_eq!(voted[0].rule(), Some(Rule::Chair));
    assert_eq!(chaired(Choice::Absent), [], "on the sheet, without a vote");
}

#[test]
fn nl_22_a_member_who_chairs_votes() {
    assert_eq!(after(|r| r.chair = Some(MemberId(1))), []);
    let mut rules = dutch_council();
    rules.chair.votes = false;
    let mut record = record();
    record.chair = Some(MemberId(1));
    let member = MemberId(1);
    let voted = problems(&rules, &record);
    assert_eq!(voted, [Problem::ChairDoesNotVote { member }]);
    record.votes.remove(0);
    assert!(record.check(&rules, &roster()).is_ok());
}

#[test]
fn who_was_away_did_not_vote_and_who_is_missing_is_told() {
    let member = MemberId(5);
    let voted = after(|r| r.votes[4].choice = Choice::For);
    assert_eq!(voted, [Problem::AbsentVoted { member }]);
    let left_out = after(|r| {
        r.votes.remove(4);
    });
    assert_eq!(left_out, [], "the list says that 5 was away");
    let no_list = after(|r| {
        r.present = None;
        r.votes.remove(4);
    });
    assert_eq!(no_list, [Problem::Missing { member }]);
}

#[test]
fn a_member_votes_for_the_faction_of_that_day() {
    let (member, stated) = (MemberId(4), FactionId(1));
    let before_split = after(|r| r.votes[3].faction = Some(stated));
    let held = Some(FactionId(2));
    assert_eq!(
        before_split,
        [Problem::OtherFaction {
            member,
            stated,
            held
        }]
    );
    assert_eq!(after(|r| r.votes[3].faction = held), []);
}

#[test]
fn totals_that_were_told_are_compared() {
    let told = after(|r| {
        r.stated = Stated {
            for_it: Some(3),
            against: Some(2),
            abstained: None,
        };
    });
    let (of, stated, counted) = (Choice::For, 3, 2);
    assert_eq!(
        told,
        [Problem::TotalDiffers {
            of,
            stated,
            counted
        }]
    );
}

#[test]
fn votes_for_others_and_heavier_votes_need_a_rule() {
    let (member, holder) = (MemberId(5), MemberId(1));
    let by_proxy = |record: &mut NamedRecord| {
        record.votes[4].choice = Choice::For;
        record.votes[4].proxy = Some(holder);
    };
    assert_eq!(after(by_proxy), [Problem::ProxyForbidden { member }]);
    let mut rules = dutch_council_as_written();
    rules["proxy"] = json!({ "max_per_member": 1 });
    rules["weights"] = json!({ "per_member": true });
    let rules: CouncilRules = serde_json::from_value(rules).unwrap();
    let mut allowed = record();
    by_proxy(&mut allowed);
    assert_eq!(problems(&rules, &allowed), []);
    let mut two = allowed.clone();
    two.votes[3].proxy = Some(holder);
    let (held, most) = (2, 1);
    assert_eq!(
        problems(&rules, &two),
        [Problem::TooManyProxies { holder, held, most }]
    );
    let mut away = allowed.clone();
    let holder = MemberId(9);
    away.votes[4].proxy = Some(holder);
    let refused = problems(&rules, &away);
    assert_eq!(refused, [Problem::ProxyHolderAway { member, holder }]);
    let (member, weight) = (MemberId(1), 3);
    let heavy = after(|r| r.votes[0].weight = weight);
    assert_eq!(heavy, [Problem::Weighted { member, weight }]);
    let mut heavier = record();
    heavier.votes[0].weight = weight;
    let sound = heavier.check(&rules, &roster()).unwrap();
    assert_eq!(
        (sound.said.for_it, sound.members),
        (4, Members::new(8, 7, 0).unwrap())
    );
}

#[test]
fn a_declared_mistake_stands_beside_the_vote_as_cast() {
    let mut record = record();
    record.votes[0].meant = Some(Choice::Against);
    let sound = record.check(&dutch_council(), &roster()).unwrap();
    assert_eq!((sound.said.for_it, sound.said.against), (2, 2));
    assert_eq!((sound.meant.for_it, sound.meant.against), (1, 3));
}

#[test]
fn a_seat_that_partial_dates_leave_open_is_noted_and_no_bar() {
    let rows: Vec<_> = (1..=5)
        .map(|n| held(n, Some(1), if n == 5 { "2026" } else { "" }))
        .collect();
    let roster = Roster::on(day(), 6, &rows).unwrap();
    let sound = record().check(&dutch_council(), &roster).unwrap();
    let member = MemberId(5);
    assert_eq!(sound.notes, [Problem::UncertainSeat { member }]);
}

/// Faction 1: two for, one against; faction 2 against; member 5 alone, absent.
fn hands() -> HandsRecord {
    let of = |faction: Option<i64>, for_it, against, absent| FactionHands {
        faction: faction.map(FactionId),
        for_it,
        against,
        absent,
        ..FactionHands::default()
    };
    HandsRecord {
        factions: vec![
            of(Some(1), 2, 1, 0),
            of(Some(2), 0, 1, 0),
            of(None, 0, 0, 1),
        ],
        stated: Stated::default(),
    }
}

fn hands_after(change: impl FnOnce(&mut HandsRecord)) -> Vec<Problem> {
    let mut record = hands();
    change(&mut record);
    let found = record.check(&dutch_council(), &roster());
    found.err().unwrap_or_default()
}

#[test]
fn hands_are_members_present_and_never_seats() {
    let sound = hands().check(&dutch_council(), &roster()).unwrap();
    assert_eq!((sound.said.for_it, sound.said.against), (2, 2));
    assert_eq!(
        (sound.absent, sound.members),
        (1, Members::new(6, 5, 0).unwrap())
    );
    assert!(hands().factions[0].is_divided());
    // The seats of the faction instead of those in the room.
    let faction = Some(FactionId(1));
    let (stated, members) = (4, 3);
    assert_eq!(
        hands_after(|r| r.factions[0].absent = 1),
        [Problem::FactionSum {
            faction,
            stated,
            members
        }]
    );
}

#[test]
fn hands_of_a_faction_of_another_day_are_refused() {
    let faction = Some(FactionId(3));
    let members = 1;
    assert_eq!(
        hands_after(|r| r.factions[1].faction = faction),
        [
            Problem::FactionNotThen { faction },
            Problem::FactionMissing {
                faction: Some(FactionId(2)),
                members
            }
        ]
    );
    let faction = Some(FactionId(1));
    let twice = hands_after(|r| r.factions.push(r.factions[0]));
    assert_eq!(twice, [Problem::FactionTwice { faction }]);
    let abstained = hands_after(|r| {
        r.factions[0].abstained = 1;
        r.factions[0].against = 0;
    });
    assert_eq!(abstained, [Problem::FactionAbstained { faction }]);
    let told = hands_after(|r| r.stated.against = Some(1));
    assert_eq!(told[0].code(), "total_differs");
}

#[test]
fn a_faction_that_erred_changes_what_was_meant_and_no_result() {
    let mut record = hands();
    record.factions[1].is_mistake = true;
    let sound = record.check(&dutch_council(), &roster()).unwrap();
    assert_eq!((sound.said.for_it, sound.said.against), (2, 2));
    assert_eq!((sound.meant.for_it, sound.meant.against), (3, 1));
}

#[test]
fn a_problem_is_written_as_its_code() {
    let member = MemberId(1);
    for problem in [
        Problem::NoSeat { member },
        Problem::Weighted { member, weight: 2 },
        Problem::FactionNotThen { faction: None },
        Problem::TotalDiffers {
            of: Choice::For,
            stated: 1,
            counted: 2,
        },
    ] {
        let written = serde_json::to_value(problem).unwrap();
        assert_eq!(written["code"], problem.code());
    }
}
