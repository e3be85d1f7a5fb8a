//! The form of every decision: on an input, a reply, a notice or a complaint.

use crate::web::field::{Field, Problem};
use crate::web::moderation::rules::in_language;
use crate::web::responses::desk::form::{Choice, choices, needed};
use serde::{Deserialize, Serialize};
use weerklank_acts::moderation::{Measure, Moderation, Undo, Why};
use weerklank_domain::Language;
use weerklank_domain::inputs::{CannotModerate, Ends, ModerationAction};
use weerklank_domain::moderation::{HouseRule, LeftOut, LeftOutFault, Term};
use weerklank_domain::petitions::Passage;
use weerklank_store::moderation::{DecisionRecord, RuleRecord};

/// The form as a browser sends it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct DecisionFields {
    pub action: String,
    /// The words to be left out, one quote a line.
    pub words: String,
    /// For how long.
    pub term: String,
    pub rule: String,
    pub facts: String,
    pub reason: String,
}

/// The fields, with what was typed.
#[derive(Debug, Clone, Default, Serialize)]
pub struct DecisionForm {
    has_choice: bool,
    /// The only thing that can be done.
    only: &'static str,
    has_only: bool,
    action: Field,
    actions: Vec<Choice>,
    has_words: bool,
    words: Field,
    has_term: bool,
    term: Field,
    terms: Vec<Choice>,
    needs_grounds: bool,
    rule: Field,
    rules: Vec<RuleChoice>,
    facts: Field,
    reason: Field,
}

#[derive(Debug, Clone, Serialize)]
struct RuleChoice {
    code: &'static str,
    text: String,
    is_checked: bool,
}

/// A decision that was taken, as every page of the desk shows it.
#[derive(Debug, Clone, Serialize)]
pub struct TakenView {
    action: &'static str,
    source: &'static str,
    by: String,
    at: String,
    has_end: bool,
    ends_at: String,
    has_rule: bool,
    rule: &'static str,
    facts: String,
    has_reason: bool,
    reason: String,
}

/// What is wrong with a field.
fn wrong(field: &'static str) -> Problem {
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
                | ModerationAction::Warn
                | ModerationAction::Suspend,
            ) => self
                .restriction()
                .map(|(measure, why)| Moderation::Restrict { measure, why }),
        }
    }
}

/// What whoever decides can put right in the form, of what was in the way.
pub fn problem_of(cannot: CannotModerate) -> Option<Problem> {
    let (field, code) = match cannot {
        CannotModerate::NotInText => ("words", "not_in_text"),
        CannotModerate::NoAddress => ("action", "no_address"),
        CannotModerate::NotWarned => ("action", "not_warned"),
        CannotModerate::AlreadySo => ("action", "already_so"),
        CannotModerate::Erased => ("action", "erased"),
        CannotModerate::NotAwaiting
        | CannotModerate::AlreadyHidden
        | CannotModerate::NotHidden
        | CannotModerate::NotVisible
        | CannotModerate::Withdrawn => return None,
    };
    Some(Problem { field, code })
}

impl DecisionForm {
    /// The form for what can be done, with the rules of now in a language.
    pub fn of(
        fields: &DecisionFields,
        problems: &[Problem],
        possible: &[ModerationAction],
        rules: &[RuleRecord],
        language: Language,
    ) -> Self {
        let only = match possible {
            [only] => only.code(),
            _ => "",
        };
        Self {
            has_choice: possible.len() > 1,
            has_only: !only.is_empty(),
            only,
            action: Field::of(&fields.action, "action", problems),
            actions: choices(possible.iter().map(|action| action.code()), &fields.action),
            has_words: possible.contains(&ModerationAction::Redact),
            words: Field::of(&fields.words, "words", problems),
            has_term: possible.iter().any(|action| action.ends() != Ends::Never),
            term: Field::of(&fields.term, "term", problems),
            terms: choices(Term::ALL.iter().map(|term| term.code()), &fields.term),
            needs_grounds: possible.iter().any(|action| action.is_restriction()),
            rule: Field::of(&fields.rule, "rule", problems),
            rules: rules
                .iter()
                .map(|known| RuleChoice {
                    code: known.rule.code(),
                    text: in_language(&known.text, language).clone(),
                    is_checked: known.rule.code() == fields.rule,
                })
                .collect(),
            facts: Field::of(&fields.facts, "facts", problems),
            reason: Field::of(&fields.reason, "reason", problems),
        }
    }
}

impl TakenView {
    /// What is shown of it.
    pub fn of(decision: &DecisionRecord) -> Self {
        let grounds = decision.grounds.as_ref();
        Self {
            action: decision.action.code(),
            source: decision.source.code(),
            by: decision.staff_name.clone(),
            at: crate::web::petitions::card::rfc3339(decision.at),
            has_end: decision.ends_at.is_some(),
            ends_at: crate::web::petitions::card::rfc3339_or_empty(decision.ends_at),
            has_rule: grounds.is_some(),
            rule: decision.rule().unwrap_or_default(),
            facts: grounds
                .map(|grounds| grounds.facts.clone())
                .unwrap_or_default(),
            has_reason: decision.reason.is_some(),
            reason: decision.reason.clone().unwrap_or_default(),
        }
    }
}

/// Examples, for the pages that hold the form.
#[cfg(test)]
pub mod samples {
    use super::*;

    /// Something wrong with each field.
    pub fn problems() -> Vec<Problem> {
        let fields = ["action", "words", "term", "rule", "facts", "reason"];
        let cannot = [
            CannotModerate::NotInText,
            CannotModerate::NoAddress,
            CannotModerate::NotWarned,
            CannotModerate::AlreadySo,
            CannotModerate::Erased,
        ];
        let found = cannot.into_iter().filter_map(problem_of);
        fields.map(wrong).into_iter().chain(found).collect()
    }

    /// The rules, as a version has them.
    pub fn rules() -> Vec<RuleRecord> {
        let text = |rule: &HouseRule| RuleRecord {
            rule: *rule,
            text: ["Scheld <b>der</b> niet.", "Do <b>der</b> not."].map(str::to_owned),
        };
        HouseRule::ALL.iter().map(text).collect()
    }

    /// The form, filled in.
    pub fn form(problems: &[Problem], possible: &[ModerationAction]) -> DecisionForm {
        let fields = DecisionFields {
            action: "hide".to_owned(),
            words: "der <b>rust</b>".to_owned(),
            term: "month".to_owned(),
            rule: "insult".to_owned(),
            facts: "Er staat <b>der</b>.".to_owned(),
            reason: "Daarom <b>der</b>.".to_owned(),
        };
        DecisionForm::of(&fields, problems, possible, &rules(), Language::Nl)
    }

    /// One decision of each kind.
    pub fn taken() -> Vec<TakenView> {
        let view = |action: &ModerationAction| TakenView {
            action: action.code(),
            source: "own",
            by: "Hinke <b>der</b> Boer".to_owned(),
            at: "2026-03-02T10:00:00Z".to_owned(),
            has_end: action.ends() != Ends::Never,
            ends_at: "2026-04-02T10:00:00Z".to_owned(),
            has_rule: action.is_restriction(),
            rule: "insult",
            facts: "Er staat <b>der</b>.".to_owned(),
            has_reason: *action != ModerationAction::Approve,
            reason: "Daarom <b>der</b>.".to_owned(),
        };
        ModerationAction::ALL.iter().map(view).collect()
    }
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
