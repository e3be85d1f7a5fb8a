//! The page of a decision.

#[cfg(test)]
use super::RULINGS;
use crate::web::desk::Conflict;
use crate::web::field::{Field, Problem};
use crate::web::page::PageView;
use crate::web::petitions::card::rfc3339;
use crate::web::petitions::desk::desk_url;
use crate::web::petitions::desk::rule_form::RuleFields;
use chrono::{DateTime, Utc};
use serde::Serialize;
use weerklank_domain::Language;
use weerklank_domain::petitions::{LONGEST_PASSAGE, RulingKind, closing_when_admitted};
use weerklank_store::petitions::PetitionRecord;

/// One decision.
#[derive(Debug, Clone, Serialize)]
pub struct RulePage {
    kind: &'static str,
    reference: String,
    title: String,
    lang: &'static str,
    back_url: String,
    action: String,
    csrf: String,
    text_version: i32,
    is_admit: bool,
    is_revise: bool,
    is_refuse: bool,
    is_forward: bool,
    has_errors: bool,
    problems: Vec<Problem>,
    conflict: Conflict,
    form_expired: bool,
    closes_at: String,
    choices: Vec<Choice>,
    code: Field,
    reason: Field,
    to_name: Field,
    to_email: Field,
    max: usize,
}

#[derive(Debug, Clone, Serialize)]
struct Choice {
    code: String,
    citation: String,
    is_checked: bool,
}

/// What is shown again.
#[derive(Default)]
pub(super) struct Again {
    pub(super) fields: RuleFields,
    pub(super) problems: Vec<Problem>,
    pub(super) conflict: Conflict,
    pub(super) is_expired: bool,
}

impl Again {
    /// The version of the text that a decision is about. A form that comes back for another reason
    /// stays with the one that was read; only whoever was told that it changed goes on with the new.
    fn read_version(&self, current: i32) -> i32 {
        match self.fields.text_version {
            0 => current,
            _ if self.conflict.is_stale => current,
            read => read,
        }
    }
}

impl RulePage {
    pub(super) fn of(
        petition: &PetitionRecord,
        word: &str,
        kind: RulingKind,
        language: Language,
        now: DateTime<Utc>,
        proof: &dyn Fn(&str) -> String,
        again: Again,
    ) -> Self {
        let here = desk_url(&petition.reference);
        let action = format!("{here}/{word}");
        let field = |name: &str, value: &str| Field::of(value, name, &again.problems);
        Self {
            kind: kind.code(),
            reference: petition.reference.clone(),
            title: petition.title.clone(),
            lang: petition.language.code(),
            back_url: here,
            csrf: proof(&action),
            action,
            text_version: again.read_version(petition.text_version),
            is_admit: kind == RulingKind::Admit,
            is_revise: kind == RulingKind::Revise,
            is_refuse: kind == RulingKind::Refuse,
            is_forward: kind == RulingKind::Forward,
            has_errors: !again.problems.is_empty(),
            form_expired: again.is_expired,
            closes_at: rfc3339(closing_when_admitted(
                petition.closes_at,
                &petition.rules,
                now,
            )),
            choices: choices(petition, kind, language, &again.fields.code),
            code: field("code", &again.fields.code),
            reason: field("reason", &again.fields.reason),
            to_name: field("to_name", &again.fields.to_name),
            to_email: field("to_email", &again.fields.to_email),
            problems: again.problems,
            conflict: again.conflict,
            max: LONGEST_PASSAGE,
        }
    }
}

fn choices(
    petition: &PetitionRecord,
    kind: RulingKind,
    language: Language,
    chosen: &str,
) -> Vec<Choice> {
    match kind {
        RulingKind::Refuse => petition
            .rules
            .grounds
            .iter()
            .map(|ground| Choice {
                is_checked: ground.code == chosen,
                code: ground.code.clone(),
                citation: match language {
                    Language::Nl => ground.cites_nl.clone(),
                    Language::En => ground.cites_en.clone(),
                },
            })
            .collect(),
        RulingKind::Admit
        | RulingKind::Revise
        | RulingKind::Forward
        | RulingKind::TakeDown
        | RulingKind::HandOver => Vec::new(),
    }
}

impl PageView for RulePage {
    const TEMPLATE: &'static str = "pages/desk/petitions/rule";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use crate::web::petitions::show::sample_petition;
        use weerklank_domain::instruments::Ground;
        use weerklank_domain::petitions::PetitionState;
        let now = DateTime::from_timestamp(1_790_000_000, 0).unwrap_or_default();
        let mut petition = sample_petition(PetitionState::Submitted, true, now);
        petition.rules.grounds = vec![Ground {
            code: "no_action".to_owned(),
            cites_nl: "Huisregel 1".to_owned(),
            cites_en: "House rule 1".to_owned(),
        }];
        let page = |word: &str, kind, again| {
            let proof = |_: &str| "0123456789".to_owned();
            Self::of(&petition, word, kind, Language::Nl, now, &proof, again)
        };
        let mut samples = Vec::new();
        for (word, kind, ..) in RULINGS {
            samples.push((word.to_owned(), page(word, kind, Again::default())));
            let fields = RuleFields {
                to_email: "x".to_owned(),
                reason: "<b>der</b>".to_owned(),
                code: "no_action".to_owned(),
                ..RuleFields::default()
            };
            let problems = ["code", "to_name", "to_email", "reason"]
                .into_iter()
                .map(|field| Problem {
                    field,
                    code: "required",
                })
                .collect();
            let failed = Again {
                fields: fields.clone(),
                problems,
                ..Again::default()
            };
            samples.push((format!("{word}-failed"), page(word, kind, failed)));
            let expired = Again {
                fields,
                is_expired: true,
                ..Again::default()
            };
            samples.push((format!("{word}-expired"), page(word, kind, expired)));
        }
        for (name, conflict) in Conflict::samples() {
            let again = Again {
                conflict,
                ..Again::default()
            };
            samples.push((name.to_owned(), page("refuse", RulingKind::Refuse, again)));
        }
        samples
    }
}
