//! Statements of reasons in the shape of the European Commission's transparency database (its schema of
//! July 2025): the one table that leads from our nine choices to theirs.

use super::HouseRule;
use crate::codes::codes;
use crate::inputs::ModerationAction;
use chrono::{DateTime, Utc};
use serde::Serialize;

codes! {
    /// What brought a contribution before somebody who decides.
    DecisionSource {
        /// Whoever decides found it.
        Own = "own",
        /// Somebody reported it.
        Notice = "notice",
        /// Somebody asked for another decision.
        Complaint = "complaint",
    }
}

/// What a statement is made of.
#[derive(Debug, Clone)]
pub struct Decided<'a> {
    /// Its key within this site: letters, digits and dashes.
    pub puid: &'a str,
    /// What was done.
    pub action: ModerationAction,
    /// When that ends by itself.
    pub ends_at: Option<DateTime<Utc>>,
    /// The rule that was broken.
    pub rule: HouseRule,
    /// The version of the rules.
    pub rule_version: i32,
    /// The text of the rule in that version.
    pub rule_text: &'a str,
    /// What stood there.
    pub facts: &'a str,
    /// Why it breaks the rule.
    pub reason: &'a str,
    /// What brought it before somebody.
    pub source: DecisionSource,
    /// The language of the contribution.
    pub language: &'a str,
    /// When it was written.
    pub content_at: DateTime<Utc>,
    /// When the restriction began.
    pub at: DateTime<Utc>,
    /// Where the rule stands.
    pub rule_url: &'a str,
}

/// One statement, field by field as the schema has them. What does not apply is left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Statement {
    puid: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    decision_visibility: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decision_visibility_other: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date_visibility_restriction: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decision_account: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_date_account_restriction: Option<String>,
    decision_ground: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    illegal_content_legal_ground: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    illegal_content_explanation: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    incompatible_content_ground: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    incompatible_content_explanation: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    incompatible_content_illegal: Option<&'static str>,
    decision_ground_reference_url: String,
    category: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    category_specification: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    category_specification_other: Option<&'static str>,
    content_type: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_language: Option<String>,
    content_date: String,
    application_date: String,
    territorial_scope: Vec<&'static str>,
    decision_facts: String,
    source_type: &'static str,
    automated_detection: &'static str,
    automated_decision: &'static str,
}

/// Where a choice leads in the schema.
struct Place {
    is_illegal: bool,
    /// Against our rules, and against the law as well.
    also_illegal: bool,
    category: &'static str,
    keyword: Option<&'static str>,
    other: Option<&'static str>,
}

const fn incompatible(category: &'static str, keyword: &'static str) -> Place {
    Place {
        is_illegal: false,
        also_illegal: false,
        category,
        keyword: Some(keyword),
        other: None,
    }
}

const fn illegal(category: &'static str, keyword: Option<&'static str>) -> Place {
    Place {
        is_illegal: true,
        also_illegal: false,
        category,
        keyword,
        other: None,
    }
}

/// The table.
fn place(rule: HouseRule) -> Place {
    match rule {
        HouseRule::OffTopic => Place {
            other: Some("off topic"),
            ..incompatible("STATEMENT_CATEGORY_OTHER_VIOLATION_TC", "KEYWORD_OTHER")
        },
        HouseRule::PersonalData => Place {
            also_illegal: true,
            ..incompatible(
                "STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS",
                "KEYWORD_MISSING_PROCESSING_GROUND",
            )
        },
        HouseRule::Insult => incompatible(
            "STATEMENT_CATEGORY_CYBER_VIOLENCE",
            "KEYWORD_CYBER_HARASSMENT",
        ),
        HouseRule::Hatred => illegal(
            "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH",
            Some("KEYWORD_HATE_SPEECH"),
        ),
        HouseRule::Accusation => incompatible(
            "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH",
            "KEYWORD_DEFAMATION",
        ),
        HouseRule::Threat => illegal("STATEMENT_CATEGORY_VIOLENCE", None),
        HouseRule::Advertising => incompatible(
            "STATEMENT_CATEGORY_SCAMS_AND_FRAUD",
            "KEYWORD_INAUTHENTIC_ACCOUNTS",
        ),
        HouseRule::Impersonation => incompatible(
            "STATEMENT_CATEGORY_SCAMS_AND_FRAUD",
            "KEYWORD_IMPERSONATION_ACCOUNT_HIJACKING",
        ),
        HouseRule::Copyright => illegal(
            "STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS",
            Some("KEYWORD_COPYRIGHT_INFRINGEMENT"),
        ),
    }
}

/// What is done, in the words of the schema: to the text, in words of our own where it has none, and to the
/// account.
struct Effect {
    visibility: Option<&'static str>,
    other: Option<&'static str>,
    account: Option<&'static str>,
}

fn effect(action: ModerationAction) -> Effect {
    use ModerationAction as A;
    let visibility = |code| Effect {
        visibility: Some(code),
        other: None,
        account: None,
    };
    match action {
        A::Collapse => visibility("DECISION_VISIBILITY_CONTENT_LABELLED"),
        A::Close => visibility("DECISION_VISIBILITY_CONTENT_INTERACTION_RESTRICTED"),
        A::Redact => Effect {
            other: Some("some words of the text were left out"),
            ..visibility("DECISION_VISIBILITY_OTHER")
        },
        A::Move => Effect {
            other: Some("it was moved to another discussion"),
            ..visibility("DECISION_VISIBILITY_OTHER")
        },
        A::Suspend => Effect {
            visibility: None,
            other: None,
            account: Some("DECISION_ACCOUNT_SUSPENDED"),
        },
        A::Remove => visibility("DECISION_VISIBILITY_CONTENT_REMOVED"),
        // All but the first restrict nothing, and have no statement.
        A::Hide | A::Warn | A::Approve | A::Restore | A::Keep => {
            visibility("DECISION_VISIBILITY_CONTENT_DISABLED")
        }
    }
}

/// So many characters fit in a ground, in an explanation and in the facts.
const LONGEST: (usize, usize, usize) = (500, 2_000, 5_000);

fn cut(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let kept: String = text.chars().take(longest - 1).collect();
    format!("{kept}…")
}

/// The form in which the schema writes a moment.
fn written(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%d").to_string()
}

impl Statement {
    /// The statement of a decision that restricts something.
    #[must_use]
    pub fn of(decided: &Decided) -> Self {
        let place = place(decided.rule);
        let ground = cut(
            &format!("{} ({})", decided.rule_text, decided.rule_version),
            LONGEST.0,
        );
        let explanation = cut(decided.reason, LONGEST.1);
        let effect = effect(decided.action);
        let end = decided.ends_at.map(written);
        let when = |wanted: bool, text: &String| (wanted == place.is_illegal).then(|| text.clone());
        Self {
            puid: decided.puid.to_owned(),
            decision_visibility: effect.visibility.into_iter().collect(),
            decision_visibility_other: effect.other,
            end_date_visibility_restriction: end.clone().filter(|_| effect.visibility.is_some()),
            decision_account: effect.account,
            end_date_account_restriction: end.filter(|_| effect.account.is_some()),
            decision_ground: if place.is_illegal {
                "DECISION_GROUND_ILLEGAL_CONTENT"
            } else {
                "DECISION_GROUND_INCOMPATIBLE_CONTENT"
            },
            illegal_content_legal_ground: when(true, &ground),
            illegal_content_explanation: when(true, &explanation),
            incompatible_content_ground: when(false, &ground),
            incompatible_content_explanation: when(false, &explanation),
            incompatible_content_illegal: (!place.is_illegal).then_some(if place.also_illegal {
                "Yes"
            } else {
                "No"
            }),
            decision_ground_reference_url: decided.rule_url.to_owned(),
            category: place.category,
            category_specification: place.keyword.into_iter().collect(),
            category_specification_other: place.other,
            content_type: vec!["CONTENT_TYPE_TEXT"],
            content_language: (decided.language.len() == 2)
                .then(|| decided.language.to_ascii_uppercase()),
            content_date: written(decided.content_at),
            application_date: written(decided.at),
            territorial_scope: vec!["NL"],
            decision_facts: cut(decided.facts, LONGEST.2),
            source_type: match decided.source {
                DecisionSource::Own => "SOURCE_VOLUNTARY",
                DecisionSource::Notice => "SOURCE_ARTICLE_16",
                DecisionSource::Complaint => "SOURCE_TYPE_OTHER_NOTIFICATION",
            },
            // A signal may mark something for the queue; a human being finds and decides.
            automated_detection: "No",
            automated_decision: "AUTOMATED_DECISION_NOT_AUTOMATED",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decided<'a>(rule: HouseRule, facts: &'a str, reason: &'a str) -> Decided<'a> {
        Decided {
            puid: "weerklank-7",
            action: ModerationAction::Hide,
            ends_at: None,
            rule,
            rule_version: 2,
            rule_text: "Geen reclame.",
            facts,
            reason,
            source: DecisionSource::Own,
            language: "nl",
            content_at: DateTime::UNIX_EPOCH,
            at: DateTime::UNIX_EPOCH,
            rule_url: "https://testwater.example/house-rules/2",
        }
    }

    #[test]
    fn a_ground_is_the_law_or_a_rule_and_never_both() {
        for rule in HouseRule::ALL {
            let statement = Statement::of(&decided(*rule, "Feiten.", "Reden."));
            assert_ne!(
                statement.illegal_content_legal_ground.is_some(),
                statement.incompatible_content_ground.is_some(),
                "{rule:?}"
            );
            assert!(statement.category.starts_with("STATEMENT_CATEGORY_"));
            assert_eq!(
                statement.category_specification_other.is_some(),
                statement.category_specification == ["KEYWORD_OTHER"]
            );
        }
    }

    #[test]
    fn every_restriction_does_something_to_the_text_or_to_the_account() {
        for action in ModerationAction::ALL {
            let statement = Statement::of(&Decided {
                action: *action,
                ends_at: Some(DateTime::UNIX_EPOCH),
                ..decided(HouseRule::Insult, "Feiten.", "Reden.")
            });
            assert_eq!(
                statement.decision_visibility.is_empty(),
                statement.decision_account.is_some(),
                "{action:?}"
            );
            assert_ne!(
                statement.end_date_visibility_restriction.is_some(),
                statement.end_date_account_restriction.is_some()
            );
            assert_eq!(
                statement.decision_visibility == ["DECISION_VISIBILITY_OTHER"],
                statement.decision_visibility_other.is_some()
            );
        }
    }

    proptest! {
        #[test]
        fn nothing_is_longer_than_the_schema_takes(facts in ".{0,6000}", reason in ".{0,6000}") {
            let statement = Statement::of(&decided(HouseRule::Insult, &facts, &reason));
            prop_assert!(statement.decision_facts.chars().count() <= 5_000);
            let explanation = statement.incompatible_content_explanation.unwrap_or_default();
            prop_assert!(explanation.chars().count() <= 2_000);
        }
    }
}
