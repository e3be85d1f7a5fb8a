//! What is put to the vote, and the states that it goes through.

use super::outcome::Outcome;
use crate::codes::codes;

codes! {
    /// What is put to the vote.
    ProposalKind {
        /// A proposal for a decision.
        Proposal = "proposal",
        /// A change of a proposal.
        Amendment = "amendment",
        /// A change of an amendment.
        SubAmendment = "sub_amendment",
        /// A statement or a request of the body.
        Motion = "motion",
        /// The appointment of somebody.
        Appointment = "appointment",
    }
}

codes! {
    /// Where it is on its way.
    ProposalState {
        /// Before the body, and not decided on.
        Tabled = "tabled",
        /// Its movers keep it for a later meeting.
        HeldOver = "held_over",
        /// The body put it off to a later meeting.
        Postponed = "postponed",
        /// Equal votes: it comes back in a next meeting.
        PostponedByTie = "postponed_by_tie",
        /// Too few took part in the vote: it comes back.
        NotValid = "not_valid",
        /// Taken back by its movers.
        Withdrawn = "withdrawn",
        /// The executive took it over; there is no vote.
        TakenOver = "taken_over",
        /// Another decision left nothing of it to decide.
        Overtaken = "overtaken",
        /// It was never brought back, and its time is over.
        Lapsed = "lapsed",
        /// Adopted.
        Adopted = "adopted",
        /// Not adopted.
        Rejected = "rejected",
    }
}

impl ProposalKind {
    /// The letters that references of this kind begin with, as Dutch councils have them: M26-0007.
    #[must_use]
    pub fn letters(self) -> &'static str {
        match self {
            Self::Proposal => "RV",
            Self::Amendment => "A",
            Self::SubAmendment => "SA",
            Self::Motion => "M",
            Self::Appointment => "B",
        }
    }
}

/// So many days after a motion was adopted the executive tells what came of it, unless the desk moves
/// the day.
pub const MOTION_DAYS: u16 = 180;

codes! {
    /// Why something cannot be proposed, or not so.
    #[derive(thiserror::Error)]
    #[error("it cannot be proposed so")]
    CannotPropose {
        /// It changes or belongs to nothing of the kind that it should, or to something of another body.
        WrongTarget = "wrong_target",
        /// Nobody brings it.
        NoMover = "no_mover",
        /// Somebody stands twice among those who bring it, or cannot be among them.
        WrongMover = "wrong_mover",
        /// What it is linked to is not there, or not public.
        NoLink = "no_link",
        /// Something that changes it is not decided yet.
        Waits = "waits",
        /// It does not stand on the agenda of a meeting that is going on.
        NotOnAgenda = "not_on_agenda",
        /// Persons are chosen by ballot.
        Secret = "secret",
        /// No rules of the body hold on that day.
        NoRules = "no_rules",
    }
}

/// One move of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProposalStep {
    /// Its movers hold it over.
    HoldOver,
    /// The body puts it off.
    Postpone,
    /// It is before the body again.
    BringBack,
    /// Its movers take it back.
    Withdraw,
    /// The executive takes it over.
    TakeOver,
    /// Another decision leaves nothing of it to decide.
    Overtake,
    /// Its time is over.
    Lapse,
    /// It was voted on, or adopted without.
    Vote(Outcome),
}

impl ProposalStep {
    /// Steps that somebody takes by hand; what follows from a vote is never typed in.
    pub const BY_HAND: &'static [Self] = &[
        Self::HoldOver,
        Self::Postpone,
        Self::BringBack,
        Self::Withdraw,
        Self::TakeOver,
        Self::Overtake,
        Self::Lapse,
    ];

    /// The word for it in the database and the message keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::HoldOver => "hold_over",
            Self::Postpone => "postpone",
            Self::BringBack => "bring_back",
            Self::Withdraw => "withdraw",
            Self::TakeOver => "take_over",
            Self::Overtake => "overtake",
            Self::Lapse => "lapse",
            Self::Vote(_) => "vote",
        }
    }

    /// The step that somebody takes by hand, of a code.
    #[must_use]
    pub fn by_hand(code: &str) -> Option<Self> {
        let mut steps = Self::BY_HAND.iter().copied();
        steps.find(|step| step.code() == code)
    }

    /// Every step.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let mut steps = Self::BY_HAND.to_vec();
        steps.extend(Outcome::ALL.iter().copied().map(Self::Vote));
        steps
    }
}

/// A step that the present state does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("what is {from:?} cannot take the step {step:?}")]
pub struct WrongProposalStep {
    /// The state it is in.
    pub from: ProposalState,
    /// The step that was tried.
    pub step: ProposalStep,
}

impl ProposalState {
    /// Whether nothing can follow.
    #[must_use]
    pub fn is_final(self) -> bool {
        match self {
            Self::Withdrawn
            | Self::TakenOver
            | Self::Overtaken
            | Self::Lapsed
            | Self::Adopted
            | Self::Rejected => true,
            Self::Tabled
            | Self::HeldOver
            | Self::Postponed
            | Self::PostponedByTie
            | Self::NotValid => false,
        }
    }

    /// The word for it in the Dutch open data of councils (OSORI, `Result…`); none while it is before
    /// the body.
    #[must_use]
    pub fn ori_result(self) -> Option<&'static str> {
        match self {
            Self::Tabled => None,
            Self::HeldOver => Some("ResultKept"),
            Self::Postponed | Self::PostponedByTie | Self::NotValid => Some("ResultPostponed"),
            Self::Withdrawn => Some("ResultWithdrawn"),
            Self::TakenOver => Some("ResultDiscussed"),
            Self::Overtaken | Self::Lapsed => Some("ResultExpired"),
            Self::Adopted => Some("ResultPassed"),
            Self::Rejected => Some("ResultFailed"),
        }
    }

    /// The state after a step. What waits for the lot, for the chair or for another vote in the same
    /// meeting stays before the body.
    ///
    /// # Errors
    /// [`WrongProposalStep`] when there is no such step from here.
    pub fn after(self, kind: ProposalKind, step: ProposalStep) -> Result<Self, WrongProposalStep> {
        let next = match self {
            Self::Tabled => from_tabled(kind, step),
            Self::HeldOver | Self::Postponed | Self::PostponedByTie | Self::NotValid => {
                from_waiting(step)
            }
            Self::Withdrawn
            | Self::TakenOver
            | Self::Overtaken
            | Self::Lapsed
            | Self::Adopted
            | Self::Rejected => None,
        };
        next.ok_or(WrongProposalStep { from: self, step })
    }
}

fn from_waiting(step: ProposalStep) -> Option<ProposalState> {
    use ProposalState as S;
    match step {
        ProposalStep::BringBack => Some(S::Tabled),
        ProposalStep::Withdraw => Some(S::Withdrawn),
        ProposalStep::Overtake => Some(S::Overtaken),
        ProposalStep::Lapse => Some(S::Lapsed),
        ProposalStep::HoldOver
        | ProposalStep::Postpone
        | ProposalStep::TakeOver
        | ProposalStep::Vote(_) => None,
    }
}

fn from_tabled(kind: ProposalKind, step: ProposalStep) -> Option<ProposalState> {
    use ProposalState as S;
    match step {
        // Movers hold over what they moved; what the executive proposed, the body puts off.
        ProposalStep::HoldOver => (kind != ProposalKind::Appointment).then_some(S::HeldOver),
        ProposalStep::Postpone => Some(S::Postponed),
        ProposalStep::BringBack => None,
        ProposalStep::Withdraw => Some(S::Withdrawn),
        ProposalStep::TakeOver => may_be_taken_over(kind).then_some(S::TakenOver),
        ProposalStep::Overtake => Some(S::Overtaken),
        ProposalStep::Lapse => Some(S::Lapsed),
        ProposalStep::Vote(outcome) => Some(after_vote(outcome)),
    }
}

/// Whether the executive can take it over: it does what a motion asks, or puts an amendment into its
/// own proposal.
fn may_be_taken_over(kind: ProposalKind) -> bool {
    match kind {
        ProposalKind::Motion | ProposalKind::Amendment | ProposalKind::SubAmendment => true,
        ProposalKind::Proposal | ProposalKind::Appointment => false,
    }
}

fn after_vote(outcome: Outcome) -> ProposalState {
    use ProposalState as S;
    match outcome {
        Outcome::Adopted | Outcome::AdoptedWithoutVote => S::Adopted,
        Outcome::Rejected | Outcome::TiedRejected => S::Rejected,
        Outcome::Invalid => S::NotValid,
        Outcome::TiedPostponed => S::PostponedByTie,
        Outcome::Revote | Outcome::LotNeeded | Outcome::CastingVoteNeeded => S::Tabled,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ProposalState as S;
    use proptest::prelude::*;

    #[test]
    fn nl_18_a_tie_brings_it_back_and_the_next_vote_decides() {
        let motion = ProposalKind::Motion;
        let postponed = S::Tabled.after(motion, ProposalStep::Vote(Outcome::TiedPostponed));
        assert_eq!(postponed, Ok(S::PostponedByTie));
        let again = S::PostponedByTie.after(motion, ProposalStep::BringBack);
        assert_eq!(again, Ok(S::Tabled));
        let decided = S::Tabled.after(motion, ProposalStep::Vote(Outcome::TiedRejected));
        assert_eq!(decided, Ok(S::Rejected));
    }

    #[test]
    fn nl_28_a_motion_is_taken_over_and_a_proposal_is_not() {
        for (kind, may) in [
            (ProposalKind::Motion, true),
            (ProposalKind::Amendment, true),
            (ProposalKind::SubAmendment, true),
            (ProposalKind::Proposal, false),
            (ProposalKind::Appointment, false),
        ] {
            let taken = S::Tabled.after(kind, ProposalStep::TakeOver);
            assert_eq!(taken.is_ok(), may, "{kind:?}");
        }
    }

    #[test]
    fn an_invalid_vote_neither_adopts_nor_rejects() {
        let after = S::Tabled.after(ProposalKind::Proposal, ProposalStep::Vote(Outcome::Invalid));
        assert_eq!(after, Ok(S::NotValid));
        assert!(!S::NotValid.is_final());
    }

    proptest! {
        #[test]
        fn what_is_final_stays_and_only_what_is_tabled_is_voted_on(
            kind in prop::sample::select(ProposalKind::ALL.to_vec()),
            steps in prop::collection::vec(prop::sample::select(ProposalStep::all()), 0..30),
        ) {
            let mut state = S::Tabled;
            for step in steps {
                let next = state.after(kind, step);
                if state.is_final() {
                    prop_assert!(next.is_err());
                    prop_assert!(state.ori_result().is_some());
                }
                if let (ProposalStep::Vote(outcome), Ok(next)) = (step, next) {
                    prop_assert_eq!(state, S::Tabled);
                    prop_assert_eq!(outcome.verdict().is_some(), next.is_final());
                }
                state = next.unwrap_or(state);
            }
        }
    }
}
