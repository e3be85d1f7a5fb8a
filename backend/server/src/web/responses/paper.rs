//! A place on the list of incoming papers, as pages show it.

use crate::web::petitions::card::rfc3339;
use serde::Serialize;
use weerklank_store::petitions::IncomingRecord;

/// The view of a paper.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PaperView {
    number: String,
    received_at: String,
    proposal: &'static str,
    has_proposal_note: bool,
    proposal_note: String,
    has_decision: bool,
    decision: &'static str,
    has_decision_note: bool,
    decision_note: String,
    decided_on: String,
}

impl PaperView {
    pub fn of(paper: &IncomingRecord) -> Self {
        let note = paper.proposal_note.clone().unwrap_or_default();
        let view = Self {
            number: paper.number.clone(),
            received_at: rfc3339(paper.received_at),
            proposal: paper.proposal.code(),
            has_proposal_note: !note.is_empty(),
            proposal_note: note,
            ..Self::default()
        };
        match &paper.decision {
            None => view,
            Some(decision) => {
                let note = decision.note.clone().unwrap_or_default();
                Self {
                    has_decision: true,
                    decision: decision.handling.code(),
                    has_decision_note: !note.is_empty(),
                    decision_note: note,
                    decided_on: decision.decided_on.to_string(),
                    ..view
                }
            }
        }
    }

    /// Examples: nothing decided, and everything said.
    #[cfg(test)]
    pub fn samples() -> [Self; 2] {
        let bare = Self {
            number: "IS-2026-014".to_owned(),
            received_at: "2026-03-02T10:00:00Z".to_owned(),
            proposal: "executive",
            ..Self::default()
        };
        let whole = Self {
            has_proposal_note: true,
            proposal_note: "Bespreken bij het verkeersplan.".to_owned(),
            has_decision: true,
            decision: "agenda",
            has_decision_note: true,
            decision_note: "Op de agenda van mei.".to_owned(),
            decided_on: "2026-03-09".to_owned(),
            ..bare.clone()
        };
        [bare, whole]
    }
}
