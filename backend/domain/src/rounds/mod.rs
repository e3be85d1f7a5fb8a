//! Consultation rounds: the procedures that they follow, and which views are in time.

mod post;
mod procedure;

pub use post::post_is_in_time;
pub use procedure::{Minimum, Procedure, ProcedureFault, ProcedureRules, Respondents, TooShort};
