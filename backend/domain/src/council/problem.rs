//! What is wrong with the record of a vote: a code with its facts for each, so that nobody publishes
//! what does not add up.

use super::reason::Rule;
use super::roster::{FactionId, MemberId};
use crate::codes::codes;
use serde::{Deserialize, Serialize};

codes! {
    /// What a member did in a vote by name.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    Choice {
        /// Voted for it.
        For = "for",
        /// Voted against it.
        Against = "against",
        /// Said to be neither for nor against.
        Abstain = "abstain",
        /// Must not take part.
        Recused = "recused",
        /// Was not there. Why is nobody's business, and is never kept (AVG-4).
        Absent = "absent",
    }
}

impl Choice {
    /// Whether it is part of the vote.
    #[must_use]
    pub fn takes_part(self) -> bool {
        match self {
            Self::For | Self::Against | Self::Abstain => true,
            Self::Recused | Self::Absent => false,
        }
    }
}

/// Totals that somebody told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stated {
    /// For it.
    pub for_it: Option<u32>,
    /// Against it.
    pub against: Option<u32>,
    /// Neither.
    pub abstained: Option<u32>,
}

/// Something wrong with a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "the line above each problem says what its facts are"
)]
pub enum Problem {
    /// Somebody who held no seat at that moment.
    NoSeat { member: MemberId },
    /// The dates do not say for certain that the member held a seat: to be looked at, and no bar.
    UncertainSeat { member: MemberId },
    /// A member stands twice in it.
    Twice { member: MemberId },
    /// A member of whom it says nothing.
    Missing { member: MemberId },
    /// Who was present says for or against.
    Silent { member: MemberId },
    /// A member abstained where nobody may.
    AbstainForbidden { member: MemberId },
    /// A member voted who must not take part.
    RecusedVoted { member: MemberId },
    /// A member voted who was not there.
    AbsentVoted { member: MemberId },
    /// A member is said to be absent who was there.
    MarkedAbsent { member: MemberId },
    /// The chair is no member and has no vote.
    ChairWithoutSeat { member: MemberId },
    /// The chair is a member who does not vote.
    ChairDoesNotVote { member: MemberId },
    /// A member voted for another faction than the one of that moment.
    OtherFaction {
        member: MemberId,
        stated: FactionId,
        held: Option<FactionId>,
    },
    /// Somebody voted in another's name, which is not allowed.
    ProxyForbidden { member: MemberId },
    /// A member voted in the name of too many.
    TooManyProxies {
        holder: MemberId,
        held: u32,
        most: u32,
    },
    /// A vote was given by somebody who was not there or has no seat.
    ProxyHolderAway { member: MemberId, holder: MemberId },
    /// A vote that counts for another number than one, which is not allowed, or for none.
    Weighted { member: MemberId, weight: u32 },
    /// A faction that had no members at that moment; none for members on their own.
    FactionNotThen { faction: Option<FactionId> },
    /// A faction stands twice in it.
    FactionTwice { faction: Option<FactionId> },
    /// A faction of which it says nothing.
    FactionMissing {
        faction: Option<FactionId>,
        members: u32,
    },
    /// The numbers of a faction are not its members of that moment.
    FactionSum {
        faction: Option<FactionId>,
        stated: u64,
        members: u32,
    },
    /// Somebody in a faction abstained where nobody may.
    FactionAbstained { faction: Option<FactionId> },
    /// A total that was told is not what was counted.
    TotalDiffers {
        of: Choice,
        stated: u32,
        counted: u32,
    },
}

impl Problem {
    /// The word for it in the API and the message keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NoSeat { .. } => "no_seat",
            Self::UncertainSeat { .. } => "uncertain_seat",
            Self::Twice { .. } => "twice",
            Self::Missing { .. } => "missing",
            Self::Silent { .. } => "silent",
            Self::AbstainForbidden { .. } => "abstain_forbidden",
            Self::RecusedVoted { .. } => "recused_voted",
            Self::AbsentVoted { .. } => "absent_voted",
            Self::MarkedAbsent { .. } => "marked_absent",
            Self::ChairWithoutSeat { .. } => "chair_without_seat",
            Self::ChairDoesNotVote { .. } => "chair_does_not_vote",
            Self::OtherFaction { .. } => "other_faction",
            Self::ProxyForbidden { .. } => "proxy_forbidden",
            Self::TooManyProxies { .. } => "too_many_proxies",
            Self::ProxyHolderAway { .. } => "proxy_holder_away",
            Self::Weighted { .. } => "weighted",
            Self::FactionNotThen { .. } => "faction_not_then",
            Self::FactionTwice { .. } => "faction_twice",
            Self::FactionMissing { .. } => "faction_missing",
            Self::FactionSum { .. } => "faction_sum",
            Self::FactionAbstained { .. } => "faction_abstained",
            Self::TotalDiffers { .. } => "total_differs",
        }
    }

    /// The rule that it goes against; `None` where it contradicts itself or the memberships.
    #[must_use]
    pub fn rule(self) -> Option<Rule> {
        match self {
            Self::Silent { .. } | Self::AbstainForbidden { .. } | Self::FactionAbstained { .. } => {
                Some(Rule::DutyToVote)
            }
            Self::RecusedVoted { .. } => Some(Rule::Recusal),
            Self::ChairWithoutSeat { .. } | Self::ChairDoesNotVote { .. } => Some(Rule::Chair),
            Self::ProxyForbidden { .. }
            | Self::TooManyProxies { .. }
            | Self::ProxyHolderAway { .. } => Some(Rule::Proxy),
            Self::Weighted { .. } => Some(Rule::Weights),
            Self::NoSeat { .. }
            | Self::UncertainSeat { .. }
            | Self::Twice { .. }
            | Self::Missing { .. }
            | Self::AbsentVoted { .. }
            | Self::MarkedAbsent { .. }
            | Self::OtherFaction { .. }
            | Self::FactionNotThen { .. }
            | Self::FactionTwice { .. }
            | Self::FactionMissing { .. }
            | Self::FactionSum { .. }
            | Self::TotalDiffers { .. } => None,
        }
    }

    /// Whether the record cannot be published with it.
    #[must_use]
    pub fn is_bar(self) -> bool {
        !matches!(self, Self::UncertainSeat { .. })
    }
}
