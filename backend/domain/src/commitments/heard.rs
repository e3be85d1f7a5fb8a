//! What followers say, once enough of them said something.

/// Fewer answers than these are never shown: they would tell of single people.
pub const FEWEST_ANSWERS: i64 = 5;

/// How many followers who answered say what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heard {
    /// They say that it was done.
    pub done: i64,
    /// They say that it was not.
    pub not_done: i64,
}

impl Heard {
    /// Everybody who answered.
    #[must_use]
    pub fn answered(self) -> i64 {
        self.done.saturating_add(self.not_done)
    }
}

/// What may be shown of the answers; `None` under [`FEWEST_ANSWERS`].
#[must_use]
pub fn heard(done: i64, not_done: i64) -> Option<Heard> {
    let heard = Heard { done, not_done };
    (done >= 0 && not_done >= 0 && heard.answered() >= FEWEST_ANSWERS).then_some(heard)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn under_five_answers_nothing_is_shown(done in 0..20_i64, not_done in 0..20_i64) {
            let shown = heard(done, not_done);
            prop_assert_eq!(shown.is_some(), done + not_done >= 5);
            if let Some(heard) = shown {
                prop_assert_eq!(heard.answered(), done + not_done);
            }
        }
    }
}
