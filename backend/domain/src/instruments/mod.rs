//! The versioned rule sets under which petitions are filed.

use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

/// What a number of signatures obliges a body to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GoalKind {
    /// A public answer.
    Answer,
    /// A place on the council's agenda.
    Agenda,
}

impl GoalKind {
    /// The word for it in message keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Answer => "answer",
            Self::Agenda => "agenda",
        }
    }
}

/// The rules of an instrument. A petition keeps the version that it was filed under
/// (invariant 8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Supporters needed before the clerk looks at it; 0 for a petition (Constitution, article 5).
    pub supporters_needed: u32,
    /// Days after which a signature that was never confirmed is erased.
    pub unconfirmed_term_days: u16,
    /// Days after which somebody who did not confirm is reminded, once.
    pub reminder_after_days: u16,
    /// How many mails to confirm one mailbox gets for one petition at the most.
    pub resend_cap: u16,
    /// Fewest days between opening and closing.
    pub closing_min_days: u16,
    /// Most days between opening and closing.
    pub closing_max_days: u16,
    /// The number of signatures that obliges the body to something.
    #[serde(default)]
    pub goal: Option<u32>,
    /// What it obliges it to.
    #[serde(default)]
    pub goal_kind: Option<GoalKind>,
    /// Days after the answer at which signatures are turned into numbers; a year unless said.
    #[serde(default = "a_year")]
    pub seal_after_answer_days: u16,
    /// Where the rules come from: a law or ordinance with its article.
    pub source: String,
}

fn a_year() -> u16 {
    365
}

/// Why rules contradict themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RulesFault {
    /// The shortest signing time is longer than the longest, or zero.
    #[error("closing_min_days must be at least 1 and at most closing_max_days")]
    ClosingDays,
    /// A reminder after the erasure, or terms of no days.
    #[error("reminder_after_days must come before unconfirmed_term_days")]
    Terms,
    /// A goal without its kind, or the other way round.
    #[error("goal and goal_kind belong together")]
    Goal,
    /// No mail at all could be sent.
    #[error("resend_cap must be at least 1")]
    ResendCap,
}

impl Rules {
    /// Checks that the rules can be kept.
    ///
    /// # Errors
    /// [`RulesFault`] names the first contradiction.
    pub fn check(&self) -> Result<(), RulesFault> {
        if self.closing_min_days == 0 || self.closing_min_days > self.closing_max_days {
            return Err(RulesFault::ClosingDays);
        }
        if self.reminder_after_days == 0 || self.reminder_after_days >= self.unconfirmed_term_days {
            return Err(RulesFault::Terms);
        }
        if self.goal.is_some() != self.goal_kind.is_some() || self.goal == Some(0) {
            return Err(RulesFault::Goal);
        }
        if self.resend_cap == 0 {
            return Err(RulesFault::ResendCap);
        }
        Ok(())
    }

    /// How long a signature may wait for its confirmation.
    #[must_use]
    pub fn unconfirmed_term(&self) -> TimeDelta {
        TimeDelta::days(self.unconfirmed_term_days.into())
    }

    /// How long after the answer people's signatures are kept.
    #[must_use]
    pub fn seal_after_answer(&self) -> TimeDelta {
        TimeDelta::days(self.seal_after_answer_days.into())
    }

    /// How long to wait before the one reminder.
    #[must_use]
    pub fn reminder_after(&self) -> TimeDelta {
        TimeDelta::days(self.reminder_after_days.into())
    }
}

/// One version of an instrument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instrument {
    /// The instrument's code, such as `petition`.
    pub code: String,
    /// 1, 2, 3 …
    pub version: i32,
    /// The first day on which petitions are filed under it.
    pub valid_from: NaiveDate,
    /// What it asks.
    pub rules: Rules,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> Rules {
        Rules {
            supporters_needed: 0,
            unconfirmed_term_days: 14,
            reminder_after_days: 3,
            resend_cap: 3,
            closing_min_days: 14,
            closing_max_days: 180,
            goal: None,
            goal_kind: None,
            seal_after_answer_days: 365,
            source: "Grondwet 5".into(),
        }
    }

    #[test]
    fn rules_that_cannot_be_kept_are_found() {
        assert_eq!(rules().check(), Ok(()));
        assert_eq!(
            Rules {
                closing_min_days: 181,
                ..rules()
            }
            .check(),
            Err(RulesFault::ClosingDays)
        );
        assert_eq!(
            Rules {
                reminder_after_days: 14,
                ..rules()
            }
            .check(),
            Err(RulesFault::Terms)
        );
        assert_eq!(
            Rules {
                goal: Some(50),
                ..rules()
            }
            .check(),
            Err(RulesFault::Goal)
        );
        assert_eq!(
            Rules {
                resend_cap: 0,
                ..rules()
            }
            .check(),
            Err(RulesFault::ResendCap)
        );
    }
}
