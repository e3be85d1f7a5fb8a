//! The person behind a reply.

use crate::house::House;
use crate::people::Proven;
use crate::random::{nonce, token};
use serde::{Deserialize, Serialize};
use weerklank_domain::Language;
use weerklank_store::people::{Keyed, Seal, Vault, hash_of_token};
use weerklank_store::replies::NewReplier;
use weerklank_store::{StoreError, StoreResult};

/// The personal data of a reply, as it is sealed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonOfReply {
    /// The name; empty for somebody who told none.
    #[serde(default)]
    pub name: String,
    /// The address; empty for the holder of a code.
    #[serde(default)]
    pub email: String,
}

/// Opens the personal data of a reply.
///
/// # Errors
/// [`StoreError::Corrupt`] when it was not sealed with this key for this thread.
pub fn person_of_reply(vault: &Vault, thread_id: i64, sealed: &str) -> StoreResult<PersonOfReply> {
    let corrupt = || StoreError::Corrupt {
        table: "repliers",
        row: format!("thread {thread_id}"),
    };
    let json = vault
        .open(Seal::Replier(thread_id), sealed)
        .map_err(|_| corrupt())?;
    serde_json::from_str(&json).map_err(|_| corrupt())
}

/// The sealed row of somebody who replies.
pub(super) fn replier(
    house: &House,
    proven: &Proven,
    thread_id: i64,
    round_id: Option<i64>,
    (name, language): (&str, Language),
) -> NewReplier {
    let random = house.random.as_ref();
    let person = PersonOfReply {
        name: name.to_owned(),
        email: proven
            .email
            .as_ref()
            .map(|email| email.as_str().to_owned())
            .unwrap_or_default(),
    };
    // Two strings always make JSON.
    let json = serde_json::to_string(&person).unwrap_or_default();
    NewReplier {
        replier_key: proven.key(&house.vault, Keyed::Replier(thread_id)),
        author_key: round_id.map(|round| proven.key(&house.vault, Keyed::Author(round))),
        sealed: house
            .vault
            .seal(Seal::Replier(thread_id), &json, nonce(random)),
        token_hash: hash_of_token(&token(random)),
        language,
    }
}
