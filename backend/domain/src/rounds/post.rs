//! Views that come by post.

use chrono::{Days, NaiveDate};

/// Whether a view that was posted on one day and received on another is in time for a round that
/// ends with `last_day`: received by then, or posted by then and received at most `grace_days`
/// after it (General Administrative Law Act, article 6:9(2), by 3:16(3)).
#[must_use]
pub fn post_is_in_time(
    posted_on: NaiveDate,
    received_on: NaiveDate,
    last_day: NaiveDate,
    grace_days: u16,
) -> bool {
    let last_delivery = last_day
        .checked_add_days(Days::new(grace_days.into()))
        .unwrap_or(NaiveDate::MAX);
    // What lies on the mat in time is in time, whatever its postmark can be read as.
    received_on <= last_day || (posted_on <= last_day && received_on <= last_delivery)
}

/// Whether a view that was received on a day is in time, by the postmark where there is one: see
/// [`post_is_in_time`]. By day, since nobody reads the clock when a letter falls on the mat.
#[must_use]
pub fn received_in_time(
    posted_on: Option<NaiveDate>,
    received_on: NaiveDate,
    last_day: NaiveDate,
    grace_days: u16,
) -> bool {
    // Without a postmark it was posted no earlier than it can be shown to be.
    post_is_in_time(
        posted_on.unwrap_or(received_on),
        received_on,
        last_day,
        grace_days,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_in_time(posted_on: &str, received_on: &str, grace_days: u16) -> bool {
        let day = |text: &str| text.parse().unwrap();
        post_is_in_time(
            day(posted_on),
            day(received_on),
            day("2026-04-13"),
            grace_days,
        )
    }

    #[test]
    fn a_letter_posted_on_the_last_day_has_a_week_to_arrive() {
        assert!(is_in_time("2026-04-13", "2026-04-14", 7));
        assert!(is_in_time("2026-04-13", "2026-04-20", 7));
        assert!(!is_in_time("2026-04-13", "2026-04-21", 7));
        assert!(!is_in_time("2026-04-14", "2026-04-15", 7));
    }

    #[test]
    fn without_days_of_grace_a_letter_must_arrive_by_the_last_day() {
        assert!(is_in_time("2026-04-10", "2026-04-13", 0));
        assert!(!is_in_time("2026-04-10", "2026-04-14", 0));
    }

    #[test]
    fn a_letter_that_arrived_in_time_is_not_late_for_its_postmark() {
        assert!(is_in_time("2026-04-15", "2026-04-13", 7));
    }

    #[test]
    fn without_a_postmark_the_day_of_receipt_decides() {
        let day = |text: &str| text.parse().unwrap();
        let received = |on| received_in_time(None, day(on), day("2026-04-13"), 7);
        assert!(received("2026-04-13"));
        assert!(!received("2026-04-14"));
        let posted = Some(day("2026-04-13"));
        assert!(received_in_time(
            posted,
            day("2026-04-20"),
            day("2026-04-13"),
            7
        ));
    }

    #[test]
    fn grace_ends_with_the_calendar() {
        assert!(post_is_in_time(
            NaiveDate::MAX,
            NaiveDate::MAX,
            NaiveDate::MAX,
            u16::MAX
        ));
    }
}
