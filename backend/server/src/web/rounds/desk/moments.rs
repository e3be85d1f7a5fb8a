//! Days and times as the desk types and reads them: in the time zone of the body.

use crate::web::field::{Field, Problem};
use crate::web::form::day_of_text;
use crate::web::petitions::card::rfc3339;
use chrono::{DateTime, NaiveTime, Timelike as _, Utc};
use serde::Serialize;
use weerklank_domain::calendar::{end_of, last_day_before, local_time_of, moments_of, start_of};
use weerklank_domain::moderation::QuietHours;

/// What can be wrong with a value of these pages, beside what can be wrong elsewhere at the desk.
#[cfg(test)]
pub const PROBLEMS: [&str; 6] = [
    "same_time",
    "invalid_time",
    "no_such_time",
    "closing_first",
    "not_later",
    "amount",
];

/// Which end of a day stands for it when no time is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayEnd {
    /// Its first moment.
    Start,
    /// The first moment after it.
    End,
}

/// The moment of a typed day and time; `None` when no day is typed. In the hour that comes twice, an
/// opening is the first of the two and a closing the last, so that nobody has less time than was
/// told.
///
/// # Errors
/// `invalid_date`, `invalid_time`, or `no_such_time` in the hour that the clocks leave out.
pub fn moment(
    (day_field, day): (&'static str, &str),
    (time_field, time): (&'static str, &str),
    end: DayEnd,
) -> Result<Option<DateTime<Utc>>, Problem> {
    let problem = |field, code| Problem { field, code };
    let (day, time) = (day.trim(), time.trim());
    if day.is_empty() {
        return if time.is_empty() {
            Ok(None)
        } else {
            Err(problem(day_field, "required"))
        };
    }
    let day = day_of_text(day).ok_or_else(|| problem(day_field, "invalid_date"))?;
    if time.is_empty() {
        return Ok(Some(match end {
            DayEnd::Start => start_of(day),
            DayEnd::End => end_of(day),
        }));
    }
    let time = time_of_text(time).ok_or_else(|| problem(time_field, "invalid_time"))?;
    let (first, last) = moments_of(day, time).ok_or_else(|| problem(time_field, "no_such_time"))?;
    Ok(Some(match end {
        DayEnd::Start => first,
        DayEnd::End => last,
    }))
}

/// Hours between two typed times; `None` when neither is typed.
///
/// # Errors
/// `required` when one of them is, `invalid_time`, or `same_time`.
pub fn quiet_hours(
    (from_field, from): (&'static str, &str),
    (until_field, until): (&'static str, &str),
) -> Result<Option<QuietHours>, Problem> {
    let read = |field, typed: &str| match typed.trim() {
        "" => Err(Problem {
            field,
            code: "required",
        }),
        typed => time_of_text(typed).ok_or(Problem {
            field,
            code: "invalid_time",
        }),
    };
    if from.trim().is_empty() && until.trim().is_empty() {
        return Ok(None);
    }
    let (from, until) = (read(from_field, from)?, read(until_field, until)?);
    QuietHours::new(from, until).map(Some).map_err(|_| Problem {
        field: until_field,
        code: "same_time",
    })
}

/// Quiet hours as two time fields take them.
pub fn typed_hours(quiet: Option<QuietHours>) -> (String, String) {
    quiet.map_or_else(Default::default, |quiet| {
        (written(quiet.from()), written(quiet.until()))
    })
}

fn time_of_text(typed: &str) -> Option<NaiveTime> {
    let text = typed.replace('.', ":");
    ["%H:%M", "%H:%M:%S"]
        .iter()
        .find_map(|format| NaiveTime::parse_from_str(&text, format).ok())
}

/// A field for a time of the day: one that is no time is left as it was typed, which a time field
/// would not show.
pub fn time_field(value: &str, name: &'static str, problems: &[Problem]) -> Field {
    let typed = value.trim();
    match time_of_text(typed) {
        Some(time) => Field::of(&written(time), name, problems),
        None => Field {
            is_odd: !typed.is_empty(),
            ..Field::of(value, name, problems)
        },
    }
}

/// A moment as [`moment`] takes it back: day and time.
pub fn typed(at: Option<DateTime<Utc>>, end: DayEnd) -> (String, String) {
    let Some(at) = at else {
        return (String::new(), String::new());
    };
    let (day, time) = local_time_of(at);
    if time == NaiveTime::MIN {
        let day = match end {
            DayEnd::Start => day,
            DayEnd::End => last_day_before(at),
        };
        return (day.to_string(), String::new());
    }
    (day.to_string(), written(time))
}

/// A time as a time field takes it; seconds only where there are any.
fn written(time: NaiveTime) -> String {
    let format = if time.second() == 0 {
        "%H:%M"
    } else {
        "%H:%M:%S"
    };
    time.format(format).to_string()
}

/// A closing as people read it: until a time, or through a day.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ClosingView {
    has_time: bool,
    at: String,
    is_whole_day: bool,
    last_day: String,
}

impl ClosingView {
    /// The view of a closing; empty without one.
    pub fn of(at: Option<DateTime<Utc>>) -> Self {
        let Some(at) = at else {
            return Self::default();
        };
        Self {
            has_time: true,
            at: rfc3339(at),
            is_whole_day: local_time_of(at).1 == NaiveTime::MIN,
            last_day: last_day_before(at).to_string(),
        }
    }

    /// Examples: none, a time, a whole day.
    #[cfg(test)]
    pub fn samples() -> [Self; 3] {
        let at = |text: &str| Some(text.parse().unwrap_or_default());
        [
            Self::default(),
            Self::of(at("2026-04-13T10:00:00Z")),
            Self::of(at("2026-04-13T22:00:00Z")),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(day: &str, time: &str, end: DayEnd) -> Result<Option<String>, &'static str> {
        moment(("day", day), ("time", time), end)
            .map(|at| at.map(rfc3339))
            .map_err(|problem| problem.code)
    }

    #[test]
    fn a_day_and_a_time_are_read_on_the_clock_of_the_body() {
        let at = |text: &str| Ok(Some(text.to_owned()));
        use DayEnd::{End, Start};
        assert_eq!(
            read("2026-03-02", "09:00", Start),
            at("2026-03-02T08:00:00Z")
        );
        assert_eq!(read("2-3-2026", "9.30", Start), at("2026-03-02T08:30:00Z"));
        assert_eq!(read("2026-03-02", "", Start), at("2026-03-01T23:00:00Z"));
        assert_eq!(read("2026-04-13", "", End), at("2026-04-13T22:00:00Z"));
        // The hour that comes twice.
        assert_eq!(
            read("2026-10-25", "02:30", Start),
            at("2026-10-25T00:30:00Z")
        );
        assert_eq!(read("2026-10-25", "02:30", End), at("2026-10-25T01:30:00Z"));
        assert_eq!(read(" ", "", End), Ok(None));
    }

    #[test]
    fn what_is_no_moment_is_told_by_its_field() {
        for (day, time, code) in [
            ("", "09:00", "required"),
            ("morgen", "09:00", "invalid_date"),
            ("2026-03-02", "9 uur", "invalid_time"),
            ("2026-03-02", "24:00", "invalid_time"),
            ("2026-03-29", "02:30", "no_such_time"),
        ] {
            assert_eq!(read(day, time, DayEnd::Start), Err(code), "{day} {time}");
        }
    }

    #[test]
    fn a_form_that_is_opened_and_sent_again_moves_nothing() {
        // Every quarter of an hour of 2026, across both changes of the clock.
        for quarter in 0..365 * 24 * 4 {
            let at = DateTime::from_timestamp(1_767_225_600 + quarter * 900, 0).unwrap();
            for end in [DayEnd::Start, DayEnd::End] {
                let (day, time) = typed(Some(at), end);
                let back = moment(("day", &day), ("time", &time), end).unwrap();
                // In the hour that comes twice the clock does not tell which one it was.
                let moved = (back.unwrap() - at).num_minutes();
                let is_twice = day == "2026-10-25" && time.starts_with("02:");
                assert!(moved == 0 || is_twice && moved.abs() == 60, "{at}");
            }
        }
    }
}
