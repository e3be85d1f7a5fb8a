//! Personal data at rest: sealed texts and keyed hashes.

mod vault;

pub use vault::{KEY_LENGTH, Keyed, Seal, Vault, VaultFault, hash_of_token};
mod signers;

pub use signers::{SignerRecord, count_code_attempt, has_signed, signer, signer_of_token};
