//! The record of a vote by name, checked against who held a seat at that moment.

use super::members::Members;
use super::problem::{Choice, Problem, Stated};
use super::roster::{FactionId, Holder, MemberId, Roster};
use super::rules::CouncilRules;
use super::vote::{Earlier, Said, VoteCount};
use std::collections::{BTreeMap, BTreeSet};

/// What one member did, or was done in the member's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedVote {
    /// Whose vote it is.
    pub member: MemberId,
    /// What it is, as it was cast.
    pub choice: Choice,
    /// What the member said afterwards to have meant. It changes no result.
    pub meant: Option<Choice>,
    /// The faction that the source gives.
    pub faction: Option<FactionId>,
    /// Who cast it, when not the member.
    pub proxy: Option<MemberId>,
    /// For how many it counts.
    pub weight: u32,
}

impl NamedVote {
    /// An ordinary vote.
    #[must_use]
    pub fn new(member: MemberId, choice: Choice) -> Self {
        Self {
            member,
            choice,
            meant: None,
            faction: None,
            proxy: None,
            weight: 1,
        }
    }
}

/// A vote by name as it was taken down.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NamedRecord {
    /// The votes.
    pub votes: Vec<NamedVote>,
    /// Who was there at that moment; none where no list was kept.
    pub present: Option<BTreeSet<MemberId>>,
    /// Who must not take part, as known without the votes.
    pub recused: BTreeSet<MemberId>,
    /// The chair, member or not.
    pub chair: Option<MemberId>,
    /// Totals that were told.
    pub stated: Stated,
}

/// A record that adds up, as numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sound {
    /// Who there is.
    pub members: Members,
    /// How many were not there.
    pub absent: u32,
    /// What was said.
    pub said: Said,
    /// What would have been said without the mistakes that were told afterwards.
    pub meant: Said,
    /// What should be looked at, and is no bar.
    pub notes: Vec<Problem>,
}

impl Sound {
    /// The vote, as cast, to be decided on under the rules.
    #[must_use]
    pub fn count(&self, earlier: Earlier) -> VoteCount {
        VoteCount {
            members: self.members,
            said: self.said,
            earlier,
            ..VoteCount::default()
        }
    }
}

/// Compares totals that were told with what was counted.
pub(super) fn differences(stated: Stated, said: Said) -> Vec<Problem> {
    [
        (Choice::For, stated.for_it, said.for_it),
        (Choice::Against, stated.against, said.against),
        (Choice::Abstain, stated.abstained, said.abstained),
    ]
    .into_iter()
    .filter_map(|(of, stated, counted)| {
        let stated = stated.filter(|stated| *stated != counted)?;
        Some(Problem::TotalDiffers {
            of,
            stated,
            counted,
        })
    })
    .collect()
}

impl NamedRecord {
    /// Checks a record against the members of that moment and the rules.
    ///
    /// # Errors
    /// Every [`Problem`], also those that are no bar.
    pub fn check(&self, rules: &CouncilRules, roster: &Roster) -> Result<Sound, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut seen = BTreeSet::new();
        for vote in &self.votes {
            if !seen.insert(vote.member) {
                let member = vote.member;
                problems.push(Problem::Twice { member });
                continue;
            }
            self.check_vote(vote, rules, roster, &mut problems);
        }
        self.check_proxies(rules, roster, &mut problems);
        let missing = roster
            .members()
            .filter(|(member, _)| !seen.contains(member));
        let (silent, away) = self.unsaid(missing, rules, &mut problems);
        let sound = self.sum(roster, silent, away);
        problems.extend(differences(self.stated, sound.said));
        if problems.iter().any(|problem| problem.is_bar()) {
            return Err(problems);
        }
        Ok(Sound {
            notes: problems,
            ..sound
        })
    }

    fn check_vote(
        &self,
        vote: &NamedVote,
        rules: &CouncilRules,
        roster: &Roster,
        problems: &mut Vec<Problem>,
    ) {
        let member = vote.member;
        let is_chair = self.chair == Some(member);
        let Some(holder) = roster.holder(member) else {
            // A chair without a seat may stand on the sheet, as long as the chair does not vote.
            problems.extend(match (is_chair, vote.choice.takes_part()) {
                (true, true) => Some(Problem::ChairWithoutSeat { member }),
                (true, false) => None,
                (false, _) => Some(Problem::NoSeat { member }),
            });
            return;
        };
        if is_chair && vote.choice.takes_part() && !rules.chair.votes {
            problems.push(Problem::ChairDoesNotVote { member });
        }
        if vote.choice == Choice::Abstain && !rules.abstain.allowed {
            problems.push(Problem::AbstainForbidden { member });
        }
        if vote.weight != 1 && (vote.weight == 0 || !rules.weights.per_member) {
            let weight = vote.weight;
            problems.push(Problem::Weighted { member, weight });
        }
        problems.extend(self.against_lists(vote));
        problems.extend(against_membership(vote, holder));
    }

    /// Whether the vote contradicts who was there, and who must not take part.
    fn against_lists(&self, vote: &NamedVote) -> Option<Problem> {
        let member = vote.member;
        if vote.choice.takes_part() && self.recused.contains(&member) {
            return Some(Problem::RecusedVoted { member });
        }
        let is_present = self.present.as_ref()?.contains(&member);
        match vote.choice {
            Choice::For | Choice::Against | Choice::Abstain => {
                let is_away = !is_present && vote.proxy.is_none();
                is_away.then_some(Problem::AbsentVoted { member })
            }
            Choice::Absent => is_present.then_some(Problem::MarkedAbsent { member }),
            Choice::Recused => None,
        }
    }

    fn check_proxies(&self, rules: &CouncilRules, roster: &Roster, problems: &mut Vec<Problem>) {
        let mut held: BTreeMap<MemberId, u32> = BTreeMap::new();
        for vote in self.votes.iter().filter(|vote| vote.choice.takes_part()) {
            let (member, Some(holder)) = (vote.member, vote.proxy) else {
                continue;
            };
            if rules.proxy.is_none() {
                problems.push(Problem::ProxyForbidden { member });
                continue;
            }
            let present = self.present.as_ref();
            let is_away = present.is_some_and(|present| !present.contains(&holder));
            if is_away || holder == member || roster.holder(holder).is_none() {
                problems.push(Problem::ProxyHolderAway { member, holder });
            }
            *held.entry(holder).or_default() += 1;
        }
        let most = rules.proxy.map_or(0, |proxy| proxy.max_per_member);
        let too_many = held.into_iter().filter(|(_, held)| *held > most);
        problems.extend(too_many.map(|(holder, held)| Problem::TooManyProxies {
            holder,
            held,
            most,
        }));
    }

    /// What to make of members of whom the record says nothing: how many were there and silent, and how
    /// many were away.
    fn unsaid(
        &self,
        missing: impl Iterator<Item = (MemberId, Holder)>,
        rules: &CouncilRules,
        problems: &mut Vec<Problem>,
    ) -> (u32, u32) {
        let (mut silent, mut away) = (0, 0);
        for (member, _) in missing {
            match &self.present {
                None => problems.push(Problem::Missing { member }),
                Some(present) if !present.contains(&member) => away += 1,
                Some(_) if self.recused.contains(&member) => {}
                Some(_) if self.chair == Some(member) && !rules.chair.votes => {}
                Some(_) if rules.abstain.allowed => silent += 1,
                Some(_) => problems.push(Problem::Silent { member }),
            }
        }
        (silent, away)
    }

    fn sum(&self, roster: &Roster, silent: u32, away: u32) -> Sound {
        let with_seat = || {
            let has_seat = |vote: &&NamedVote| roster.holder(vote.member).is_some();
            self.votes.iter().filter(has_seat)
        };
        let total = |choice, as_meant: bool| {
            let reading = |vote: &NamedVote| match vote.meant {
                Some(meant) if as_meant => meant,
                _ => vote.choice,
            };
            let those = with_seat().filter(|vote| reading(vote) == choice);
            those.fold(0_u32, |sum, vote| sum.saturating_add(vote.weight))
        };
        let said = |as_meant| Said {
            for_it: total(Choice::For, as_meant),
            against: total(Choice::Against, as_meant),
            abstained: total(Choice::Abstain, as_meant),
            silent,
        };
        let named: BTreeSet<MemberId> = with_seat().map(|vote| vote.member).collect();
        let unnamed = roster
            .members()
            .filter(|(member, _)| !named.contains(member));
        let (unnamed_recused, others): (Vec<_>, Vec<_>) = unnamed
            .map(|(member, _)| member)
            .partition(|member| self.recused.contains(member));
        let number = |list: &[MemberId]| u32::try_from(list.len()).unwrap_or(u32::MAX);
        let weights = with_seat().fold(0_u32, |sum, vote| sum.saturating_add(vote.weight));
        let sitting = weights
            .saturating_add(number(&unnamed_recused))
            .saturating_add(number(&others));
        let recused = total(Choice::Recused, false).saturating_add(number(&unnamed_recused));
        let statutory = sitting.saturating_add(roster.vacant());
        Sound {
            // Those recused are part of the members summed above.
            members: Members::new(statutory, sitting, recused).unwrap_or_default(),
            absent: total(Choice::Absent, false).saturating_add(away),
            said: said(false),
            meant: said(true),
            notes: Vec::new(),
        }
    }
}

/// Whether the vote contradicts the seat of that moment.
fn against_membership(vote: &NamedVote, holder: Holder) -> Vec<Problem> {
    let member = vote.member;
    let other = vote
        .faction
        .filter(|stated| Some(*stated) != holder.faction);
    let other = other.map(|stated| Problem::OtherFaction {
        member,
        stated,
        held: holder.faction,
    });
    let uncertain = (!holder.is_certain).then_some(Problem::UncertainSeat { member });
    other.into_iter().chain(uncertain).collect()
}
