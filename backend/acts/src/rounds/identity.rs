//! Who proves that somebody is a resident. The house ships no provider: a municipality that has one
//! connects it (ID-1).

/// Somebody whom an identity provider knows as a resident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifiedResident {
    /// A name that only this provider can lead back to a person: never the citizen service number,
    /// which does not enter our database (ID-1).
    pub pseudonym: String,
    /// How sure the provider is, in its own words.
    pub level: String,
}

/// Why somebody was not proven to be a resident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotVerified {
    /// What was shown is no proof, or not any more.
    #[error("the proof does not hold")]
    NoProof,
    /// It is somebody, but no resident.
    #[error("no resident")]
    NoResident,
    /// The provider could not be asked.
    #[error("the provider does not answer")]
    Unavailable,
}

/// Proves that somebody is a resident.
pub trait IdentityProvider: Send + Sync {
    /// Looks at what the provider's own page handed back.
    ///
    /// # Errors
    /// [`NotVerified`].
    fn resident(&self, assertion: &str) -> Result<VerifiedResident, NotVerified>;
}
