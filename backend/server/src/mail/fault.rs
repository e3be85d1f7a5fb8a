//! Why a mail is not written.

use crate::templates::TemplateFault;
use weerklank_store::StoreError;

/// Why a mail cannot be written; trying again would not help.
#[derive(Debug, thiserror::Error)]
pub enum LetterFault {
    /// Whom it is for was erased in the meantime.
    #[error("the person was erased")]
    Erased,
    /// Whom it is for wants no news any more.
    #[error("news is not wanted any more")]
    Unwanted,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The template failed.
    #[error(transparent)]
    Template(#[from] TemplateFault),
    /// The address or a header cannot be sent.
    #[error("cannot be sent: {0}")]
    Unsendable(String),
}
