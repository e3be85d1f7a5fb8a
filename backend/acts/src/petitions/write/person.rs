//! The person behind a petition, and the page that a link of his leads to.

use crate::errors::{ActError, ActResult};
use crate::house::House;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use weerklank_domain::petitions::WriteStep;
use weerklank_store::people::{Seal, Vault, hash_of_token};
use weerklank_store::petitions::{
    Access, PetitionRecord, PetitionerRecord, find_by_id, petitioner_of_token, supporter_count,
    touch_petitioner,
};
use weerklank_store::{Db, StoreError, StoreResult};

/// The personal data of a petitioner, as it is sealed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonOfPetition {
    /// The name; empty until it was told.
    #[serde(default)]
    pub name: String,
    /// The address; empty until it was told.
    #[serde(default)]
    pub email: String,
    /// The token of the link that is mailed; empty until there is an address.
    #[serde(default)]
    pub mail_token: String,
    /// The token of the private link for supporters; empty where it looks for none.
    #[serde(default)]
    pub support_token: String,
}

impl PersonOfPetition {
    pub(crate) fn to_json(&self) -> String {
        // Four strings always make JSON.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// Opens the personal data of a petitioner.
///
/// # Errors
/// [`StoreError::Corrupt`] when it was not sealed with this key for this petition.
pub fn petitioner_person(
    vault: &Vault,
    petition_id: i64,
    sealed: &str,
) -> StoreResult<PersonOfPetition> {
    let corrupt = || StoreError::Corrupt {
        table: "petitioners",
        row: format!("petition {petition_id}"),
    };
    let json = vault
        .open(Seal::Petitioner(petition_id), sealed)
        .map_err(|_| corrupt())?;
    serde_json::from_str(&json).map_err(|_| corrupt())
}

/// A petition as its petitioner sees it.
#[derive(Clone)]
pub struct PetitionerPage {
    /// The petition.
    pub petition: PetitionRecord,
    /// The row of the person.
    pub petitioner: PetitionerRecord,
    /// The personal data.
    pub person: PersonOfPetition,
    /// By which link.
    pub access: Access,
    /// How many people back it.
    pub supporters: i64,
}

impl PetitionerPage {
    /// The questions that were not answered yet.
    #[must_use]
    pub fn unanswered(&self) -> Vec<WriteStep> {
        weerklank_domain::petitions::unanswered(&self.petitioner.answered)
    }
}

/// Looks up the petition of a petitioner's token; changes nothing. An unknown token is `None`.
///
/// # Errors
/// What the store says.
pub fn petitioner_page(house: &House, token: &str) -> ActResult<Option<PetitionerPage>> {
    // Another window may file it between two statements.
    house.store.read_at_once(|db| {
        let Some((petitioner, access)) = petitioner_of_token(db, &hash_of_token(token))? else {
            return Ok(None);
        };
        let id = petitioner.petition_id;
        let petition = find_by_id(db, id)?.ok_or(ActError::Missing)?;
        let person = petitioner_person(&house.vault, id, &petitioner.sealed)?;
        Ok(Some(PetitionerPage {
            supporters: supporter_count(db, id)?,
            petition,
            petitioner,
            person,
            access,
        }))
    })
}

/// The petitioner as the database knows him now, for an act in whose transaction nothing may be
/// taken from a page that was read before. Two windows of one petitioner go one after the other: what
/// the second reads here is what the first has left.
pub(crate) fn fresh(
    db: &mut Db,
    vault: &Vault,
    petition_id: i64,
    now: DateTime<Utc>,
) -> ActResult<(PetitionRecord, PetitionerRecord, PersonOfPetition)> {
    touch_petitioner(db, petition_id, now)?;
    let petition = find_by_id(db, petition_id)?.ok_or(ActError::Missing)?;
    let petitioner =
        weerklank_store::petitions::petitioner(db, petition_id)?.ok_or(ActError::Missing)?;
    let person = petitioner_person(vault, petition_id, &petitioner.sealed)?;
    Ok((petition, petitioner, person))
}
