//! An answer that is being written, as readers will see it.

use crate::web::petitions::show::Answer;
use crate::web::petitions::show::parts::answer;
use weerklank_domain::calendar::start_of;
use weerklank_store::petitions::AnswerRecord;
use weerklank_store::responses::DraftRecord;

/// The answer as it would be published; `None` as long as it has no verdict.
pub(super) fn preview(draft: &DraftRecord) -> Option<Answer> {
    let text = &draft.text;
    let record = AnswerRecord {
        version: 1,
        verdict: text.verdict?,
        heard: text.heard.clone(),
        reasons: text.reasons.clone(),
        change: Some(text.change.clone()).filter(|_| !text.is_no_change),
        responsible: text.responsible.clone(),
        adopted_by: text.adopted_by.clone(),
        adopted_at: text
            .adopted_on
            .map(|day| start_of(day) + chrono::TimeDelta::hours(12)),
        published_at: draft.written_at,
        correction: Some(text.correction.clone()).filter(|text| !text.is_empty()),
    };
    Some(answer(&record, "", &[]))
}
