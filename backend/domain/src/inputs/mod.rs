//! What people send in to a round: texts, and votes on statements.

mod likeness;
mod scatter;
mod statements;

pub use likeness::{Fingerprint, is_near_identical};
pub use statements::{Ballot, Percentages, StatementStanding, Tally, next_statement};
