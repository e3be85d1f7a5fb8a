//! How a vote is taken: secret where the law says so, by name where somebody asks, otherwise as the
//! body likes; and which way says what of whom.

use super::parameters::SecretSubject;
use super::reason::Rule;
use super::rules::CouncilRules;
use crate::codes::codes;
use serde::{Deserialize, Serialize};

codes! {
    /// How a vote is taken.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    Method {
        /// Nobody asked for a vote.
        WithoutVote = "without_vote",
        /// By show of hands.
        Hands = "hands",
        /// By name, aloud.
        RollCall = "roll_call",
        /// By name, with a machine.
        Electronic = "electronic",
        /// By ballot.
        Secret = "secret",
    }
}

codes! {
    /// What a published result rests on.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    Basis {
        /// The vote of each member.
        ByName = "by_name",
        /// Numbers of members present of each faction.
        PerFaction = "per_faction",
        /// Nothing was counted.
        WithoutVote = "without_vote",
        /// Ballots; who handed in which is unknown.
        Secret = "secret",
    }
}

impl Method {
    /// What its result rests on.
    #[must_use]
    pub fn basis(self) -> Basis {
        match self {
            Self::WithoutVote => Basis::WithoutVote,
            Self::Hands => Basis::PerFaction,
            Self::RollCall | Self::Electronic => Basis::ByName,
            Self::Secret => Basis::Secret,
        }
    }
}

impl Basis {
    /// Whether it says of one member how that member voted.
    #[must_use]
    pub fn names_members(self) -> bool {
        self == Self::ByName
    }
}

/// What is put to the vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// Persons.
    Persons(SecretSubject),
    /// Anything else.
    Matter,
}

/// Who asked for which way of voting. All numbers are members who are present.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Asked {
    /// For a vote at all, whichever way.
    pub vote: bool,
    /// For a vote by name.
    pub roll_call: u32,
    /// Whether the chair did.
    pub roll_call_by_chair: bool,
    /// For a secret vote.
    pub secret: u32,
}

/// The way in which a vote has to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WayOfVoting {
    /// By ballot.
    Secret,
    /// By name.
    RollCall,
    /// Any way that is not secret; the body or its chair chooses.
    Open,
    /// None: it is adopted without.
    WithoutVote,
}

impl WayOfVoting {
    /// The rule that makes it so.
    #[must_use]
    pub fn rule(self) -> Rule {
        match self {
            Self::Secret => Rule::Secret,
            Self::RollCall | Self::Open => Rule::RollCall,
            Self::WithoutVote => Rule::WithoutVote,
        }
    }

    /// Whether a vote may be taken by a method.
    #[must_use]
    pub fn admits(self, method: Method) -> bool {
        match self {
            Self::Secret => method == Method::Secret,
            Self::RollCall => matches!(method, Method::RollCall | Method::Electronic),
            Self::Open => matches!(
                method,
                Method::Hands | Method::RollCall | Method::Electronic
            ),
            Self::WithoutVote => method == Method::WithoutVote,
        }
    }
}

impl CouncilRules {
    /// How a vote has to be taken among so many who are present (Municipalities Act, articles 31(1)
    /// and 32(1) and (3)).
    #[must_use]
    pub fn way_of_voting(&self, subject: Subject, present: u32, asked: Asked) -> WayOfVoting {
        if let Subject::Persons(kind) = subject
            && self.secret.mandatory_for.contains(&kind)
        {
            return WayOfVoting::Secret;
        }
        let secret = self.secret.threshold;
        let is_secret = secret
            .is_some_and(|threshold| asked.secret > 0 && asked.secret >= threshold.needed(present));
        let by_name = self.roll_call.is_some_and(|roll_call| {
            let enough = asked.roll_call >= roll_call.threshold.needed(present);
            (asked.roll_call > 0 && enough) || (roll_call.by_chair && asked.roll_call_by_chair)
        });
        match (is_secret, by_name) {
            (true, true) if self.secret.beats_roll_call => WayOfVoting::Secret,
            (_, true) => WayOfVoting::RollCall,
            (true, false) => WayOfVoting::Secret,
            // Who asked for a way of voting, though too few, asked for a vote.
            (false, false) if asked.vote || asked.roll_call > 0 || asked.secret > 0 => {
                WayOfVoting::Open
            }
            (false, false) => match subject {
                Subject::Matter => WayOfVoting::WithoutVote,
                Subject::Persons(_) => WayOfVoting::Open,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::dutch_council;
    use super::*;
    use crate::council::{Bar, Fraction, Op, Outcome, Secret, Threshold};

    const NOBODY: Asked = Asked {
        vote: false,
        roll_call: 0,
        roll_call_by_chair: false,
        secret: 0,
    };

    #[test]
    fn nl_12_votes_on_persons_are_secret_whoever_asks() {
        let rules = dutch_council();
        let asked = Asked {
            roll_call: 31,
            ..NOBODY
        };
        for kind in [
            SecretSubject::Appointment,
            SecretSubject::Nomination,
            SecretSubject::Recommendation,
        ] {
            let way = rules.way_of_voting(Subject::Persons(kind), 31, asked);
            assert_eq!(way, WayOfVoting::Secret);
            assert!(!way.admits(Method::RollCall));
        }
        assert!(!Method::Secret.basis().names_members());
    }

    #[test]
    fn nl_15_one_member_or_the_chair_gets_a_roll_call() {
        let rules = dutch_council();
        let way = |asked| rules.way_of_voting(Subject::Matter, 31, asked);
        let member = Asked {
            roll_call: 1,
            ..NOBODY
        };
        let chair = Asked {
            roll_call_by_chair: true,
            ..NOBODY
        };
        assert_eq!(way(member), WayOfVoting::RollCall);
        assert_eq!(way(chair), WayOfVoting::RollCall);
        let vote = Asked {
            vote: true,
            secret: 31,
            ..NOBODY
        };
        assert_eq!(way(vote), WayOfVoting::Open, "no secret vote on a matter");
        assert!(WayOfVoting::Open.admits(Method::Hands));
    }

    #[test]
    fn nl_17_what_nobody_wants_to_vote_on_is_adopted_without_numbers() {
        let rules = dutch_council();
        let way = rules.way_of_voting(Subject::Matter, 31, NOBODY);
        assert_eq!(way, WayOfVoting::WithoutVote);
        let decision = rules.without_vote();
        assert_eq!(*decision.outcome(), Outcome::AdoptedWithoutVote);
        assert_eq!(decision.reasons().len(), 1);
        assert_eq!(decision.reasons()[0].fact.rule(), Rule::WithoutVote);
    }

    #[test]
    fn where_enough_ask_a_secret_vote_goes_first_when_the_rules_say_so() {
        let third = Threshold::Share(Bar {
            op: Op::Gte,
            fraction: Fraction::new(1, 3).unwrap(),
        });
        let mut rules = dutch_council();
        rules.secret = Secret {
            threshold: Some(third),
            beats_roll_call: true,
            ..Secret::default()
        };
        let asked = |secret, roll_call| {
            let asked = Asked {
                secret,
                roll_call,
                ..NOBODY
            };
            rules.way_of_voting(Subject::Matter, 30, asked)
        };
        assert_eq!(asked(10, 20), WayOfVoting::Secret);
        assert_eq!(asked(9, 20), WayOfVoting::RollCall);
        assert_eq!(asked(9, 0), WayOfVoting::Open);
    }
}
