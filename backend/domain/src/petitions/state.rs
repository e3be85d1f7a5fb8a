//! The states of a petition and the steps between them (`product.md`, *Petitions*).

use serde::{Deserialize, Serialize};

/// Where a petition is on its way from the first word to the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PetitionState {
    /// Being written by the petitioner.
    Draft,
    /// Looking for the supporters that its instrument asks for.
    Gathering,
    /// Waiting for the clerk's decision on admissibility.
    Submitted,
    /// Sent back to the petitioner with what has to change.
    RevisionRequested,
    /// Not published for signing, with a public reason; still delivered and answered.
    Refused,
    /// Passed on to the authority that is competent (Awb 2:3).
    Forwarded,
    /// Open for signatures.
    Open,
    /// No longer open for signatures, not handed over yet.
    Closed,
    /// Given to the body, which owes an answer.
    HandedOver,
    /// Answered in public.
    Answered,
    /// Taken back by the petitioner.
    Withdrawn,
    /// Merged into another petition.
    Joined,
    /// Removed by moderation; its address answers 410.
    TakenDown,
}

/// One move of a petition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// The petitioner starts looking for supporters.
    Gather,
    /// The petitioner files it with the clerk, for the first or the second time.
    Submit,
    /// The clerk asks for a revision.
    AskRevision,
    /// The clerk refuses publication.
    Refuse,
    /// The clerk passes it on to another authority.
    Forward,
    /// The clerk admits it: open for signatures.
    Admit,
    /// The clock, or the petitioner, ends the signing.
    Close,
    /// The petition is given to the body.
    HandOver,
    /// The body answers.
    Answer,
    /// The petitioner takes it back.
    Withdraw,
    /// It is merged into another petition.
    Join,
    /// Moderation removes it.
    TakeDown,
}

/// A step that the present state does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a petition that is {from:?} cannot take the step {step:?}")]
pub struct WrongStep {
    /// The state it is in.
    pub from: PetitionState,
    /// The step that was tried.
    pub step: Step,
}

/// Who may see a petition's page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visibility {
    /// Everybody.
    Public,
    /// Nobody but its petitioner and the desk: the address answers 404.
    Hidden,
    /// Nobody any more: the address answers 410 with the class of reason.
    Gone,
}

impl PetitionState {
    /// Every state, in the order of the way.
    pub const ALL: [Self; 13] = [
        Self::Draft,
        Self::Gathering,
        Self::Submitted,
        Self::RevisionRequested,
        Self::Refused,
        Self::Forwarded,
        Self::Open,
        Self::Closed,
        Self::HandedOver,
        Self::Answered,
        Self::Withdrawn,
        Self::Joined,
        Self::TakenDown,
    ];

    /// The word for it in the database, the API and the message keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Gathering => "gathering",
            Self::Submitted => "submitted",
            Self::RevisionRequested => "revision_requested",
            Self::Refused => "refused",
            Self::Forwarded => "forwarded",
            Self::Open => "open",
            Self::Closed => "closed",
            Self::HandedOver => "handed_over",
            Self::Answered => "answered",
            Self::Withdrawn => "withdrawn",
            Self::Joined => "joined",
            Self::TakenDown => "taken_down",
        }
    }

    /// The state of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether it was put before the desk; until then it is the petitioner's alone.
    #[must_use]
    pub fn is_before_desk(self) -> bool {
        !matches!(self, Self::Draft | Self::Gathering)
    }

    /// Who may see it. What was withdrawn or joined stays public when it had been published.
    #[must_use]
    pub fn visibility(self, was_published: bool) -> Visibility {
        match self {
            Self::Draft | Self::Gathering | Self::Submitted | Self::RevisionRequested => {
                Visibility::Hidden
            }
            Self::Refused
            | Self::Forwarded
            | Self::Open
            | Self::Closed
            | Self::HandedOver
            | Self::Answered => Visibility::Public,
            Self::Withdrawn | Self::Joined if was_published => Visibility::Public,
            Self::Withdrawn | Self::Joined => Visibility::Hidden,
            Self::TakenDown => Visibility::Gone,
        }
    }

    /// The state after a take-down was reversed: the one that it was in before; `None` for what is not taken
    /// down, or was before.
    #[must_use]
    pub fn put_back(self, before: Self) -> Option<Self> {
        (self == Self::TakenDown && before != Self::TakenDown).then_some(before)
    }

    /// The state after a step. What is taken down takes none: only a reversal ([`Self::put_back`]) leads out of it.
    ///
    /// # Errors
    /// [`WrongStep`] when the way of a petition has no such step from here.
    pub fn after(self, step: Step) -> Result<Self, WrongStep> {
        use PetitionState as S;
        let next = match (self, step) {
            (S::Draft, Step::Gather) => Some(S::Gathering),
            (S::Draft | S::Gathering | S::RevisionRequested, Step::Submit) => Some(S::Submitted),
            (S::Submitted, Step::AskRevision) => Some(S::RevisionRequested),
            (S::Submitted, Step::Refuse) => Some(S::Refused),
            (S::Submitted, Step::Forward) => Some(S::Forwarded),
            (S::Submitted, Step::Admit) => Some(S::Open),
            (S::Open, Step::Close) => Some(S::Closed),
            (S::Closed, Step::HandOver) => Some(S::HandedOver),
            (S::HandedOver, Step::Answer) => Some(S::Answered),
            (
                S::Draft | S::Gathering | S::Submitted | S::RevisionRequested | S::Open | S::Closed,
                Step::Withdraw,
            ) => Some(S::Withdrawn),
            (S::Submitted | S::Open | S::Closed, Step::Join) => Some(S::Joined),
            (
                S::Draft
                | S::Gathering
                | S::Submitted
                | S::RevisionRequested
                | S::Refused
                | S::Forwarded
                | S::Open
                | S::Closed
                | S::HandedOver
                | S::Answered
                | S::Withdrawn
                | S::Joined,
                Step::TakeDown,
            ) => Some(S::TakenDown),
            (
                _,
                Step::Gather
                | Step::Submit
                | Step::AskRevision
                | Step::Refuse
                | Step::Forward
                | Step::Admit
                | Step::Close
                | Step::HandOver
                | Step::Answer
                | Step::Withdraw
                | Step::Join
                | Step::TakeDown,
            ) => None,
        };
        next.ok_or(WrongStep { from: self, step })
    }
}

impl Step {
    /// Every step.
    pub const ALL: [Self; 12] = [
        Self::Gather,
        Self::Submit,
        Self::AskRevision,
        Self::Refuse,
        Self::Forward,
        Self::Admit,
        Self::Close,
        Self::HandOver,
        Self::Answer,
        Self::Withdraw,
        Self::Join,
        Self::TakeDown,
    ];
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_code_leads_back_to_its_state() {
        for state in PetitionState::ALL {
            assert_eq!(PetitionState::from_code(state.code()), Some(state));
        }
        assert_eq!(PetitionState::from_code("OPEN"), None);
    }

    #[test]
    fn the_drawn_way_can_be_walked() {
        let way = [
            Step::Gather,
            Step::Submit,
            Step::AskRevision,
            Step::Submit,
            Step::Admit,
            Step::Close,
            Step::HandOver,
            Step::Answer,
        ];
        let end = way
            .iter()
            .try_fold(PetitionState::Draft, |state, step| state.after(*step));
        assert_eq!(end, Ok(PetitionState::Answered));
    }

    #[test]
    fn only_what_is_taken_down_is_put_back() {
        for state in PetitionState::ALL {
            for before in PetitionState::ALL {
                let is_possible =
                    state == PetitionState::TakenDown && before != PetitionState::TakenDown;
                assert_eq!(state.put_back(before), is_possible.then_some(before));
            }
        }
    }

    proptest! {
        #[test]
        fn nothing_is_answered_that_was_not_handed_over(
            steps in prop::collection::vec(prop::sample::select(Step::ALL.to_vec()), 0..40),
        ) {
            let mut state = PetitionState::Draft;
            let mut seen = vec![state];
            for step in steps {
                if let Ok(next) = state.after(step) {
                    prop_assert!(state != PetitionState::TakenDown, "what is taken down stays so");
                    state = next;
                    seen.push(next);
                }
            }
            if seen.contains(&PetitionState::Answered) {
                prop_assert!(seen.contains(&PetitionState::HandedOver));
            }
            if seen.contains(&PetitionState::Open) {
                prop_assert!(seen.contains(&PetitionState::Submitted), "only the clerk admits");
            }
        }
    }
}
