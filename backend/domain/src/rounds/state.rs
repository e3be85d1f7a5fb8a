//! The states of a round, the steps between them, and what a round takes at a moment (`product.md`,
//! *Dossiers, phases, rounds, input*; invariant 10).

use crate::codes::codes;
use chrono::{DateTime, Utc};

codes! {
    /// Where a round is on its way.
    RoundState {
        /// Being prepared; only the desk sees it.
        Draft = "draft",
        /// Public, with its opening time.
        Announced = "announced",
        /// Takes input.
        Open = "open",
        /// Takes late input only.
        Closed = "closed",
        /// The body works on its answers.
        Answering = "answering",
        /// Every input has its answer.
        Answered = "answered",
        /// Stopped, for a public reason; inputs keep their numbers.
        Cancelled = "cancelled",
    }
}

codes! {
    /// One move of a round.
    RoundStep {
        /// The desk tells when it will open.
        Announce = "announce",
        /// The clock opens it.
        Open = "open",
        /// The clock closes it.
        Close = "close",
        /// The desk begins to answer.
        BeginAnswering = "begin_answering",
        /// Every input was handled.
        Conclude = "conclude",
        /// The desk stops it.
        Cancel = "cancel",
    }
}

/// A step that the present state does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a round that is {from:?} cannot take the step {step:?}")]
pub struct WrongRoundStep {
    /// The state it is in.
    pub from: RoundState,
    /// The step that was tried.
    pub step: RoundStep,
}

impl RoundState {
    /// The state after a step.
    ///
    /// # Errors
    /// [`WrongRoundStep`] when the way of a round has no such step from here.
    pub fn after(self, step: RoundStep) -> Result<Self, WrongRoundStep> {
        use RoundState as S;
        let next = match (self, step) {
            (S::Draft, RoundStep::Announce) => Some(S::Announced),
            (S::Announced, RoundStep::Open) => Some(S::Open),
            (S::Open, RoundStep::Close) => Some(S::Closed),
            (S::Closed, RoundStep::BeginAnswering) => Some(S::Answering),
            (S::Answering, RoundStep::Conclude) => Some(S::Answered),
            (S::Announced | S::Open | S::Closed | S::Answering, RoundStep::Cancel) => {
                Some(S::Cancelled)
            }
            (
                S::Draft
                | S::Announced
                | S::Open
                | S::Closed
                | S::Answering
                | S::Answered
                | S::Cancelled,
                RoundStep::Announce
                | RoundStep::Open
                | RoundStep::Close
                | RoundStep::BeginAnswering
                | RoundStep::Conclude
                | RoundStep::Cancel,
            ) => None,
        };
        next.ok_or(WrongRoundStep { from: self, step })
    }

    /// Whether everybody may see it.
    #[must_use]
    pub fn is_public(self) -> bool {
        !matches!(self, Self::Draft)
    }

    /// Whether it is on its way to its closing: announced or open.
    #[must_use]
    pub fn is_running(self) -> bool {
        matches!(self, Self::Announced | Self::Open)
    }
}

/// What a round takes at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// Input that is in time.
    Input,
    /// Input that is kept, numbered and marked late (ZIE-3).
    LateInput,
}

/// Why a round takes nothing now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotTake {
    /// It is being prepared, or has not opened yet; the moment when it opens.
    #[error("the round has not opened yet")]
    NotOpenYet(Option<DateTime<Utc>>),
    /// Every input has its answer.
    #[error("the round was answered")]
    Answered,
    /// It was stopped.
    #[error("the round was cancelled")]
    Cancelled,
}

/// The times of a round that decide what it takes. The clock decides, to the second; the state in
/// the database may follow a moment later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoundWindow {
    /// The state.
    pub state: RoundState,
    /// The first moment at which it takes input.
    pub opens_at: Option<DateTime<Utc>>,
    /// The first moment at which input is late.
    pub closes_at: Option<DateTime<Utc>>,
}

impl RoundWindow {
    /// What the round takes at a moment.
    ///
    /// # Errors
    /// [`CannotTake`] when it takes nothing.
    pub fn takes(&self, at: DateTime<Utc>) -> Result<Takes, CannotTake> {
        match self.shown_state(at) {
            RoundState::Draft | RoundState::Announced => Err(CannotTake::NotOpenYet(self.opens_at)),
            RoundState::Open => Ok(Takes::Input),
            RoundState::Closed | RoundState::Answering => Ok(Takes::LateInput),
            RoundState::Answered => Err(CannotTake::Answered),
            RoundState::Cancelled => Err(CannotTake::Cancelled),
        }
    }

    /// The state that holds at a moment, by the clock.
    #[must_use]
    pub fn shown_state(&self, at: DateTime<Utc>) -> RoundState {
        let opened = self.opens_at.is_some_and(|opens| opens <= at);
        let closed = self.closes_at.is_some_and(|closes| closes <= at);
        match self.state {
            RoundState::Announced if closed => RoundState::Closed,
            RoundState::Announced if opened => RoundState::Open,
            RoundState::Open if closed => RoundState::Closed,
            other => other,
        }
    }

    /// Whether authors may still change what they wrote: until the round closes.
    #[must_use]
    pub fn may_edit(&self, at: DateTime<Utc>) -> bool {
        self.takes(at) == Ok(Takes::Input)
    }
}

/// Why a round cannot be made longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotExtend {
    /// It is not announced or open.
    #[error("only a round that is announced or open can be extended")]
    NotRunning,
    /// The new closing is not later than the present one: a round is never shortened.
    #[error("a round is only ever made longer")]
    NotLater,
}

impl RoundWindow {
    /// Checks a new closing time.
    ///
    /// # Errors
    /// [`CannotExtend`].
    pub fn may_extend(&self, to: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), CannotExtend> {
        if !self.shown_state(now).is_running() {
            return Err(CannotExtend::NotRunning);
        }
        if self.closes_at.is_none_or(|closes| to <= closes) || to <= now {
            return Err(CannotExtend::NotLater);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use proptest::prelude::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_770_000_000 + seconds, 0).unwrap()
    }

    fn window(state: RoundState) -> RoundWindow {
        RoundWindow {
            state,
            opens_at: Some(at(0)),
            closes_at: Some(at(1_000)),
        }
    }

    #[test]
    fn the_drawn_way_can_be_walked() {
        let way = [
            RoundStep::Announce,
            RoundStep::Open,
            RoundStep::Close,
            RoundStep::BeginAnswering,
            RoundStep::Conclude,
        ];
        let end = way
            .iter()
            .try_fold(RoundState::Draft, |state, step| state.after(*step));
        assert_eq!(end, Ok(RoundState::Answered));
        assert!(RoundState::Answered.after(RoundStep::Cancel).is_err());
        assert_eq!(
            RoundState::Open.after(RoundStep::Cancel),
            Ok(RoundState::Cancelled)
        );
    }

    #[test]
    fn a_round_opens_and_closes_to_the_second_whether_or_not_the_scheduler_was_there() {
        let announced = window(RoundState::Announced);
        let late = TimeDelta::microseconds(1);
        assert_eq!(
            announced.takes(at(0) - late),
            Err(CannotTake::NotOpenYet(Some(at(0))))
        );
        assert_eq!(announced.takes(at(0)), Ok(Takes::Input));
        assert_eq!(announced.takes(at(1_000) - late), Ok(Takes::Input));
        assert_eq!(announced.takes(at(1_000)), Ok(Takes::LateInput));
        assert_eq!(
            window(RoundState::Open).takes(at(1_000)),
            Ok(Takes::LateInput)
        );
        assert_eq!(
            window(RoundState::Closed).takes(at(5)),
            Ok(Takes::LateInput)
        );
        assert!(!window(RoundState::Open).may_edit(at(1_000)));
        assert_eq!(
            window(RoundState::Answered).takes(at(5)),
            Err(CannotTake::Answered)
        );
        assert_eq!(
            window(RoundState::Cancelled).takes(at(5)),
            Err(CannotTake::Cancelled)
        );
    }

    #[test]
    fn a_round_is_only_made_longer_and_only_while_it_runs() {
        let open = window(RoundState::Open);
        assert_eq!(open.may_extend(at(1_001), at(5)), Ok(()));
        assert_eq!(
            open.may_extend(at(1_000), at(5)),
            Err(CannotExtend::NotLater)
        );
        assert_eq!(
            open.may_extend(at(2_000), at(1_000)),
            Err(CannotExtend::NotRunning)
        );
        assert_eq!(
            window(RoundState::Answering).may_extend(at(2_000), at(5)),
            Err(CannotExtend::NotRunning)
        );
    }

    proptest! {
        #[test]
        fn nothing_is_taken_before_the_opening_in_any_order_of_steps(
            steps in prop::collection::vec(prop::sample::select(RoundStep::ALL.to_vec()), 0..20),
            second in -2_000_i64..2_000,
        ) {
            let mut state = RoundState::Draft;
            let mut opened = false;
            for step in steps {
                if let Ok(next) = state.after(step) {
                    state = next;
                    opened |= next == RoundState::Open;
                }
            }
            if window(state).takes(at(second)).is_ok() {
                prop_assert!(opened || second >= 0);
                prop_assert!(!matches!(state, RoundState::Draft | RoundState::Answered | RoundState::Cancelled));
            }
        }
    }
}
