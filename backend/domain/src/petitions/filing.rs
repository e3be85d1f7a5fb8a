//! Writing a petition, step by step, until it can be filed.

use crate::calendar::{day_of, end_of};
use crate::codes::codes;
use crate::instruments::Rules;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

codes! {
    /// One question of writing: one thing a page, in this order.
    WriteStep {
        /// The title.
        Title = "title",
        /// What the petitioner observes.
        Observation = "observation",
        /// What is asked.
        Request = "request",
        /// Why; may stay empty.
        Explanation = "explanation",
        /// To whom it is addressed.
        Body = "body",
        /// What area it is about; may be the whole authority.
        Area = "area",
        /// Under which rules.
        Instrument = "instrument",
        /// Until when people can sign.
        Closing = "closing",
        /// Who asks: name, address, and whether the name may be public.
        Petitioner = "petitioner",
    }
}

impl WriteStep {
    /// The question after this one; `None` after the last.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        let place = Self::ALL.iter().position(|step| *step == self)?;
        Self::ALL.get(place + 1).copied()
    }

    /// The question before this one; `None` before the first.
    #[must_use]
    pub fn previous(self) -> Option<Self> {
        let place = Self::ALL.iter().position(|step| *step == self)?;
        Self::ALL.get(place.checked_sub(1)?).copied()
    }

    /// Its place: 1, 2, 3 …
    #[must_use]
    pub fn number(self) -> usize {
        Self::ALL
            .iter()
            .position(|step| *step == self)
            .map_or(1, |place| place + 1)
    }

    /// Whether it is about the text, which the clerk may ask to revise.
    #[must_use]
    pub fn is_text(self) -> bool {
        matches!(
            self,
            Self::Title | Self::Observation | Self::Request | Self::Explanation
        )
    }

    /// The questions in a list of codes that are separated by spaces.
    #[must_use]
    pub fn list(codes: &str) -> Vec<Self> {
        codes.split(' ').filter_map(Self::from_code).collect()
    }
}

/// The questions that were not answered yet.
#[must_use]
pub fn unanswered(answered: &[WriteStep]) -> Vec<WriteStep> {
    WriteStep::ALL
        .iter()
        .copied()
        .filter(|step| !answered.contains(step))
        .collect()
}

/// The most characters of a passage.
pub const LONGEST_PASSAGE: usize = 5_000;

/// A text of several paragraphs (Markdown), at most 5,000 characters, without control characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage(String);

/// Why a text is no passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PassageFault {
    /// Nothing but white space, where something is needed.
    #[error("the text is empty")]
    Empty,
    /// More than 5,000 characters.
    #[error("the text is longer than 5,000 characters")]
    TooLong,
}

impl Passage {
    /// Accepts a text as typed: line ends made equal, control characters dropped, white space at
    /// its ends dropped.
    ///
    /// # Errors
    /// [`PassageFault`] when nothing is left, or it is too long.
    pub fn parse(typed: &str) -> Result<Self, PassageFault> {
        let passage = Self::parse_optional(typed)?;
        if passage.0.is_empty() {
            return Err(PassageFault::Empty);
        }
        Ok(passage)
    }

    /// As [`Passage::parse`], where nothing is an answer too.
    ///
    /// # Errors
    /// [`PassageFault::TooLong`].
    pub fn parse_optional(typed: &str) -> Result<Self, PassageFault> {
        let text: String = typed
            .replace("\r\n", "\n")
            .replace('\r', "\n")
            .chars()
            .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
            .collect();
        let text = text.trim();
        if text.chars().count() > LONGEST_PASSAGE {
            return Err(PassageFault::TooLong);
        }
        Ok(Self(text.to_owned()))
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text, given away.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

/// Why a day cannot be the last day of signing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ClosingFault {
    /// Sooner than the rules allow.
    #[error("the petition would be open too short")]
    TooSoon,
    /// Later than the rules allow.
    #[error("the petition would be open too long")]
    TooLate,
}

/// The first and the last day on which a petition that opened on `opened` may close.
#[must_use]
pub fn closing_days(rules: &Rules, opened: DateTime<Utc>) -> (NaiveDate, NaiveDate) {
    let day = day_of(opened);
    (
        day + TimeDelta::days(rules.closing_min_days.into()),
        day + TimeDelta::days(rules.closing_max_days.into()),
    )
}

/// The moment at which a petition closes whose last day the petitioner chose today.
///
/// # Errors
/// [`ClosingFault`] when the day lies outside the limits of its rules.
pub fn closing_of(
    last_day: NaiveDate,
    rules: &Rules,
    now: DateTime<Utc>,
) -> Result<DateTime<Utc>, ClosingFault> {
    let (first, last) = closing_days(rules, now);
    if last_day < first {
        Err(ClosingFault::TooSoon)
    } else if last_day > last {
        Err(ClosingFault::TooLate)
    } else {
        Ok(end_of(last_day))
    }
}

/// The moment at which a petition closes that is admitted now: as it was chosen, but never open
/// shorter than the rules allow because the desk or a revision took its time.
#[must_use]
pub fn closing_when_admitted(
    chosen: Option<DateTime<Utc>>,
    rules: &Rules,
    now: DateTime<Utc>,
) -> DateTime<Utc> {
    let (first, last) = closing_days(rules, now);
    chosen.map_or(end_of(last), |chosen| {
        chosen.clamp(end_of(first), end_of(last))
    })
}

/// How long a draft is kept that nobody touches.
pub const DRAFT_KEPT: TimeDelta = TimeDelta::days(90);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> DateTime<Utc> {
        DateTime::parse_from_rfc3339(text).unwrap().to_utc()
    }

    fn rules() -> Rules {
        Rules {
            supporters_needed: 0,
            unconfirmed_term_days: 14,
            reminder_after_days: 3,
            resend_cap: 3,
            closing_min_days: 14,
            closing_max_days: 180,
            goal: None,
            goal_kind: None,
            seal_after_answer_days: 365,
            decision_term_days: 14,
            answer_term_days: 56,
            supporter_conditions: Vec::new(),
            supporter_min_age: None,
            grounds: Vec::new(),
            source: "Grondwet 5".into(),
        }
    }

    #[test]
    fn the_questions_come_one_after_the_other() {
        let mut step = WriteStep::Title;
        let mut way = vec![step];
        while let Some(next) = step.next() {
            assert_eq!(next.previous(), Some(step));
            step = next;
            way.push(step);
        }
        assert_eq!(way, WriteStep::ALL);
        assert_eq!(unanswered(&way), []);
        assert_eq!(WriteStep::list("title request zzz").len(), 2);
    }

    #[test]
    fn the_closing_day_lies_within_the_limits_and_is_open_to_its_end() {
        let now = at("2026-03-02T13:00:00+01:00");
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(
            closing_of(day("2026-03-15"), &rules(), now),
            Err(ClosingFault::TooSoon)
        );
        assert_eq!(
            closing_of(day("2026-03-16"), &rules(), now),
            Ok(at("2026-03-17T00:00:00+01:00"))
        );
        assert_eq!(
            closing_of(day("2026-08-30"), &rules(), now),
            Err(ClosingFault::TooLate)
        );
    }

    #[test]
    fn a_petition_that_waited_long_is_still_open_for_the_shortest_time() {
        let chosen = Some(at("2026-03-17T00:00:00+01:00"));
        let now = at("2026-03-16T09:00:00+01:00");
        assert_eq!(
            closing_when_admitted(chosen, &rules(), now),
            at("2026-03-31T00:00:00+02:00")
        );
    }

    proptest! {
        #[test]
        fn a_passage_never_grows_and_never_panics(typed in ".{0,200}") {
            if let Ok(passage) = Passage::parse_optional(&typed) {
                prop_assert!(passage.as_str().chars().count() <= typed.chars().count());
                prop_assert_eq!(Passage::parse_optional(passage.as_str()), Ok(passage.clone()));
            }
        }

        #[test]
        fn whatever_was_chosen_the_opening_keeps_the_limits(days in -400i64..400) {
            let now = at("2026-03-16T09:00:00+01:00");
            let closes = closing_when_admitted(Some(now + TimeDelta::days(days)), &rules(), now);
            let (first, last) = closing_days(&rules(), now);
            prop_assert!((end_of(first)..=end_of(last)).contains(&closes));
        }
    }
}
