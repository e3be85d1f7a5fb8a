//! The form of every decision: on an input, a reply, a notice or a complaint.

mod fields;
#[cfg(test)]
pub mod samples;

pub use fields::{DecisionFields, allowed, both, problem_of};

use crate::web::field::{Field, Problem};
use crate::web::moderation::rules::in_language;
use crate::web::responses::desk::form::{Choice, choices};
use serde::Serialize;
use weerklank_domain::Language;
use weerklank_domain::inputs::{Ends, ModerationAction};
use weerklank_domain::moderation::Term;
use weerklank_store::moderation::{DecisionRecord, RuleRecord};

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
    has_thread: bool,
    thread: Field,
    has_order: bool,
    /// Whether the fields of an order are open at once.
    is_order_open: bool,
    authority: Field,
    reference: Field,
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
            has_thread: possible.contains(&ModerationAction::Move),
            thread: Field::of(&fields.thread, "thread", problems),
            has_order: possible.contains(&ModerationAction::Remove),
            is_order_open: fields.action == ModerationAction::Remove.code(),
            authority: Field::of(&fields.authority, "authority", problems),
            reference: Field::of(&fields.reference, "reference", problems),
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
