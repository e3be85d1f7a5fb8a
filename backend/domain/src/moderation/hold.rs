//! What holds a text until somebody has read it.

use super::Hold;
use crate::calendar::local_time_of;
use chrono::{DateTime, NaiveTime, Timelike, Utc};

/// Hours of the clock on the wall in which nobody is there to read: what comes then is read first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuietHours {
    from: NaiveTime,
    until: NaiveTime,
}

/// Why two times are no quiet hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum QuietHoursFault {
    /// They begin when they end: nobody knows whether that is never or always.
    #[error("they begin when they end")]
    Empty,
    /// No time of a day.
    #[error("no time of a day")]
    NoTime,
}

impl QuietHours {
    /// From a time until another, that one not included; over midnight when it is earlier.
    ///
    /// # Errors
    /// [`QuietHoursFault::Empty`].
    pub fn new(from: NaiveTime, until: NaiveTime) -> Result<Self, QuietHoursFault> {
        if from == until {
            return Err(QuietHoursFault::Empty);
        }
        Ok(Self { from, until })
    }

    /// From minutes after midnight, as the database keeps them.
    ///
    /// # Errors
    /// [`QuietHoursFault`].
    pub fn from_minutes(from: i32, until: i32) -> Result<Self, QuietHoursFault> {
        let time = |minutes: i32| {
            let minutes = u32::try_from(minutes).ok()?;
            NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0)
        };
        match (time(from), time(until)) {
            (Some(from), Some(until)) => Self::new(from, until),
            _ => Err(QuietHoursFault::NoTime),
        }
    }

    /// Minutes after midnight, as the database keeps them.
    #[must_use]
    pub fn minutes(self) -> (i32, i32) {
        let minutes =
            |time: NaiveTime| i32::try_from(time.num_seconds_from_midnight() / 60).unwrap_or(0);
        (minutes(self.from), minutes(self.until))
    }

    /// When they begin.
    #[must_use]
    pub fn from(self) -> NaiveTime {
        self.from
    }

    /// When they end.
    #[must_use]
    pub fn until(self) -> NaiveTime {
        self.until
    }

    /// Whether a moment is within them, by the clock on the wall: an hour that the clocks leave out is
    /// never there, and one that comes twice counts both times.
    #[must_use]
    pub fn hold(self, at: DateTime<Utc>) -> bool {
        let (_, time) = local_time_of(at);
        if self.from < self.until {
            self.from <= time && time < self.until
        } else {
            self.from <= time || time < self.until
        }
    }
}

/// What is read first in a round, or in the threads of a body.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Holds {
    /// Everything.
    pub is_before: bool,
    /// The first thing that somebody writes there.
    pub is_first: bool,
    /// What comes in these hours.
    pub quiet: Option<QuietHours>,
}

impl Holds {
    /// Why something that comes now is read first; `None` when it is published at once.
    #[must_use]
    pub fn why(&self, is_newcomer: bool, now: DateTime<Utc>) -> Option<Hold> {
        if self.is_before {
            Some(Hold::Before)
        } else if self.is_first && is_newcomer {
            Some(Hold::Newcomer)
        } else if self.quiet.is_some_and(|quiet| quiet.hold(now)) {
            Some(Hold::QuietHours)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn night() -> QuietHours {
        QuietHours::from_minutes(22 * 60, 7 * 60).unwrap()
    }

    #[test]
    fn the_night_is_that_of_the_clock_on_the_wall() {
        // Winter is an hour ahead of UTC, summer two.
        for (moment, is_quiet) in [
            ("2026-01-10T20:59:59Z", false),
            ("2026-01-10T21:00:00Z", true),
            ("2026-01-11T05:59:59Z", true),
            ("2026-01-11T06:00:00Z", false),
            ("2026-07-10T19:59:59Z", false),
            ("2026-07-10T20:00:00Z", true),
            ("2026-07-11T05:00:00Z", false),
        ] {
            assert_eq!(night().hold(at(moment)), is_quiet, "{moment}");
        }
    }

    #[test]
    fn an_hour_that_comes_twice_is_quiet_twice_and_one_left_out_never() {
        let hours = QuietHours::from_minutes(2 * 60, 3 * 60).unwrap();
        // The clocks go back on 25 October 2026 at 01:00 UTC, forward on 29 March at 01:00 UTC.
        assert!(hours.hold(at("2026-10-25T00:30:00Z")) && hours.hold(at("2026-10-25T01:30:00Z")));
        assert!(!hours.hold(at("2026-10-25T02:00:00Z")));
        assert!(!hours.hold(at("2026-03-29T00:59:59Z")) && !hours.hold(at("2026-03-29T01:00:00Z")));
    }

    #[test]
    fn hours_without_length_are_none() {
        assert_eq!(
            QuietHours::from_minutes(60, 60),
            Err(QuietHoursFault::Empty)
        );
        assert_eq!(
            QuietHours::from_minutes(-1, 60),
            Err(QuietHoursFault::NoTime)
        );
        assert_eq!(
            QuietHours::from_minutes(0, 1440),
            Err(QuietHoursFault::NoTime)
        );
    }

    proptest! {
        #[test]
        fn every_moment_is_within_the_hours_or_within_the_rest_of_the_day(
            from in 0_i32..1440, until in 0_i32..1440, seconds in 0_i64..4_000_000_000,
        ) {
            prop_assume!(from != until);
            let at = DateTime::from_timestamp(seconds, 0).unwrap();
            let quiet = QuietHours::from_minutes(from, until).unwrap();
            let awake = QuietHours::from_minutes(until, from).unwrap();
            prop_assert!(quiet.hold(at) != awake.hold(at));
            prop_assert_eq!(quiet.minutes(), (from, until));
        }

        #[test]
        fn nothing_is_held_without_a_reason(
            is_before: bool, is_first: bool, is_newcomer: bool, seconds in 0_i64..4_000_000_000,
        ) {
            let at = DateTime::from_timestamp(seconds, 0).unwrap();
            let holds = Holds { is_before, is_first, quiet: None };
            let is_held = holds.why(is_newcomer, at).is_some();
            prop_assert_eq!(is_held, is_before || (is_first && is_newcomer));
        }
    }
}
