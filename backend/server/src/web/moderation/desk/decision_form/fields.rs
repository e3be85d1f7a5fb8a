//! What somebody who decides typed, and the decision that it makes.

use crate::web::field::Problem;
use crate::web::responses::desk::form::{line, needed};
use serde::Deserialize;
use weerklank_acts::moderation::{Measure, Moderation, Order, Undo, Why};
use weerklank_domain::inputs::{CannotModerate, ModerationAction};
use weerklank_domain::moderation::{HouseRule, LeftOut, LeftOutFault, Term};
use weerklank_domain::people::{Grants, Permission};
use weerklank_domain::petitions::Passage;
use weerklank_domain::replies::ThreadName;

/// The form as a browser sends it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct DecisionFields {
    pub action: String,
    /// The words to be left out, one quote a line.
    pub words: String,
    /// For how long.
    pub term: String,
    /// Which thread it goes to.
    pub thread: String,
    /// Who ordered a removal, and by which number that is known there.
    pub authority: String,
    pub reference: String,
    pub rule: String,
    pub facts: String,
    pub reason: String,
}

/// What is wrong with a field.
pub(super) fn wrong(field: &'static str) -> Problem {
    Problem {
        field,
        code: "choose",
    }
}

/// Both values, or everything that is wrong with either.
///
/// # Errors
/// Everything that is wrong.
pub fn both<A, B>(
    one: Result<A, Vec<Problem>>,
    two: Result<B, Vec<Problem>>,
) -> Result<(A, B), Vec<Problem>> {
    match (one, two) {
        (Ok(one), Ok(two)) => Ok((one, two)),
        (one, two) => {
            let mut problems = one.err().unwrap_or_default();
            problems.extend(two.err().unwrap_or_default());
            Err(problems)
        }
    }
}

impl DecisionFields {
    /// The longer texts that somebody typed, so that nothing is lost where the form is gone.
    pub fn passages(&self) -> Vec<String> {
        [&self.facts, &self.reason]
            .into_iter()
            .filter(|text| !text.trim().is_empty())
            .cloned()
            .collect()
    }

    /// The reason.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn reason(&self) -> Result<Passage, Vec<Problem>> {
        needed("reason", &self.reason).map_err(|problem| vec![problem])
    }

    fn why(&self) -> Result<Why, Vec<Problem>> {
        let rule = HouseRule::from_code(&self.rule).ok_or_else(|| vec![wrong("rule")]);
        let facts = needed("facts", &self.facts).map_err(|problem| vec![problem]);
        let ((rule, facts), reason) = both(both(rule, facts), self.reason())?;
        Ok(Why {
            rule,
            facts,
            reason,
        })
    }

    /// What is done about something that breaks a rule, and why.
    ///
    /// # Errors
    /// Everything that is wrong.
    pub fn restriction(&self) -> Result<(Measure, Why), Vec<Problem>> {
        both(self.measure(), self.why())
    }

    fn measure(&self) -> Result<Measure, Vec<Problem>> {
        use ModerationAction as A;
        match ModerationAction::from_code(&self.action) {
            Some(A::Hide) => Ok(Measure::Hide),
            Some(A::Redact) => match LeftOut::parse(&self.words) {
                Ok(words) => Ok(Measure::Redact { words }),
                Err(fault) => Err(vec![Problem {
                    field: "words",
                    code: match fault {
                        LeftOutFault::Empty => "required",
                        LeftOutFault::TooLong => "too_long",
                    },
                }]),
            },
            Some(A::Collapse) => self.term().map(|term| Measure::Collapse { term }),
            Some(A::Close) => self.term().map(|term| Measure::Close { term }),
            Some(A::Move) => {
                let typed = filled("thread", &self.thread)?;
                let to = ThreadName::parse(&typed).ok_or_else(|| {
                    vec![Problem {
                        field: "thread",
                        code: "no_place",
                    }]
                })?;
                Ok(Measure::Move { to })
            }
            Some(A::Remove) => {
                let authority = filled("authority", &self.authority);
                let (authority, reference) = both(authority, filled("reference", &self.reference))?;
                Ok(Measure::Remove {
                    order: Order {
                        authority,
                        reference,
                    },
                })
            }
            Some(A::Warn) => Ok(Measure::Warn),
            Some(A::Suspend) => match self.term()? {
                Some(term) => Ok(Measure::Suspend { term }),
                None => Err(vec![wrong("term")]),
            },
            None | Some(A::Approve | A::Restore | A::Keep) => Err(vec![wrong("action")]),
        }
    }

    /// The term; `None` for good.
    fn term(&self) -> Result<Option<Term>, Vec<Problem>> {
        if self.term.is_empty() {
            return Ok(None);
        }
        let term = Term::from_code(&self.term);
        term.map(Some).ok_or_else(|| vec![wrong("term")])
    }

    /// A decision of the desk's own accord: what stays as it is needs none.
    ///
    /// # Errors
    /// Everything that is wrong.
    pub fn parse(&self) -> Result<Moderation, Vec<Problem>> {
        match ModerationAction::from_code(&self.action) {
            None | Some(ModerationAction::Keep) => Err(vec![wrong("action")]),
            Some(ModerationAction::Approve) => Ok(Moderation::Approve),
            Some(ModerationAction::Restore) => self.reason().map(|reason| Moderation::Restore {
                undo: Undo::All,
                reason,
            }),
            Some(
                ModerationAction::Hide
                | ModerationAction::Redact
                | ModerationAction::Collapse
                | ModerationAction::Close
                | ModerationAction::Move
                | ModerationAction::Warn
                | ModerationAction::Suspend
                | ModerationAction::Remove,
            ) => self
                .restriction()
                .map(|(measure, why)| Moderation::Restrict { measure, why }),
        }
    }
}

/// A line that must be there.
fn filled(field: &'static str, typed: &str) -> Result<String, Vec<Problem>> {
    let line = line(field, typed).map_err(|problem| vec![problem])?;
    if line.is_empty() {
        return Err(vec![Problem {
            field,
            code: "required",
        }]);
    }
    Ok(line)
}

/// Those of some actions that somebody may do to something of a body.
pub fn allowed(
    possible: &[ModerationAction],
    grants: &Grants,
    body_id: i64,
) -> Vec<ModerationAction> {
    let may_remove = grants.may(Permission::RemoveByOrder, body_id);
    let all = possible.iter().copied();
    all.filter(|action| may_remove || *action != ModerationAction::Remove)
        .collect()
}

/// What whoever decides can put right in the form, of what was in the way.
pub fn problem_of(cannot: CannotModerate) -> Option<Problem> {
    let (field, code) = match cannot {
        CannotModerate::NotInText => ("words", "not_in_text"),
        CannotModerate::NoPlace => ("thread", "no_place"),
        CannotModerate::SamePlace => ("thread", "same_place"),
        CannotModerate::NoAddress => ("action", "no_address"),
        CannotModerate::NotWarned => ("action", "not_warned"),
        CannotModerate::AlreadySo => ("action", "already_so"),
        CannotModerate::Erased => ("action", "erased"),
        CannotModerate::NotOfThisKind => ("action", "choose"),
        CannotModerate::NotAwaiting
        | CannotModerate::AlreadyHidden
        | CannotModerate::NotHidden
        | CannotModerate::NotVisible
        | CannotModerate::Withdrawn => return None,
    };
    Some(Problem { field, code })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_restricted_without_rule_facts_and_reason() {
        let whole = DecisionFields {
            action: "hide".to_owned(),
            rule: "insult".to_owned(),
            facts: "Er staat een scheldwoord.".to_owned(),
            reason: "U scheldt.".to_owned(),
            ..DecisionFields::default()
        };
        assert!(whole.parse().is_ok());
        for field in ["action", "rule", "facts", "reason"] {
            let mut lacking = whole.clone();
            let value = match field {
                "action" => &mut lacking.action,
                "rule" => &mut lacking.rule,
                "facts" => &mut lacking.facts,
                _ => &mut lacking.reason,
            };
            value.clear();
            let told = lacking.parse().map(|_| ()).unwrap_err();
            assert_eq!(
                told.iter().map(|one| one.field).collect::<Vec<_>>(),
                [field]
            );
        }
    }

    #[test]
    fn what_is_done_needs_what_belongs_to_it() {
        let parsed = |action: &str, words: &str, term: &str| {
            let fields = DecisionFields {
                action: action.to_owned(),
                words: words.to_owned(),
                term: term.to_owned(),
                rule: "insult".to_owned(),
                facts: "x".to_owned(),
                reason: "y".to_owned(),
                ..DecisionFields::default()
            };
            let measure = fields.restriction().map(|(measure, _)| measure);
            measure.map_err(|problems| problems[0].field)
        };
        assert_eq!(parsed("redact", " ", ""), Err("words"));
        assert!(parsed("redact", "Jan", "").is_ok());
        assert_eq!(parsed("suspend", "", ""), Err("term"));
        assert_eq!(parsed("suspend", "", "ever"), Err("term"));
        let month = Some(Term::Month);
        assert_eq!(
            parsed("close", "", "month"),
            Ok(Measure::Close { term: month })
        );
        assert_eq!(
            parsed("collapse", "", ""),
            Ok(Measure::Collapse { term: None })
        );
        assert_eq!(parsed("warn", "", ""), Ok(Measure::Warn));
        assert_eq!(parsed("remove", "", ""), Err("authority"));
        assert_eq!(parsed("move", "", ""), Err("thread"));
    }

    #[test]
    fn a_notice_is_not_upheld_by_putting_back() {
        for action in ["approve", "restore", "keep", "burn", ""] {
            let fields = DecisionFields {
                action: action.to_owned(),
                rule: "insult".to_owned(),
                facts: "x".to_owned(),
                reason: "y".to_owned(),
                ..DecisionFields::default()
            };
            assert_eq!(fields.restriction(), Err(vec![wrong("action")]));
        }
    }
}
