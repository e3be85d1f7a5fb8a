//! Until when an author may write an input anew.

use super::InputState;
use crate::codes::codes;
use crate::rounds::{RoundState, RoundWindow};
use chrono::{DateTime, Utc};

codes! {
    /// Why an author cannot write an input anew.
    CannotRewrite {
        /// It was answered or set aside.
        DealtWith = "dealt_with",
        /// Its author took it back.
        Withdrawn = "withdrawn",
        /// It is hidden by moderation.
        Removed = "removed",
        /// The round was stopped.
        Cancelled = "cancelled",
        /// The round is not open: its closing was the last moment.
        Closed = "closed",
    }
}

/// Whether an author may write an input anew at a moment. What became of the input comes first: it
/// tells its author more than the times of the round.
///
/// # Errors
/// [`CannotRewrite`].
pub fn may_rewrite(
    state: InputState,
    window: &RoundWindow,
    at: DateTime<Utc>,
) -> Result<(), CannotRewrite> {
    match state {
        InputState::Answered | InputState::SetAside => Err(CannotRewrite::DealtWith),
        InputState::Withdrawn => Err(CannotRewrite::Withdrawn),
        InputState::Removed => Err(CannotRewrite::Removed),
        InputState::Open if window.may_edit(at) => Ok(()),
        InputState::Open if window.shown_state(at) == RoundState::Cancelled => {
            Err(CannotRewrite::Cancelled)
        }
        InputState::Open => Err(CannotRewrite::Closed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    fn window(state: RoundState) -> RoundWindow {
        RoundWindow {
            state,
            opens_at: Some(at(10)),
            closes_at: Some(at(20)),
        }
    }

    #[test]
    fn an_input_is_written_anew_until_the_second_of_the_closing() {
        let open = window(RoundState::Open);
        assert_eq!(may_rewrite(InputState::Open, &open, at(19)), Ok(()));
        assert_eq!(
            may_rewrite(InputState::Open, &open, at(20)),
            Err(CannotRewrite::Closed)
        );
    }

    #[test]
    fn a_stopped_round_is_told_apart_from_a_closed_one() {
        let cancelled = window(RoundState::Cancelled);
        assert_eq!(
            may_rewrite(InputState::Open, &cancelled, at(15)),
            Err(CannotRewrite::Cancelled)
        );
    }

    #[test]
    fn what_became_of_an_input_comes_before_the_times_of_its_round() {
        let cancelled = window(RoundState::Cancelled);
        for (state, why) in [
            (InputState::Answered, CannotRewrite::DealtWith),
            (InputState::SetAside, CannotRewrite::DealtWith),
            (InputState::Withdrawn, CannotRewrite::Withdrawn),
            (InputState::Removed, CannotRewrite::Removed),
        ] {
            assert_eq!(may_rewrite(state, &cancelled, at(15)), Err(why));
            assert_eq!(
                may_rewrite(state, &window(RoundState::Open), at(15)),
                Err(why)
            );
        }
    }
}
