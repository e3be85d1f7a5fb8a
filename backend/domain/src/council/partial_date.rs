//! Dates as far as they are known: a year, a month, or a day. What is not known is not made up.

use chrono::{Datelike as _, Months, NaiveDate};
use serde::{Deserialize, Serialize};
use std::fmt;

/// `2026`, `2026-03` or `2026-03-14`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PartialDate {
    /// Its first day.
    first: NaiveDate,
    known: Known,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Known {
    Year,
    Month,
    Day,
}

/// A text that is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a date is a year, a month such as 2026-03, or a day such as 2026-03-14")]
pub struct NoDate;

impl PartialDate {
    /// Reads a date as it is written.
    ///
    /// # Errors
    /// [`NoDate`].
    pub fn parse(text: &str) -> Result<Self, NoDate> {
        // A year before the common era begins with a hyphen.
        let is_plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'-')
            && text.starts_with(|first: char| first.is_ascii_digit());
        let (whole, known) = match text.len() {
            4 => (format!("{text}-01-01"), Known::Year),
            7 => (format!("{text}-01"), Known::Month),
            10 => (text.to_owned(), Known::Day),
            _ => return Err(NoDate),
        };
        match whole.parse() {
            Ok(first) if is_plain => Ok(Self { first, known }),
            _ => Err(NoDate),
        }
    }

    /// The first day that it can be.
    #[must_use]
    pub fn earliest(self) -> NaiveDate {
        self.first
    }

    /// The last day that it can be.
    #[must_use]
    pub fn latest(self) -> NaiveDate {
        let months = match self.known {
            Known::Year => 12,
            Known::Month => 1,
            Known::Day => return self.first,
        };
        let next = self.first.checked_add_months(Months::new(months));
        // Only the last year that a date can hold has no year after it; no council sits then.
        next.and_then(|next| next.pred_opt()).unwrap_or(self.first)
    }
}

impl From<NaiveDate> for PartialDate {
    fn from(first: NaiveDate) -> Self {
        let known = Known::Day;
        Self { first, known }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        let first = self.first;
        match self.known {
            Known::Year => write!(out, "{:04}", first.year()),
            Known::Month => write!(out, "{:04}-{:02}", first.year(), first.month()),
            Known::Day => write!(out, "{first}"),
        }
    }
}

impl TryFrom<String> for PartialDate {
    type Error = NoDate;

    fn try_from(text: String) -> Result<Self, NoDate> {
        Self::parse(&text)
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> Self {
        date.to_string()
    }
}

/// From a first to a last day, as far as these are known. Without a first day it was always so;
/// without a last one it still is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// The first day.
    #[serde(default)]
    pub from: Option<PartialDate>,
    /// The last day.
    #[serde(default)]
    pub until: Option<PartialDate>,
}

/// Whether a day lies in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Covers {
    /// It does not.
    No,
    /// Its bounds are not known well enough to say.
    Perhaps,
    /// It does.
    Yes,
}

impl Period {
    /// Whether a day lies in it.
    #[must_use]
    pub fn covers(self, day: NaiveDate) -> Covers {
        let from = self.from.map_or(Covers::Yes, |from| {
            if from.latest() <= day {
                Covers::Yes
            } else if from.earliest() <= day {
                Covers::Perhaps
            } else {
                Covers::No
            }
        });
        let until = self.until.map_or(Covers::Yes, |until| {
            if day <= until.earliest() {
                Covers::Yes
            } else if day <= until.latest() {
                Covers::Perhaps
            } else {
                Covers::No
            }
        });
        from.min(until)
    }

    /// Whether it ends before it begins, however its dates are read.
    #[must_use]
    pub fn is_backwards(self) -> bool {
        match (self.from, self.until) {
            (Some(from), Some(until)) => until.latest() < from.earliest(),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn period(from: &str, until: &str) -> Period {
        Period {
            from: PartialDate::parse(from).ok(),
            until: PartialDate::parse(until).ok(),
        }
    }

    #[test]
    fn a_date_is_kept_as_it_was_written() {
        for text in ["2026", "2026-02", "2024-02-29"] {
            let date = PartialDate::parse(text).unwrap();
            assert_eq!(date.to_string(), text);
            let stored = serde_json::to_value(date).unwrap();
            assert_eq!(stored, text);
            assert_eq!(serde_json::from_value::<PartialDate>(stored).unwrap(), date);
        }
        for wrong in [
            "",
            "26",
            "2026-13",
            "2026-02-30",
            "2026-2-3",
            "2026/02",
            "+202",
            "-202",
            "-123-01-01",
            "14-03-2026",
            "2026-03-",
        ] {
            assert_eq!(PartialDate::parse(wrong), Err(NoDate), "{wrong}");
        }
    }

    #[test]
    fn a_month_has_a_first_and_a_last_day() {
        let bounds = |text| {
            let date = PartialDate::parse(text).unwrap();
            (date.earliest(), date.latest())
        };
        assert_eq!(bounds("2024-02"), (day("2024-02-01"), day("2024-02-29")));
        assert_eq!(bounds("2026"), (day("2026-01-01"), day("2026-12-31")));
        assert_eq!(bounds("2026-03-14"), (day("2026-03-14"), day("2026-03-14")));
    }

    #[test]
    fn what_the_dates_do_not_say_is_perhaps() {
        let term = period("2022-03", "2026");
        for (on, covers) in [
            ("2022-02-28", Covers::No),
            ("2022-03-01", Covers::Perhaps),
            ("2022-03-31", Covers::Yes),
            ("2025-12-31", Covers::Yes),
            ("2026-01-01", Covers::Yes),
            ("2026-01-02", Covers::Perhaps),
            ("2026-12-31", Covers::Perhaps),
            ("2027-01-01", Covers::No),
        ] {
            assert_eq!(term.covers(day(on)), covers, "{on}");
        }
        assert_eq!(Period::default().covers(day("1900-01-01")), Covers::Yes);
        assert!(period("2026", "2025-12").is_backwards());
        assert!(!period("2026-05", "2026").is_backwards());
    }

    proptest! {
        #[test]
        fn a_text_is_a_date_only_as_it_is_written(text in "[0-9-]{0,11}") {
            if let Ok(date) = PartialDate::parse(&text) {
                prop_assert_eq!(date.to_string(), text);
                prop_assert!(date.earliest() <= date.latest());
            }
        }
    }
}
