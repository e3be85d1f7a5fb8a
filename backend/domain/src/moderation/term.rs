//! For how long something is restricted.

use crate::codes::codes;
use chrono::{DateTime, TimeDelta, Utc};

codes! {
    /// A term that ends by itself.
    Term {
        /// Seven days.
        Week = "week",
        /// Thirty days.
        Month = "month",
        /// Ninety days.
        Quarter = "quarter",
        /// Half a year.
        HalfYear = "half_year",
        /// A year.
        Year = "year",
    }
}

impl Term {
    /// How long it is.
    #[must_use]
    pub fn length(self) -> TimeDelta {
        TimeDelta::days(match self {
            Self::Week => 7,
            Self::Month => 30,
            Self::Quarter => 90,
            Self::HalfYear => 182,
            Self::Year => 365,
        })
    }

    /// When it ends that begins now.
    #[must_use]
    pub fn end(self, now: DateTime<Utc>) -> DateTime<Utc> {
        now + self.length()
    }
}

/// A warning counts for so long: whoever is warned within it can be suspended.
pub const WARNING_TERM: TimeDelta = TimeDelta::days(365);

/// Words that were left out are kept, sealed, for so long after the decision: the half year in which another
/// can be asked for, and a year to take that one and to answer a court.
pub const ORIGINAL_TERM: TimeDelta = TimeDelta::days(183 + 365);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longer_terms_end_later() {
        let ends: Vec<_> = Term::ALL
            .iter()
            .map(|term| term.end(DateTime::UNIX_EPOCH))
            .collect();
        assert!(ends.is_sorted_by(|one, other| one < other));
    }

    #[test]
    fn the_words_are_kept_for_longer_than_somebody_may_complain() {
        let decided = DateTime::UNIX_EPOCH;
        assert!(decided + ORIGINAL_TERM > super::super::complaint_until(decided));
    }
}
