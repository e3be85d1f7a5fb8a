//! Somebody whose mailbox or code was proven in this session. There is no account and no row: the
//! proof is a sealed text that the browser keeps.

use crate::house::House;
use crate::random::nonce;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use weerklank_domain::people::EmailAddress;
use weerklank_store::people::{Keyed, Seal, Vault};

/// How long a proof holds.
pub const PROVEN_FOR: TimeDelta = TimeDelta::hours(12);

/// Who somebody was proven to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Identity {
    /// The owner of a mailbox.
    Email(String),
    /// The holder of an invitation code: the keys of code and round.
    Code(i64, i64),
}

/// Somebody who was proven.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proven {
    /// Who.
    pub identity: Identity,
    /// The address that mails can go to.
    pub email: Option<EmailAddress>,
}

#[derive(Serialize, Deserialize)]
struct Kept {
    identity: Identity,
    at: DateTime<Utc>,
}

impl Proven {
    /// The owner of a mailbox.
    #[must_use]
    pub fn mailbox(email: EmailAddress) -> Self {
        Self {
            identity: Identity::Email(email.as_str().to_owned()),
            email: Some(email),
        }
    }

    /// The holder of a code.
    #[must_use]
    pub fn code(code_id: i64, round_id: i64) -> Self {
        Self {
            identity: Identity::Code(code_id, round_id),
            email: None,
        }
    }

    /// The keyed hash of this person for one purpose: nobody can join two of them without the key.
    #[must_use]
    pub fn key(&self, vault: &Vault, keyed: Keyed) -> String {
        let text = match &self.identity {
            Identity::Email(address) => EmailAddress::parse(address).map_or_else(
                |_| address.clone(),
                |email| email.canonical().as_str().to_owned(),
            ),
            Identity::Code(code, round) => format!("code {code} of {round}"),
        };
        vault.hash(keyed, &text)
    }
}

/// Seals a proof for the cookie of a browser.
#[must_use]
pub fn keep_proven(house: &House, proven: &Proven) -> String {
    let kept = Kept {
        identity: proven.identity.clone(),
        at: house.clock.now(),
    };
    // An enum of plain values and a time always make JSON.
    let json = serde_json::to_string(&kept).unwrap_or_default();
    house
        .vault
        .seal(Seal::Proven, &json, nonce(house.random.as_ref()))
}

/// Opens the cookie of a browser; `None` when it was not made here, or too long ago.
#[must_use]
pub fn kept_proven(house: &House, sealed: &str) -> Option<Proven> {
    let json = house.vault.open(Seal::Proven, sealed).ok()?;
    let kept: Kept = serde_json::from_str(&json).ok()?;
    let age = house.clock.now() - kept.at;
    if age > PROVEN_FOR || age < TimeDelta::zero() {
        return None;
    }
    match &kept.identity {
        Identity::Email(address) => EmailAddress::parse(address).ok().map(Proven::mailbox),
        Identity::Code(code, round) => Some(Proven::code(*code, *round)),
    }
}
