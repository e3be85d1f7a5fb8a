//! What is left of a petition that moderation removed: a date and a class of reason (410).

use super::card::rfc3339;
use crate::web::page::PageView;
use chrono::{DateTime, Utc};
use serde::Serialize;
use weerklank_domain::petitions::{EventKind, TakenDownReason};
use weerklank_store::petitions::EventRecord;

#[derive(Debug, Clone, Serialize)]
pub struct TakenDownPage {
    reason: &'static str,
    at: String,
}

impl TakenDownPage {
    pub fn of(events: &[EventRecord], otherwise: DateTime<Utc>) -> Self {
        let event = events
            .iter()
            .rev()
            .find(|event| event.kind == EventKind::TakenDown);
        let reason = event
            .and_then(|event| event.code.as_deref())
            .and_then(TakenDownReason::from_code);
        Self {
            reason: reason.unwrap_or(TakenDownReason::Other).code(),
            at: rfc3339(event.map_or(otherwise, |event| event.at)),
        }
    }
}

impl PageView for TakenDownPage {
    const TEMPLATE: &'static str = "pages/petitions/taken_down";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        TakenDownReason::ALL
            .iter()
            .map(|reason| {
                let view = Self {
                    reason: reason.code(),
                    at: "2026-03-02T10:00:00Z".to_owned(),
                };
                (reason.code().to_owned(), view)
            })
            .collect()
    }
}
