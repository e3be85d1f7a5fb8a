//! What an answer promises, as pages show it: with the commitment that came of it, or before it is one.

use serde::Serialize;
use weerklank_domain::commitments::reference;
use weerklank_domain::text::{SafeHtml, Under, to_html};
use weerklank_store::responses::{EntryPromise, PromiseRecord};

/// Something that an answer promises.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct PromiseView {
    id: i64,
    is_made: bool,
    reference: String,
    url: String,
    title: String,
    text_html: SafeHtml,
    owner: String,
    due_on: String,
}

impl PromiseView {
    /// As a report has it.
    pub fn of(promise: &EntryPromise) -> Self {
        Self {
            is_made: true,
            reference: reference(promise.number),
            url: format!("/commitments/{}", promise.number),
            title: promise.title.clone(),
            owner: promise.owner.clone(),
            due_on: promise.due_on.to_string(),
            ..Self::default()
        }
    }

    /// As somebody at the desk is writing it.
    pub fn written(promise: &PromiseRecord) -> Self {
        Self {
            id: promise.id,
            is_made: promise.commitment.is_some(),
            reference: promise.commitment.map(reference).unwrap_or_default(),
            url: format!("/commitments/{}", promise.commitment.unwrap_or(0)),
            title: promise.text.title.clone(),
            text_html: to_html(&promise.text.text, Under::Section),
            owner: promise.text.owner.clone(),
            due_on: promise.text.due_on.to_string(),
        }
    }
}

/// Examples: one that is a commitment, and one that is not yet.
#[cfg(test)]
pub fn sample_promises() -> Vec<PromiseRecord> {
    use weerklank_store::commitments::StepText;
    let one = |id, commitment| PromiseRecord {
        id,
        text: StepText {
            title: "Een plan <b>der</b> bomen".to_owned(),
            text: "Wij maken een *plan*.".to_owned(),
            owner: "Wethouder groen".to_owned(),
            due_on: chrono::NaiveDate::from_ymd_opt(2027, 3, 2).unwrap_or_default(),
        },
        commitment,
    };
    vec![one(1, Some(12)), one(2, None)]
}
