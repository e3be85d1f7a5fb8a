//! How often two factions, or two members, stood on the same side.

use super::hands::{HandsRecord, Position, position_of};
use super::method::Basis;
use super::problem::Choice;
use super::record::NamedRecord;
use super::roster::{FactionId, MemberId, Roster};
use std::collections::{BTreeMap, BTreeSet};

/// Two need so many shared votes before anything is said of them.
pub const FEWEST_SHARED: u32 = 10;

/// How everybody stood in one vote. Who took no part is not in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Positions<K> {
    /// What it rests on.
    pub basis: Basis,
    /// Who stood where.
    pub of: BTreeMap<K, Position>,
}

impl<K> Positions<K> {
    /// Whether not all stood on one side.
    #[must_use]
    pub fn is_contested(&self) -> bool {
        let sides: BTreeSet<Position> = self.of.values().copied().collect();
        sides.len() > 1 || sides.contains(&Position::Divided)
    }
}

impl NamedRecord {
    /// How each member with a seat stood, as cast. Only a vote by name can say so.
    #[must_use]
    pub fn positions(&self, roster: &Roster) -> Positions<MemberId> {
        let votes = self
            .votes
            .iter()
            .filter(|v| roster.holder(v.member).is_some());
        let of = votes.filter_map(|vote| {
            let position = match vote.choice {
                Choice::For => Position::For,
                Choice::Against => Position::Against,
                Choice::Abstain => Position::Abstain,
                Choice::Recused | Choice::Absent => return None,
            };
            Some((vote.member, position))
        });
        Positions {
            basis: Basis::ByName,
            of: of.collect(),
        }
    }

    /// How each faction of that day stood. Members on their own are no faction.
    #[must_use]
    pub fn faction_positions(&self, roster: &Roster) -> Positions<FactionId> {
        let mut sides: BTreeMap<FactionId, [u32; 3]> = BTreeMap::new();
        for (member, position) in self.positions(roster).of {
            let Some(faction) = roster.holder(member).and_then(|held| held.faction) else {
                continue;
            };
            let [for_it, against, abstained] = sides.entry(faction).or_default();
            match position {
                Position::For => *for_it += 1,
                Position::Against => *against += 1,
                Position::Abstain | Position::Divided => *abstained += 1,
            }
        }
        let of = sides
            .into_iter()
            .filter_map(|(faction, [f, against, none])| {
                Some((faction, position_of(f, against, none)?))
            });
        Positions {
            basis: Basis::ByName,
            of: of.collect(),
        }
    }
}

impl HandsRecord {
    /// How each faction stood. Members on their own are no faction.
    #[must_use]
    pub fn positions(&self) -> Positions<FactionId> {
        let of = self
            .factions
            .iter()
            .filter_map(|hands| Some((hands.faction?, hands.position()?)));
        Positions {
            basis: Basis::PerFaction,
            of: of.collect(),
        }
    }
}

/// Which votes are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Compared {
    /// Those in which not all stood on one side.
    #[default]
    Contested,
    /// All.
    All,
}

/// Shared votes of two. A vote in which one of them took no part, or was divided, is not shared: that
/// is no disagreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Agreement {
    /// Votes in which both stood somewhere.
    pub shared: u32,
    /// Of these, on the same side.
    pub same: u32,
    /// Of the shared ones, votes by name.
    pub by_name: u32,
}

impl Agreement {
    /// The share of the same side, as a number from 0 to 100, rounded to the nearest; `None` below
    /// [`FEWEST_SHARED`].
    #[must_use]
    pub fn percentage(self) -> Option<u32> {
        if self.shared < FEWEST_SHARED {
            return None;
        }
        let (same, shared) = (u64::from(self.same), u64::from(self.shared));
        u32::try_from((same * 200 + shared) / (shared * 2)).ok()
    }
}

/// How often each two stood on the same side, the smaller name first. Two who never met in a vote are
/// not in it.
#[must_use]
pub fn agreement<K: Ord + Clone>(
    votes: &[Positions<K>],
    compared: Compared,
) -> BTreeMap<(K, K), Agreement> {
    let mut pairs: BTreeMap<(K, K), Agreement> = BTreeMap::new();
    for vote in votes {
        if compared == Compared::Contested && !vote.is_contested() {
            continue;
        }
        let whole = |position: &Position| *position != Position::Divided;
        let stood: Vec<(&K, &Position)> = vote.of.iter().filter(|(_, p)| whole(p)).collect();
        for (place, (a, side)) in stood.iter().enumerate() {
            for (b, other) in &stood[place + 1..] {
                let pair = pairs.entry(((*a).clone(), (*b).clone())).or_default();
                pair.shared += 1;
                pair.same += u32::from(side == other);
                pair.by_name += u32::from(vote.basis.names_members());
            }
        }
    }
    pairs
}
