//! A vote on a matter, with its numbers: parsed once, so that deciding cannot fail.

use super::members::Members;
use super::parameters::{CountsAs, MajorityBase};
use super::reason::Side;
use super::rules::CouncilRules;
use std::collections::BTreeMap;

/// What was said. All numbers are votes: one for each member, or what it weighs where weights are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Said {
    /// For it.
    pub for_it: u32,
    /// Against it.
    pub against: u32,
    /// Neither, and said so.
    pub abstained: u32,
    /// Nothing, by somebody who was present and could.
    pub silent: u32,
}

/// What decided after equal votes, where the rules ask for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Broken {
    /// The chair, by a vote.
    ByChair(Side),
    /// The chair, who gave none.
    ChairDeclined,
    /// The lot.
    ByLot(Side),
}

/// What earlier votes on the same matter mean for this one; see [`super::earlier`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Earlier {
    /// Earlier votes on it that were equal.
    pub ties: u32,
    /// The last one was invalid, in an earlier meeting, as too few took part.
    pub was_invalid: bool,
    /// It stood on the first agenda of a meeting that was convened again.
    pub is_second_meeting: bool,
}

/// A vote as it was counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VoteCount {
    /// Who there is.
    pub members: Members,
    /// What was said.
    pub said: Said,
    /// For and against of each group that needs a majority of its own.
    pub groups: BTreeMap<String, (u32, u32)>,
    /// Earlier votes on it.
    pub earlier: Earlier,
    /// Whether it was secret.
    pub is_secret: bool,
    /// What decided after equal votes.
    pub broken: Option<Broken>,
}

/// Why a vote cannot be what was counted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VoteFault {
    /// More votes than members who may take part.
    #[error("{votes} votes of {eligible} who may take part")]
    MoreVotes {
        /// The votes.
        votes: u64,
        /// The members who may take part.
        eligible: u32,
    },
    /// Somebody abstained where everybody present says for or against.
    #[error("nobody may abstain")]
    Abstained,
    /// A group that needs a majority of its own was not counted.
    #[error("the votes of {0} are missing")]
    GroupMissing(String),
    /// The votes of a group are more than all votes.
    #[error("{0} has more votes than there are")]
    GroupTooLarge(String),
}

impl VoteFault {
    /// The word for it in the API and the message keys.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::MoreVotes { .. } => "more_votes",
            Self::Abstained => "abstained",
            Self::GroupMissing(_) => "group_missing",
            Self::GroupTooLarge(_) => "group_too_large",
        }
    }
}

/// A vote that can be decided under its rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vote<'r> {
    pub(super) rules: &'r CouncilRules,
    pub(super) count: VoteCount,
}

impl CouncilRules {
    /// A vote that was counted under these rules.
    ///
    /// # Errors
    /// [`VoteFault`] when it cannot be; `abstained` names the duty to vote (Municipalities Act,
    /// article 32(2)).
    pub fn vote(&self, count: VoteCount) -> Result<Vote<'_>, VoteFault> {
        let eligible = count.members.eligible();
        let Said {
            for_it,
            against,
            abstained,
            silent,
        } = count.said;
        let votes = [for_it, against, abstained, silent];
        let votes = votes.into_iter().map(u64::from).sum();
        if votes > eligible.into() {
            return Err(VoteFault::MoreVotes { votes, eligible });
        }
        if abstained > 0 && !self.abstain.allowed {
            return Err(VoteFault::Abstained);
        }
        for own in &self.group_majorities {
            let group = || own.group.clone();
            let Some((own_for, own_against)) = count.groups.get(&own.group) else {
                return Err(VoteFault::GroupMissing(group()));
            };
            if *own_for > for_it || *own_against > against {
                return Err(VoteFault::GroupTooLarge(group()));
            }
        }
        Ok(Vote { rules: self, count })
    }
}

// The sums below stay within the sitting members, which `CouncilRules::vote` has checked.
impl Vote<'_> {
    /// Votes that count against: with those who abstained or said nothing, where these do.
    #[must_use]
    pub fn against(&self) -> u32 {
        let said = self.count.said;
        let mut against = said.against;
        if self.rules.abstain.counts_as == CountsAs::Against {
            against += said.abstained;
        }
        if self.rules.silent_present_counts_as == CountsAs::Against {
            against += said.silent;
        }
        against
    }

    /// Members who took part.
    #[must_use]
    pub fn took_part(&self) -> u32 {
        let said = self.count.said;
        let abstain = self.rules.abstain;
        let mut took_part = said.for_it + said.against;
        if abstain.counts_for_quorum || abstain.counts_as == CountsAs::Against {
            took_part += said.abstained;
        }
        if self.rules.silent_present_counts_as == CountsAs::Against {
            took_part += said.silent;
        }
        took_part
    }

    /// What the majority is a share of, as a number.
    pub(super) fn majority_of(&self) -> u32 {
        let said = self.count.said;
        match self.rules.majority.base {
            MajorityBase::Cast => said.for_it + self.against(),
            MajorityBase::Present => said.for_it + said.against + said.abstained + said.silent,
            MajorityBase::Sitting => self.count.members.sitting(),
            MajorityBase::Statutory => self.count.members.statutory(),
        }
    }
}
