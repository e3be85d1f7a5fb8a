//! Why an act was not done.

use weerklank_domain::petitions::{CannotConfirm, CannotSign, WrongStep};
use weerklank_store::{Collides, StoreError};

/// The result of every act.
pub type ActResult<T> = Result<T, ActError>;

/// Why an act was not done. Nothing of it was written.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    /// What it is about does not exist.
    #[error("there is no such thing")]
    Missing,
    /// The petition takes no signatures now.
    #[error(transparent)]
    CannotSign(#[from] CannotSign),
    /// The signature can no longer be confirmed.
    #[error(transparent)]
    CannotConfirm(#[from] CannotConfirm),
    /// The petition's state does not allow it.
    #[error(transparent)]
    WrongStep(#[from] WrongStep),
    /// Too many people at once: come back in a second.
    #[error("too many people at once")]
    Overloaded,
    /// Data from elsewhere that cannot be taken as it is.
    #[error("{0}")]
    Unusable(String),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Collides for ActError {
    fn is_collision(&self) -> bool {
        match self {
            Self::Store(error) => Collides::is_collision(error),
            _ => false,
        }
    }
}
