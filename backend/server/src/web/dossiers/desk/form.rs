//! What the forms of dossiers have in common.

use crate::web::field::Problem;
pub use crate::web::responses::desk::form::{
    Choice, FormView, Returned, choices, day, line, needed, opened, optional, see_other,
};
use serde::Serialize;
use weerklank_acts::ActError;
use weerklank_domain::dossiers::{CannotHang, CannotMove, DocumentFault, PhaseKind, ScopePart};
use weerklank_domain::petitions::{Title, TitleFault};

/// What can be wrong with a value, beside what can be wrong with any.
#[cfg(test)]
pub const PROBLEMS: [&str; 16] = [
    "already_there",
    "ends_before",
    "file_empty",
    "file_kind",
    "file_not_so",
    "file_too_large",
    "hangs_elsewhere",
    "inputs_open",
    "no_manager",
    "not_last",
    "return_reason",
    "rounds_run",
    "scope_lacking",
    "scope_needed",
    "title_too_long",
    "unknown_petition",
];

/// One of a list of things with names of their own.
#[derive(Debug, Clone, Serialize)]
pub struct NamedChoice {
    pub value: String,
    pub name: String,
    pub is_selected: bool,
}

/// The phases, with one of them chosen.
pub fn phases(selected: &str) -> Vec<Choice> {
    choices(PhaseKind::ALL.iter().map(|kind| kind.code()), selected)
}

/// A phase by its code.
///
/// # Errors
/// `required` for anything else.
pub fn phase(field: &'static str, typed: &str) -> Result<PhaseKind, Problem> {
    PhaseKind::from_code(typed).ok_or(Problem {
        field,
        code: "required",
    })
}

/// A title.
///
/// # Errors
/// `required` or `title_too_long`.
pub fn title(field: &'static str, typed: &str) -> Result<Title, Problem> {
    Title::parse(typed).map_err(|fault| Problem {
        field,
        code: match fault {
            TitleFault::Empty => "required",
            TitleFault::TooLong => "title_too_long",
        },
    })
}

/// The field that a refused act is about.
///
/// # Errors
/// What is about no field.
pub fn problem_of(error: ActError) -> Result<Problem, ActError> {
    let (field, code) = match error {
        ActError::CannotMove(CannotMove::AlreadyThere) => ("to", "already_there"),
        ActError::CannotMove(CannotMove::NotLast) => ("to", "not_last"),
        ActError::CannotMove(CannotMove::RoundsRun(_)) => ("to", "rounds_run"),
        ActError::CannotMove(CannotMove::InputsOpen(_)) => ("reason", "inputs_open"),
        ActError::CannotMove(CannotMove::NeedsReason) => ("reason", "return_reason"),
        ActError::CannotMove(CannotMove::NeedsScope) | ActError::ScopeLacking(_) => {
            ("to", "scope_lacking")
        }
        ActError::CannotKeep(fault) => ("file", code_of_file(fault)),
        ActError::CannotHang(CannotHang::Unknown) => ("petition", "unknown_petition"),
        ActError::CannotHang(CannotHang::Elsewhere(_)) => ("petition", "hangs_elsewhere"),
        ActError::NoManager => ("manager", "no_manager"),
        other => return Err(other),
    };
    Ok(Problem { field, code })
}

fn code_of_file(fault: DocumentFault) -> &'static str {
    match fault {
        DocumentFault::Empty => "file_empty",
        DocumentFault::TooLarge => "file_too_large",
        DocumentFault::WrongKind => "file_kind",
        DocumentFault::NotWhatItSays => "file_not_so",
    }
}

/// The parts of a scope that a phase needs, as problems of their fields.
pub fn problems_of_scope(missing: &[ScopePart]) -> Vec<Problem> {
    missing
        .iter()
        .map(|part| Problem {
            field: part.code(),
            code: "scope_needed",
        })
        .collect()
}
