//! Notices and complaints: who may ask for another decision, and until when.

use super::DecisionSource;
use crate::codes::codes;
use crate::inputs::ModerationAction;
use chrono::{DateTime, Months, Utc};

codes! {
    /// What became of a notice.
    NoticeOutcome {
        /// It was right.
        Upheld = "upheld",
        /// It was right in part.
        Partly = "partly",
        /// It was not.
        NotUpheld = "not_upheld",
    }
}

codes! {
    /// Who asks for another decision.
    Side {
        /// Whoever wrote what was hidden.
        Author = "author",
        /// Whoever reported what stayed.
        Notifier = "notifier",
    }
}

codes! {
    /// What became of a complaint.
    ComplaintOutcome {
        /// The decision was wrong.
        Upheld = "upheld",
        /// It was right, but not for this reason.
        Partly = "partly",
        /// It was right.
        Rejected = "rejected",
    }
}

/// Within so many months somebody may ask for another decision.
pub const COMPLAINT_MONTHS: Months = Months::new(6);

/// Why nobody can ask for another decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotComplain {
    /// This decision does nothing to this side.
    #[error("this decision does nothing to them")]
    NotTheirs,
    /// The six months have passed.
    #[error("six months have passed")]
    TooLate,
    /// They asked before.
    #[error("they asked before")]
    Already,
}

/// The last moment at which somebody may ask for another decision.
#[must_use]
pub fn complaint_until(decided_at: DateTime<Utc>) -> DateTime<Utc> {
    decided_at
        .checked_add_months(COMPLAINT_MONTHS)
        .unwrap_or(decided_at)
}

/// Whether a side may ask for another decision.
///
/// # Errors
/// [`CannotComplain`].
pub fn may_complain(
    side: Side,
    (action, source): (ModerationAction, DecisionSource),
    decided_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), CannotComplain> {
    let is_theirs = match (side, action) {
        (Side::Author, action) => action.can_be_disputed(),
        (Side::Notifier, ModerationAction::Keep) => source == DecisionSource::Notice,
        (Side::Notifier, _) => false,
    };
    if !is_theirs {
        return Err(CannotComplain::NotTheirs);
    }
    if now > complaint_until(decided_at) {
        return Err(CannotComplain::TooLate);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn nobody_asks_after_half_a_year_and_everybody_before(days in 0i64..400) {
            let decided = DateTime::UNIX_EPOCH;
            let now = decided + TimeDelta::days(days);
            let hidden = (ModerationAction::Hide, DecisionSource::Own);
            let asked = may_complain(Side::Author, hidden, decided, now);
            prop_assert_eq!(asked.is_ok(), days <= 181);
        }
    }

    #[test]
    fn each_side_asks_about_what_was_done_to_it() {
        let at = DateTime::UNIX_EPOCH;
        for action in ModerationAction::ALL {
            for source in DecisionSource::ALL {
                let asks = |side| may_complain(side, (*action, *source), at, at).is_ok();
                assert!(!(asks(Side::Author) && asks(Side::Notifier)));
            }
        }
        let kept = (ModerationAction::Keep, DecisionSource::Notice);
        assert_eq!(may_complain(Side::Notifier, kept, at, at), Ok(()));
        let again = (ModerationAction::Keep, DecisionSource::Complaint);
        assert!(may_complain(Side::Notifier, again, at, at).is_err());
    }
}
