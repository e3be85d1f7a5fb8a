//! When doors close, who can ask for a meeting, and what is never dealt with in private.

use super::parameters::Threshold;
use super::reason::Rule;
use super::rules::CouncilRules;
use crate::codes::codes;
use serde::{Deserialize, Serialize};

codes! {
    /// A topic that a law keeps public (Municipalities Act, article 24).
    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    NeverClosed {
        /// The admission of newly elected members.
        Admission = "admission",
        /// The budget, its changes, and the accounts.
        Budget = "budget",
        /// Taxes.
        Taxes = "taxes",
        /// The appointment and dismissal of members of the executive.
        Executive = "executive",
    }
}

/// When doors close.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClosedDoors {
    /// How many of those present must ask for it. The chair may too, alone.
    pub threshold: Threshold,
    /// What is dealt with in public only.
    #[serde(default)]
    pub never_for: Vec<NeverClosed>,
}

/// Why doors stay open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DoorsFault {
    /// The rules know no closed doors.
    #[error("the rules know no closed doors")]
    Unknown,
    /// The topic is dealt with in public only.
    #[error("the topic is dealt with in public only")]
    Never,
    /// Too few asked.
    #[error("{asked} asked, and {needed} must")]
    TooFew {
        /// Members who asked.
        asked: u32,
        /// Members who must.
        needed: u32,
    },
}

impl DoorsFault {
    /// The word for it in the API and the message keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Never => "never",
            Self::TooFew { .. } => "too_few",
        }
    }

    /// The rule that it comes from.
    #[must_use]
    pub fn rule(self) -> Rule {
        match self {
            Self::Unknown | Self::TooFew { .. } => Rule::ClosedDoors,
            Self::Never => Rule::NeverClosed,
        }
    }
}

impl CouncilRules {
    /// Whether an item of an agenda may be planned behind closed doors.
    ///
    /// # Errors
    /// [`DoorsFault`].
    pub fn may_be_closed(&self, topic: Option<NeverClosed>) -> Result<(), DoorsFault> {
        let doors = self.closed_doors.as_ref().ok_or(DoorsFault::Unknown)?;
        match topic {
            Some(topic) if doors.never_for.contains(&topic) => Err(DoorsFault::Never),
            Some(_) | None => Ok(()),
        }
    }

    /// Whether the doors close for now, after which the body decides behind them whether they stay so
    /// (Municipalities Act, article 23(2) and (3)).
    ///
    /// # Errors
    /// [`DoorsFault`].
    pub fn doors_close(
        &self,
        topic: Option<NeverClosed>,
        asked: u32,
        by_chair: bool,
        present: u32,
    ) -> Result<(), DoorsFault> {
        self.may_be_closed(topic)?;
        let doors = self.closed_doors.as_ref().ok_or(DoorsFault::Unknown)?;
        let needed = doors.threshold.needed(present).max(1);
        if by_chair || asked >= needed {
            return Ok(());
        }
        Err(DoorsFault::TooFew { asked, needed })
    }

    /// Whether so many of the sitting members can have a meeting convened (Municipalities Act, article
    /// 17(2)); never where the rules do not say.
    #[must_use]
    pub fn may_convene(&self, asked: u32, sitting: u32) -> bool {
        let convening = self.convening_threshold;
        convening.is_some_and(|threshold| asked > 0 && asked >= threshold.needed(sitting))
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{dutch_council, dutch_executive};
    use super::*;

    #[test]
    fn nl_24_a_fifth_of_those_present_or_the_chair_closes_the_doors() {
        let rules = dutch_council();
        let (asked, needed) = (5, 6);
        let too_few = Err(DoorsFault::TooFew { asked, needed });
        assert_eq!(rules.doors_close(None, 5, false, 26), too_few);
        assert_eq!(rules.doors_close(None, 6, false, 26), Ok(()));
        assert_eq!(rules.doors_close(None, 0, true, 26), Ok(()));
        assert!(rules.doors_close(None, 0, false, 0).is_err());
    }

    #[test]
    fn nl_25_the_budget_is_never_dealt_with_behind_closed_doors() {
        let rules = dutch_council();
        for topic in NeverClosed::ALL {
            let refused = rules.may_be_closed(Some(*topic));
            assert_eq!(refused, Err(DoorsFault::Never));
            assert_eq!(rules.doors_close(Some(*topic), 31, true, 31), refused);
        }
        assert_eq!(rules.may_be_closed(None), Ok(()));
        assert_eq!(
            dutch_executive().may_be_closed(None),
            Err(DoorsFault::Unknown)
        );
    }

    #[test]
    fn nl_27_a_fifth_of_the_members_has_a_meeting_convened() {
        let rules = dutch_council();
        assert!(!rules.may_convene(6, 31));
        assert!(rules.may_convene(7, 31));
        assert!(!dutch_executive().may_convene(5, 5));
    }
}
