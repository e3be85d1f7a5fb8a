//! What the desk does with rounds: one file a verb. What a round takes is decided by its window and
//! the clock, never by whether the scheduler came by.

mod add_notice;
mod announce;
mod begin_answering;
mod cancel_round;
mod change_round;
mod extend_round;
mod make_codes;
mod plan_round;
pub(crate) mod subject;

pub use add_notice::add_notice;
pub use announce::{announce, announce_lacks};
pub use begin_answering::begin_answering;
pub use cancel_round::cancel_round;
pub use change_round::change_round;
pub use extend_round::extend_round;
pub use make_codes::make_codes;
pub use plan_round::plan_round;
