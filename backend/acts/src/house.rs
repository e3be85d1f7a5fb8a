//! What every act needs: the store, the key, the time and chance.

use crate::clock::Clock;
use crate::errors::{ActError, ActResult};
use crate::random::Randomness;
use crate::rounds::identity::IdentityProvider;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use weerklank_domain::areas::Gazetteer;
use weerklank_store::intake::Intake;
use weerklank_store::people::Vault;
use weerklank_store::{Store, areas, petitions, site};

/// One running installation.
pub struct House {
    /// The database.
    pub store: Store,
    /// The key.
    pub vault: Vault,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub random: Arc<dyn Randomness>,
    /// The door for signing and confirming.
    pub intake: Intake,
    identity: Option<Arc<dyn IdentityProvider>>,
    own_host: String,
    gazetteer: RwLock<Option<Arc<Gazetteer>>>,
    petition_ids: RwLock<HashMap<String, i64>>,
}

/// Slugs never change, so their keys are remembered; this many at the most.
const REMEMBERED_SLUGS: usize = 50_000;

impl House {
    /// Opens an installation: checks that the key is the one its data was sealed with, and starts
    /// the intake.
    ///
    /// # Errors
    /// [`ActError::Unusable`] for another key, or what the store says.
    pub fn open(
        store: Store,
        vault: Vault,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Randomness>,
    ) -> ActResult<Self> {
        let fingerprint = vault.fingerprint().to_owned();
        let known = store.write(|db| site::fact_once(db, "key_fingerprint", &fingerprint))?;
        if known != fingerprint {
            return Err(ActError::Unusable(
                "the key does not belong to this database: nothing sealed could be opened"
                    .to_owned(),
            ));
        }
        let intake = Intake::start(store.clone())?;
        Ok(Self {
            store,
            vault,
            clock,
            random,
            intake,
            identity: None,
            own_host: String::new(),
            gazetteer: RwLock::new(None),
            petition_ids: RwLock::new(HashMap::new()),
        })
    }

    /// Connects an identity provider, so that rounds for residents can be held.
    #[must_use]
    pub fn with_identity_provider(self, provider: Arc<dyn IdentityProvider>) -> Self {
        Self {
            identity: Some(provider),
            ..self
        }
    }

    /// Tells by which name visitors reach the site: links to it draw nobody's attention.
    #[must_use]
    pub fn reached_at(self, host: &str) -> Self {
        Self {
            own_host: host.strip_prefix("www.").unwrap_or(host).to_lowercase(),
            ..self
        }
    }

    /// The name by which visitors reach the site; empty when nobody told.
    #[must_use]
    pub fn own_host(&self) -> &str {
        &self.own_host
    }

    /// Who proves that somebody is a resident; none is shipped.
    #[must_use]
    pub fn identity(&self) -> Option<&dyn IdentityProvider> {
        self.identity.as_deref()
    }

    /// Which postcode belongs to which area; read once, and again after areas were added.
    ///
    /// # Errors
    /// What the store says.
    pub fn gazetteer(&self) -> ActResult<Arc<Gazetteer>> {
        let known = self
            .gazetteer
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        if let Some(gazetteer) = known {
            return Ok(gazetteer);
        }
        let fresh = Arc::new(self.store.read(areas::gazetteer)?);
        *self
            .gazetteer
            .write()
            .unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&fresh));
        Ok(fresh)
    }

    /// Forgets the gazetteer, because areas changed.
    pub(crate) fn areas_changed(&self) {
        *self
            .gazetteer
            .write()
            .unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// The key of a petition, from memory.
    #[must_use]
    pub fn remembered_petition(&self, slug: &str) -> Option<i64> {
        self.petition_ids
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(slug)
            .copied()
    }

    /// The key of a petition; asks the database when it is not in memory.
    ///
    /// # Errors
    /// [`ActError::Missing`] when there is none, or what the store says.
    pub fn petition_id(&self, slug: &str) -> ActResult<i64> {
        if let Some(id) = self.remembered_petition(slug) {
            return Ok(id);
        }
        let found: Option<i64> = self.store.read(|db| petitions::id_of_slug(db, slug))?;
        let id = found.ok_or(ActError::Missing)?;
        let mut known = self
            .petition_ids
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        if known.len() >= REMEMBERED_SLUGS {
            known.clear();
        }
        known.insert(slug.to_owned(), id);
        Ok(id)
    }
}
