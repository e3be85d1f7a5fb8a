//! What the forms of commitments have in common.

use crate::web::field::Problem;
pub use crate::web::responses::desk::form::{
    FormView, Returned, day, needed, opened, see_other, web_address,
};
use chrono::NaiveDate;
use weerklank_acts::ActError;
use weerklank_domain::commitments::{CannotCommit, Owner, OwnerFault};
use weerklank_domain::petitions::{Title, TitleFault};

/// What can be wrong with a value, beside what can be wrong with any.
#[cfg(test)]
pub const PROBLEMS: [&str; 7] = [
    "title_too_long",
    "owner_too_long",
    "private",
    "day_past",
    "day_too_far",
    "same_day",
    "no_subject",
];

/// The title.
pub fn title(typed: &str) -> Result<Title, Problem> {
    Title::parse(typed).map_err(|fault| Problem {
        field: "title",
        code: match fault {
            TitleFault::Empty => "required",
            TitleFault::TooLong => "title_too_long",
        },
    })
}

/// The post that sees to it.
pub fn owner(typed: &str) -> Result<Owner, Problem> {
    Owner::parse(typed).map_err(|fault| Problem {
        field: "owner",
        code: match fault {
            OwnerFault::Empty => "required",
            OwnerFault::TooLong => "owner_too_long",
            OwnerFault::Private => "private",
        },
    })
}

/// The due day.
pub fn due(typed: &str) -> Result<NaiveDate, Problem> {
    let field = "due_on";
    let code = "required";
    day(field, typed)?.ok_or(Problem { field, code })
}

/// The field that a refused act is about.
///
/// # Errors
/// What is about no field.
pub fn problem_of(error: ActError) -> Result<Problem, ActError> {
    let (field, code) = match error {
        ActError::CannotCommit(CannotCommit::DayPast) => ("due_on", "day_past"),
        ActError::CannotCommit(CannotCommit::DayTooFar) => ("due_on", "day_too_far"),
        ActError::CannotCommit(CannotCommit::SameDay) => ("due_on", "same_day"),
        ActError::CannotCommit(CannotCommit::NoSubject) => ("about", "no_subject"),
        other => return Err(other),
    };
    Ok(Problem { field, code })
}
