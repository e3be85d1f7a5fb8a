//! Votes on statements: what one can say about a statement, what it adds up to, and which statement
//! somebody is shown next.

use super::scatter::scatter;
use crate::codes::codes;

codes! {
    /// What somebody says about a statement.
    Ballot {
        /// Agrees with it.
        Agree = "agree",
        /// Disagrees with it.
        Disagree = "disagree",
        /// Has seen it, and neither agrees nor disagrees.
        Pass = "pass",
    }
}

impl Ballot {
    /// The number for it, as in the exports of Polis: 1, -1, 0.
    #[must_use]
    pub fn value(self) -> i16 {
        match self {
            Self::Agree => 1,
            Self::Disagree => -1,
            Self::Pass => 0,
        }
    }

    /// The ballot of a number.
    #[must_use]
    pub fn from_value(value: i16) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|ballot| ballot.value() == value)
    }
}

/// The votes on one statement: the last one of each person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many agree.
    pub agree: i64,
    /// How many disagree.
    pub disagree: i64,
    /// How many passed.
    pub pass: i64,
}

/// A tally in whole percents, which add up to 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Percentages {
    /// How many of a hundred agree.
    pub agree: u8,
    /// How many of a hundred disagree.
    pub disagree: u8,
    /// How many of a hundred passed.
    pub pass: u8,
}

impl Tally {
    /// How many people voted.
    #[must_use]
    pub fn total(self) -> i64 {
        self.agree
            .saturating_add(self.disagree)
            .saturating_add(self.pass)
    }

    /// One vote more.
    pub fn add(&mut self, ballot: Ballot) {
        let count = match ballot {
            Ballot::Agree => &mut self.agree,
            Ballot::Disagree => &mut self.disagree,
            Ballot::Pass => &mut self.pass,
        };
        *count = count.saturating_add(1);
    }

    /// The shares, by the largest remainder: each is rounded down, and what lacks goes to those that
    /// lost most, the larger count first. `None` while nobody voted.
    #[must_use]
    pub fn percentages(self) -> Option<Percentages> {
        let counts = [self.agree, self.disagree, self.pass].map(|count| i128::from(count.max(0)));
        let total: i128 = counts.iter().sum();
        if total == 0 {
            return None;
        }
        let mut shares = counts.map(|count| count * 100 / total);
        let lacking = 100 - shares.iter().sum::<i128>();
        let mut places = [0, 1, 2];
        places.sort_by_key(|&place| {
            let count = counts[place];
            std::cmp::Reverse((count * 100 % total, count))
        });
        for (place, _) in places.into_iter().zip(0..lacking) {
            shares[place] += 1;
        }
        // A share is at most 100.
        let [agree, disagree, pass] = shares.map(|share| u8::try_from(share).unwrap_or(100));
        Some(Percentages {
            agree,
            disagree,
            pass,
        })
    }
}

/// A statement as it stands for one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatementStanding {
    /// Its id.
    pub id: i64,
    /// How many people voted on it.
    pub votes: i64,
    /// Whether this person did.
    pub is_voted_on: bool,
}

/// The statement that somebody is shown next: the one with the fewest votes, so that a late statement
/// is seen as often as an early one. Among equals the seed of the person decides, so that not
/// everybody has the same order. `None` when this person voted on all.
#[must_use]
pub fn next_statement(standings: &[StatementStanding], seed: u64) -> Option<i64> {
    standings
        .iter()
        .filter(|standing| !standing.is_voted_on)
        .min_by_key(|standing| {
            let order = scatter(seed, standing.id.cast_unsigned());
            (standing.votes, order, standing.id)
        })
        .map(|standing| standing.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn tally(agree: i64, disagree: i64, pass: i64) -> Tally {
        Tally {
            agree,
            disagree,
            pass,
        }
    }

    fn shares(tally: Tally) -> Option<(u8, u8, u8)> {
        tally
            .percentages()
            .map(|shares| (shares.agree, shares.disagree, shares.pass))
    }

    fn untouched(ids: impl Iterator<Item = i64>) -> Vec<StatementStanding> {
        ids.map(|id| StatementStanding {
            id,
            votes: 0,
            is_voted_on: false,
        })
        .collect()
    }

    /// The ids in the order in which somebody who votes on all of them is shown them.
    fn walk(mut standings: Vec<StatementStanding>, seed: u64) -> Vec<i64> {
        let mut shown = Vec::new();
        while let Some(id) = next_statement(&standings, seed) {
            shown.push(id);
            for standing in standings.iter_mut().filter(|standing| standing.id == id) {
                standing.is_voted_on = true;
                standing.votes += 1;
            }
            assert!(shown.len() <= standings.len(), "{id} is shown twice");
        }
        shown
    }

    #[test]
    fn a_ballot_is_read_back_from_its_number_and_its_word() {
        for &ballot in Ballot::ALL {
            assert_eq!(Ballot::from_value(ballot.value()), Some(ballot));
            assert_eq!(Ballot::from_code(ballot.code()), Some(ballot));
        }
        assert_eq!(Ballot::from_value(1), Some(Ballot::Agree));
        assert_eq!(Ballot::from_value(2), None);
    }

    #[test]
    fn thirds_become_a_hundred() {
        assert_eq!(shares(tally(1, 1, 1)), Some((34, 33, 33)));
        assert_eq!(shares(tally(1, 2, 0)), Some((33, 67, 0)));
        // 28.57 and 71.43: what lacks goes to the smaller share, which lost more.
        assert_eq!(shares(tally(2, 5, 0)), Some((29, 71, 0)));
        assert_eq!(shares(tally(0, 0, 7)), Some((0, 0, 100)));
        assert_eq!(shares(tally(0, 0, 0)), None);
    }

    #[test]
    fn a_late_statement_comes_first() {
        let mut standings = untouched(1..=3);
        standings[0].votes = 9;
        standings[1].votes = 9;
        assert_eq!(next_statement(&standings, 4), Some(3));
        standings[2].is_voted_on = true;
        assert_ne!(next_statement(&standings, 4), Some(3));
    }

    #[test]
    fn people_are_shown_fresh_statements_in_their_own_order() {
        let first: BTreeSet<_> = (0..100)
            .filter_map(|seed| next_statement(&untouched(1..=10), seed))
            .collect();
        assert_eq!(first.len(), 10, "each begins with some of them: {first:?}");
        assert_eq!(walk(untouched(1..=10), 5), walk(untouched(1..=10), 5));
    }

    proptest! {
        #[test]
        fn shares_add_up_and_are_never_off_by_one(
            agree in 0_i64.., disagree in 0_i64.., pass in 0_i64..,
        ) {
            let counts = tally(agree >> 2, disagree >> 2, pass >> 2);
            prop_assume!(counts.total() > 0);
            let (a, d, p) = shares(counts).unwrap();
            prop_assert_eq!(u32::from(a) + u32::from(d) + u32::from(p), 100);
            let total = i128::from(counts.total());
            for (share, count) in [(a, counts.agree), (d, counts.disagree), (p, counts.pass)] {
                let off = i128::from(share) * total - i128::from(count) * 100;
                prop_assert!(off.abs() < total, "{share} for {count} of {total}");
            }
        }

        #[test]
        fn everybody_reaches_every_statement_once(
            votes in prop::collection::vec((0_i64..4, any::<bool>()), 0..30), seed: u64,
        ) {
            let standings: Vec<_> = (1..).zip(&votes).map(|(id, &(votes, is_voted_on))|
                StatementStanding { id, votes, is_voted_on }).collect();
            let open: BTreeSet<i64> = standings.iter()
                .filter(|standing| !standing.is_voted_on).map(|standing| standing.id).collect();
            let shown = walk(standings.clone(), seed);
            prop_assert_eq!(shown.iter().copied().collect::<BTreeSet<_>>(), open);
            let counts: Vec<i64> = shown.iter()
                .filter_map(|id| standings.iter().find(|standing| standing.id == *id))
                .map(|standing| standing.votes).collect();
            prop_assert!(counts.is_sorted(), "{counts:?}");
        }
    }
}
