//! What is read first, as everybody is told.

use crate::web::rounds::desk::moments::typed_hours;
use serde::Serialize;
use weerklank_domain::moderation::Holds;

/// What is read first.
#[derive(Debug, Clone, Default, Serialize)]
pub struct HoldsView {
    is_before: bool,
    is_first: bool,
    has_quiet: bool,
    from: String,
    until: String,
}

impl HoldsView {
    /// As it is said.
    pub fn of(holds: &Holds) -> Self {
        let (from, until) = typed_hours(holds.quiet);
        Self {
            is_before: holds.is_before,
            is_first: holds.is_first,
            has_quiet: holds.quiet.is_some(),
            from,
            until,
        }
    }

    /// Examples: everything, and only some.
    #[cfg(test)]
    pub fn sample(is_before: bool) -> Self {
        use weerklank_domain::moderation::QuietHours;
        Self::of(&Holds {
            is_before,
            is_first: true,
            quiet: QuietHours::from_minutes(22 * 60, 7 * 60).ok(),
        })
    }
}
