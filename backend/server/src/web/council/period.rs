//! Dates as far as they are known: a year, a month, or a day.

use serde::Serialize;
use weerklank_domain::council::{PartialDate, Period};

/// A date on a page; the template makes words of a month.
#[derive(Debug, Clone, Default, Serialize)]
pub struct DateView {
    is_known: bool,
    is_day: bool,
    is_month: bool,
    text: String,
    year: String,
    month: String,
}

impl DateView {
    /// The view of a date; none is not known.
    pub fn of(date: Option<PartialDate>) -> Self {
        let Some(date) = date else {
            return Self::default();
        };
        let text = date.to_string();
        let mut parts = text.split('-');
        let year = parts.next().unwrap_or_default().to_owned();
        let month = parts.next().unwrap_or_default().trim_start_matches('0');
        Self {
            is_known: true,
            is_day: text.len() == "2026-03-14".len(),
            is_month: text.len() == "2026-03".len(),
            month: month.to_owned(),
            year,
            text,
        }
    }
}

/// From when until when.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PeriodView {
    from: DateView,
    until: DateView,
    is_over: bool,
}

impl PeriodView {
    /// The view of a period; `is_over` says whether it ended.
    pub fn of(period: Period, is_over: bool) -> Self {
        Self {
            from: DateView::of(period.from),
            until: DateView::of(period.until),
            is_over,
        }
    }

    /// Examples: a day and nothing, a month and a year, nothing at all.
    #[cfg(test)]
    pub fn samples() -> [Self; 3] {
        let date = |text| PartialDate::parse(text).ok();
        let of = |from, until| Period { from, until };
        [
            Self::of(of(date("2026-03-14"), None), false),
            Self::of(of(date("2024-03"), date("2025")), true),
            Self::of(of(None, None), false),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_told_as_far_as_it_is_known() {
        let of = |text| DateView::of(PartialDate::parse(text).ok());
        let month = of("2026-03");
        assert!(month.is_month && !month.is_day);
        assert_eq!((month.year.as_str(), month.month.as_str()), ("2026", "3"));
        assert!(of("2026-10-04").is_day);
        assert!(!of("2026").is_month && of("2026").is_known);
        assert!(!DateView::of(None).is_known);
    }
}
