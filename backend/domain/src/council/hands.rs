//! A show of hands: numbers of members present for each faction, never its seats.

use super::members::Members;
use super::problem::{Problem, Stated};
use super::record::{Sound, differences};
use super::roster::{FactionId, Roster};
use super::rules::CouncilRules;
use super::vote::Said;
use std::collections::BTreeSet;

/// What the members of one faction did. All numbers are members.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FactionHands {
    /// Which; none for members on their own.
    pub faction: Option<FactionId>,
    /// Hands for it.
    pub for_it: u32,
    /// Present, and not for it.
    pub against: u32,
    /// Neither, and said so, where that is allowed.
    pub abstained: u32,
    /// Must not take part.
    pub recused: u32,
    /// Not in the room.
    pub absent: u32,
    /// Whether the faction said afterwards that it had meant the opposite. It changes no result.
    pub is_mistake: bool,
}

/// How a faction as a whole stood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Position {
    /// For it.
    For,
    /// Against it.
    Against,
    /// Neither, and said so.
    Abstain,
    /// Some one way, some another.
    Divided,
}

impl FactionHands {
    /// How the faction stood; `None` when nobody of it took part.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        position_of(self.for_it, self.against, self.abstained)
    }

    /// Whether its members did not all do the same. Of a divided faction nobody knows who did what.
    #[must_use]
    pub fn is_divided(&self) -> bool {
        self.position() == Some(Position::Divided)
    }

    fn members(&self) -> u64 {
        let Self {
            for_it,
            against,
            abstained,
            recused,
            absent,
            ..
        } = *self;
        [for_it, against, abstained, recused, absent]
            .into_iter()
            .map(u64::from)
            .sum()
    }

    /// For and against, as cast or as meant.
    fn sides(&self, as_meant: bool) -> (u32, u32) {
        if as_meant && self.is_mistake {
            (self.against, self.for_it)
        } else {
            (self.for_it, self.against)
        }
    }
}

/// How people stood together; `None` when there are none.
pub(super) fn position_of(for_it: u32, against: u32, abstained: u32) -> Option<Position> {
    match (for_it > 0, against > 0, abstained > 0) {
        (false, false, false) => None,
        (true, false, false) => Some(Position::For),
        (false, true, false) => Some(Position::Against),
        (false, false, true) => Some(Position::Abstain),
        _ => Some(Position::Divided),
    }
}

/// A show of hands as it was taken down.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HandsRecord {
    /// Each faction.
    pub factions: Vec<FactionHands>,
    /// Totals that were told.
    pub stated: Stated,
}

impl HandsRecord {
    /// Checks a record against the factions of that moment and the rules.
    ///
    /// # Errors
    /// Every [`Problem`].
    pub fn check(&self, rules: &CouncilRules, roster: &Roster) -> Result<Sound, Vec<Problem>> {
        let mut problems = Vec::new();
        let sizes = roster.factions();
        let mut seen = BTreeSet::new();
        for hands in &self.factions {
            let faction = hands.faction;
            let stated = hands.members();
            problems.extend(match sizes.get(&faction) {
                _ if !seen.insert(faction) => Some(Problem::FactionTwice { faction }),
                None => Some(Problem::FactionNotThen { faction }),
                Some(&members) if u64::from(members) != stated => Some(Problem::FactionSum {
                    faction,
                    stated,
                    members,
                }),
                Some(_) => None,
            });
            if hands.abstained > 0 && !rules.abstain.allowed {
                problems.push(Problem::FactionAbstained { faction });
            }
        }
        let missing = sizes.into_iter().filter(|(one, _)| !seen.contains(one));
        problems
            .extend(missing.map(|(faction, members)| Problem::FactionMissing { faction, members }));
        let sound = self.sum(roster);
        problems.extend(differences(self.stated, sound.said));
        if problems.is_empty() {
            Ok(sound)
        } else {
            Err(problems)
        }
    }

    fn sum(&self, roster: &Roster) -> Sound {
        let total = |number: fn(&FactionHands) -> u32| {
            let numbers = self.factions.iter().map(number);
            numbers.fold(0, u32::saturating_add)
        };
        let said = |as_meant: bool| {
            let sides = self.factions.iter().map(|hands| hands.sides(as_meant));
            let (for_it, against) = sides.fold((0_u32, 0_u32), |(f, a), (more_f, more_a)| {
                (f.saturating_add(more_f), a.saturating_add(more_a))
            });
            Said {
                for_it,
                against,
                abstained: total(|hands| hands.abstained),
                silent: 0,
            }
        };
        let recused = total(|hands| hands.recused);
        let members = Members::new(roster.statutory(), roster.sitting(), recused);
        Sound {
            // More recused than members are a faction whose numbers are not its members: no record
            // with that is sound.
            members: members.unwrap_or_default(),
            absent: total(|hands| hands.absent),
            said: said(false),
            meant: said(true),
            notes: Vec::new(),
        }
    }
}
