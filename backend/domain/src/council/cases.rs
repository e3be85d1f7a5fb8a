//! Cases to check rule sets by: an input, and what should come of it. `weerklank rules check` reads
//! files of them.

use super::ballot::{BallotCount, BallotFault, BallotOutcome, Candidates};
use super::members::{Members, MembersFault};
use super::opening::{Gathering, Presence};
use super::reason::{Decision, Reason, Side};
use super::rules::CouncilRules;
use super::vote::{Broken, Earlier, Said, VoteCount};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// One case of a file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Case {
    /// Its name in the file.
    pub id: String,
    /// The article it is about.
    #[serde(default)]
    pub law: String,
    /// Why its expectation is what it is.
    #[serde(default)]
    pub why: String,
    /// The code of the rule set; that of a Dutch council or its executive when not given.
    #[serde(default)]
    pub rule_set: Option<String>,
    /// What is asked.
    #[serde(flatten)]
    pub question: Question,
    /// What should come of it.
    pub expect: Answer,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", content = "input", rename_all = "snake_case")]
pub enum Question {
    /// Whether a meeting opens, or may deal with a topic.
    Opening(OpeningCase),
    /// What becomes of a vote of a council.
    CouncilVote(CouncilVoteCase),
    /// What becomes of a ballot on persons.
    PersonBallot(PersonBallotCase),
    /// What becomes of a vote of an executive.
    CollegeVote(CollegeVoteCase),
    /// How many seats a council has.
    Seats(SeatsCase),
}

/// Members, and which meeting it is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpeningCase {
    /// Seats by law; as many as are held when not given.
    statutory: Option<u32>,
    sitting: u32,
    present: u32,
    #[serde(default)]
    second_meeting: bool,
    #[serde(default)]
    topic_on_first_agenda: bool,
}

/// What happened before a vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Prior {
    /// An invalid vote in an earlier meeting.
    #[serde(rename = "invalid_29")]
    Invalid,
    /// It stood on the first agenda of a meeting convened again.
    SecondMeetingSameTopic,
    /// A tie.
    #[serde(rename = "tied_32_4")]
    Tied,
}

/// A vote on a matter.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CouncilVoteCase {
    /// Seats by law; as many as are held when not given.
    statutory: Option<u32>,
    sitting: u32,
    #[serde(default)]
    recused: u32,
    #[serde(rename = "for")]
    for_it: u32,
    against: u32,
    #[serde(default)]
    abstain: u32,
    #[serde(default)]
    silent: u32,
    #[serde(default)]
    prior: Option<Prior>,
    /// How the chair decided after equal votes.
    #[serde(default)]
    chair: Option<Side>,
}

/// Ballots on persons.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonBallotCase {
    /// Seats by law; as many as are held when not given.
    statutory: Option<u32>,
    sitting: u32,
    #[serde(default)]
    recused: u32,
    handed_in: u32,
    valid: u32,
    votes: BTreeMap<String, u32>,
    limited: bool,
    #[serde(default)]
    is_revote: bool,
}

/// A vote of an executive.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CollegeVoteCase {
    sitting: u32,
    #[serde(default)]
    recused: u32,
    #[serde(rename = "for")]
    for_it: u32,
    against: u32,
    #[serde(default)]
    is_revote: bool,
    /// How the chair votes.
    #[serde(default)]
    chair: Option<Side>,
}

/// A municipality.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeatsCase {
    inhabitants: u32,
}

/// What comes of a case, or should.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Answer {
    /// A number, of seats.
    Number(u32),
    /// The code of an outcome.
    Word(String),
    /// Numbers that cannot be, and why.
    Refused {
        /// The code of what is wrong.
        refused: String,
    },
    /// The outcome of a ballot.
    Round {
        /// Its code.
        outcome: String,
        /// Who is appointed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        who: Option<String>,
        /// Between whom it goes on.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        between: Option<BTreeSet<String>>,
    },
}

impl Answer {
    /// Whether another answer is what this one expects. What it does not say is not compared: of a
    /// ballot, the outcome alone suffices.
    #[must_use]
    pub fn is_met_by(&self, computed: &Self) -> bool {
        match (self, computed) {
            (Self::Word(word), Self::Round { outcome, .. }) => word == outcome,
            (
                Self::Round {
                    outcome,
                    who,
                    between,
                },
                Self::Round {
                    outcome: found,
                    who: found_who,
                    between: found_between,
                },
            ) => {
                outcome == found
                    && (who.is_none() || who == found_who)
                    && (between.is_none() || between == found_between)
            }
            _ => self == computed,
        }
    }
}

/// What came of a case, and from what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Computed {
    /// The answer.
    pub answer: Answer,
    /// From what it follows; nothing for a number of a table and for what was refused.
    pub reasons: Vec<Reason>,
}

impl Case {
    /// The code of the rule set that it is about.
    #[must_use]
    pub fn rule_set(&self) -> &str {
        let default = match self.question {
            Question::CollegeVote(_) => "nl_executive",
            Question::Opening(_)
            | Question::CouncilVote(_)
            | Question::PersonBallot(_)
            | Question::Seats(_) => "nl_council",
        };
        self.rule_set.as_deref().unwrap_or(default)
    }

    /// What comes of it under rules.
    #[must_use]
    pub fn compute(&self, rules: &CouncilRules) -> Computed {
        let computed = match &self.question {
            Question::Opening(case) => case.compute(rules),
            Question::CouncilVote(case) => {
                case.count().and_then(|count| compute_vote(rules, count))
            }
            Question::PersonBallot(case) => case.compute(rules),
            Question::CollegeVote(case) => {
                case.count().and_then(|count| compute_vote(rules, count))
            }
            Question::Seats(case) => case.compute(rules),
        };
        computed.unwrap_or_else(|code| Computed {
            answer: Answer::Refused {
                refused: code.to_owned(),
            },
            reasons: Vec::new(),
        })
    }
}

/// What came of it, or the code of what cannot be.
type Tried = Result<Computed, &'static str>;

fn members(statutory: Option<u32>, sitting: u32, recused: u32) -> Result<Members, &'static str> {
    let statutory = statutory.unwrap_or(sitting);
    Members::new(statutory, sitting, recused).map_err(MembersFault::code)
}

fn after_tie(is_revote: bool) -> Earlier {
    Earlier {
        ties: u32::from(is_revote),
        ..Earlier::default()
    }
}

fn word<O>(decision: &Decision<O>, code: &str) -> Computed {
    Computed {
        answer: Answer::Word(code.to_owned()),
        reasons: decision.reasons().to_vec(),
    }
}

fn compute_vote(rules: &CouncilRules, count: VoteCount) -> Tried {
    let vote = rules.vote(count).map_err(|fault| fault.code())?;
    let decision = vote.decide();
    Ok(word(&decision, decision.outcome().code()))
}

impl OpeningCase {
    fn compute(&self, rules: &CouncilRules) -> Tried {
        let members = members(self.statutory, self.sitting, 0)?;
        let presence = Presence::new(members, self.present);
        let presence = presence.map_err(|_| "more_than_members")?;
        let gathering = if self.second_meeting {
            Gathering::Second {
                is_on_first_agenda: self.topic_on_first_agenda,
            }
        } else {
            Gathering::First
        };
        let decision = rules.opening(presence, gathering);
        Ok(word(&decision, decision.outcome().code()))
    }
}

impl CouncilVoteCase {
    fn count(&self) -> Result<VoteCount, &'static str> {
        Ok(VoteCount {
            members: members(self.statutory, self.sitting, self.recused)?,
            said: Said {
                for_it: self.for_it,
                against: self.against,
                abstained: self.abstain,
                silent: self.silent,
            },
            earlier: Earlier {
                ties: u32::from(self.prior == Some(Prior::Tied)),
                was_invalid: self.prior == Some(Prior::Invalid),
                is_second_meeting: self.prior == Some(Prior::SecondMeetingSameTopic),
            },
            broken: self.chair.map(Broken::ByChair),
            ..VoteCount::default()
        })
    }
}

impl CollegeVoteCase {
    fn count(&self) -> Result<VoteCount, &'static str> {
        Ok(VoteCount {
            members: members(None, self.sitting, self.recused)?,
            said: Said {
                for_it: self.for_it,
                against: self.against,
                ..Said::default()
            },
            earlier: after_tie(self.is_revote),
            broken: self.chair.map(Broken::ByChair),
            ..VoteCount::default()
        })
    }
}

impl PersonBallotCase {
    fn compute(&self, rules: &CouncilRules) -> Tried {
        // The file does not tell blank ballots from invalid ones; they come to the same.
        let invalid = self.handed_in.checked_sub(self.valid);
        let count = BallotCount {
            members: members(self.statutory, self.sitting, self.recused)?,
            handed_in: self.handed_in,
            blank: 0,
            invalid: invalid.ok_or("more_valid_than_handed_in")?,
            votes: self.votes.clone(),
            candidates: if self.limited {
                Candidates::Limited
            } else {
                Candidates::Free
            },
            earlier: after_tie(self.is_revote),
        };
        let ballots = rules.ballots(count).map_err(BallotFault::code)?;
        let decision = ballots.decide();
        let (who, between) = match decision.outcome() {
            BallotOutcome::Appointed { who } => (Some(who.clone()), None),
            BallotOutcome::RevoteSameMeeting { between }
            | BallotOutcome::Postponed { between }
            | BallotOutcome::Lot { between }
            | BallotOutcome::CastingVote { between } => (None, Some(between.clone())),
            BallotOutcome::Invalid | BallotOutcome::NextRoundByStandingOrders => (None, None),
        };
        Ok(Computed {
            answer: Answer::Round {
                outcome: decision.outcome().code().to_owned(),
                who,
                between,
            },
            reasons: decision.reasons().to_vec(),
        })
    }
}

impl SeatsCase {
    fn compute(&self, rules: &CouncilRules) -> Tried {
        let seats = rules.seats_for(self.inhabitants).ok_or("no_table")?;
        Ok(Computed {
            answer: Answer::Number(seats),
            reasons: Vec::new(),
        })
    }
}
