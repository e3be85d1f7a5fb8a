//! Agreement, on made-up votes and on a sample of the Dutch House of Representatives.

use super::samples::dutch_council;
use super::{
    Agreement, Basis, Choice, Compared, FEWEST_SHARED, FactionHands, FactionId, HandsRecord,
    MemberId, Members, Membership, NamedRecord, NamedVote, Outcome, Period, Position, Positions,
    Roster, Said, SeatId, Stated, VoteCount, agreement,
};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;

fn positions(of: &[(&'static str, Position)]) -> Positions<&'static str> {
    Positions {
        basis: Basis::PerFaction,
        of: of.iter().copied().collect(),
    }
}

#[test]
fn missing_and_divided_are_no_disagreement() {
    use Position::{Against, Divided, For};
    let votes = [
        positions(&[("a", For), ("b", For), ("c", Against)]),
        positions(&[("a", For), ("c", Against)]),
        positions(&[("a", For), ("b", Divided), ("c", For)]),
        positions(&[("a", For), ("b", For), ("c", For)]),
    ];
    let contested = agreement(&votes, Compared::Contested);
    let pair = |shared, same| Agreement {
        shared,
        same,
        by_name: 0,
    };
    assert_eq!(contested[&("a", "b")], pair(1, 1));
    assert_eq!(contested[&("a", "c")], pair(3, 1));
    assert_eq!(contested[&("b", "c")], pair(1, 0));
    let all = agreement(&votes, Compared::All);
    assert_eq!(all[&("a", "b")], pair(2, 2));
    assert_eq!(all[&("a", "c")], pair(4, 2));
}

#[test]
fn nothing_is_said_of_fewer_than_ten_shared_votes() {
    let of = |shared, same| Agreement {
        shared,
        same,
        by_name: 0,
    };
    assert_eq!(of(FEWEST_SHARED - 1, 5).percentage(), None);
    assert_eq!(of(FEWEST_SHARED, 5).percentage(), Some(50));
    assert_eq!(of(200, 1).percentage(), Some(1), "rounded up from a half");
    assert_eq!(of(u32::MAX, u32::MAX).percentage(), Some(100));
}

#[test]
fn a_member_is_compared_by_named_votes_under_the_faction_of_that_day() {
    let member = |n, faction: i64| Membership {
        member: MemberId(n),
        seat: SeatId(n),
        faction: (faction > 0).then_some(FactionId(faction)),
        period: Period::default(),
    };
    let rows = [member(1, 1), member(2, 1), member(3, 2), member(4, 0)];
    let roster = Roster::on("2026-01-01".parse().unwrap(), 4, &rows).unwrap();
    let vote = |n, choice| NamedVote::new(MemberId(n), choice);
    let record = NamedRecord {
        votes: vec![
            vote(1, Choice::For),
            vote(2, Choice::Against),
            vote(3, Choice::Recused),
            vote(4, Choice::For),
            vote(9, Choice::For),
        ],
        ..NamedRecord::default()
    };
    let members = record.positions(&roster).of;
    assert_eq!(members.keys().map(|m| m.0).collect::<Vec<_>>(), [1, 2, 4]);
    let factions = record.faction_positions(&roster);
    assert_eq!(
        factions.of,
        BTreeMap::from([(FactionId(1), Position::Divided)])
    );
    assert!(factions.is_contested());
}

/// The decisions of the sample by show of hands, each with its id.
fn sample() -> Option<(Vec<Value>, Value)> {
    let folder = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/data/votes/nl-tweede-kamer/"
    );
    let read = |name: &str| std::fs::read_to_string(format!("{folder}{name}")).ok();
    let (Some(decisions), Some(expected)) =
        (read("besluiten-met-stemmingen.json"), read("expected.json"))
    else {
        println!("skipped: no sample of the House of Representatives beside the repository");
        return None;
    };
    let decisions: Value = serde_json::from_str(&decisions).unwrap();
    let by_hands = |one: &&Value| one["StemmingsSoort"] == "Met handopsteken";
    let decisions = decisions["value"].as_array().unwrap().iter();
    let decisions = decisions.filter(by_hands).cloned().collect();
    Some((decisions, serde_json::from_str(&expected).unwrap()))
}

/// The rows of a decision as hands; factions get numbers by their names.
fn hands_of(decision: &Value, numbers: &mut BTreeMap<String, i64>) -> HandsRecord {
    let rows = decision["Stemming"].as_array().unwrap();
    let factions = rows.iter().map(|row| {
        let name = row["ActorFractie"].as_str().unwrap().to_owned();
        let next = i64::try_from(numbers.len()).unwrap();
        let number = *numbers.entry(name).or_insert(next);
        let size = u32::try_from(row["FractieGrootte"].as_u64().unwrap()).unwrap();
        let mut hands = FactionHands {
            faction: Some(FactionId(number)),
            is_mistake: row["Vergissing"] == true,
            ..FactionHands::default()
        };
        match row["Soort"].as_str().unwrap() {
            "Voor" => hands.for_it = size,
            "Tegen" => hands.against = size,
            _ => hands.absent = size,
        }
        hands
    });
    HandsRecord {
        factions: factions.collect(),
        stated: Stated::default(),
    }
}

/// The members of a decision: as many as its rows say.
fn roster_of(hands: &HandsRecord) -> Roster {
    let sizes = hands.factions.iter().flat_map(|one| {
        let size = one.for_it + one.against + one.absent;
        (0..size).map(|_| one.faction)
    });
    let rows: Vec<Membership> = (0..)
        .zip(sizes)
        .map(|(n, faction)| Membership {
            member: MemberId(n),
            seat: SeatId(n),
            faction,
            period: Period::default(),
        })
        .collect();
    Roster::on("2026-01-01".parse().unwrap(), 150, &rows).unwrap()
}

fn outcome_of(said: Said) -> Outcome {
    let count = VoteCount {
        members: Members::new(150, 150, 0).unwrap(),
        said,
        ..VoteCount::default()
    };
    *dutch_council().vote(count).unwrap().decide().outcome()
}

#[test]
fn results_of_the_house_of_representatives_are_as_published() {
    let Some((decisions, expected)) = sample() else {
        return;
    };
    assert_eq!(decisions.len(), 132);
    let mut mistakes_that_mattered = 0;
    for decision in &decisions {
        let id = decision["Id"].as_str().unwrap();
        let wanted = &expected["decisions"][id];
        let hands = hands_of(decision, &mut BTreeMap::new());
        let sound = hands.check(&dutch_council(), &roster_of(&hands)).unwrap();
        assert_eq!(wanted["for"], sound.said.for_it, "{id}");
        assert_eq!(wanted["against"], sound.said.against, "{id}");
        assert_eq!(wanted["not_participating"], sound.absent, "{id}");
        assert_eq!(wanted["sum"], sound.members.sitting(), "{id}");
        assert_eq!(wanted["result"], outcome_of(sound.said).code(), "{id}");
        let meant = outcome_of(sound.meant);
        assert_eq!(wanted["result_if_mistakes_reversed"], meant.code(), "{id}");
        mistakes_that_mattered += u32::from(meant != outcome_of(sound.said));
    }
    assert_eq!(mistakes_that_mattered, 1);
}

#[test]
fn agreement_in_the_house_of_representatives_is_as_counted_elsewhere() {
    let Some((decisions, expected)) = sample() else {
        return;
    };
    let mut numbers = BTreeMap::new();
    let votes: Vec<_> = decisions
        .iter()
        .map(|decision| hands_of(decision, &mut numbers).positions())
        .collect();
    let names: BTreeMap<FactionId, &String> = numbers
        .iter()
        .map(|(name, n)| (FactionId(*n), name))
        .collect();
    let named = |compared| -> BTreeMap<(String, String), Agreement> {
        let pairs = agreement(&votes, compared).into_iter();
        let in_order = |(a, b): (FactionId, FactionId)| {
            let mut pair = [names[&a].clone(), names[&b].clone()];
            pair.sort();
            let [a, b] = pair;
            (a, b)
        };
        pairs.map(|(pair, found)| (in_order(pair), found)).collect()
    };
    let (all, contested) = (named(Compared::All), named(Compared::Contested));
    let wanted = expected["agreement"].as_array().unwrap();
    assert_eq!(all.len(), wanted.len());
    for one in wanted {
        let name = |key: &str| one[key].as_str().unwrap().to_owned();
        let pair = (name("a"), name("b"));
        assert_eq!(one["both_voted"], all[&pair].shared, "{pair:?}");
        assert_eq!(one["same"], all[&pair].same, "{pair:?}");
        let found = contested.get(&pair).copied().unwrap_or_default();
        assert_eq!(one["both_voted_contested"], found.shared, "{pair:?}");
        assert_eq!(one["same_contested"], found.same, "{pair:?}");
    }
}

proptest! {
    #[test]
    fn agreement_never_exceeds_what_is_shared(
        votes in prop::collection::vec(prop::collection::btree_map(
            0_i64..6,
            prop::sample::select(vec![
                Position::For, Position::Against, Position::Abstain, Position::Divided,
            ]),
            0..6,
        ), 0..30),
    ) {
        let votes: Vec<Positions<i64>> = votes
            .into_iter()
            .map(|of| Positions { basis: Basis::ByName, of })
            .collect();
        let all = agreement(&votes, Compared::All);
        for (pair, found) in agreement(&votes, Compared::Contested) {
            prop_assert!(pair.0 < pair.1);
            prop_assert!(found.same <= found.shared);
            prop_assert_eq!(found.by_name, found.shared);
            prop_assert!(found.shared <= all[&pair].shared);
            // What is contested for all is where disagreement is; nothing else is left out.
            prop_assert_eq!(
                found.shared - found.same,
                all[&pair].shared - all[&pair].same
            );
        }
    }
}
