//! The queue: what waits for somebody who moderates, and why.

use crate::codes::codes;
use chrono::TimeDelta;

/// How long an item is somebody's after it was opened; whoever forgets it blocks nobody.
pub const CLAIM_HELD: TimeDelta = TimeDelta::minutes(15);

codes! {
    /// What kind of text an item is about.
    ItemKind {
        /// A contribution to a round.
        Input = "input",
        /// A statement that others vote on.
        Statement = "statement",
        /// A reply in a thread.
        Reply = "reply",
        /// The text of a petition.
        Petition = "petition",
        /// News of a petitioner.
        Update = "update",
    }
}

codes! {
    /// Why something is not published before somebody has read it.
    Hold {
        /// Everything is read first there.
        Before = "before",
        /// It is the first thing that its author writes there.
        Newcomer = "newcomer",
        /// It came in hours in which nobody is there.
        QuietHours = "quiet_hours",
        /// A petition is read before it is published.
        Submitted = "submitted",
    }
}

codes! {
    /// Why an item is in the queue: the weightiest reason where there are more.
    Concern {
        /// Somebody reported it.
        Notice = "notice",
        /// Everything is read first there.
        Before = "before",
        /// It is the first thing that its author writes there.
        Newcomer = "newcomer",
        /// It came in hours in which nobody is there.
        QuietHours = "quiet_hours",
        /// A petition is read before it is published.
        Submitted = "submitted",
        /// A word, a link or an address drew attention; everybody can read it.
        Signal = "signal",
    }
}

impl From<Hold> for Concern {
    fn from(hold: Hold) -> Self {
        match hold {
            Hold::Before => Self::Before,
            Hold::Newcomer => Self::Newcomer,
            Hold::QuietHours => Self::QuietHours,
            Hold::Submitted => Self::Submitted,
        }
    }
}

impl Concern {
    /// The weightiest of the reasons that there are; `None` when nothing keeps it in the queue.
    #[must_use]
    pub fn of(awaits: Option<Hold>, notices: i32, signals: i32) -> Option<Self> {
        match awaits {
            _ if notices > 0 => Some(Self::Notice),
            Some(hold) => Some(hold.into()),
            None if signals > 0 => Some(Self::Signal),
            None => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_item_is_there_as_long_as_there_is_a_reason(
            hold in 0_usize..=Hold::ALL.len(), notices in 0_i32..3, signals in 0_i32..3,
        ) {
            let awaits = Hold::ALL.get(hold).copied();
            let why = Concern::of(awaits, notices, signals);
            prop_assert_eq!(why.is_none(), awaits.is_none() && notices == 0 && signals == 0);
            if notices > 0 {
                prop_assert_eq!(why, Some(Concern::Notice));
            } else if let Some(hold) = awaits {
                prop_assert_eq!(why.map(Concern::code), Some(hold.code()));
            }
        }
    }
}
