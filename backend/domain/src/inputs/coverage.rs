//! How far the body is with the inputs of a round: a public number.

use super::InputState;

/// Inputs by outcome (invariant 3).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Wait for their answer.
    pub open: i64,
    /// Answered.
    pub answered: i64,
    /// Set aside.
    pub set_aside: i64,
    /// Taken back.
    pub withdrawn: i64,
    /// Hidden by moderation.
    pub removed: i64,
}

impl Coverage {
    /// Every input of the round.
    #[must_use]
    pub fn total(&self) -> i64 {
        self.open + self.answered + self.set_aside + self.withdrawn + self.removed
    }

    /// The number of one state.
    #[must_use]
    pub fn of(&self, state: InputState) -> i64 {
        match state {
            InputState::Open => self.open,
            InputState::Answered => self.answered,
            InputState::SetAside => self.set_aside,
            InputState::Withdrawn => self.withdrawn,
            InputState::Removed => self.removed,
        }
    }

    /// The place of one state, to be counted into.
    pub fn of_mut(&mut self, state: InputState) -> &mut i64 {
        match state {
            InputState::Open => &mut self.open,
            InputState::Answered => &mut self.answered,
            InputState::SetAside => &mut self.set_aside,
            InputState::Withdrawn => &mut self.withdrawn,
            InputState::Removed => &mut self.removed,
        }
    }

    /// Whether everything was dealt with.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.open == 0
    }

    /// The share that was answered or set aside of what was to be dealt with, in whole per cent
    /// rounded down, so that 100 means all of it; 100 where nothing was to be dealt with.
    #[must_use]
    pub fn percent(&self) -> i64 {
        let handled = self.answered + self.set_aside;
        let due = handled + self.open;
        if due == 0 { 100 } else { handled * 100 / due }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hundred_per_cent_is_all_of_it() {
        let mut coverage = Coverage::default();
        assert_eq!((coverage.percent(), coverage.total()), (100, 0));
        *coverage.of_mut(InputState::Answered) = 999;
        *coverage.of_mut(InputState::Open) = 1;
        *coverage.of_mut(InputState::Removed) = 5;
        assert_eq!(coverage.percent(), 99);
        assert!(!coverage.is_full());
        assert_eq!(coverage.total(), 1_005);
        let sum: i64 = InputState::ALL
            .iter()
            .map(|state| coverage.of(*state))
            .sum();
        assert_eq!(sum, coverage.total());
    }
}
