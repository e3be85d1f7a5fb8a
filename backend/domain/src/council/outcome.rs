//! What follows from a vote on a matter.

use super::parameters::{CountsAs, TieStep};
use super::reason::{Decision, Fact, Reasons, Side};
use super::rules::CouncilRules;
use super::vote::{Broken, Vote};
use crate::codes::codes;
use serde::{Deserialize, Serialize};

codes! {
    /// What became of a matter that was put to the vote.
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    Outcome {
        /// Adopted.
        Adopted = "adopted",
        /// Adopted, as nobody asked for a vote.
        AdoptedWithoutVote = "adopted_without_vote",
        /// Not adopted.
        Rejected = "rejected",
        /// Too few took part: nothing is decided.
        Invalid = "invalid",
        /// Equal votes: it comes back in a next meeting.
        TiedPostponed = "tied_postponed",
        /// Equal votes: not adopted.
        TiedRejected = "tied_rejected",
        /// Equal votes: the vote is taken again.
        Revote = "revote",
        /// Equal votes: the lot is to decide.
        LotNeeded = "lot_needed",
        /// Equal votes: the chair is to decide.
        CastingVoteNeeded = "casting_vote_needed",
    }
}

impl Outcome {
    /// Whether the matter is decided, for or against; `None` while it is not.
    #[must_use]
    pub fn verdict(self) -> Option<Side> {
        match self {
            Self::Adopted | Self::AdoptedWithoutVote => Some(Side::For),
            Self::Rejected | Self::TiedRejected => Some(Side::Against),
            Self::Invalid
            | Self::TiedPostponed
            | Self::Revote
            | Self::LotNeeded
            | Self::CastingVoteNeeded => None,
        }
    }

    /// Whether the votes were equal, and it is to be voted on again.
    #[must_use]
    pub fn is_open_tie(self) -> bool {
        match self {
            Self::TiedPostponed | Self::Revote => true,
            Self::Adopted
            | Self::AdoptedWithoutVote
            | Self::Rejected
            | Self::Invalid
            | Self::TiedRejected
            | Self::LotNeeded
            | Self::CastingVoteNeeded => false,
        }
    }
}

impl CouncilRules {
    /// Nobody asked for a vote: it is adopted (Municipalities Act, article 32(3)). There are no
    /// numbers, and none can be made up.
    #[must_use]
    pub fn without_vote(&self) -> Decision<Outcome> {
        Reasons::first(self, Fact::NoVoteAsked).so(Outcome::AdoptedWithoutVote)
    }
}

impl Vote<'_> {
    /// What follows from the vote, and from what.
    #[must_use]
    pub fn decide(&self) -> Decision<Outcome> {
        let count = &self.count;
        let rules = self.rules;
        let mut reasons = count.members.reasons(rules);
        if !rules.is_valid(count.members, self.took_part(), count.earlier, &mut reasons) {
            return reasons.so(Outcome::Invalid);
        }
        let bar = rules.majority.bar;
        let (for_it, against, of) = (count.said.for_it, self.against(), self.majority_of());
        self.tell_votes(&mut reasons, of);
        // A share of nothing is reached by nothing; nothing is adopted without a vote for it.
        let outcome = if for_it > 0 && bar.is_met(for_it, of) {
            Outcome::Adopted
        } else if for_it == against && bar.fraction.is_half() && for_it + against == of {
            reasons.add(Fact::Tied { each: for_it });
            self.after_tie(&mut reasons)
        } else {
            Outcome::Rejected
        };
        let is_blocked = outcome == Outcome::Adopted && !self.groups_agree(&mut reasons);
        reasons.so(if is_blocked {
            Outcome::Rejected
        } else {
            outcome
        })
    }

    fn tell_votes(&self, reasons: &mut Reasons, of: u32) {
        let said = self.count.said;
        let is_against = |counts| counts == CountsAs::Against;
        reasons.add_some(
            said.abstained,
            Fact::Abstained {
                abstained: said.abstained,
                is_against: is_against(self.rules.abstain.counts_as),
            },
        );
        reasons.add_some(
            said.silent,
            Fact::Silent {
                silent: said.silent,
                is_against: is_against(self.rules.silent_present_counts_as),
            },
        );
        reasons.add(Fact::Votes {
            for_it: said.for_it,
            against: said.against,
            needed: self.rules.majority.bar.needed(of),
            of,
        });
    }

    /// Whether each group that needs a majority of its own has it.
    fn groups_agree(&self, reasons: &mut Reasons) -> bool {
        let mut agree = true;
        for own in &self.rules.group_majorities {
            let votes = self.count.groups.get(&own.group);
            let (for_it, against) = votes.copied().unwrap_or_default();
            reasons.add(Fact::GroupVotes {
                group: own.group.clone(),
                for_it,
                against,
                needed: own.bar.needed(for_it + against),
            });
            agree &= for_it > 0 && own.bar.is_met(for_it, for_it + against);
        }
        agree
    }

    /// The step that follows on these equal votes. The last step is taken again and again, so that
    /// there always is one; rules without steps reject.
    fn after_tie(&self, reasons: &mut Reasons) -> Outcome {
        let ties = self.count.earlier.ties;
        let steps = &self.rules.tie.steps;
        let taken = usize::try_from(ties).unwrap_or(usize::MAX);
        let first = taken.min(steps.len().saturating_sub(1));
        if ties > 0 {
            reasons.add(Fact::TiedBefore { times: ties });
        }
        for step in steps.iter().skip(first) {
            if let Some(outcome) = self.take(*step, reasons) {
                return outcome;
            }
        }
        reasons.add(Fact::NotAdopted);
        Outcome::TiedRejected
    }

    /// Takes a step; `None` when it is passed over.
    fn take(&self, step: TieStep, reasons: &mut Reasons) -> Option<Outcome> {
        match step {
            TieStep::Postpone if self.is_full(reasons) => None,
            TieStep::Postpone => {
                reasons.add(Fact::ComesBack);
                Some(Outcome::TiedPostponed)
            }
            TieStep::Revote => {
                reasons.add(Fact::VoteAgain);
                Some(Outcome::Revote)
            }
            TieStep::Lot => Some(self.by_lot(reasons)),
            TieStep::CastingVote => {
                let may = !self.count.is_secret || self.rules.chair.casting_in_secret;
                may.then(|| self.by_chair(reasons))
            }
            TieStep::Reject => {
                reasons.add(Fact::NotAdopted);
                Some(Outcome::TiedRejected)
            }
        }
    }

    /// Whether all who may vote did (Municipalities Act, article 32(6)).
    fn is_full(&self, reasons: &mut Reasons) -> bool {
        let Some(base) = self.rules.tie.full_meeting_base else {
            return false;
        };
        let members = self.count.members;
        let of = base.of(members) - members.recused();
        let voted = self.took_part();
        let is_full = voted == of;
        reasons.add(if is_full {
            Fact::FullMeeting { voted, of }
        } else {
            Fact::NotFullMeeting { voted, of }
        });
        is_full
    }

    fn by_lot(&self, reasons: &mut Reasons) -> Outcome {
        match self.count.broken {
            Some(Broken::ByLot(side)) => {
                reasons.add(Fact::LotFell { side });
                decided(side)
            }
            Some(Broken::ByChair(_) | Broken::ChairDeclined) | None => {
                reasons.add(Fact::LotDecides);
                Outcome::LotNeeded
            }
        }
    }

    fn by_chair(&self, reasons: &mut Reasons) -> Outcome {
        match self.count.broken {
            Some(Broken::ByChair(side)) => {
                reasons.add(Fact::ChairDecided { side });
                decided(side)
            }
            Some(Broken::ChairDeclined) => {
                reasons.add(Fact::ChairDeclined);
                Outcome::TiedRejected
            }
            Some(Broken::ByLot(_)) | None => {
                reasons.add(Fact::ChairDecides);
                Outcome::CastingVoteNeeded
            }
        }
    }
}

fn decided(side: Side) -> Outcome {
    match side {
        Side::For => Outcome::Adopted,
        Side::Against => Outcome::Rejected,
    }
}
