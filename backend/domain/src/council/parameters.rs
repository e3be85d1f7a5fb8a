//! The parameters of a rule set: each says one thing of how a body meets and votes.

use super::fraction::Bar;
use super::members::Members;
use super::vote::Earlier;
use serde::{Deserialize, Serialize};

/// The members that a share is taken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MemberBase {
    /// All of whom the body consists by law, vacant seats too.
    Statutory,
    /// Those who hold a seat.
    Sitting,
}

impl MemberBase {
    /// Their number.
    pub(super) fn of(self, members: Members) -> u32 {
        match self {
            Self::Statutory => members.statutory(),
            Self::Sitting => members.sitting(),
        }
    }
}

/// How many members must have signed the presence list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quorum {
    /// The members it is a share of.
    pub base: MemberBase,
    /// The share.
    #[serde(flatten)]
    pub bar: Bar,
    /// The meeting that is convened when too few came; none where the law knows no such meeting.
    #[serde(default)]
    pub second_meeting: Option<SecondMeeting>,
}

/// A meeting convened again because too few came: what stood on the first agenda needs no quorum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SecondMeeting {
    /// Hours between the delivery of its summons and its start, at the least.
    pub min_hours: u16,
}

/// What lifts the number of members that must take part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Waiver {
    /// A vote on it in an earlier meeting was invalid because too few took part.
    InvalidBefore,
    /// It stands on the first agenda of a meeting that was convened again.
    SecondMeeting,
}

/// How many members must take part for a vote to be valid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Validity {
    /// The members it is a share of.
    pub base: MemberBase,
    /// Whether those who must not take part are taken off first.
    pub minus_recused: bool,
    /// The share.
    #[serde(flatten)]
    pub bar: Bar,
    /// What lifts it.
    #[serde(default)]
    pub waivers: Vec<Waiver>,
}

impl Validity {
    /// The members of whom a share must take part.
    pub(super) fn share_of(&self, members: Members) -> u32 {
        let all = self.base.of(members);
        if self.minus_recused {
            all - members.recused()
        } else {
            all
        }
    }

    /// What lifts it after these earlier votes.
    pub(super) fn waiver(&self, earlier: Earlier) -> Option<Waiver> {
        let lifts = |waiver: &Waiver| match waiver {
            Waiver::InvalidBefore => earlier.was_invalid,
            Waiver::SecondMeeting => earlier.is_second_meeting,
        };
        self.waivers.iter().copied().find(lifts)
    }
}

/// What a majority is a share of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MajorityBase {
    /// The votes cast: for and against, with what counts as against.
    Cast,
    /// The members present who may take part.
    Present,
    /// Those who hold a seat.
    Sitting,
    /// All of whom the body consists by law.
    Statutory,
}

/// How many votes decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Majority {
    /// What it is a share of.
    pub base: MajorityBase,
    /// The share: more than half, or a larger one.
    #[serde(flatten)]
    pub bar: Bar,
}

/// What a vote that is neither for nor against comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CountsAs {
    /// It counts for neither side.
    #[default]
    None,
    /// It counts against.
    Against,
}

/// Whether somebody present may say neither for nor against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Abstain {
    /// Whether it is allowed.
    pub allowed: bool,
    /// Whether it counts as taking part.
    #[serde(default)]
    pub counts_for_quorum: bool,
    /// The side for which it counts.
    #[serde(default)]
    pub counts_as: CountsAs,
}

/// What follows on equal votes; the first step on the first tie, the next on the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TieStep {
    /// It comes back in a next meeting; a full meeting passes over this step.
    Postpone,
    /// The vote is taken again.
    Revote,
    /// The lot decides.
    Lot,
    /// The chair decides.
    CastingVote,
    /// It is not adopted.
    Reject,
}

impl TieStep {
    /// Whether nothing can follow on it.
    #[must_use]
    pub fn is_last(self) -> bool {
        match self {
            Self::Lot | Self::CastingVote | Self::Reject => true,
            Self::Postpone | Self::Revote => false,
        }
    }
}

/// What follows on equal votes about a matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tie {
    /// The steps.
    pub steps: Vec<TieStep>,
    /// The members who must all have voted, as far as not recused, for a meeting to be full; none
    /// where a full meeting makes no difference. The Dutch law says "all members of whom the council
    /// consists" (Municipalities Act, article 32(6)): literally, vacant seats too.
    #[serde(default)]
    pub full_meeting_base: Option<MemberBase>,
}

/// What the chair may do who is a member. One who is no member never votes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chair {
    /// Whether the chair votes with the others.
    pub votes: bool,
    /// Whether the chair decides on equal votes, where the steps say so.
    pub casting: bool,
    /// Whether that holds in a secret vote too.
    #[serde(default)]
    pub casting_in_secret: bool,
}

/// How many of those present must ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Threshold {
    /// So many members.
    Absolute(u32),
    /// A share of those present.
    Share(Bar),
}

impl Threshold {
    /// The number it comes to among so many who are present.
    #[must_use]
    pub fn needed(self, present: u32) -> u32 {
        match self {
            Self::Absolute(number) => number,
            Self::Share(bar) => bar.needed(present),
        }
    }
}

/// When votes are taken by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RollCall {
    /// How many must ask.
    pub threshold: Threshold,
    /// Whether the chair alone suffices.
    #[serde(default)]
    pub by_chair: bool,
}

/// What a vote is about, as far as the way of voting depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SecretSubject {
    /// Persons, for an appointment.
    Appointment,
    /// Persons, for a nomination.
    Nomination,
    /// Persons, for a recommendation.
    Recommendation,
}

/// When votes are secret.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Secret {
    /// What is always voted on in secret.
    #[serde(default)]
    pub mandatory_for: Vec<SecretSubject>,
    /// How many may ask for it in other matters; none where nobody can.
    #[serde(default)]
    pub threshold: Option<Threshold>,
    /// Whether it goes before a vote by name when both are asked for.
    #[serde(default)]
    pub beats_roll_call: bool,
}

/// Votes in the name of somebody who is away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Proxy {
    /// How many one member may hold.
    pub max_per_member: u32,
}

/// Whose vote may count for more than one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    /// A member's.
    #[serde(default)]
    pub per_member: bool,
    /// A group's, which then speaks for all its seats in a show of hands.
    #[serde(default)]
    pub per_group: bool,
}

/// A group that needs a majority of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupMajority {
    /// The name of the group.
    pub group: String,
    /// The share of its votes cast.
    #[serde(flatten)]
    pub bar: Bar,
}

/// Votes on persons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Persons {
    /// What follows on equal votes between persons to whom the choice is limited.
    pub tie_steps: Vec<TieStep>,
}

/// The seats of a body for a number of inhabitants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeatStep {
    /// Up to so many inhabitants; without a number: for any more.
    #[serde(default)]
    pub up_to: Option<u32>,
    /// So many seats.
    pub seats: u32,
}
