//! The sheet of a vote: what is taken down while a vote is taken, in the form of its method. Of a secret
//! vote it has totals only; that somebody handed in a certain ballot cannot be written on it.

use super::ballot::BallotOutcome;
use super::chain::ChainFault;
use super::hands::FactionHands;
use super::method::Method;
use super::outcome::Outcome;
use super::problem::Choice;
use super::reason::Side;
use super::record::NamedVote;
use super::roster::{FactionId, MemberId};
use super::vote::Broken;
use crate::codes::codes;
use serde::{Deserialize, Serialize};

/// The longest plain-language summary of a vote, in characters.
pub const LONGEST_VOTE_SUMMARY: usize = 600;
/// The most candidates of one round.
pub const MOST_CANDIDATES: usize = 40;

/// What one member did, on the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetVote {
    /// Who.
    pub member: MemberId,
    /// What, as cast.
    pub choice: Choice,
    /// What the member said afterwards to have meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meant: Option<Choice>,
}

impl From<SheetVote> for NamedVote {
    fn from(vote: SheetVote) -> Self {
        Self {
            meant: vote.meant,
            ..Self::new(vote.member, vote.choice)
        }
    }
}

/// What the members of one faction did, on the sheet; all numbers are members.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SheetHands {
    /// Which; none for members on their own.
    pub faction: Option<FactionId>,
    /// For it.
    pub for_it: u32,
    /// Against it.
    pub against: u32,
    /// Neither, and said so.
    #[serde(default)]
    pub abstained: u32,
    /// Must not take part.
    #[serde(default)]
    pub recused: u32,
    /// Not in the room.
    #[serde(default)]
    pub absent: u32,
    /// Whether the faction said afterwards that it had meant the opposite.
    #[serde(default)]
    pub is_mistake: bool,
}

impl From<SheetHands> for FactionHands {
    fn from(hands: SheetHands) -> Self {
        let SheetHands {
            faction,
            for_it,
            against,
            abstained,
            recused,
            absent,
            is_mistake,
        } = hands;
        Self {
            faction,
            for_it,
            against,
            abstained,
            recused,
            absent,
            is_mistake,
        }
    }
}

/// The ballots for one candidate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetBallots {
    /// The name.
    pub candidate: String,
    /// The member who it is, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<MemberId>,
    /// Ballots.
    pub votes: u32,
}

/// What was taken down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "taken", rename_all = "snake_case")]
pub enum Taken {
    /// The vote of each member.
    ByName {
        /// Each.
        votes: Vec<SheetVote>,
    },
    /// Numbers of each faction.
    PerFaction {
        /// Each.
        factions: Vec<SheetHands>,
    },
    /// Ballots.
    Ballots {
        /// Handed in.
        handed_in: u32,
        /// Of these, blank ones.
        blank: u32,
        /// Of these, ones that were not filled in as they should be.
        wrong: u32,
        /// For each candidate.
        votes: Vec<SheetBallots>,
        /// Whom the lot or the chair chose after equal votes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        chosen: Option<String>,
    },
}

impl Taken {
    /// An empty sheet of a method; `None` where nothing is counted.
    #[must_use]
    pub fn empty(method: Method) -> Option<Self> {
        match method {
            Method::WithoutVote => None,
            Method::RollCall | Method::Electronic => Some(Self::ByName { votes: Vec::new() }),
            Method::Hands => Some(Self::PerFaction {
                factions: Vec::new(),
            }),
            Method::Secret => Some(Self::Ballots {
                handed_in: 0,
                blank: 0,
                wrong: 0,
                votes: Vec::new(),
                chosen: None,
            }),
        }
    }

    /// Whether it is what a vote by this method has.
    #[must_use]
    pub fn is_of(&self, method: Method) -> bool {
        match self {
            Self::ByName { .. } => matches!(method, Method::RollCall | Method::Electronic),
            Self::PerFaction { .. } => method == Method::Hands,
            Self::Ballots { .. } => method == Method::Secret,
        }
    }
}

codes! {
    /// What decided after equal votes.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    Breaker {
        /// The lot, for it.
        LotFor = "lot_for",
        /// The lot, against it.
        LotAgainst = "lot_against",
        /// The chair, for it.
        ChairFor = "chair_for",
        /// The chair, against it.
        ChairAgainst = "chair_against",
        /// The chair, who gave no vote.
        ChairNone = "chair_none",
    }
}

impl From<Breaker> for Broken {
    fn from(breaker: Breaker) -> Self {
        match breaker {
            Breaker::LotFor => Self::ByLot(Side::For),
            Breaker::LotAgainst => Self::ByLot(Side::Against),
            Breaker::ChairFor => Self::ByChair(Side::For),
            Breaker::ChairAgainst => Self::ByChair(Side::Against),
            Breaker::ChairNone => Self::ChairDeclined,
        }
    }
}

/// A sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// What was taken down.
    #[serde(flatten)]
    pub taken: Taken,
    /// At whom the lot had a roll call begin.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub begins_at: Option<MemberId>,
    /// What decided after equal votes on a matter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breaker: Option<Breaker>,
    /// What the chair announced, where the clerk took it down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub announced: Option<Announced>,
    /// The result in plain words, in Dutch.
    #[serde(default)]
    pub summary_nl: String,
    /// The same in English.
    #[serde(default)]
    pub summary_en: String,
}

impl Sheet {
    /// A sheet with nothing but what was taken down.
    #[must_use]
    pub fn of(taken: Taken) -> Self {
        Self {
            taken,
            begins_at: None,
            breaker: None,
            announced: None,
            summary_nl: String::new(),
            summary_en: String::new(),
        }
    }
}

codes! {
    /// Why a vote cannot be taken down, published or corrected, or not so.
    #[derive(thiserror::Error)]
    #[error("that cannot be done with this vote")]
    CannotVote {
        /// The meeting was not opened.
        NotOpened = "not_opened",
        /// The moment lies outside the meeting.
        WrongTime = "wrong_time",
        /// It does not stand on this item of the agenda.
        NotOnAgenda = "not_on_agenda",
        /// It is not before the body: decided, taken back, or held over.
        NotBefore = "not_before",
        /// Its sheet is being written.
        Going = "going",
        /// No rules of the body hold on that day, or it does not decide.
        NoRules = "no_rules",
        /// It cannot be voted on in this way.
        Method = "method",
        /// What is voted on has no name.
        NoTitle = "no_title",
        /// An earlier vote decided it.
        Decided = "decided",
        /// It comes back in a next meeting.
        NotInThisMeeting = "not_in_this_meeting",
        /// The lot or the chair decides first.
        AwaitsDecider = "awaits_decider",
        /// A second person publishes it.
        NeedsSecond = "needs_second",
        /// Whoever offered it, or published what is corrected, is not that second person.
        SamePerson = "same_person",
        /// It is public.
        Published = "published",
        /// It is not public yet.
        NotPublished = "not_published",
        /// A later vote on the same matter rests on its result.
        FollowedUp = "followed_up",
    }
}

impl From<ChainFault> for CannotVote {
    fn from(fault: ChainFault) -> Self {
        match fault {
            ChainFault::Decided => Self::Decided,
            ChainFault::NotInThisMeeting => Self::NotInThisMeeting,
            ChainFault::AwaitsDecider => Self::AwaitsDecider,
        }
    }
}

codes! {
    /// What a chair says that came of a vote.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    Announced {
        /// Adopted, or appointed.
        Adopted = "adopted",
        /// Not adopted.
        Rejected = "rejected",
        /// Equal votes: later again.
        Postponed = "postponed",
        /// Too few took part.
        Invalid = "invalid",
        /// To be voted on once more, or decided by the lot or the chair.
        Undecided = "undecided",
    }
}

/// What came of a vote, on a matter or on persons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VoteOutcome {
    /// On a matter.
    Matter(Outcome),
    /// On persons.
    Persons(BallotOutcome),
}

impl VoteOutcome {
    /// The word for it in the database, the API and the message keys.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Matter(outcome) => outcome.code(),
            Self::Persons(outcome) => outcome.code(),
        }
    }

    /// What a chair would say. `is_chosen`: whether the lot or the chair has chosen a person.
    #[must_use]
    pub fn announced(&self, is_chosen: bool) -> Announced {
        match self.on_proposal(is_chosen) {
            Outcome::Adopted | Outcome::AdoptedWithoutVote => Announced::Adopted,
            Outcome::Rejected | Outcome::TiedRejected => Announced::Rejected,
            Outcome::Invalid => Announced::Invalid,
            Outcome::TiedPostponed => Announced::Postponed,
            Outcome::Revote | Outcome::LotNeeded | Outcome::CastingVoteNeeded => {
                Announced::Undecided
            }
        }
    }

    /// What it means for the proposal that was voted on.
    #[must_use]
    pub fn on_proposal(&self, is_chosen: bool) -> Outcome {
        let persons = match self {
            Self::Matter(outcome) => return *outcome,
            Self::Persons(persons) => persons,
        };
        match persons {
            BallotOutcome::Appointed { .. } => Outcome::Adopted,
            BallotOutcome::Lot { .. } | BallotOutcome::CastingVote { .. } if is_chosen => {
                Outcome::Adopted
            }
            BallotOutcome::Invalid => Outcome::Invalid,
            BallotOutcome::Postponed { .. } => Outcome::TiedPostponed,
            BallotOutcome::RevoteSameMeeting { .. } | BallotOutcome::NextRoundByStandingOrders => {
                Outcome::Revote
            }
            BallotOutcome::Lot { .. } => Outcome::LotNeeded,
            BallotOutcome::CastingVote { .. } => Outcome::CastingVoteNeeded,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_has_what_its_method_has() {
        for method in Method::ALL {
            let Some(taken) = Taken::empty(*method) else {
                assert_eq!(*method, Method::WithoutVote);
                continue;
            };
            for other in Method::ALL {
                let same = other.basis() == method.basis();
                assert_eq!(taken.is_of(*other), same, "{method:?} {other:?}");
            }
        }
    }

    #[test]
    fn what_is_kept_of_a_sheet_reads_back() {
        let vote = SheetVote {
            member: MemberId(4),
            choice: Choice::For,
            meant: Some(Choice::Against),
        };
        let sheet = Sheet {
            begins_at: Some(MemberId(4)),
            breaker: Some(Breaker::LotAgainst),
            announced: Some(Announced::Rejected),
            ..Sheet::of(Taken::ByName { votes: vec![vote] })
        };
        let kept = serde_json::to_string(&sheet).unwrap();
        assert_eq!(serde_json::from_str::<Sheet>(&kept).unwrap(), sheet);
        let secret = Sheet::of(Taken::empty(Method::Secret).unwrap());
        let kept = serde_json::to_string(&secret).unwrap();
        assert!(!kept.contains("member"), "{kept}");
    }

    #[test]
    fn a_chosen_person_is_appointed_and_an_open_choice_is_not() {
        let between = ["A".to_owned(), "B".to_owned()].into();
        let lot = VoteOutcome::Persons(BallotOutcome::Lot { between });
        assert_eq!(lot.on_proposal(false), Outcome::LotNeeded);
        assert_eq!(lot.on_proposal(true), Outcome::Adopted);
        assert_eq!(lot.announced(true), Announced::Adopted);
        for outcome in Outcome::ALL {
            let same = VoteOutcome::Matter(*outcome);
            assert_eq!(same.on_proposal(true), *outcome);
        }
    }
}
