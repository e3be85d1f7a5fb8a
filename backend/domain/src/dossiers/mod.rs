//! Policy matters on their way through the policy cycle (`product.md`, *Dossiers, phases, rounds,
//! input*; PAR-1, PAR-4).

mod document;
mod phase;
mod plan;
mod scope;

pub use document::{DocumentFault, FileKind, FileName, LARGEST_DOCUMENT, take_document};
pub use phase::{CannotMove, MoveKind, PhaseFacts, PhaseKind, PhaseMove, StatutoryPhase};
pub use plan::{CannotHang, EndsBeforeItBegins, Planned};
pub use scope::{LONGEST_SCOPE_PART, Level, Scope, ScopePart};

use crate::codes::codes;

codes! {
    /// How far a dossier is.
    DossierState {
        /// Being prepared; only the desk sees it.
        Draft = "draft",
        /// Everybody can follow it.
        Public = "public",
        /// Gone through; still public.
        Closed = "closed",
    }
}

impl DossierState {
    /// Whether everybody may see it.
    #[must_use]
    pub fn is_public(self) -> bool {
        match self {
            Self::Draft => false,
            Self::Public | Self::Closed => true,
        }
    }
}
