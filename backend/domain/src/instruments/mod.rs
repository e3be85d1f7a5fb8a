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
    /// Days within which the clerk decides on admissibility.
    #[serde(default = "two_weeks")]
    pub decision_term_days: u16,
    /// Days after hand-over, or after delivery of a refused one, within which the body answers. The
    /// law sets no term for a petition; the authority sets one (PET-6).
    #[serde(default = "eight_weeks")]
    pub answer_term_days: u16,
    /// What supporters must be able to say of themselves; nothing for a petition (PET-1).
    #[serde(default)]
    pub supporter_conditions: Vec<SupporterCondition>,
    /// The youngest age of [`SupporterCondition::Age`].
    #[serde(default)]
    pub supporter_min_age: Option<u8>,
    /// Grounds on which publication may be refused, each with the article or rule that it cites, in
    /// Dutch and English. Empty for rules that only imported petitions have.
    #[serde(default)]
    pub grounds: Vec<Ground>,
    /// Where the rules come from: a law or ordinance with its article.
    pub source: String,
}

/// What a supporter must be able to say, as yes or no: no birth date and no address is asked
/// (INI-4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SupporterCondition {
    /// Old enough on the day of support.
    Age,
    /// Living in the authority; the postcode must lie in it too.
    Resident,
}

/// A ground of refusal and what it cites.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ground {
    /// The code of a [`crate::petitions::RefusalCode`].
    pub code: String,
    /// The rule in Dutch, such as "Huisregel 3" or "Verordening, artikel 4 lid 1".
    pub cites_nl: String,
    /// The rule in English.
    pub cites_en: String,
}

fn two_weeks() -> u16 {
    14
}

fn eight_weeks() -> u16 {
    56
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
    /// A term of no days.
    #[error("decision_term_days and answer_term_days must be at least 1")]
    DeskTerms,
    /// An age without its condition, or the other way round.
    #[error("the condition age and supporter_min_age belong together")]
    Age,
    /// A ground that is not on the list, or stands twice, or cites nothing.
    #[error("every ground has a known code, once, and cites a rule")]
    Grounds,
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
        if self.decision_term_days == 0 || self.answer_term_days == 0 {
            return Err(RulesFault::DeskTerms);
        }
        let asks_age = self.supporter_conditions.contains(&SupporterCondition::Age);
        if asks_age != self.supporter_min_age.is_some() {
            return Err(RulesFault::Age);
        }
        let mut codes: Vec<&str> = self.grounds.iter().map(|g| g.code.as_str()).collect();
        codes.sort_unstable();
        let is_listed = |ground: &Ground| {
            crate::petitions::RefusalCode::from_code(&ground.code).is_some()
                && !ground.cites_nl.trim().is_empty()
                && !ground.cites_en.trim().is_empty()
        };
        if codes.windows(2).any(|pair| pair[0] == pair[1]) || !self.grounds.iter().all(is_listed) {
            return Err(RulesFault::Grounds);
        }
        Ok(())
    }

    /// Whether people can file under these rules here; those that only imported petitions have name
    /// no grounds of refusal.
    #[must_use]
    pub fn can_be_filed(&self) -> bool {
        !self.grounds.is_empty()
    }

    /// The ground of a code.
    #[must_use]
    pub fn ground(&self, code: &str) -> Option<&Ground> {
        self.grounds.iter().find(|ground| ground.code == code)
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
            decision_term_days: 14,
            answer_term_days: 56,
            supporter_conditions: Vec::new(),
            supporter_min_age: None,
            grounds: Vec::new(),
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
        assert_eq!(
            Rules {
                supporter_min_age: Some(16),
                ..rules()
            }
            .check(),
            Err(RulesFault::Age)
        );
        let ground = |code: &str| Ground {
            code: code.into(),
            cites_nl: "Huisregel 1".into(),
            cites_en: "House rule 1".into(),
        };
        for grounds in [
            vec![ground("zzz")],
            vec![ground("unclear"), ground("unclear")],
        ] {
            assert_eq!(
                Rules { grounds, ..rules() }.check(),
                Err(RulesFault::Grounds)
            );
        }
    }
}
