//! Votes on one matter after each other: what the earlier ones mean for the next.

use super::outcome::Outcome;
use super::vote::Earlier;

/// An earlier vote on the same matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PastVote {
    /// What became of it.
    pub outcome: Outcome,
    /// Whether it was taken in the meeting in which the next one would be.
    pub is_in_this_meeting: bool,
}

/// Why a matter cannot be voted on again now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChainFault {
    /// It is decided.
    #[error("it is decided")]
    Decided,
    /// It was postponed to a next meeting in this one.
    #[error("it comes back in a next meeting")]
    NotInThisMeeting,
    /// The lot or the chair has to decide first.
    #[error("the lot or the chair decides first")]
    AwaitsDecider,
}

impl ChainFault {
    /// The word for it in the API and the message keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Decided => "decided",
            Self::NotInThisMeeting => "not_in_this_meeting",
            Self::AwaitsDecider => "awaits_decider",
        }
    }
}

/// What earlier votes on a matter mean for the next one. A vote after an invalid one needs no
/// participation when that was in an earlier meeting; a new vote after a tie needs it (Municipalities
/// Act, articles 29(2) and 32(4)).
///
/// # Errors
/// [`ChainFault`] when there can be no next one now.
pub fn earlier(past: &[PastVote], is_second_meeting: bool) -> Result<Earlier, ChainFault> {
    for vote in past {
        match vote.outcome {
            Outcome::Adopted
            | Outcome::AdoptedWithoutVote
            | Outcome::Rejected
            | Outcome::TiedRejected => return Err(ChainFault::Decided),
            Outcome::LotNeeded | Outcome::CastingVoteNeeded => {
                return Err(ChainFault::AwaitsDecider);
            }
            Outcome::TiedPostponed if vote.is_in_this_meeting => {
                return Err(ChainFault::NotInThisMeeting);
            }
            Outcome::TiedPostponed | Outcome::Revote | Outcome::Invalid => {}
        }
    }
    let ties = past
        .iter()
        .filter(|vote| vote.outcome.is_open_tie())
        .count();
    let was_invalid = past
        .last()
        .is_some_and(|last| last.outcome == Outcome::Invalid && !last.is_in_this_meeting);
    Ok(Earlier {
        ties: u32::try_from(ties).unwrap_or(u32::MAX),
        was_invalid,
        is_second_meeting,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn past(outcome: Outcome, is_in_this_meeting: bool) -> PastVote {
        PastVote {
            outcome,
            is_in_this_meeting,
        }
    }

    #[test]
    fn nl_08_an_invalid_vote_waives_in_a_later_meeting_only() {
        let waived = |here| earlier(&[past(Outcome::Invalid, here)], false).unwrap();
        assert!(waived(false).was_invalid);
        assert!(
            !waived(true).was_invalid,
            "of an earlier meeting, says the law"
        );
        assert!(earlier(&[], true).unwrap().is_second_meeting);
    }

    #[test]
    fn nl_09_a_vote_after_a_tie_is_no_vote_after_an_invalid_one() {
        let votes = [
            past(Outcome::Invalid, false),
            past(Outcome::TiedPostponed, false),
        ];
        let next = earlier(&votes, false).unwrap();
        assert_eq!((next.ties, next.was_invalid), (1, false));
    }

    #[test]
    fn nl_18_what_was_postponed_does_not_come_back_in_the_same_meeting() {
        let tie = |here| earlier(&[past(Outcome::TiedPostponed, here)], false);
        assert_eq!(tie(true), Err(ChainFault::NotInThisMeeting));
        assert_eq!(tie(false).unwrap().ties, 1);
    }

    #[test]
    fn what_is_decided_is_not_voted_on_again() {
        for outcome in Outcome::ALL {
            let next = earlier(&[past(*outcome, false)], false);
            let decided = outcome.verdict().is_some();
            assert_eq!(next == Err(ChainFault::Decided), decided, "{outcome:?}");
        }
        let waits = earlier(&[past(Outcome::LotNeeded, true)], false);
        assert_eq!(waits, Err(ChainFault::AwaitsDecider));
    }
}
