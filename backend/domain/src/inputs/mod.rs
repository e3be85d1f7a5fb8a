//! Numbered contributions to a round, from whichever channel.

mod coverage;
mod state;
mod wording;

pub use coverage::Coverage;
pub use state::{
    CannotModerate, Channel, InputState, ModerationAction, ModerationState, SenderKind, Standing,
};
pub use wording::{InputNumber, InputText, InputTextFault, LONGEST_INPUT, LONGEST_STATEMENT};
