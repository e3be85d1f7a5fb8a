//! Which field of a form an act refused.

use crate::web::field::Problem;
use weerklank_domain::responses::{CannotRecord, Lack};

/// The field that a refused event is about; `None` when it is not one field's.
pub fn problem_of_event(reason: CannotRecord) -> Option<Problem> {
    let (field, code) = match reason {
        CannotRecord::NotByHand => ("kind", "required"),
        CannotRecord::BeforeFiling => ("day", "before_filing"),
        CannotRecord::InFuture => ("day", "in_future"),
        CannotRecord::TooFar => ("day", "too_far"),
        CannotRecord::State(_) | CannotRecord::Elsewhere => return None,
    };
    Some(Problem { field, code })
}

/// The field that an answer lacks.
pub fn problem_of_answer(lack: Lack) -> Problem {
    let (field, code) = match lack {
        Lack::Heard => ("heard", "required"),
        Lack::Verdict => ("verdict", "required"),
        Lack::Reasons => ("reasons", "required"),
        Lack::Change => ("change", "change_or_not"),
        Lack::ChangeTwice => ("change", "change_twice"),
        Lack::Responsible => ("responsible", "required"),
        Lack::AdoptedBy => ("adopted_by", "required"),
        Lack::AdoptedOn => ("adopted_on", "required"),
        Lack::AdoptedLater => ("adopted_on", "in_future"),
        Lack::Correction => ("correction", "required"),
    };
    Problem { field, code }
}
