//! When a phase is meant to run, and which petitions can hang on a dossier.

use chrono::NaiveDate;

/// The days between which a phase is planned, both included; either may not be known yet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Planned {
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
}

/// A phase that would end before it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the phase would end before it begins")]
pub struct EndsBeforeItBegins;

impl Planned {
    /// The days of a plan.
    ///
    /// # Errors
    /// [`EndsBeforeItBegins`].
    pub fn new(
        from: Option<NaiveDate>,
        until: Option<NaiveDate>,
    ) -> Result<Self, EndsBeforeItBegins> {
        match from.zip(until) {
            Some((from, until)) if until < from => Err(EndsBeforeItBegins),
            _ => Ok(Self { from, until }),
        }
    }

    /// The first day.
    #[must_use]
    pub fn from(self) -> Option<NaiveDate> {
        self.from
    }

    /// The last day.
    #[must_use]
    pub fn until(self) -> Option<NaiveDate> {
        self.until
    }
}

/// Why a petition cannot hang on a dossier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CannotHang {
    /// No petition has this reference, or nobody put it before the desk yet.
    #[error("there is no such petition")]
    Unknown,
    /// It hangs on a dossier already: the reference of that one.
    #[error("it hangs on {0}")]
    Elsewhere(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phase_ends_on_or_after_its_first_day() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 3, day);
        assert!(Planned::new(day(2), day(2)).is_ok() && Planned::new(None, day(1)).is_ok());
        assert_eq!(Planned::new(day(3), day(2)), Err(EndsBeforeItBegins));
        let planned = Planned::new(day(1), None).unwrap();
        assert_eq!((planned.from(), planned.until()), (day(1), None));
    }
}
