//! What somebody who decides typed.

use super::Case;
use crate::web::field::Problem;
use crate::web::responses::desk::form::needed;
use serde::Deserialize;
use weerklank_acts::moderation::{ComplaintRuling, NoticeRuling};
use weerklank_domain::moderation::{ComplaintOutcome, HouseRule, NoticeOutcome, Side};
use weerklank_domain::petitions::Passage;

/// The form as a browser sends it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    pub outcome: String,
    pub rule: String,
    pub facts: String,
    pub reason: String,
}

const NO_OUTCOME: Problem = Problem {
    field: "outcome",
    code: "choose",
};

impl Fields {
    fn grounds(&self) -> Result<(HouseRule, Passage), Vec<Problem>> {
        let rule = HouseRule::from_code(&self.rule).ok_or(Problem {
            field: "rule",
            code: "choose",
        });
        match (rule, needed("facts", &self.facts)) {
            (Ok(rule), Ok(facts)) => Ok((rule, facts)),
            (rule, facts) => Err([rule.err(), facts.err()].into_iter().flatten().collect()),
        }
    }

    /// The decision on a notice.
    pub fn notice_ruling(&self) -> Result<NoticeRuling, Vec<Problem>> {
        let reason = needed("reason", &self.reason);
        let outcome = NoticeOutcome::from_code(&self.outcome);
        let is_partly = outcome == Some(NoticeOutcome::Partly);
        match outcome {
            None => Err([Some(NO_OUTCOME), reason.err()]
                .into_iter()
                .flatten()
                .collect()),
            Some(NoticeOutcome::NotUpheld) => reason
                .map(|reason| NoticeRuling::Keep { reason })
                .map_err(|problem| vec![problem]),
            Some(NoticeOutcome::Upheld | NoticeOutcome::Partly) => match (self.grounds(), reason) {
                (Ok((rule, facts)), Ok(reason)) => Ok(NoticeRuling::Hide {
                    is_partly,
                    rule,
                    facts,
                    reason,
                }),
                (grounds, reason) => {
                    let mut problems = grounds.err().unwrap_or_default();
                    problems.extend(reason.err());
                    Err(problems)
                }
            },
        }
    }

    /// The decision on a complaint. What is hidden after all needs a rule and facts.
    pub fn complaint_ruling(&self, case: &Case) -> Result<ComplaintRuling, Vec<Problem>> {
        let is_notifier =
            matches!(case, Case::Complaint(complaint) if complaint.side == Side::Notifier);
        let outcome = ComplaintOutcome::from_code(&self.outcome).ok_or(NO_OUTCOME);
        let hides = is_notifier && outcome == Ok(ComplaintOutcome::Upheld);
        let grounds = if hides {
            self.grounds().map(Some)
        } else {
            Ok(None)
        };
        match (outcome, grounds, needed("reason", &self.reason)) {
            (Ok(outcome), Ok(grounds), Ok(reason)) => Ok(ComplaintRuling {
                outcome,
                grounds,
                reason,
            }),
            (outcome, grounds, reason) => {
                let mut problems: Vec<Problem> = outcome.err().into_iter().collect();
                problems.extend(grounds.err().unwrap_or_default());
                problems.extend(reason.err());
                Err(problems)
            }
        }
    }
}
