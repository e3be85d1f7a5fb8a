//! Statutory terms: which day is the last one (General Terms Act, articles 1, 2 and 4).

use super::holidays::next_working_day;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// How long a term is, in the unit in which its law puts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TermLength {
    /// So many days.
    Days(u16),
    /// So many weeks of seven days.
    Weeks(u16),
}

impl TermLength {
    /// The number of days in it.
    #[must_use]
    pub fn days(self) -> u32 {
        match self {
            Self::Days(days) => days.into(),
            Self::Weeks(weeks) => u32::from(weeks) * 7,
        }
    }

    /// The last day by the calendar alone, of a term that begins with `first_day` and counts it. A
    /// term of no days ends on its first.
    #[must_use]
    pub fn last_day(self, first_day: NaiveDate) -> NaiveDate {
        first_day
            .checked_add_days(Days::new(self.days().saturating_sub(1).into()))
            .unwrap_or(NaiveDate::MAX)
    }

    /// Whether the General Terms Act holds for it: not for more than 90 days or more than twelve
    /// weeks (article 4). Each unit has its own limit: 90 days are within, thirteen weeks are not.
    #[must_use]
    pub fn is_within_terms_act(self) -> bool {
        match self {
            Self::Days(days) => days <= 90,
            Self::Weeks(weeks) => weeks <= 12,
        }
    }
}

/// The last day of a statutory term that begins with `first_day` and counts it. `equated` are the
/// days that royal decrees equate with public holidays.
///
/// A term that would end on a Saturday, Sunday or public holiday runs to the next day that is none
/// of them (General Terms Act, article 1(1)); one of three days or more holds two such days
/// (article 2). Longer terms than those of [`TermLength::is_within_terms_act`] end by the calendar.
#[must_use]
pub fn statutory_last_day(
    first_day: NaiveDate,
    length: TermLength,
    equated: &[NaiveDate],
) -> NaiveDate {
    let by_calendar = length.last_day(first_day);
    if !length.is_within_terms_act() {
        return by_calendar;
    }
    let moved = next_working_day(by_calendar, equated);
    if length.days() < 3 {
        return moved;
    }
    moved.max(second_working_day(first_day, equated))
}

fn second_working_day(first_day: NaiveDate, equated: &[NaiveDate]) -> NaiveDate {
    let first = next_working_day(first_day, equated);
    first
        .succ_opt()
        .map_or(first, |day| next_working_day(day, equated))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{end_of, is_working_day};
    use chrono::{DateTime, TimeDelta, Utc};
    use proptest::prelude::*;

    const SIX_WEEKS: TermLength = TermLength::Weeks(6);

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn working_days(first: NaiveDate, last: NaiveDate, equated: &[NaiveDate]) -> usize {
        first
            .iter_days()
            .take_while(|day| *day <= last)
            .filter(|day| is_working_day(*day, equated))
            .count()
    }

    /// Six weeks: first day, last day by the calendar, last day by law, and why. Worked out by
    /// another program and read over with a calendar.
    const SIX_WEEK_TERMS: &str = "
        2024-11-21 2025-01-01 2025-01-02 New Year
        2024-12-22 2025-02-01 2025-02-03 Saturday
        2025-03-07 2025-04-17 2025-04-17 an ordinary Thursday
        2025-03-08 2025-04-18 2025-04-22 Good Friday
        2025-03-11 2025-04-21 2025-04-22 Easter Monday
        2025-03-16 2025-04-26 2025-04-28 King's Day
        2025-03-25 2025-05-05 2025-05-06 5 May
        2025-04-18 2025-05-29 2025-05-30 Ascension
        2025-04-29 2025-06-09 2025-06-10 Whit Monday
        2025-07-28 2025-09-07 2025-09-08 Sunday
        2025-11-14 2025-12-25 2025-12-29 Christmas Day
        2025-11-15 2025-12-26 2025-12-29 second Christmas day
        2025-11-21 2026-01-01 2026-01-02 New Year
        2025-12-28 2026-02-07 2026-02-09 Saturday
        2026-02-20 2026-04-02 2026-04-02 an ordinary Thursday
        2026-02-21 2026-04-03 2026-04-07 Good Friday
        2026-02-24 2026-04-06 2026-04-07 Easter Monday
        2026-03-17 2026-04-27 2026-04-28 King's Day
        2026-03-25 2026-05-05 2026-05-06 5 May
        2026-04-03 2026-05-14 2026-05-15 Ascension
        2026-04-14 2026-05-25 2026-05-26 Whit Monday
        2026-07-27 2026-09-06 2026-09-07 Sunday
        2026-11-14 2026-12-25 2026-12-28 Christmas Day
        2026-11-15 2026-12-26 2026-12-28 second Christmas day
        2026-11-21 2027-01-01 2027-01-04 New Year
        2026-12-27 2027-02-06 2027-02-08 Saturday
        2027-02-12 2027-03-25 2027-03-25 an ordinary Thursday
        2027-02-13 2027-03-26 2027-03-30 Good Friday
        2027-02-16 2027-03-29 2027-03-30 Easter Monday
        2027-03-17 2027-04-27 2027-04-28 King's Day
        2027-03-25 2027-05-05 2027-05-07 5 May
        2027-03-26 2027-05-06 2027-05-07 Ascension
        2027-04-06 2027-05-17 2027-05-18 Whit Monday
        2027-07-26 2027-09-05 2027-09-06 Sunday
        2027-11-14 2027-12-25 2027-12-27 Christmas Day
        2027-11-15 2027-12-26 2027-12-27 second Christmas day
        2027-11-21 2028-01-01 2028-01-03 New Year
        2027-12-26 2028-02-05 2028-02-07 Saturday
        2028-03-03 2028-04-13 2028-04-13 an ordinary Thursday
        2028-03-04 2028-04-14 2028-04-18 Good Friday
        2028-03-07 2028-04-17 2028-04-18 Easter Monday
        2028-03-17 2028-04-27 2028-04-28 King's Day
        2028-03-25 2028-05-05 2028-05-08 5 May
        2028-04-14 2028-05-25 2028-05-26 Ascension
        2028-04-25 2028-06-05 2028-06-06 Whit Monday
        2028-07-24 2028-09-03 2028-09-04 Sunday
        2028-11-14 2028-12-25 2028-12-27 Christmas Day
        2028-11-15 2028-12-26 2028-12-27 second Christmas day
        2028-11-21 2029-01-01 2029-01-02 New Year
        2028-12-24 2029-02-03 2029-02-05 Saturday
        2029-02-16 2029-03-29 2029-03-29 an ordinary Thursday
        2029-02-17 2029-03-30 2029-04-03 Good Friday
        2029-02-20 2029-04-02 2029-04-03 Easter Monday
        2029-03-17 2029-04-27 2029-04-30 King's Day
        2029-03-25 2029-05-05 2029-05-07 5 May
        2029-03-30 2029-05-10 2029-05-11 Ascension
        2029-04-10 2029-05-21 2029-05-22 Whit Monday
        2029-07-23 2029-09-02 2029-09-03 Sunday
        2029-11-14 2029-12-25 2029-12-27 Christmas Day
        2029-11-15 2029-12-26 2029-12-27 second Christmas day
        2029-11-21 2030-01-01 2030-01-02 New Year
        2029-12-23 2030-02-02 2030-02-04 Saturday
        2030-03-08 2030-04-18 2030-04-18 an ordinary Thursday
        2030-03-09 2030-04-19 2030-04-23 Good Friday
        2030-03-12 2030-04-22 2030-04-23 Easter Monday
        2030-03-17 2030-04-27 2030-04-29 King's Day
        2030-03-25 2030-05-05 2030-05-06 5 May
        2030-04-19 2030-05-30 2030-05-31 Ascension
        2030-04-30 2030-06-10 2030-06-11 Whit Monday
        2030-07-22 2030-09-01 2030-09-02 Sunday
        2030-11-14 2030-12-25 2030-12-27 Christmas Day
        2030-11-15 2030-12-26 2030-12-27 second Christmas day
        2031-03-16 2031-04-26 2031-04-28 King's Day
    ";

    /// Six weeks across a change of the clocks: first day, last day, end. They end on the Friday
    /// before the change, on its Sunday (and are moved), and two weeks after it.
    const TERMS_ACROSS_CLOCKS: &str = "
        2025-02-15 2025-03-28 2025-03-28T23:00:00Z
        2025-02-17 2025-03-31 2025-03-31T22:00:00Z
        2025-03-04 2025-04-14 2025-04-14T22:00:00Z
        2025-09-13 2025-10-24 2025-10-24T22:00:00Z
        2025-09-15 2025-10-27 2025-10-27T23:00:00Z
        2025-09-30 2025-11-10 2025-11-10T23:00:00Z
        2026-02-14 2026-03-27 2026-03-27T23:00:00Z
        2026-02-16 2026-03-30 2026-03-30T22:00:00Z
        2026-03-03 2026-04-13 2026-04-13T22:00:00Z
        2026-09-12 2026-10-23 2026-10-23T22:00:00Z
        2026-09-14 2026-10-26 2026-10-26T23:00:00Z
        2026-09-29 2026-11-09 2026-11-09T23:00:00Z
        2027-02-13 2027-03-30 2027-03-30T22:00:00Z
        2027-02-15 2027-03-30 2027-03-30T22:00:00Z
        2027-03-02 2027-04-12 2027-04-12T22:00:00Z
        2027-09-18 2027-10-29 2027-10-29T22:00:00Z
        2027-09-20 2027-11-01 2027-11-01T23:00:00Z
        2027-10-05 2027-11-15 2027-11-15T23:00:00Z
        2028-02-12 2028-03-24 2028-03-24T23:00:00Z
        2028-02-14 2028-03-27 2028-03-27T22:00:00Z
        2028-02-29 2028-04-10 2028-04-10T22:00:00Z
        2028-09-16 2028-10-27 2028-10-27T22:00:00Z
        2028-09-18 2028-10-30 2028-10-30T23:00:00Z
        2028-10-03 2028-11-13 2028-11-13T23:00:00Z
        2029-02-10 2029-03-23 2029-03-23T23:00:00Z
        2029-02-12 2029-03-26 2029-03-26T22:00:00Z
        2029-02-27 2029-04-09 2029-04-09T22:00:00Z
        2029-09-15 2029-10-26 2029-10-26T22:00:00Z
        2029-09-17 2029-10-29 2029-10-29T23:00:00Z
        2029-10-02 2029-11-12 2029-11-12T23:00:00Z
        2030-02-16 2030-03-29 2030-03-29T23:00:00Z
        2030-02-18 2030-04-01 2030-04-01T22:00:00Z
        2030-03-05 2030-04-15 2030-04-15T22:00:00Z
        2030-09-14 2030-10-25 2030-10-25T22:00:00Z
        2030-09-16 2030-10-28 2030-10-28T23:00:00Z
        2030-10-01 2030-11-11 2030-11-11T23:00:00Z
    ";

    fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
        table
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>())
            .filter(|words| !words.is_empty())
    }

    #[test]
    fn a_draft_laid_open_on_a_monday_can_be_answered_until_a_monday() {
        let laid_open = day("2026-03-02");
        assert_eq!(SIX_WEEKS.last_day(laid_open), day("2026-04-12"));
        let last = statutory_last_day(laid_open, SIX_WEEKS, &[]);
        assert_eq!(last, day("2026-04-13"));
        assert_eq!(end_of(last).to_rfc3339(), "2026-04-13T22:00:00+00:00");
    }

    #[test]
    fn six_weeks_end_on_a_day_that_people_work() {
        for row in rows(SIX_WEEK_TERMS) {
            let first = day(row[0]);
            assert_eq!(SIX_WEEKS.last_day(first), day(row[1]), "{row:?}");
            let last = statutory_last_day(first, SIX_WEEKS, &[]);
            assert_eq!(last, day(row[2]), "{row:?}");
        }
        assert_eq!(rows(SIX_WEEK_TERMS).count(), 6 * 12 + 1);
    }

    #[test]
    fn a_term_ends_at_midnight_of_the_clock_on_the_wall() {
        for row in rows(TERMS_ACROSS_CLOCKS) {
            let last = statutory_last_day(day(row[0]), SIX_WEEKS, &[]);
            assert_eq!(last, day(row[1]), "{row:?}");
            let end: DateTime<Utc> = row[2].parse().unwrap();
            assert_eq!(end_of(last), end, "{row:?}");
        }
        assert_eq!(rows(TERMS_ACROSS_CLOCKS).count(), 6 * 2 * 3);
    }

    #[test]
    fn a_term_that_ends_on_a_day_of_a_decree_runs_on() {
        // Ascension Day is a Thursday, and decrees equate the Friday after it.
        for (first, equated, last) in [
            ("2025-04-18", "2025-05-30", "2025-06-02"),
            ("2026-04-03", "2026-05-15", "2026-05-18"),
            ("2027-03-26", "2027-05-07", "2027-05-10"),
            ("2028-03-17", "2028-04-28", "2028-05-01"),
        ] {
            let found = statutory_last_day(day(first), SIX_WEEKS, &[day(equated)]);
            assert_eq!(found, day(last), "{equated}");
        }
    }

    #[test]
    fn a_term_of_three_days_leaves_people_two_days_to_act() {
        for (first, length, last) in [
            // Good Friday to Easter Sunday: Tuesday and Wednesday are the two.
            ("2026-04-03", TermLength::Days(3), "2026-04-08"),
            // Saturday to Monday holds one of the two.
            ("2026-03-07", TermLength::Days(3), "2026-03-10"),
            // A shorter term needs to end on a working day only.
            ("2026-03-07", TermLength::Days(2), "2026-03-09"),
            ("2026-04-03", TermLength::Days(1), "2026-04-07"),
            // Christmas 2025: Thursday to Wednesday, with three of them left.
            ("2025-12-25", TermLength::Weeks(1), "2025-12-31"),
        ] {
            assert_eq!(statutory_last_day(day(first), length, &[]), day(last));
        }
    }

    #[test]
    fn a_term_beyond_the_act_ends_by_the_calendar_even_on_a_sunday() {
        let sunday = day("2026-03-29");
        for (length, expected) in [
            (TermLength::Days(90), "2026-03-30"),
            (TermLength::Days(91), "2026-03-29"),
            (TermLength::Weeks(12), "2026-03-30"),
            (TermLength::Weeks(13), "2026-03-29"),
        ] {
            let back = i64::from(length.days()) - 1;
            let first = sunday - TimeDelta::days(back);
            assert_eq!(
                statutory_last_day(first, length, &[]),
                day(expected),
                "{length:?}"
            );
        }
    }

    #[test]
    fn the_end_of_the_calendar_ends_every_term() {
        let last = statutory_last_day(NaiveDate::MAX, SIX_WEEKS, &[]);
        assert_eq!(last, NaiveDate::MAX);
        assert!(end_of(last) > end_of(day("9999-12-31")));
    }

    fn any_day() -> impl Strategy<Value = NaiveDate> {
        (0_i64..40_000).prop_map(|days| day("2014-01-01") + TimeDelta::days(days))
    }

    fn any_length() -> impl Strategy<Value = TermLength> {
        prop_oneof![
            (1_u16..=90).prop_map(TermLength::Days),
            (1_u16..=12).prop_map(TermLength::Weeks),
        ]
    }

    proptest! {
        #[test]
        fn the_last_day_is_a_working_day_and_no_later_than_it_must_be(
            first in any_day(),
            length in any_length(),
            is_equated: bool,
        ) {
            let by_calendar = length.last_day(first);
            let equated = if is_equated { vec![by_calendar] } else { Vec::new() };
            let last = statutory_last_day(first, length, &equated);
            prop_assert!(last >= by_calendar);
            prop_assert!(is_working_day(last, &equated));
            // A day less would end on no working day of the term, or leave one of the two.
            let between = by_calendar.iter_days().take_while(|day| *day < last);
            for earlier in between.filter(|day| is_working_day(*day, &equated)) {
                prop_assert!(length.days() >= 3 && working_days(first, earlier, &equated) < 2);
            }
        }

        #[test]
        fn three_days_or_more_hold_two_working_days(first in any_day(), length in any_length()) {
            prop_assume!(length.days() >= 3);
            let last = statutory_last_day(first, length, &[]);
            prop_assert!(working_days(first, last, &[]) >= 2);
        }

        #[test]
        fn who_begins_later_never_ends_earlier(
            first in any_day(),
            later in 0_i64..60,
            length in any_length(),
        ) {
            let one = statutory_last_day(first, length, &[]);
            let other = statutory_last_day(first + TimeDelta::days(later), length, &[]);
            prop_assert!(one <= other);
        }
    }
}
