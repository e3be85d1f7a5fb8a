//! Secret votes on persons. There are ballots and their counts, and nothing that says who handed in
//! which one: that cannot be written down here.

use super::members::Members;
use super::parameters::TieStep;
use super::reason::{Decision, Fact, Reasons};
use super::rules::CouncilRules;
use super::vote::Earlier;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Between whom can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Candidates {
    /// Between the persons of a nomination or a run-off.
    Limited,
    /// Between all who may hold the office.
    Free,
}

/// The ballots of one round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BallotCount {
    /// Who there is.
    pub members: Members,
    /// Ballots that were handed in.
    pub handed_in: u32,
    /// Of these, blank ones.
    pub blank: u32,
    /// Of these, ones that were not filled in as they should be.
    pub invalid: u32,
    /// Votes for each person.
    pub votes: BTreeMap<String, u32>,
    /// Between whom can be chosen.
    pub candidates: Candidates,
    /// Earlier rounds: those with equal votes between the same persons are its ties.
    pub earlier: Earlier,
}

/// Why ballots cannot be what was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BallotFault {
    /// More ballots than members who may take part.
    #[error("{handed_in} ballots of {eligible} who may take part")]
    MoreBallots {
        /// The ballots.
        handed_in: u32,
        /// The members who may take part.
        eligible: u32,
    },
    /// Votes, blank and invalid ballots are not the ballots that were handed in.
    #[error("{counted} ballots were counted and {handed_in} handed in")]
    DoNotAddUp {
        /// Votes, blank and invalid ones.
        counted: u64,
        /// Ballots.
        handed_in: u32,
    },
    /// A vote for somebody without a name.
    #[error("a person without a name")]
    Nameless,
}

impl BallotFault {
    /// The word for it in the API and the message keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::MoreBallots { .. } => "more_ballots",
            Self::DoNotAddUp { .. } => "do_not_add_up",
            Self::Nameless => "nameless",
        }
    }
}

/// What becomes of a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum BallotOutcome {
    /// Somebody has the majority.
    Appointed {
        /// Who.
        who: String,
    },
    /// Too few took part.
    Invalid,
    /// Equal votes: again in this meeting.
    RevoteSameMeeting {
        /// Between whom.
        between: BTreeSet<String>,
    },
    /// Equal votes: it comes back in a next meeting.
    Postponed {
        /// Between whom.
        between: BTreeSet<String>,
    },
    /// Equal votes again: the lot decides at once.
    Lot {
        /// Between whom.
        between: BTreeSet<String>,
    },
    /// Equal votes: the chair decides.
    CastingVote {
        /// Between whom.
        between: BTreeSet<String>,
    },
    /// Nobody has the majority: the standing orders say how it goes on.
    NextRoundByStandingOrders,
}

impl BallotOutcome {
    /// The word for it in the API and the message keys.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Appointed { .. } => "appointed",
            Self::Invalid => "invalid",
            Self::RevoteSameMeeting { .. } => "revote_same_meeting",
            Self::Postponed { .. } => "postponed",
            Self::Lot { .. } => "lot",
            Self::CastingVote { .. } => "casting_vote",
            Self::NextRoundByStandingOrders => "next_round_by_standing_orders",
        }
    }
}

/// Ballots that can be decided on under their rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ballots<'r> {
    rules: &'r CouncilRules,
    count: BallotCount,
    /// Ballots that are votes.
    cast: u32,
}

impl CouncilRules {
    /// Ballots that were counted under these rules.
    ///
    /// # Errors
    /// [`BallotFault`] when they cannot be.
    pub fn ballots(&self, count: BallotCount) -> Result<Ballots<'_>, BallotFault> {
        let eligible = count.members.eligible();
        let handed_in = count.handed_in;
        if handed_in > eligible {
            return Err(BallotFault::MoreBallots {
                handed_in,
                eligible,
            });
        }
        if count.votes.keys().any(|name| name.trim().is_empty()) {
            return Err(BallotFault::Nameless);
        }
        let no_votes = u64::from(count.blank) + u64::from(count.invalid);
        let votes: u64 = count.votes.values().copied().map(u64::from).sum();
        let counted = votes + no_votes;
        if counted != u64::from(handed_in) {
            return Err(BallotFault::DoNotAddUp { counted, handed_in });
        }
        let cast = handed_in - count.blank - count.invalid;
        Ok(Ballots {
            rules: self,
            count,
            cast,
        })
    }
}

impl Ballots<'_> {
    /// What follows from the round, and from what. Blank and invalid ballots count as taking part, and
    /// are no votes (Municipalities Act, articles 28(2) and 30(2)).
    #[must_use]
    pub fn decide(&self) -> Decision<BallotOutcome> {
        let count = &self.count;
        let rules = self.rules;
        let mut reasons = count.members.reasons(rules);
        let handed_in = count.handed_in;
        reasons.add(Fact::BallotsHandedIn { handed_in });
        let (blank, invalid) = (count.blank, count.invalid);
        reasons.add_some(blank + invalid, Fact::NoVotes { blank, invalid });
        if !rules.is_valid(count.members, handed_in, count.earlier, &mut reasons) {
            return reasons.so(BallotOutcome::Invalid);
        }
        let most = count.votes.values().copied().max().unwrap_or_default();
        let bar = rules.majority.bar;
        let (of, needed) = (self.cast, bar.needed(self.cast));
        let mut at_top = count.votes.iter().filter(|(_, votes)| **votes == most);
        let outcome = match at_top.next() {
            Some((person, _)) if most > 0 && bar.is_met(most, of) => {
                reasons.add(Fact::PersonVotes {
                    person: person.clone(),
                    votes: most,
                    needed,
                    of,
                });
                BallotOutcome::Appointed {
                    who: person.clone(),
                }
            }
            _ => self.without_majority(most, &mut reasons),
        };
        reasons.so(outcome)
    }

    /// Equal votes between all who got any are a tie, when the choice was limited to them; whatever
    /// else leaves everybody without a majority is for the standing orders.
    fn without_majority(&self, most: u32, reasons: &mut Reasons) -> BallotOutcome {
        let with_votes: Vec<(&String, u32)> = self
            .count
            .votes
            .iter()
            .map(|(person, votes)| (person, *votes))
            .filter(|(_, votes)| *votes > 0)
            .collect();
        let is_tie = with_votes.len() > 1 && with_votes.iter().all(|(_, votes)| *votes == most);
        if self.count.candidates == Candidates::Free || !is_tie {
            reasons.add(Fact::NobodyElected {
                needed: self.rules.majority.bar.needed(self.cast),
                of: self.cast,
            });
            return BallotOutcome::NextRoundByStandingOrders;
        }
        let between: BTreeSet<String> = with_votes
            .into_iter()
            .map(|(person, _)| person.clone())
            .collect();
        reasons.add(Fact::PersonsTied {
            persons: between.iter().cloned().collect(),
            each: most,
        });
        self.after_tie(between, reasons)
    }

    fn after_tie(&self, between: BTreeSet<String>, reasons: &mut Reasons) -> BallotOutcome {
        let ties = self.count.earlier.ties;
        let steps = &self.rules.persons.tie_steps;
        let taken = usize::try_from(ties).unwrap_or(usize::MAX);
        let step = steps.get(taken).or(steps.last());
        if ties > 0 {
            reasons.add(Fact::TiedBefore { times: ties });
        }
        match step {
            Some(TieStep::Revote) => {
                reasons.add(Fact::PersonsAgain);
                BallotOutcome::RevoteSameMeeting { between }
            }
            Some(TieStep::Lot) => {
                reasons.add(Fact::PersonsByLot);
                BallotOutcome::Lot { between }
            }
            Some(TieStep::Postpone) => {
                reasons.add(Fact::ComesBack);
                BallotOutcome::Postponed { between }
            }
            Some(TieStep::CastingVote) => {
                reasons.add(Fact::ChairDecides);
                BallotOutcome::CastingVote { between }
            }
            Some(TieStep::Reject) | None => {
                reasons.add(Fact::NobodyElected {
                    needed: self.rules.majority.bar.needed(self.cast),
                    of: self.cast,
                });
                BallotOutcome::NextRoundByStandingOrders
            }
        }
    }
}

/// How many rounds just before were equal between the same persons: a round with another outcome, or
/// between others, begins anew.
#[must_use]
pub fn ties_between(past: &[BallotOutcome], persons: &BTreeSet<String>) -> u32 {
    let is_tie = |round: &&BallotOutcome| match round {
        BallotOutcome::RevoteSameMeeting { between } | BallotOutcome::Postponed { between } => {
            between == persons
        }
        BallotOutcome::Appointed { .. }
        | BallotOutcome::Invalid
        | BallotOutcome::Lot { .. }
        | BallotOutcome::CastingVote { .. }
        | BallotOutcome::NextRoundByStandingOrders => false,
    };
    let ties = past.iter().rev().take_while(is_tie).count();
    u32::try_from(ties).unwrap_or(u32::MAX)
}
