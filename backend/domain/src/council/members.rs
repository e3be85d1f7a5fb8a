//! How many members there are at a vote, and whether enough of them took part.

use super::reason::{Fact, Reasons};
use super::rules::CouncilRules;
use super::vote::Earlier;

/// Numbers of members at a vote. A chair who is no member is in none of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Members {
    statutory: u32,
    sitting: u32,
    recused: u32,
}

/// Numbers of members that cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MembersFault {
    /// More seats are held than there are.
    #[error("more members than seats")]
    MoreThanSeats,
    /// More must not take part than hold a seat.
    #[error("more recused than members")]
    MoreRecused,
}

impl MembersFault {
    /// The word for it in the API and the message keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::MoreThanSeats => "more_than_seats",
            Self::MoreRecused => "more_recused",
        }
    }
}

impl Members {
    /// Of how many the body consists by law, how many hold a seat, and how many of these must not take
    /// part.
    ///
    /// # Errors
    /// [`MembersFault`].
    pub fn new(statutory: u32, sitting: u32, recused: u32) -> Result<Self, MembersFault> {
        if sitting > statutory {
            return Err(MembersFault::MoreThanSeats);
        }
        if recused > sitting {
            return Err(MembersFault::MoreRecused);
        }
        Ok(Self {
            statutory,
            sitting,
            recused,
        })
    }

    /// Of how many the body consists by law, vacant seats too.
    #[must_use]
    pub fn statutory(self) -> u32 {
        self.statutory
    }

    /// How many hold a seat.
    #[must_use]
    pub fn sitting(self) -> u32 {
        self.sitting
    }

    /// How many of these must not take part.
    #[must_use]
    pub fn recused(self) -> u32 {
        self.recused
    }

    /// How many may take part.
    #[must_use]
    pub fn eligible(self) -> u32 {
        self.sitting - self.recused
    }

    /// The reasons of a decision begin with who there is.
    pub(super) fn reasons(self, rules: &CouncilRules) -> Reasons<'_> {
        let Self {
            statutory,
            sitting,
            recused,
        } = self;
        let mut reasons = Reasons::first(rules, Fact::Members { statutory, sitting });
        reasons.add_some(recused, Fact::Recused { recused });
        reasons
    }
}

impl CouncilRules {
    /// Whether enough members took part for a vote to be valid, or how many did makes no difference
    /// (Municipalities Act, article 29).
    pub(super) fn is_valid(
        &self,
        members: Members,
        took_part: u32,
        earlier: Earlier,
        reasons: &mut Reasons,
    ) -> bool {
        let Some(validity) = &self.validity else {
            return true;
        };
        let of = validity.share_of(members);
        let is_met = validity.bar.is_met(took_part, of);
        let waiver = validity.waiver(earlier);
        match waiver {
            Some(waiver) if !is_met => reasons.add(Fact::Waived { took_part, waiver }),
            _ => reasons.add(Fact::TookPart {
                took_part,
                needed: validity.bar.needed(of),
                of,
            }),
        }
        is_met || waiver.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nl_21_numbers_of_members_that_cannot_be_are_refused() {
        // The mayor is none of them.
        assert_eq!(Members::new(31, 32, 0), Err(MembersFault::MoreThanSeats));
        assert_eq!(Members::new(31, 30, 31), Err(MembersFault::MoreRecused));
        let members = Members::new(31, 30, 2).unwrap();
        assert_eq!(members.eligible(), 28);
    }
}
