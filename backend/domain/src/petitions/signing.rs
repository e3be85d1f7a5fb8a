//! Who may sign, when, and whether a signature is a new one (invariants 2 and 10).

use super::PetitionState;
use chrono::{DateTime, TimeDelta, Utc};

/// How long after closing a signature that was begun in time may still be confirmed.
pub const CONFIRM_GRACE: TimeDelta = TimeDelta::hours(24);

/// What decides whether a petition takes signatures. The times decide, to the second; the state
/// follows them when the scheduler comes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SigningWindow {
    /// The recorded state.
    pub state: PetitionState,
    /// First moment at which a signature is taken; `None` while it never opened.
    pub opens_at: Option<DateTime<Utc>>,
    /// First moment at which none is taken any more; `None` when it has no end yet.
    pub closes_at: Option<DateTime<Utc>>,
    /// Whether it lives in another system: what was imported has a tally and no signatures here.
    pub is_elsewhere: bool,
}

/// Why no signature can be begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotSign {
    /// It opens later.
    #[error("the petition is not open yet")]
    NotOpenYet,
    /// Its closing time has passed.
    #[error("the petition is closed")]
    Closed,
    /// It is in a state in which nobody signs.
    #[error("the petition takes no signatures")]
    NotOpen,
}

/// Why a begun signature can no longer be confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotConfirm {
    /// The 24 hours after closing have passed, or it was begun after closing.
    #[error("the petition closed more than 24 hours ago")]
    TooLate,
    /// The petition was withdrawn, joined or taken down.
    #[error("the petition takes no signatures")]
    NotOpen,
}

impl SigningWindow {
    /// Whether a signature may be begun now.
    ///
    /// # Errors
    /// [`CannotSign`] says why not.
    pub fn may_begin(&self, now: DateTime<Utc>) -> Result<(), CannotSign> {
        match self.state {
            PetitionState::Open => {}
            PetitionState::Closed | PetitionState::HandedOver | PetitionState::Answered => {
                return Err(CannotSign::Closed);
            }
            PetitionState::Draft
            | PetitionState::Gathering
            | PetitionState::Submitted
            | PetitionState::RevisionRequested
            | PetitionState::Refused
            | PetitionState::Forwarded
            | PetitionState::Withdrawn
            | PetitionState::Joined
            | PetitionState::TakenDown => return Err(CannotSign::NotOpen),
        }
        if self.is_elsewhere {
            return Err(CannotSign::NotOpen);
        }
        if self.opens_at.is_none_or(|opens| now < opens) {
            return Err(CannotSign::NotOpenYet);
        }
        if self.closes_at.is_some_and(|closes| now >= closes) {
            return Err(CannotSign::Closed);
        }
        Ok(())
    }

    /// Whether a signature begun at `begun_at` may be confirmed now.
    ///
    /// # Errors
    /// [`CannotConfirm`] says why not.
    pub fn may_confirm(
        &self,
        begun_at: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<(), CannotConfirm> {
        match self.state {
            PetitionState::Open
            | PetitionState::Closed
            | PetitionState::HandedOver
            | PetitionState::Answered => {}
            PetitionState::Draft
            | PetitionState::Gathering
            | PetitionState::Submitted
            | PetitionState::RevisionRequested
            | PetitionState::Refused
            | PetitionState::Forwarded
            | PetitionState::Withdrawn
            | PetitionState::Joined
            | PetitionState::TakenDown => return Err(CannotConfirm::NotOpen),
        }
        match self.closes_at {
            Some(closes) if begun_at >= closes || now >= closes + CONFIRM_GRACE => {
                Err(CannotConfirm::TooLate)
            }
            _ => Ok(()),
        }
    }
}

/// Which of the two places of one mailbox a signature has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Slot {
    /// The first person of a mailbox.
    First,
    /// A second person who shares the mailbox and the postcode.
    Second,
}

impl Slot {
    /// 1 or 2, as the database keeps it.
    #[must_use]
    pub fn number(self) -> i16 {
        match self {
            Self::First => 1,
            Self::Second => 2,
        }
    }
}

/// One person of a mailbox, by keyed hashes of the folded name and of the household (postcode or
/// place), both keyed by petition as well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// Keyed hash of petition and folded name.
    pub name_key: String,
    /// Keyed hash of petition and folded postcode or place.
    pub household_key: String,
}

/// What a mailbox still has room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// A new signature, in this place.
    New(Slot),
    /// The same person again: counted already.
    Repeat,
    /// Another person, for whom this mailbox has no place.
    Full,
}

/// Whether somebody who confirms is new, given who signed from this mailbox already (invariant 2):
/// the second place is only for another name at the same postcode.
#[must_use]
pub fn claim_slot(signed: &[Holder], candidate: &Holder) -> Claim {
    if signed
        .iter()
        .any(|holder| holder.name_key == candidate.name_key)
    {
        return Claim::Repeat;
    }
    match signed {
        [] => Claim::New(Slot::First),
        [one] if one.household_key == candidate.household_key => Claim::New(Slot::Second),
        _ => Claim::Full,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_770_000_000 + seconds, 0).unwrap()
    }

    fn open(closes: i64) -> SigningWindow {
        SigningWindow {
            state: PetitionState::Open,
            opens_at: Some(at(0)),
            closes_at: Some(at(closes)),
            is_elsewhere: false,
        }
    }

    #[test]
    fn opening_and_closing_are_sharp() {
        let window = open(100);
        assert_eq!(window.may_begin(at(-1)), Err(CannotSign::NotOpenYet));
        assert_eq!(window.may_begin(at(0)), Ok(()));
        assert_eq!(window.may_begin(at(99)), Ok(()));
        assert_eq!(window.may_begin(at(100)), Err(CannotSign::Closed));
    }

    #[test]
    fn begun_in_time_may_be_confirmed_within_a_day_after_closing() {
        let window = SigningWindow {
            state: PetitionState::Closed,
            ..open(100)
        };
        let day = CONFIRM_GRACE.num_seconds();
        assert_eq!(window.may_confirm(at(99), at(100 + day - 1)), Ok(()));
        assert_eq!(
            window.may_confirm(at(99), at(100 + day)),
            Err(CannotConfirm::TooLate)
        );
        assert_eq!(
            window.may_confirm(at(100), at(101)),
            Err(CannotConfirm::TooLate)
        );
    }

    #[test]
    fn an_imported_petition_is_signed_where_it_lives() {
        let window = SigningWindow {
            is_elsewhere: true,
            ..open(100)
        };
        assert_eq!(window.may_begin(at(1)), Err(CannotSign::NotOpen));
    }

    #[test]
    fn a_petition_that_was_taken_down_takes_nothing() {
        let window = SigningWindow {
            state: PetitionState::TakenDown,
            ..open(100)
        };
        assert_eq!(window.may_begin(at(1)), Err(CannotSign::NotOpen));
        assert_eq!(
            window.may_confirm(at(1), at(2)),
            Err(CannotConfirm::NotOpen)
        );
    }

    fn holder(name: u8, household: u8) -> Holder {
        Holder {
            name_key: name.to_string(),
            household_key: household.to_string(),
        }
    }

    proptest! {
        #[test]
        fn one_mailbox_never_holds_more_than_a_couple(
            people in prop::collection::vec((0u8..4, 0u8..3), 0..20),
        ) {
            let mut signed: Vec<Holder> = Vec::new();
            for (name, household) in people {
                let candidate = holder(name, household);
                match claim_slot(&signed, &candidate) {
                    Claim::New(slot) => {
                        prop_assert_eq!(usize::from(slot == Slot::Second), signed.len());
                        signed.push(candidate);
                    }
                    Claim::Repeat => prop_assert!(signed.iter().any(|h| h.name_key == candidate.name_key)),
                    Claim::Full => prop_assert!(!signed.is_empty()),
                }
            }
            prop_assert!(signed.len() <= 2);
            if let [one, two] = signed.as_slice() {
                prop_assert_eq!(&one.household_key, &two.household_key);
                prop_assert_ne!(&one.name_key, &two.name_key);
            }
        }
    }
}
