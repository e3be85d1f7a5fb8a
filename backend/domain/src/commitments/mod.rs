//! What the authority promised: by when, whether it was done, and what followers say of that.

mod heard;
mod owner;

pub use heard::{FEWEST_ANSWERS, Heard, heard};
pub use owner::{LONGEST_OWNER, Owner, OwnerFault};

use crate::calendar::end_of_term;
use crate::codes::codes;
use chrono::{DateTime, Months, NaiveDate, Utc};

codes! {
    /// Where a commitment stands.
    CommitmentState {
        /// It is still owed.
        Open = "open",
        /// The body says that it was done.
        Done = "done",
        /// The body does not do it, and says why.
        Dropped = "dropped",
    }
}

codes! {
    /// Something that happened to a commitment.
    StepKind {
        /// It was made.
        Made = "made",
        /// Its due day was moved.
        Moved = "moved",
        /// Its text was corrected.
        Corrected = "corrected",
        /// The body says that it was done.
        Done = "done",
        /// The body dropped it.
        Dropped = "dropped",
    }
}

codes! {
    /// What somebody who follows it says.
    Says {
        /// It was done.
        Done = "done",
        /// It was not done.
        NotDone = "not_done",
    }
}

/// Why something cannot be done with a commitment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotCommit {
    /// It is done or dropped already.
    #[error("the commitment is settled")]
    Settled,
    /// It is due on that day already.
    #[error("it is due on that day already")]
    SameDay,
    /// The day has passed.
    #[error("the day has passed")]
    DayPast,
    /// The day is too far away to promise anything.
    #[error("the day is too far away")]
    DayTooFar,
    /// There is nothing of this number or reference that everybody may read.
    #[error("there is nothing of this reference")]
    NoSubject,
    /// Nothing is asked of followers, or not any more.
    #[error("nothing is asked")]
    NotAsked,
}

/// So many months ahead something can be promised.
const FARTHEST: Months = Months::new(12 * 15);
/// So many days after the body said that it was done, followers may say what they think of it.
pub const ANSWER_DAYS: u16 = 60;

/// The state after a step.
///
/// # Errors
/// [`CannotCommit::Settled`] for a step that only something open can take.
pub fn after(state: CommitmentState, step: StepKind) -> Result<CommitmentState, CannotCommit> {
    use CommitmentState as S;
    match (state, step) {
        (S::Open, StepKind::Made | StepKind::Moved | StepKind::Corrected) => Ok(S::Open),
        (S::Open, StepKind::Done) => Ok(S::Done),
        (S::Open, StepKind::Dropped) => Ok(S::Dropped),
        // A wrong word is corrected whenever it is found.
        (settled, StepKind::Corrected) => Ok(settled),
        (S::Done | S::Dropped, _) => Err(CannotCommit::Settled),
    }
}

/// Checks a day on which something will be due.
///
/// # Errors
/// [`CannotCommit::DayPast`] or [`CannotCommit::DayTooFar`].
pub fn check_due(due_on: NaiveDate, today: NaiveDate) -> Result<(), CannotCommit> {
    let farthest = today.checked_add_months(FARTHEST);
    if due_on < today {
        Err(CannotCommit::DayPast)
    } else if farthest.is_some_and(|farthest| due_on > farthest) {
        Err(CannotCommit::DayTooFar)
    } else {
        Ok(())
    }
}

/// Whether something should have been done by now. The due day itself is still in time.
#[must_use]
pub fn is_overdue(state: CommitmentState, due_on: NaiveDate, today: NaiveDate) -> bool {
    state == CommitmentState::Open && due_on < today
}

/// The first moment at which followers cannot say any more whether it was done.
#[must_use]
pub fn answers_until(done_at: DateTime<Utc>) -> DateTime<Utc> {
    end_of_term(done_at, ANSWER_DAYS)
}

/// The number of a commitment, as people know it: T-12.
#[must_use]
pub fn reference(number: i64) -> String {
    format!("T-{number}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_due_day_itself_is_in_time() {
        use CommitmentState as S;
        let due = day("2026-03-02");
        assert!(!is_overdue(S::Open, due, due));
        assert!(is_overdue(S::Open, due, day("2026-03-03")));
        assert!(!is_overdue(S::Done, due, day("2027-01-01")));
        assert!(!is_overdue(S::Dropped, due, day("2027-01-01")));
    }

    #[test]
    fn a_day_is_neither_past_nor_a_generation_away() {
        let today = day("2026-03-02");
        assert_eq!(check_due(today, today), Ok(()));
        assert_eq!(
            check_due(day("2026-03-01"), today),
            Err(CannotCommit::DayPast)
        );
        assert_eq!(check_due(day("2041-03-02"), today), Ok(()));
        assert_eq!(
            check_due(day("2041-03-03"), today),
            Err(CannotCommit::DayTooFar)
        );
    }

    proptest! {
        #[test]
        fn whatever_is_tried_it_is_settled_once_at_most(steps in proptest::collection::vec(0..5_usize, 0..20)) {
            let mut state = CommitmentState::Open;
            let mut settled = 0;
            for step in steps {
                let step = StepKind::ALL[step];
                if let Ok(next) = after(state, step) {
                    settled += usize::from(next != state);
                    prop_assert!(state == CommitmentState::Open || next == state);
                    state = next;
                }
            }
            prop_assert_eq!(settled, usize::from(state != CommitmentState::Open));
        }
    }
}
