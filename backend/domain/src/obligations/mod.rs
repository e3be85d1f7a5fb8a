//! Steps that a body owes by a moment.

use crate::calendar::end_of_term;
use crate::codes::codes;
use crate::instruments::Rules;
use chrono::{DateTime, Utc};

codes! {
    /// What is owed.
    ObligationKind {
        /// A decision on admissibility.
        Decide = "decide",
        /// A public answer.
        Answer = "answer",
    }
}

impl ObligationKind {
    /// The last moment, by the rules that the petition was filed under, for a term that begins to
    /// run at `from`.
    #[must_use]
    pub fn due(self, rules: &Rules, from: DateTime<Utc>) -> DateTime<Utc> {
        let days = match self {
            Self::Decide => rules.decision_term_days,
            Self::Answer => rules.answer_term_days,
        };
        end_of_term(from, days)
    }
}
