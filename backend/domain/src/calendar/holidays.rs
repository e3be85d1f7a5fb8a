//! The days on which no statutory term ends (General Terms Act, article 3).

use chrono::{Datelike as _, NaiveDate, TimeDelta, Weekday};

/// Easter Sunday of a year of the Gregorian calendar; `None` only for years that a date cannot hold.
#[must_use]
pub fn easter_sunday(year: i32) -> Option<NaiveDate> {
    // The computation of Meeus, Jones and Butcher: the Sunday after the first full moon of spring.
    let golden = year.rem_euclid(19);
    let (century, year_in_century) = (year.div_euclid(100), year.rem_euclid(100));
    let moon_shift = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let leap_centuries = century.div_euclid(4);
    let full_moon = (19 * golden + century - leap_centuries - moon_shift + 15).rem_euclid(30);
    let to_sunday = (32 + 2 * century.rem_euclid(4) + 2 * (year_in_century / 4)
        - full_moon
        - year_in_century % 4)
        .rem_euclid(7);
    // A full moon that would put Easter past 25 April counts a week earlier.
    let too_late = (golden + 11 * full_moon + 22 * to_sunday) / 451;
    let after_22_march = full_moon + to_sunday - 7 * too_late;
    NaiveDate::from_ymd_opt(year, 3, 22)?.checked_add_signed(TimeDelta::days(after_22_march.into()))
}

/// Whether a day counts as a public holiday for terms (General Terms Act, article 3): New Year's
/// Day, Easter Monday, Ascension Day, Whit Monday, both Christmas days, the day on which the King's
/// birthday is kept and 5 May (paragraph 1); Good Friday (paragraph 2); and the days that royal
/// decrees equate (paragraph 3), which are `equated`.
///
/// King's Day is 27 April, or the 26th in years in which the 27th is a Sunday.
#[must_use]
pub fn is_holiday(day: NaiveDate, equated: &[NaiveDate]) -> bool {
    is_fixed_holiday(day) || is_moving_holiday(day) || equated.contains(&day)
}

/// Whether a day is no Saturday, no Sunday and no holiday of [`is_holiday`].
#[must_use]
pub fn is_working_day(day: NaiveDate, equated: &[NaiveDate]) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !is_holiday(day, equated)
}

/// The day itself when it is a working day, else the first one after it.
#[must_use]
pub fn next_working_day(day: NaiveDate, equated: &[NaiveDate]) -> NaiveDate {
    day.iter_days()
        .find(|day| is_working_day(*day, equated))
        .unwrap_or(day)
}

fn is_fixed_holiday(day: NaiveDate) -> bool {
    match (day.month(), day.day()) {
        (1, 1) | (5, 5) | (12, 25 | 26) => true,
        (4, 26) => day.weekday() == Weekday::Sat,
        (4, 27) => day.weekday() != Weekday::Sun,
        _ => false,
    }
}

fn is_moving_holiday(day: NaiveDate) -> bool {
    const GOOD_FRIDAY: i64 = -2;
    const EASTER_MONDAY: i64 = 1;
    const ASCENSION: i64 = 39;
    const WHIT_MONDAY: i64 = 50;
    easter_sunday(day.year()).is_some_and(|easter| {
        matches!(
            (day - easter).num_days(),
            GOOD_FRIDAY | EASTER_MONDAY | ASCENSION | WHIT_MONDAY
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Days from 21 March to Easter, for 2000 to 2099, from another program's calendar.
    const EASTERS: [i64; 100] = [
        33, 25, 10, 30, 21, 6, 26, 18, 2, 22, 14, 34, 18, 10, 30, 15, 6, 26, 11, 31, 22, 14, 27,
        19, 10, 30, 15, 7, 26, 11, 31, 23, 7, 27, 19, 4, 23, 15, 35, 20, 11, 31, 16, 8, 27, 19, 4,
        24, 15, 28, 20, 12, 31, 16, 8, 28, 12, 32, 24, 9, 28, 20, 5, 25, 16, 8, 21, 13, 32, 24, 9,
        29, 20, 5, 25, 17, 29, 21, 13, 33, 17, 9, 29, 14, 5, 25, 10, 30, 21, 13, 26, 18, 9, 22, 14,
        34, 25, 10, 30, 22,
    ];

    /// The holidays that are no Saturday or Sunday by themselves in every year.
    const HOLIDAYS: &[(i32, [&str; 9])] = &[
        (
            2025,
            [
                "01-01", "04-18", "04-21", "04-26", "05-05", "05-29", "06-09", "12-25", "12-26",
            ],
        ),
        (
            2026,
            [
                "01-01", "04-03", "04-06", "04-27", "05-05", "05-14", "05-25", "12-25", "12-26",
            ],
        ),
        (
            2027,
            [
                "01-01", "03-26", "03-29", "04-27", "05-05", "05-06", "05-17", "12-25", "12-26",
            ],
        ),
        (
            2028,
            [
                "01-01", "04-14", "04-17", "04-27", "05-05", "05-25", "06-05", "12-25", "12-26",
            ],
        ),
        (
            2029,
            [
                "01-01", "03-30", "04-02", "04-27", "05-05", "05-10", "05-21", "12-25", "12-26",
            ],
        ),
        (
            2030,
            [
                "01-01", "04-19", "04-22", "04-27", "05-05", "05-30", "06-10", "12-25", "12-26",
            ],
        ),
        (
            2031,
            [
                "01-01", "04-11", "04-14", "04-26", "05-05", "05-22", "06-02", "12-25", "12-26",
            ],
        ),
    ];

    #[test]
    fn easter_falls_where_the_almanac_has_it() {
        for (year, days) in (2000..).zip(EASTERS) {
            let expected = NaiveDate::from_ymd_opt(year, 3, 21).unwrap() + TimeDelta::days(days);
            assert_eq!(easter_sunday(year), Some(expected), "{year}");
        }
        // The earliest and the latest, and the years in which the moon counts a week earlier.
        for easter in [
            "1818-03-22",
            "1943-04-25",
            "1954-04-18",
            "1981-04-19",
            "2285-03-22",
        ] {
            assert_eq!(easter_sunday(day(easter).year()), Some(day(easter)));
        }
    }

    #[test]
    fn a_year_has_the_nine_holidays_of_the_act_and_no_others() {
        for (year, expected) in HOLIDAYS {
            let first = NaiveDate::from_ymd_opt(*year, 1, 1).unwrap();
            let found: Vec<String> = first
                .iter_days()
                .take_while(|day| day.year() == *year)
                .filter(|day| is_holiday(*day, &[]))
                .map(|day| day.format("%m-%d").to_string())
                .collect();
            assert_eq!(found, *expected, "{year}");
        }
    }

    #[test]
    fn the_king_keeps_his_birthday_on_saturday_when_it_is_a_sunday() {
        assert!(is_holiday(day("2025-04-26"), &[]));
        assert!(!is_holiday(day("2025-04-27"), &[]));
        assert!(!is_working_day(day("2025-04-27"), &[]));
        assert!(is_working_day(day("2027-04-26"), &[]));
        assert!(!is_working_day(day("2027-04-27"), &[]));
    }

    #[test]
    fn a_day_that_a_decree_equates_is_no_working_day() {
        let after_ascension = day("2026-05-15");
        assert!(is_working_day(after_ascension, &[]));
        assert!(!is_working_day(after_ascension, &[after_ascension]));
        assert_eq!(next_working_day(day("2026-05-14"), &[]), after_ascension);
        assert_eq!(
            next_working_day(day("2026-05-14"), &[after_ascension]),
            day("2026-05-18")
        );
    }

    #[test]
    fn the_ends_of_the_calendar_have_answers_too() {
        for edge in [NaiveDate::MIN, NaiveDate::MAX] {
            assert!(next_working_day(edge, &[edge]) >= edge);
        }
    }

    proptest! {
        #[test]
        fn easter_is_a_sunday_between_22_march_and_25_april(year in 1583_i32..9999) {
            let easter = easter_sunday(year).unwrap();
            prop_assert_eq!(easter.weekday(), Weekday::Sun);
            prop_assert!(easter >= NaiveDate::from_ymd_opt(year, 3, 22).unwrap());
            prop_assert!(easter <= NaiveDate::from_ymd_opt(year, 4, 25).unwrap());
        }
    }
}
