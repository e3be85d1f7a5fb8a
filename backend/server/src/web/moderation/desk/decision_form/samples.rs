//! Examples, for the pages that hold the form.

use super::fields::wrong;
use super::{DecisionFields, DecisionForm, TakenView, problem_of};
use crate::web::field::Problem;
use weerklank_domain::Language;
use weerklank_domain::inputs::{CannotModerate, Ends, ModerationAction};
use weerklank_domain::moderation::HouseRule;
use weerklank_store::moderation::RuleRecord;

/// Something wrong with each field.
pub fn problems() -> Vec<Problem> {
    let fields = [
        "action",
        "words",
        "term",
        "thread",
        "authority",
        "reference",
        "rule",
        "facts",
        "reason",
    ];
    let cannot = [
        CannotModerate::NotInText,
        CannotModerate::NoAddress,
        CannotModerate::NotWarned,
        CannotModerate::AlreadySo,
        CannotModerate::Erased,
        CannotModerate::NoPlace,
        CannotModerate::SamePlace,
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
        thread: "R12-0043".to_owned(),
        authority: "Rechtbank <b>der</b>".to_owned(),
        reference: "C/10/7".to_owned(),
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
