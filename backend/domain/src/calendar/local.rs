//! Moments as people write them: a day, and a time on the clock on the wall.

use super::ZONE;
use chrono::{DateTime, LocalResult, NaiveDate, NaiveTime, TimeZone as _, Utc};

/// The moments at which the clock on the wall shows a time of a day, the first and the last of
/// them: the same one, except in the hour that comes twice when the clocks go back. `None` in the
/// hour that is left out when they go forward.
#[must_use]
pub fn moments_of(day: NaiveDate, time: NaiveTime) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    match ZONE.from_local_datetime(&day.and_time(time)) {
        LocalResult::Single(at) => Some((at.to_utc(), at.to_utc())),
        LocalResult::Ambiguous(first, last) => Some((first.to_utc(), last.to_utc())),
        LocalResult::None => None,
    }
}

/// What the clock on the wall shows at a moment.
#[must_use]
pub fn local_time_of(at: DateTime<Utc>) -> (NaiveDate, NaiveTime) {
    let local = at.with_timezone(&ZONE).naive_local();
    (local.date(), local.time())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(day: &str, time: &str) -> Option<(String, String)> {
        let (first, last) = moments_of(day.parse().unwrap(), time.parse().unwrap())?;
        Some((first.to_rfc3339(), last.to_rfc3339()))
    }

    #[test]
    fn an_hour_that_is_left_out_is_no_moment_and_one_that_comes_twice_is_two() {
        let both = |text: &str| Some((text.to_owned(), text.to_owned()));
        assert_eq!(
            found("2026-03-02", "09:00:00"),
            both("2026-03-02T08:00:00+00:00")
        );
        assert_eq!(
            found("2026-07-02", "09:00:00"),
            both("2026-07-02T07:00:00+00:00")
        );
        assert_eq!(found("2026-03-29", "02:30:00"), None);
        assert_eq!(
            found("2026-10-25", "02:30:00"),
            Some((
                "2026-10-25T00:30:00+00:00".to_owned(),
                "2026-10-25T01:30:00+00:00".to_owned()
            ))
        );
    }

    proptest! {
        #[test]
        fn what_the_clock_shows_leads_back_to_its_moment(seconds in 0_i64..4_000_000_000) {
            let at = DateTime::from_timestamp(seconds, 0).unwrap();
            let (day, time) = local_time_of(at);
            let (first, last) = moments_of(day, time).unwrap();
            prop_assert!(first == at || last == at);
        }
    }
}
