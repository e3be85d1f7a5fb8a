//! A decision, as whoever wrote the text reads it, with the way to another one.

use crate::web::app::App;
use crate::web::petitions::card::rfc3339_or_empty;
use serde::Serialize;
use weerklank_acts::moderation::complaint_path;
use weerklank_domain::moderation::Side;
use weerklank_store::moderation::DecisionRecord;

/// The decision.
#[derive(Debug, Clone, Default, Serialize)]
pub struct OwnDecision {
    action: &'static str,
    has_end: bool,
    ends_at: String,
    has_rule: bool,
    rule: &'static str,
    rules_url: String,
    facts: String,
    has_reason: bool,
    reason: String,
    can_complain: bool,
    complaint_url: String,
}

impl OwnDecision {
    /// What is shown of it.
    pub fn of(app: &App, decision: &DecisionRecord) -> Self {
        let grounds = decision.grounds.as_ref();
        Self {
            action: decision.action.code(),
            has_end: decision.ends_at.is_some(),
            ends_at: rfc3339_or_empty(decision.ends_at),
            has_rule: grounds.is_some(),
            rule: decision.rule().unwrap_or_default(),
            rules_url: grounds
                .map(|grounds| format!("/house-rules/{}", grounds.version))
                .unwrap_or_default(),
            facts: grounds
                .map(|grounds| grounds.facts.clone())
                .unwrap_or_default(),
            has_reason: decision.reason.is_some(),
            reason: decision.reason.clone().unwrap_or_default(),
            can_complain: decision.action.can_be_disputed(),
            complaint_url: complaint_path(&app.house.vault, Side::Author, decision.id),
        }
    }

    /// One that hides.
    #[cfg(test)]
    pub fn sample() -> Self {
        Self {
            action: "hide",
            has_end: true,
            ends_at: "2026-03-02T10:00:00Z".to_owned(),
            has_rule: true,
            rule: "insult",
            rules_url: "/house-rules/1".to_owned(),
            facts: "Er staat <b>der</b>.".to_owned(),
            has_reason: true,
            reason: "Daarom <b>der</b>.".to_owned(),
            can_complain: true,
            complaint_url: "/complaints/author/7/abc".to_owned(),
        }
    }
}
