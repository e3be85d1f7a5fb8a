use super::samples::dutch_council;
use super::*;
use chrono::NaiveDate;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// So many members on as many seats of a council of 31, all of one faction.
fn roster(sitting: u32) -> Roster {
    let memberships: Vec<Membership> = (1..=i64::from(sitting))
        .map(|number| Membership {
            member: MemberId(number),
            seat: SeatId(number),
            faction: Some(FactionId(number % 4)),
            period: Period::default(),
        })
        .collect();
    let day = NaiveDate::from_ymd_opt(2026, 5, 11).unwrap();
    Roster::on(day, 31, &memberships).unwrap()
}

fn around(roster: &Roster, method: Method) -> Circumstances<'_> {
    Circumstances {
        roster,
        present: None,
        chair: None,
        subject: Subject::Matter,
        choice_is_limited: false,
        method,
        asked: Asked {
            vote: true,
            ..Asked::default()
        },
        past: Vec::new(),
        is_second_meeting: false,
        stated: Stated::default(),
    }
}

fn by_name(choices: impl IntoIterator<Item = Choice>) -> Sheet {
    let votes = choices
        .into_iter()
        .zip(1..)
        .map(|(choice, number)| SheetVote {
            member: MemberId(number),
            choice,
            meant: None,
        });
    Sheet::of(Taken::ByName {
        votes: votes.collect(),
    })
}

fn each(numbers: [(Choice, usize); 3]) -> impl Iterator<Item = Choice> {
    numbers
        .into_iter()
        .flat_map(|(choice, number)| std::iter::repeat_n(choice, number))
}

#[test]
fn a_roll_call_is_summed_and_decided() {
    let roster = roster(31);
    let votes = each([
        (Choice::For, 15),
        (Choice::Against, 15),
        (Choice::Recused, 1),
    ]);
    let tally = dutch_council()
        .tally(&by_name(votes), &around(&roster, Method::RollCall))
        .unwrap();
    assert_eq!(tally.outcome, VoteOutcome::Matter(Outcome::TiedRejected));
    assert_eq!(tally.members.recused(), 1);
    assert!(
        tally
            .reasons
            .iter()
            .any(|one| one.article.ends_with("32(5)") || one.article.ends_with("32(6)"))
    );
    assert_eq!(tally.meant, None);
}

#[test]
fn a_tie_comes_back_and_is_rejected_the_second_time() {
    let roster = roster(31);
    let rules = dutch_council();
    let mut around = around(&roster, Method::RollCall);
    let votes = || {
        each([
            (Choice::For, 15),
            (Choice::Against, 15),
            (Choice::Absent, 1),
        ])
    };
    let first = rules.tally(&by_name(votes()), &around).unwrap();
    assert_eq!(first.outcome, VoteOutcome::Matter(Outcome::TiedPostponed));
    around.past = vec![PastRound {
        outcome: first.outcome.clone(),
        is_chosen: false,
        is_in_this_meeting: true,
    }];
    let too_soon = rules.tally(&by_name(votes()), &around);
    assert_eq!(
        too_soon,
        Err(vec![Unsound::Chain(ChainFault::NotInThisMeeting)])
    );
    around.past[0].is_in_this_meeting = false;
    let second = rules.tally(&by_name(votes()), &around).unwrap();
    assert_eq!(second.outcome, VoteOutcome::Matter(Outcome::TiedRejected));
}

#[test]
fn what_does_not_add_up_has_no_result() {
    let roster = roster(30);
    let rules = dutch_council();
    let around = around(&roster, Method::RollCall);
    let votes = each([
        (Choice::For, 20),
        (Choice::Against, 11),
        (Choice::Absent, 0),
    ]);
    let refused = rules.tally(&by_name(votes), &around).unwrap_err();
    let member = MemberId(31);
    assert_eq!(refused, [Unsound::Record(Problem::NoSeat { member })]);
    let few = each([(Choice::For, 9), (Choice::Against, 5), (Choice::Absent, 16)]);
    let invalid = rules.tally(&by_name(few), &around).unwrap();
    assert_eq!(invalid.outcome, VoteOutcome::Matter(Outcome::Invalid));
    let abstained = each([(Choice::For, 29), (Choice::Abstain, 1), (Choice::Absent, 0)]);
    let refused = rules.tally(&by_name(abstained), &around).unwrap_err();
    assert_eq!(refused[0].code(), "abstain_forbidden");
}

#[test]
fn a_vote_on_persons_is_secret_and_a_matter_without_request_has_no_vote() {
    let roster = roster(31);
    let rules = dutch_council();
    let mut around = around(&roster, Method::RollCall);
    around.subject = Subject::Persons(SecretSubject::Appointment);
    let sheet = by_name(std::iter::repeat_n(Choice::For, 31));
    assert_eq!(rules.tally(&sheet, &around), Err(vec![Unsound::Method]));
    around.subject = Subject::Matter;
    around.asked = Asked::default();
    assert_eq!(rules.tally(&sheet, &around), Err(vec![Unsound::Method]));
}

fn ballots(handed_in: u32, votes: &[(&str, Option<i64>, u32)], chosen: Option<&str>) -> Sheet {
    let counted: u32 = votes.iter().map(|(_, _, votes)| votes).sum();
    Sheet::of(Taken::Ballots {
        handed_in,
        blank: handed_in - counted,
        wrong: 0,
        votes: votes
            .iter()
            .map(|(candidate, member, votes)| SheetBallots {
                candidate: (*candidate).to_owned(),
                member: member.map(MemberId),
                votes: *votes,
            })
            .collect(),
        chosen: chosen.map(str::to_owned),
    })
}

#[test]
fn nominees_do_not_take_part_and_the_lot_comes_after_two_ties() {
    let roster = roster(31);
    let rules = dutch_council();
    let mut around = around(&roster, Method::Secret);
    around.subject = Subject::Persons(SecretSubject::Appointment);
    around.choice_is_limited = true;
    let votes = [("Anna", Some(3), 14), ("Bram", None, 14)];
    let first = rules.tally(&ballots(28, &votes, None), &around).unwrap();
    assert_eq!(first.members.recused(), 1);
    assert_eq!(first.outcome.code(), "revote_same_meeting");
    around.past = vec![PastRound {
        outcome: first.outcome,
        is_chosen: false,
        is_in_this_meeting: true,
    }];
    let again = rules.tally(&ballots(28, &votes, None), &around).unwrap();
    assert_eq!(again.outcome.code(), "lot");
    assert!(!again.is_chosen);
    let drawn = rules.tally(&ballots(28, &votes, Some("Bram")), &around);
    assert!(drawn.unwrap().is_chosen);
    let other = rules.tally(&ballots(28, &votes, Some("Cees")), &around);
    assert_eq!(other, Err(vec![Unsound::ChosenOther]));
    let more = rules.tally(&ballots(31, &votes, None), &around);
    assert!(matches!(
        more.unwrap_err()[..],
        [Unsound::Ballots(BallotFault::MoreBallots { .. })]
    ));
}

#[test]
fn ballots_of_those_who_were_not_there_are_too_many() {
    let roster = roster(31);
    let mut around = around(&roster, Method::Secret);
    around.subject = Subject::Persons(SecretSubject::Appointment);
    around.present = Some((1..=20).map(MemberId).collect());
    let votes = [("Bram", None, 21)];
    let refused = dutch_council().tally(&ballots(21, &votes, None), &around);
    assert_eq!(refused.unwrap_err()[0].code(), "more_ballots");
}

proptest! {
    #[test]
    fn a_result_is_told_with_its_reasons_and_its_numbers_add_up(
        choices in prop::collection::vec(prop::sample::select(Choice::ALL.to_vec()), 31),
        present in prop::option::of(prop::collection::btree_set(1_i64..=31, 0..31)),
    ) {
        let roster = roster(31);
        let mut around = around(&roster, Method::RollCall);
        around.present = present.map(|those| those.into_iter().map(MemberId).collect::<BTreeSet<_>>());
        match dutch_council().tally(&by_name(choices), &around) {
            Ok(tally) => {
                let said = tally.said.unwrap();
                let all = said.for_it + said.against + said.abstained + said.silent
                    + tally.members.recused() + tally.absent;
                prop_assert_eq!(all, tally.members.sitting());
                prop_assert!(!tally.reasons.is_empty());
            }
            Err(unsound) => prop_assert!(!unsound.is_empty()),
        }
    }
}
