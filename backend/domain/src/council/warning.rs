//! What the clerk is told before a vote is taken.

use super::members::Members;
use super::parameters::MajorityBase;
use super::reason::Rule;
use super::rules::CouncilRules;
use super::vote::Earlier;

/// Who could take part in a vote that is yet to come. All numbers are members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BeforeVote {
    /// Who there is.
    pub members: Members,
    /// How many are present.
    pub present: u32,
    /// How many of those who must not take part are present.
    pub recused_present: u32,
    /// Earlier votes on it.
    pub earlier: Earlier,
}

/// Something that the clerk should know first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Warning {
    /// Too few can take part: a vote now cannot be valid.
    CannotBeValid {
        /// Members present.
        present: u32,
        /// Of these, who must not take part.
        recused: u32,
        /// Members who can take part.
        can_vote: u32,
        /// Members who must.
        needed: u32,
    },
    /// Just enough can take part: the vote is invalid when one of them does not.
    NoMargin {
        /// Members who must take part.
        needed: u32,
    },
    /// More are needed for it than can vote.
    CannotBeAdopted {
        /// Members who can take part.
        can_vote: u32,
        /// Votes for it that are needed.
        needed: u32,
    },
}

impl Warning {
    /// The word for it in the API and the message keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::CannotBeValid { .. } => "cannot_be_valid",
            Self::NoMargin { .. } => "no_margin",
            Self::CannotBeAdopted { .. } => "cannot_be_adopted",
        }
    }

    /// The rule that it comes from.
    #[must_use]
    pub fn rule(self) -> Rule {
        match self {
            Self::CannotBeValid { .. } | Self::NoMargin { .. } => Rule::Participation,
            Self::CannotBeAdopted { .. } => Rule::Majority,
        }
    }
}

impl CouncilRules {
    /// What is to be told before a vote. Numbers that cannot be count as none.
    #[must_use]
    pub fn warnings(&self, before: BeforeVote) -> Vec<Warning> {
        let recused = before.recused_present;
        let can_vote = before.present.saturating_sub(recused);
        let mut warnings = Vec::new();
        if let Some(needed) = self.participation_needed(before) {
            if can_vote < needed {
                warnings.push(Warning::CannotBeValid {
                    present: before.present,
                    recused,
                    can_vote,
                    needed,
                });
            } else if can_vote == needed {
                warnings.push(Warning::NoMargin { needed });
            }
        }
        let needed = self.votes_needed(before, can_vote);
        if can_vote < needed {
            warnings.push(Warning::CannotBeAdopted { can_vote, needed });
        }
        warnings
    }

    /// How many must take part; `None` when it makes no difference.
    fn participation_needed(&self, before: BeforeVote) -> Option<u32> {
        let validity = self.validity.as_ref()?;
        if validity.waiver(before.earlier).is_some() {
            return None;
        }
        Some(validity.bar.needed(validity.share_of(before.members)))
    }

    /// How many votes for it would be needed when all who can vote do; 0 where their number decides.
    fn votes_needed(&self, before: BeforeVote, can_vote: u32) -> u32 {
        match self.majority.base {
            MajorityBase::Cast | MajorityBase::Present => u32::from(can_vote == 0),
            MajorityBase::Sitting => self.majority.bar.needed(before.members.sitting()),
            MajorityBase::Statutory => self.majority.bar.needed(before.members.statutory()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{dutch_council, two_thirds_of_all};
    use super::*;

    /// All seats held, sixteen present, two recused of them.
    fn before() -> BeforeVote {
        BeforeVote {
            members: Members::new(31, 31, 2).unwrap(),
            present: 16,
            recused_present: 2,
            earlier: Earlier::default(),
        }
    }

    #[test]
    fn nl_07_sixteen_present_and_two_recused_cannot_take_a_valid_vote() {
        let rules = dutch_council();
        let warnings = rules.warnings(before());
        assert_eq!(
            warnings,
            [Warning::CannotBeValid {
                present: 16,
                recused: 2,
                can_vote: 14,
                needed: 15,
            }]
        );
        assert_eq!(warnings[0].rule(), Rule::Participation);
        let one_more = BeforeVote {
            present: 17,
            ..before()
        };
        assert_eq!(rules.warnings(one_more), [Warning::NoMargin { needed: 15 }]);
        let two_more = BeforeVote {
            present: 18,
            ..before()
        };
        assert_eq!(rules.warnings(two_more), []);
        let recused_at_home = BeforeVote {
            recused_present: 0,
            ..before()
        };
        assert_eq!(rules.warnings(recused_at_home), []);
    }

    #[test]
    fn nl_08_after_an_invalid_vote_there_is_no_warning() {
        let earlier = Earlier {
            was_invalid: true,
            ..Earlier::default()
        };
        assert_eq!(
            dutch_council().warnings(BeforeVote {
                earlier,
                ..before()
            }),
            []
        );
    }

    #[test]
    fn more_votes_than_can_be_given_are_told() {
        let before = BeforeVote {
            members: Members::new(31, 31, 0).unwrap(),
            present: 20,
            recused_present: 0,
            ..before()
        };
        assert_eq!(
            two_thirds_of_all().warnings(before),
            [Warning::CannotBeAdopted {
                can_vote: 20,
                needed: 21,
            }]
        );
    }
}
