//! What limits a contribution, as everybody reads it beside the text.

use crate::web::petitions::card::rfc3339_or_empty;
use serde::Serialize;
use weerklank_domain::inputs::ModerationAction;
use weerklank_store::moderation::{LimitRecord, TombstoneRecord};

/// A limit that stands.
#[derive(Debug, Clone, Serialize)]
pub struct LimitView {
    action: &'static str,
    rule: &'static str,
    facts: String,
    has_end: bool,
    ends_at: String,
}

impl From<&LimitRecord> for LimitView {
    fn from(limit: &LimitRecord) -> Self {
        Self {
            action: limit.action.code(),
            rule: limit.rule.code(),
            facts: limit.facts.clone(),
            has_end: limit.ends_at.is_some(),
            ends_at: rfc3339_or_empty(limit.ends_at),
        }
    }
}

/// What stays of something that the law ordered to be removed.
#[derive(Debug, Clone, Default, Serialize)]
pub struct TombstoneView {
    at: String,
    rule: &'static str,
}

impl From<&TombstoneRecord> for TombstoneView {
    fn from(stays: &TombstoneRecord) -> Self {
        Self {
            at: rfc3339_or_empty(Some(stays.at)),
            rule: stays.rule.code(),
        }
    }
}

/// The same for the desk, which also reads who ordered it.
#[derive(Debug, Clone, Default, Serialize)]
pub struct RemovedView {
    is_removed: bool,
    stays: TombstoneView,
    authority: String,
    reference: String,
}

impl From<Option<&TombstoneRecord>> for RemovedView {
    fn from(stays: Option<&TombstoneRecord>) -> Self {
        stays.map_or_else(Self::default, |stays| Self {
            is_removed: true,
            stays: stays.into(),
            authority: stays.authority.clone(),
            reference: stays.reference.clone(),
        })
    }
}

#[cfg(test)]
impl TombstoneView {
    /// An example.
    pub fn sample() -> Self {
        Self {
            at: "2026-03-02T10:00:00Z".to_owned(),
            rule: "hatred",
        }
    }
}

#[cfg(test)]
impl RemovedView {
    /// An example.
    pub fn sample() -> Self {
        Self {
            is_removed: true,
            stays: TombstoneView::sample(),
            authority: "Rechtbank <b>der</b>".to_owned(),
            reference: "C/10/7".to_owned(),
        }
    }
}

/// Whether something of this kind stands.
pub fn has(limits: &[LimitRecord], action: ModerationAction) -> bool {
    limits.iter().any(|limit| limit.action == action)
}

/// One of each kind, with and without an end.
#[cfg(test)]
pub fn samples() -> Vec<LimitView> {
    let all = ModerationAction::ALL.iter().filter(|one| one.is_limit());
    all.map(|action| LimitView {
        action: action.code(),
        rule: "insult",
        facts: "Er staat <b>der</b>.".to_owned(),
        has_end: *action == ModerationAction::Collapse,
        ends_at: "2026-03-02T10:00:00Z".to_owned(),
    })
    .collect()
}
