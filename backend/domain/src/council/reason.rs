//! Why a decision is what it is: numbers and the article that makes them matter. Pages make sentences of
//! them, in their own language.

use super::parameters::Waiver;
use super::rules::CouncilRules;
use crate::codes::codes;
use serde::{Deserialize, Serialize};

codes! {
    /// A rule that has an article in a rule set.
    #[derive(Serialize, Deserialize, PartialOrd, Ord)]
    #[serde(rename_all = "snake_case")]
    Rule {
        /// Of how many members the body consists.
        SeatNumber = "seat_number",
        /// How many must be present to meet.
        Quorum = "quorum",
        /// The summons of a second meeting.
        SecondSummons = "second_summons",
        /// What a second meeting may deal with.
        SecondMeeting = "second_meeting",
        /// Who must not take part.
        Recusal = "recusal",
        /// Nominees do not take part.
        NomineeRecusal = "nominee_recusal",
        /// Everybody takes part in the admission of newly elected members.
        Admission = "admission",
        /// Who counts as taking part in a written vote.
        Ballots = "ballots",
        /// How many must take part.
        Participation = "participation",
        /// When fewer suffice.
        ParticipationWaived = "participation_waived",
        /// How many votes decide.
        Majority = "majority",
        /// Ballots that are no votes.
        BlankBallots = "blank_ballots",
        /// Secret votes.
        Secret = "secret",
        /// Equal votes on persons: again.
        PersonsRevote = "persons_revote",
        /// Equal votes on persons once more: the lot.
        PersonsLot = "persons_lot",
        /// No majority for anybody: the next round.
        NextRound = "next_round",
        /// Votes by name.
        RollCall = "roll_call",
        /// Who is present says for or against.
        DutyToVote = "duty_to_vote",
        /// Neither for nor against.
        Abstention = "abstention",
        /// Present, and silent.
        Silence = "silence",
        /// Adopted, as nobody asked for a vote.
        WithoutVote = "without_vote",
        /// Equal votes: postponed.
        TiePostponed = "tie_postponed",
        /// Equal votes: again.
        TieRevote = "tie_revote",
        /// Equal votes: the lot.
        TieLot = "tie_lot",
        /// Equal votes: the chair decides.
        CastingVote = "casting_vote",
        /// Equal votes: not adopted.
        TieRejected = "tie_rejected",
        /// What a full meeting is.
        FullMeeting = "full_meeting",
        /// The vote of the chair.
        Chair = "chair",
        /// Votes for somebody else.
        Proxy = "proxy",
        /// Votes that count for more than one.
        Weights = "weights",
        /// Groups with a majority of their own.
        GroupMajority = "group_majority",
        /// Who may ask for closed doors.
        ClosedDoors = "closed_doors",
        /// What is never dealt with behind closed doors.
        NeverClosed = "never_closed",
    }
}

/// A side of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// For it.
    For,
    /// Against it.
    Against,
}

/// One step of the way to a decision, with its numbers; all of them are votes or members.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "the line above each fact says what its numbers are"
)]
pub enum Fact {
    /// Of whom the body consists, and who holds a seat.
    Members { statutory: u32, sitting: u32 },
    /// Members who must not take part.
    Recused { recused: u32 },
    /// Enough members were present, or too few.
    Present { present: u32, needed: u32, of: u32 },
    /// In a meeting convened again, the first agenda needs no quorum.
    FirstAgenda { present: u32 },
    /// In a meeting convened again, another topic does.
    OtherTopic { present: u32, needed: u32, of: u32 },
    /// Nobody asked for a vote.
    NoVoteAsked,
    /// Ballots that were handed in.
    BallotsHandedIn { handed_in: u32 },
    /// Ballots that are no votes.
    NoVotes { blank: u32, invalid: u32 },
    /// Enough members took part, or too few.
    TookPart {
        took_part: u32,
        needed: u32,
        of: u32,
    },
    /// How many took part made no difference.
    Waived { took_part: u32, waiver: Waiver },
    /// Members who said neither for nor against.
    Abstained { abstained: u32, is_against: bool },
    /// Members who were present, and said nothing.
    Silent { silent: u32, is_against: bool },
    /// The votes, and how many for it were needed.
    Votes {
        #[serde(rename = "for")]
        for_it: u32,
        against: u32,
        needed: u32,
        of: u32,
    },
    /// The votes of a group that needs a majority of its own.
    GroupVotes {
        group: String,
        #[serde(rename = "for")]
        for_it: u32,
        against: u32,
        needed: u32,
    },
    /// Equal votes.
    Tied { each: u32 },
    /// It was so in earlier votes.
    TiedBefore { times: u32 },
    /// Everybody who may vote did.
    FullMeeting { voted: u32, of: u32 },
    /// Somebody who may vote did not, or a seat is vacant.
    NotFullMeeting { voted: u32, of: u32 },
    /// Equal votes: it comes back in a next meeting.
    ComesBack,
    /// Equal votes: the vote is taken again.
    VoteAgain,
    /// Equal votes: the lot is to decide.
    LotDecides,
    /// The lot fell.
    LotFell { side: Side },
    /// Equal votes: the chair is to decide.
    ChairDecides,
    /// The chair decided.
    ChairDecided { side: Side },
    /// The chair decided nothing.
    ChairDeclined,
    /// Equal votes: not adopted.
    NotAdopted,
    /// The votes for one person, and how many were needed.
    PersonVotes {
        person: String,
        votes: u32,
        needed: u32,
        of: u32,
    },
    /// Persons with equal votes, who got all of them.
    PersonsTied { persons: Vec<String>, each: u32 },
    /// Persons with equal votes: the vote is taken again in this meeting.
    PersonsAgain,
    /// Persons with equal votes: the lot decides, at once.
    PersonsByLot,
    /// Nobody has the majority; how it goes on is for the standing orders.
    NobodyElected { needed: u32, of: u32 },
}

impl Fact {
    /// The word for it in the API and the message keys.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Members { .. } => "members",
            Self::Recused { .. } => "recused",
            Self::Present { .. } => "present",
            Self::FirstAgenda { .. } => "first_agenda",
            Self::OtherTopic { .. } => "other_topic",
            Self::NoVoteAsked => "no_vote_asked",
            Self::BallotsHandedIn { .. } => "ballots_handed_in",
            Self::NoVotes { .. } => "no_votes",
            Self::TookPart { .. } => "took_part",
            Self::Waived { .. } => "waived",
            Self::Abstained { .. } => "abstained",
            Self::Silent { .. } => "silent",
            Self::Votes { .. } => "votes",
            Self::GroupVotes { .. } => "group_votes",
            Self::Tied { .. } => "tied",
            Self::TiedBefore { .. } => "tied_before",
            Self::FullMeeting { .. } => "full_meeting",
            Self::NotFullMeeting { .. } => "not_full_meeting",
            Self::ComesBack => "comes_back",
            Self::VoteAgain => "vote_again",
            Self::LotDecides => "lot_decides",
            Self::LotFell { .. } => "lot_fell",
            Self::ChairDecides => "chair_decides",
            Self::ChairDecided { .. } => "chair_decided",
            Self::ChairDeclined => "chair_declined",
            Self::NotAdopted => "not_adopted",
            Self::PersonVotes { .. } => "person_votes",
            Self::PersonsTied { .. } => "persons_tied",
            Self::PersonsAgain => "persons_again",
            Self::PersonsByLot => "persons_by_lot",
            Self::NobodyElected { .. } => "nobody_elected",
        }
    }

    /// The rule that makes it matter.
    #[must_use]
    pub fn rule(&self) -> Rule {
        match self {
            Self::Members { .. } => Rule::SeatNumber,
            Self::Recused { .. } => Rule::Recusal,
            Self::Present { .. } => Rule::Quorum,
            Self::FirstAgenda { .. } | Self::OtherTopic { .. } => Rule::SecondMeeting,
            Self::NoVoteAsked => Rule::WithoutVote,
            Self::BallotsHandedIn { .. } => Rule::Ballots,
            Self::NoVotes { .. } => Rule::BlankBallots,
            Self::TookPart { .. } => Rule::Participation,
            Self::Waived { .. } => Rule::ParticipationWaived,
            Self::Abstained { .. } => Rule::Abstention,
            Self::Silent { .. } => Rule::Silence,
            Self::Votes { .. }
            | Self::Tied { .. }
            | Self::PersonVotes { .. }
            | Self::PersonsTied { .. } => Rule::Majority,
            Self::GroupVotes { .. } => Rule::GroupMajority,
            Self::FullMeeting { .. } | Self::NotFullMeeting { .. } => Rule::FullMeeting,
            Self::ComesBack => Rule::TiePostponed,
            Self::VoteAgain => Rule::TieRevote,
            Self::LotDecides | Self::LotFell { .. } => Rule::TieLot,
            Self::ChairDecides | Self::ChairDecided { .. } | Self::ChairDeclined => {
                Rule::CastingVote
            }
            Self::TiedBefore { .. } | Self::NotAdopted => Rule::TieRejected,
            Self::PersonsAgain => Rule::PersonsRevote,
            Self::PersonsByLot => Rule::PersonsLot,
            Self::NobodyElected { .. } => Rule::NextRound,
        }
    }
}

/// A fact, and the article of the rule set that makes it matter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// What is the case.
    #[serde(flatten)]
    pub fact: Fact,
    /// The article, such as "Gemeentewet, art. 32(5)".
    pub article: String,
}

/// Reasons as they come up, each with its article. The first one is given: there is no decision
/// without.
#[derive(Debug, Clone)]
pub(super) struct Reasons<'r> {
    rules: &'r CouncilRules,
    list: Vec<Reason>,
}

impl<'r> Reasons<'r> {
    pub(super) fn first(rules: &'r CouncilRules, fact: Fact) -> Self {
        let mut reasons = Self {
            rules,
            list: Vec::new(),
        };
        reasons.add(fact);
        reasons
    }

    pub(super) fn add(&mut self, fact: Fact) {
        let article = self.rules.article(fact.rule()).to_owned();
        self.list.push(Reason { fact, article });
    }

    /// Adds what bears on it only when there is some.
    pub(super) fn add_some(&mut self, number: u32, fact: Fact) {
        if number > 0 {
            self.add(fact);
        }
    }

    pub(super) fn so<O>(self, outcome: O) -> Decision<O> {
        Decision {
            outcome,
            reasons: self.list,
        }
    }
}

/// An outcome that follows from reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decision<O> {
    outcome: O,
    reasons: Vec<Reason>,
}

impl<O> Decision<O> {
    /// What follows.
    #[must_use]
    pub fn outcome(&self) -> &O {
        &self.outcome
    }

    /// From what, in the order of the law; at least one.
    #[must_use]
    pub fn reasons(&self) -> &[Reason] {
        &self.reasons
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::dutch_council;
    use super::*;

    #[test]
    fn a_reason_is_stored_by_its_code_with_numbers_and_article() {
        let rules = dutch_council();
        let mut reasons = Reasons::first(
            &rules,
            Fact::Votes {
                for_it: 9,
                against: 7,
                needed: 9,
                of: 16,
            },
        );
        reasons.add(Fact::ChairDecided { side: Side::For });
        reasons.add(Fact::Waived {
            took_part: 3,
            waiver: Waiver::InvalidBefore,
        });
        let decision = reasons.so("adopted");
        for reason in decision.reasons() {
            let stored = serde_json::to_value(reason).unwrap();
            assert_eq!(stored["code"], reason.fact.code());
            assert_eq!(serde_json::from_value::<Reason>(stored).unwrap(), *reason);
        }
        let stored = serde_json::to_value(&decision.reasons()[0]).unwrap();
        assert_eq!(stored["for"], 9);
        assert_eq!(stored["article"], "Gemeentewet, art. 30(1)");
    }

    #[test]
    fn a_rule_has_one_word_in_files_and_in_messages() {
        for rule in Rule::ALL {
            assert_eq!(serde_json::to_value(rule).unwrap(), rule.code());
        }
    }
}
