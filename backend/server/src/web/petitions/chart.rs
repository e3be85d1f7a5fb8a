//! Numbers of a picture of signatures over time, and of the table with the same numbers.

use super::card::rfc3339;
use crate::templates::ZONE;
use crate::texts::{Texts, number};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use weerklank_domain::Language;
use weerklank_store::petitions::HourCount;

/// Signatures over time.
#[derive(Debug, Clone, Serialize)]
pub struct OverTime {
    has_data: bool,
    total_days: i64,
    bars: Vec<Bar>,
    line_points: String,
    max: i64,
    start: String,
    end: String,
    rows: Vec<Row>,
    view_width: i64,
    view_height: i64,
}

#[derive(Debug, Clone, Serialize)]
struct Bar {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    label: String,
}

#[derive(Debug, Clone, Serialize)]
struct Row {
    date: String,
    count: i64,
    cumulative: i64,
}

const WIDTH: i64 = 600;
const HEIGHT: i64 = 180;
/// More days than this are drawn as periods of several days.
const MOST_BARS: i64 = 92;

impl OverTime {
    /// The picture of a petition's hours; `texts` gives the days their words.
    pub fn of(hours: &[HourCount], texts: &Texts, language: Language) -> Self {
        Self::labelled(hours, |at, count| {
            format!(
                "{}: {}",
                texts.date(language, at, ZONE),
                number(language, count)
            )
        })
    }

    /// An example, whose days have no words.
    #[cfg(test)]
    pub fn sample(hours: &[HourCount]) -> Self {
        Self::labelled(hours, |at, count| format!("{}: {count}", at.date_naive()))
    }

    fn labelled(hours: &[HourCount], label: impl Fn(DateTime<Utc>, i64) -> String) -> Self {
        let mut days = BTreeMap::<NaiveDate, i64>::new();
        for hour in hours.iter().filter(|hour| hour.count > 0) {
            *days
                .entry(hour.hour.with_timezone(&ZONE).date_naive())
                .or_default() += hour.count;
        }
        let (Some(first), Some(last)) = (
            days.keys().next().copied(),
            days.keys().next_back().copied(),
        ) else {
            return Self::empty();
        };
        let total_days = (last - first).num_days() + 1;
        let period = (total_days + MOST_BARS - 1) / MOST_BARS;
        let mut rows: Vec<(NaiveDate, i64)> = Vec::new();
        let mut start = first;
        while start <= last {
            let end = start + TimeDelta::days(period);
            rows.push((start, days.range(start..end).map(|(_, count)| count).sum()));
            start = end;
        }
        let max = rows.iter().map(|row| row.1).max().unwrap_or(1).max(1);
        let total: i64 = rows.iter().map(|row| row.1).sum();
        let step = float(WIDTH) / float(i64::try_from(rows.len()).unwrap_or(1).max(1));
        let mut cumulative = 0;
        let mut picture = Self {
            has_data: true,
            total_days,
            max,
            ..Self::empty()
        };
        for (place, (day, count)) in (0_i64..).zip(rows) {
            cumulative += count;
            let height = rounded(float(HEIGHT) * float(count) / float(max));
            let at = noon(day);
            picture.bars.push(Bar {
                x: rounded(step * float(place) + step * 0.1),
                y: rounded(float(HEIGHT) - height),
                width: rounded(step * 0.8),
                height,
                label: label(at, count),
            });
            let x = rounded(step * (float(place) + 0.5));
            let y =
                rounded(float(HEIGHT) - float(HEIGHT) * float(cumulative) / float(total.max(1)));
            let space = if place > 0 { " " } else { "" };
            // Writing to a String cannot fail.
            let _ = write!(picture.line_points, "{space}{x},{y}");
            picture.rows.push(Row {
                date: rfc3339(at),
                count,
                cumulative,
            });
        }
        picture.start = rfc3339(noon(first));
        picture.end = rfc3339(noon(last));
        picture
    }

    /// No picture.
    pub fn empty() -> Self {
        Self {
            has_data: false,
            total_days: 0,
            bars: Vec::new(),
            line_points: String::new(),
            max: 0,
            start: String::new(),
            end: String::new(),
            rows: Vec::new(),
            view_width: WIDTH,
            view_height: HEIGHT,
        }
    }
}

fn noon(day: NaiveDate) -> DateTime<Utc> {
    day.and_hms_opt(12, 0, 0).unwrap_or_default().and_utc()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "lengths of a picture, shown with two decimals"
)]
fn float(number: i64) -> f64 {
    number as f64
}

fn rounded(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}
