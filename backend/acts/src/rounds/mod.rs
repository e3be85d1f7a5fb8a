//! What can be done with rounds of consultation.

mod close_round;
mod csv_file;
pub mod desk;
mod enter_procedure;
mod enter_round;
pub mod identity;
pub mod import_polis;
pub mod import_threads;
mod imported;
mod odd;
mod open_round;
mod round_plan;
#[cfg(test)]
mod sample;

pub use close_round::close_round;
pub use enter_procedure::enter_procedure;
pub use enter_round::{EntryRound, RoundWay, enter_round, enter_round_as, walk_round};
pub use imported::ImportReport;
pub use odd::{Odd, Recounted};
pub use open_round::open_round;
pub use round_plan::RoundPlan;
