//! Whether somebody may take part in a round now.

use crate::people::{Identity, Proven};
use chrono::{DateTime, Utc};
use weerklank_domain::rounds::{Access, CannotTake, Takes};
use weerklank_store::rounds::RoundRecord;

/// Why somebody cannot take part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotTakePart {
    /// The round takes nothing now.
    #[error(transparent)]
    Round(#[from] CannotTake),
    /// It ran on another platform.
    #[error("the round ran elsewhere")]
    Elsewhere,
    /// The round does not ask for this.
    #[error("the round has no such form")]
    NoSuchForm,
    /// It is for holders of an invitation code.
    #[error("an invitation code is needed")]
    NeedsCode,
    /// It is for residents who proved it.
    #[error("a proof of residence is needed")]
    NeedsResidence,
    /// Votes and changes end with the round.
    #[error("the round is closed")]
    Closed,
    /// Nothing can be replied here.
    #[error("no reply is taken here")]
    NoReplies,
}

/// What a round takes from somebody at a moment. Before the proof of the mailbox `proven` is the one
/// that it would be.
///
/// # Errors
/// [`CannotTakePart`].
pub fn may_take_part(
    round: &RoundRecord,
    proven: &Proven,
    at: DateTime<Utc>,
) -> Result<Takes, CannotTakePart> {
    if round.is_elsewhere() {
        return Err(CannotTakePart::Elsewhere);
    }
    let takes = round.window().takes(at)?;
    let holds_code = matches!(proven.identity, Identity::Code(_, of) if of == round.id);
    match round.access {
        Access::Email => match proven.identity {
            Identity::Email(_) => Ok(takes),
            Identity::Code(..) if holds_code => Ok(takes),
            Identity::Code(..) => Err(CannotTakePart::NeedsCode),
        },
        Access::Code if holds_code => Ok(takes),
        Access::Code => Err(CannotTakePart::NeedsCode),
        Access::Resident => Err(CannotTakePart::NeedsResidence),
    }
}
