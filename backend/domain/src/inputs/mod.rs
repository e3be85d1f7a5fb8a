//! Numbered contributions to a round, from whichever channel.

mod coverage;
mod handling;
mod likeness;
mod rewrite;
mod scatter;
mod sender;
mod state;
mod statements;
mod wording;

pub use coverage::Coverage;
pub use handling::{Handling, UnitFacts, state_of_units};
pub use likeness::{Fingerprint, is_near_identical};
pub use rewrite::{CannotRewrite, may_rewrite};
pub use sender::{Sender, SenderKind};
pub use state::{
    CannotModerate, Channel, Ends, InputState, ModerationAction, ModerationState, Standing,
};
pub use statements::{Ballot, Percentages, StatementStanding, Tally, next_statement};
pub use wording::{InputNumber, InputText, InputTextFault, LONGEST_INPUT, LONGEST_STATEMENT};
