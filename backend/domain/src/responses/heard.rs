//! What comes after an answer: its author says whether it is what was meant, and may ask once more.

use crate::codes::codes;
use crate::commitments::FEWEST_ANSWERS;
use chrono::{DateTime, TimeDelta, Utc};

codes! {
    /// What an author says of the answer: is this what you meant?
    HeardVoice {
        /// It answers what was meant.
        Meant = "meant",
        /// It answers something else.
        NotMeant = "not_meant",
    }
}

/// So long after it was published for the first time a question about an answer can be asked: six weeks,
/// as an objection may take (Awb 6:7). A round comes to rest some time.
pub const FOLLOW_UP_TERM: TimeDelta = TimeDelta::weeks(6);

/// How far authors feel heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeardScore {
    /// The share that says *meant*, in whole per cent.
    pub percent: i64,
    /// How many said something.
    pub answered: i64,
}

/// What may be shown of the voices; `None` under [`FEWEST_ANSWERS`], where it would tell of single people.
#[must_use]
pub fn heard_score(meant: i64, not_meant: i64) -> Option<HeardScore> {
    let answered = meant.checked_add(not_meant)?;
    let is_sound = meant >= 0 && not_meant >= 0 && answered >= FEWEST_ANSWERS;
    let percent = meant.checked_mul(200)?.checked_add(answered)? / answered.checked_mul(2)?.max(1);
    is_sound.then_some(HeardScore { percent, answered })
}

/// What an author did since the answer was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AfterAnswer {
    /// When an answer to this input was published for the first time.
    pub answered_at: DateTime<Utc>,
    /// Whether a question about this answer was asked.
    pub has_asked: bool,
}

codes! {
    /// Why no question can be asked about an answer.
    CannotAsk {
        /// There is no published answer.
        NotAnswered = "not_answered",
        /// One was asked.
        Asked = "asked",
        /// It was published too long ago.
        TooLate = "too_late",
    }
}

/// Whether a question may be asked about an answer.
///
/// # Errors
/// [`CannotAsk`].
pub fn after_answer(given: AfterAnswer, now: DateTime<Utc>) -> Result<(), CannotAsk> {
    if given.has_asked {
        return Err(CannotAsk::Asked);
    }
    match now <= given.answered_at + FOLLOW_UP_TERM {
        true => Ok(()),
        false => Err(CannotAsk::TooLate),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_score_has_five_voices_and_lies_between_nothing_and_all(meant in 0..2000_i64, not_meant in 0..2000_i64) {
            let shown = heard_score(meant, not_meant);
            prop_assert_eq!(shown.is_some(), meant + not_meant >= 5);
            if let Some(score) = shown {
                prop_assert_eq!(score.answered, meant + not_meant);
                prop_assert!((0..=100).contains(&score.percent));
                prop_assert_eq!(score.percent == 100, meant * 200 >= score.answered * 199);
            }
        }
    }

    #[test]
    fn a_question_can_be_asked_once_and_for_six_weeks() {
        let answered_at = DateTime::from_timestamp(1_790_000_000, 0).unwrap();
        let given = |has_asked| AfterAnswer {
            answered_at,
            has_asked,
        };
        let last = answered_at + FOLLOW_UP_TERM;
        assert_eq!(after_answer(given(false), last), Ok(()));
        assert_eq!(after_answer(given(true), last), Err(CannotAsk::Asked));
        let later = last + TimeDelta::microseconds(1);
        assert_eq!(after_answer(given(false), later), Err(CannotAsk::TooLate));
    }

    #[test]
    fn a_count_that_cannot_be_shows_nothing() {
        assert_eq!(heard_score(-1, 9), None);
        assert_eq!(heard_score(i64::MAX, 1), None);
    }
}
