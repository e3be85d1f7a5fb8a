//! What somebody who decides typed.

use super::Case;
use crate::web::field::Problem;
use crate::web::moderation::desk::decision_form::{DecisionFields, both};
use serde::Deserialize;
use weerklank_acts::moderation::{ComplaintRuling, NoticeRuling};
use weerklank_domain::moderation::{ComplaintOutcome, NoticeOutcome, Side};

/// The form as a browser sends it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    pub outcome: String,
    #[serde(flatten)]
    pub decision: DecisionFields,
}

fn no_outcome() -> Vec<Problem> {
    vec![Problem {
        field: "outcome",
        code: "choose",
    }]
}

impl Fields {
    /// The decision on a notice.
    pub fn notice_ruling(&self) -> Result<NoticeRuling, Vec<Problem>> {
        let outcome = NoticeOutcome::from_code(&self.outcome);
        match outcome {
            None => {
                let mut problems = no_outcome();
                problems.extend(self.decision.reason().err().unwrap_or_default());
                Err(problems)
            }
            Some(NoticeOutcome::NotUpheld) => self
                .decision
                .reason()
                .map(|reason| NoticeRuling::Keep { reason }),
            Some(NoticeOutcome::Upheld | NoticeOutcome::Partly) => {
                let (measure, why) = self.decision.restriction()?;
                Ok(NoticeRuling::Restrict {
                    is_partly: outcome == Some(NoticeOutcome::Partly),
                    measure,
                    why,
                })
            }
        }
    }

    /// The decision on a complaint. What is restricted after all needs a rule and facts.
    pub fn complaint_ruling(&self, case: &Case) -> Result<ComplaintRuling, Vec<Problem>> {
        let is_notifier =
            matches!(case, Case::Complaint(complaint) if complaint.side == Side::Notifier);
        let outcome = ComplaintOutcome::from_code(&self.outcome).ok_or_else(no_outcome);
        let restricts = is_notifier && outcome == Ok(ComplaintOutcome::Upheld);
        let measure = if restricts {
            self.decision.restriction().map(Some)
        } else {
            self.decision.reason().map(|_| None)
        };
        let (outcome, measure) = both(outcome, measure)?;
        Ok(ComplaintRuling {
            outcome,
            measure,
            reason: self.decision.reason()?,
        })
    }
}
