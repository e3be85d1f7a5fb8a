//! The person behind an input.

use crate::errors::ActResult;
use crate::house::House;
use serde::{Deserialize, Serialize};
use weerklank_store::inputs::{InputRecord, author_of_token};
use weerklank_store::people::{Seal, Vault, hash_of_token};
use weerklank_store::{StoreError, StoreResult};

/// The personal data of an input, as it is sealed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonOfInput {
    /// The name; empty for somebody who told none.
    #[serde(default)]
    pub name: String,
    /// The address; empty for the holder of a code who told none, and for a letter without one.
    #[serde(default)]
    pub email: String,
    /// The token of the link by which the input is changed or taken back.
    pub token: String,
}

impl PersonOfInput {
    pub(super) fn to_json(&self) -> String {
        // Three strings always make JSON.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// Opens the personal data of an input.
///
/// # Errors
/// [`StoreError::Corrupt`] when it was not sealed with this key for this round.
pub fn person_of_input(vault: &Vault, round_id: i64, sealed: &str) -> StoreResult<PersonOfInput> {
    let corrupt = || StoreError::Corrupt {
        table: "authors",
        row: format!("round {round_id}"),
    };
    let json = vault
        .open(Seal::Author(round_id), sealed)
        .map_err(|_| corrupt())?;
    serde_json::from_str(&json).map_err(|_| corrupt())
}

/// The input that a mailed link leads to; `None` for a link that leads nowhere.
///
/// # Errors
/// What the store says.
pub fn my_input(house: &House, token: &str) -> ActResult<Option<(InputRecord, PersonOfInput)>> {
    house.store.read_at_once(|db| {
        let Some((input, sealed)) = author_of_token(db, &hash_of_token(token))? else {
            return Ok(None);
        };
        let person = person_of_input(&house.vault, input.round_id, &sealed)?;
        Ok(Some((input, person)))
    })
}
