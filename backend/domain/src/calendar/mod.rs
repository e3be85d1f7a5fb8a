//! Days as people of the authority count them, and terms as the law does.

mod holidays;
mod local;
mod terms;

pub use holidays::{easter_sunday, is_holiday, is_working_day, next_working_day};
pub use local::{local_time_of, moments_of};
pub use terms::{TermLength, statutory_last_day};

use chrono::{DateTime, NaiveDate, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Tz;

/// The time zone in which the site decides and shows times.
pub const ZONE: Tz = chrono_tz::Europe::Amsterdam;

/// The day on which a moment falls.
#[must_use]
pub fn day_of(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&ZONE).date_naive()
}

/// The first moment of a day.
#[must_use]
pub fn start_of(day: NaiveDate) -> DateTime<Utc> {
    let local = day.and_hms_opt(0, 0, 0).unwrap_or_default();
    // The zone changes its clocks at two and three at night: midnight exists once.
    ZONE.from_local_datetime(&local)
        .earliest()
        .map_or_else(|| local.and_utc(), |at| at.to_utc())
}

/// The first moment after a day.
#[must_use]
pub fn end_of(day: NaiveDate) -> DateTime<Utc> {
    // The last day that a date can hold has no day after it; no term gets there.
    start_of(day.succ_opt().unwrap_or(day))
}

/// The end of a term of so many days, which begins to run on the day after `from`.
#[must_use]
pub fn end_of_term(from: DateTime<Utc>, days: u16) -> DateTime<Utc> {
    end_of(day_of(from) + TimeDelta::days(days.into()))
}

/// The last whole day before a moment: the day that people read under "until".
#[must_use]
pub fn last_day_before(at: DateTime<Utc>) -> NaiveDate {
    day_of(at - TimeDelta::microseconds(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        DateTime::parse_from_rfc3339(text).unwrap().to_utc()
    }

    #[test]
    fn a_term_ends_with_its_last_day_also_across_daylight_saving() {
        // The clocks go forward on 29 March 2026.
        let end = end_of_term(at("2026-03-20T15:00:00+01:00"), 14);
        assert_eq!(end, at("2026-04-04T00:00:00+02:00"));
        assert_eq!(
            last_day_before(end),
            NaiveDate::from_ymd_opt(2026, 4, 3).unwrap()
        );
        assert_eq!(day_of(at("2026-03-20T23:30:00Z")).to_string(), "2026-03-21");
    }
}
