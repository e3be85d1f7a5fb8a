//! How the state of an input follows from what was done with it (invariant 3).

use super::InputState;
use crate::codes::codes;

codes! {
    /// How far something is that gets one answer: a whole input, a quoted part of one, or what remains.
    Handling {
        /// Waits for its answer.
        Open = "open",
        /// An answer was given to it, or to its theme.
        Answered = "answered",
        /// Set aside, with a reason.
        SetAside = "set_aside",
    }
}

/// What was done with one unit of answering.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct UnitFacts {
    /// Whether it was set aside.
    pub is_set_aside: bool,
    /// Whether an answer of its own was given.
    pub has_answer: bool,
    /// Whether an answer was given to the theme that it belongs to.
    pub has_theme_answer: bool,
}

impl UnitFacts {
    /// How far it is. What is set aside stays so, whatever becomes of its theme.
    #[must_use]
    pub fn handling(self) -> Handling {
        if self.is_set_aside {
            Handling::SetAside
        } else if self.has_answer || self.has_theme_answer {
            Handling::Answered
        } else {
            Handling::Open
        }
    }
}

/// The state of an input that is neither withdrawn nor hidden, from its units: itself when it is whole,
/// otherwise every part and the remainder. It is answered only when nothing of it is open, and set aside
/// only when all of it was.
#[must_use]
pub fn state_of_units(units: &[Handling]) -> InputState {
    if units.is_empty() || units.contains(&Handling::Open) {
        InputState::Open
    } else if units.iter().all(|unit| *unit == Handling::SetAside) {
        InputState::SetAside
    } else {
        InputState::Answered
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_input_is_as_far_as_the_part_that_is_least_far(
            units in prop::collection::vec(prop::sample::select(Handling::ALL.to_vec()), 1..6),
        ) {
            let state = state_of_units(&units);
            let has = |one| units.contains(&one);
            prop_assert_eq!(state == InputState::Open, has(Handling::Open));
            prop_assert_eq!(
                state == InputState::Answered,
                !has(Handling::Open) && has(Handling::Answered)
            );
            prop_assert_ne!(state, InputState::Withdrawn);
            prop_assert_ne!(state, InputState::Removed);
        }

        #[test]
        fn an_answer_more_never_opens_anything(aside: bool, own: bool, theme: bool) {
            let before = UnitFacts { is_set_aside: aside, has_answer: own, has_theme_answer: theme };
            let after = UnitFacts { has_answer: true, ..before };
            prop_assert!(after.handling() != Handling::Open);
            prop_assert_eq!(before.handling() == Handling::SetAside, aside);
        }
    }

    #[test]
    fn what_has_no_unit_is_open() {
        assert_eq!(state_of_units(&[]), InputState::Open);
    }
}
