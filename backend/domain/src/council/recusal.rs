//! Who must not take part in a vote. Somebody who is recused neither abstains nor is absent.

use super::reason::Rule;
use super::roster::MemberId;
use crate::codes::codes;
use std::collections::BTreeSet;

codes! {
    /// Why somebody must not take part (Municipalities Act, article 28).
    RecusalGround {
        /// It concerns the member in person, directly or indirectly.
        Personal = "personal",
        /// It concerns somebody whom the member represents.
        Representative = "representative",
        /// It is about the accounts of a body to which the member is accountable, or which the member
        /// governs.
        OwnAccounts = "own_accounts",
        /// The member is among the persons to whom the choice is limited.
        Nominee = "nominee",
    }
}

impl RecusalGround {
    /// The rule that says so.
    #[must_use]
    pub fn rule(self) -> Rule {
        match self {
            Self::Personal | Self::Representative | Self::OwnAccounts => Rule::Recusal,
            Self::Nominee => Rule::NomineeRecusal,
        }
    }
}

/// What is voted on, as far as it decides who may take part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecusalSubject {
    /// A matter.
    Matter,
    /// Persons, where a nomination or a run-off limits the choice; with those of them who are members.
    LimitedChoice {
        /// Members among whom is chosen.
        nominees: BTreeSet<MemberId>,
    },
    /// Persons, where everybody can be chosen.
    FreeChoice,
    /// The admission of newly elected members after a periodic election.
    Admission,
}

/// Why a recusal is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RecusalFault {
    /// Everybody takes part in the admission of newly elected members.
    #[error("everybody takes part in the admission of new members")]
    Admission,
    /// In a free choice, or about a matter, there are no nominees.
    #[error("the choice is not limited to nominees")]
    NoNominees,
    /// The member is not among the nominees.
    #[error("the member is no nominee")]
    NotNominee,
}

impl RecusalFault {
    /// The word for it in the API and the message keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Admission => "admission",
            Self::NoNominees => "no_nominees",
            Self::NotNominee => "not_nominee",
        }
    }

    /// The rule that it goes against.
    #[must_use]
    pub fn rule(self) -> Rule {
        match self {
            Self::Admission => Rule::Admission,
            Self::NoNominees | Self::NotNominee => Rule::NomineeRecusal,
        }
    }
}

impl RecusalSubject {
    /// Checks that a member can be recused on a ground.
    ///
    /// # Errors
    /// [`RecusalFault`].
    pub fn admits(&self, member: MemberId, ground: RecusalGround) -> Result<(), RecusalFault> {
        match (self, ground) {
            (Self::Admission, _) => Err(RecusalFault::Admission),
            (Self::LimitedChoice { nominees }, RecusalGround::Nominee) => nominees
                .contains(&member)
                .then_some(())
                .ok_or(RecusalFault::NotNominee),
            (Self::Matter | Self::FreeChoice, RecusalGround::Nominee) => {
                Err(RecusalFault::NoNominees)
            }
            (
                Self::Matter | Self::FreeChoice | Self::LimitedChoice { .. },
                RecusalGround::Personal
                | RecusalGround::Representative
                | RecusalGround::OwnAccounts,
            ) => Ok(()),
        }
    }

    /// Members who must not take part, whatever they say.
    #[must_use]
    pub fn always_recused(&self) -> BTreeSet<MemberId> {
        match self {
            Self::LimitedChoice { nominees } => nominees.clone(),
            Self::Matter | Self::FreeChoice | Self::Admission => BTreeSet::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MEMBER: MemberId = MemberId(7);

    fn limited() -> RecusalSubject {
        let nominees = BTreeSet::from([MEMBER]);
        RecusalSubject::LimitedChoice { nominees }
    }

    #[test]
    fn nl_04_an_interest_keeps_a_member_from_the_vote() {
        for ground in [
            RecusalGround::Personal,
            RecusalGround::Representative,
            RecusalGround::OwnAccounts,
        ] {
            assert_eq!(RecusalSubject::Matter.admits(MEMBER, ground), Ok(()));
            assert_eq!(limited().admits(MEMBER, ground), Ok(()));
            assert_eq!(ground.rule(), Rule::Recusal);
        }
    }

    #[test]
    fn nl_05_a_nominee_takes_no_part_unless_the_choice_is_free() {
        let nominee = RecusalGround::Nominee;
        assert_eq!(limited().always_recused(), BTreeSet::from([MEMBER]));
        assert_eq!(limited().admits(MEMBER, nominee), Ok(()));
        let other = limited().admits(MemberId(8), nominee);
        assert_eq!(other, Err(RecusalFault::NotNominee));
        for subject in [RecusalSubject::FreeChoice, RecusalSubject::Matter] {
            let refused = subject.admits(MEMBER, nominee);
            assert_eq!(refused, Err(RecusalFault::NoNominees));
            assert!(subject.always_recused().is_empty());
        }
    }

    #[test]
    fn nl_06_nobody_is_recused_from_admitting_new_members() {
        for ground in RecusalGround::ALL {
            let refused = RecusalSubject::Admission.admits(MEMBER, *ground);
            assert_eq!(refused, Err(RecusalFault::Admission));
        }
        assert!(RecusalSubject::Admission.always_recused().is_empty());
        assert_eq!(RecusalFault::Admission.rule(), Rule::Admission);
    }
}
