//! The key of an installation, and what is done with it: sealing texts (AEAD) and making hashes
//! that nobody can make, or join, without the key.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

/// The length of an installation's key, in bytes.
pub const KEY_LENGTH: usize = 32;
const NONCE_LENGTH: usize = 24;
/// Keyed hashes are cut to 128 bits: enough against chance, half the index.
const HASH_LENGTH: usize = 16;

/// Seals and opens personal data, and makes keyed hashes. Holds the key only in derived parts.
#[derive(Clone)]
pub struct Vault {
    key_id: u8,
    cipher: XChaCha20Poly1305,
    hashing: Hmac<Sha256>,
    fingerprint: String,
}

/// What a sealed text is for. It is bound to the text, so that one cannot be put in another's
/// place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seal {
    /// The person behind a signature of this petition.
    Signer(i64),
    /// The address part of the page on which a code is typed in.
    CodePage,
    /// The person behind this petition.
    Petitioner(i64),
    /// The person behind a support of this petition.
    Supporter(i64),
    /// The address of the authority that this petition was sent on to.
    ForwardedTo(i64),
    /// The address part of the page on which a signer stops news.
    Unsubscribe,
    /// The secret of this account's second factor.
    SecondFactor(i64),
    /// What somebody wants to do whose mailbox is not proven yet.
    Proof,
    /// The person behind an input of this round.
    Author(i64),
    /// The person behind a reply of this thread.
    Replier(i64),
    /// The cookie of somebody whose mailbox or code was proven.
    Proven,
    /// Whoever reported something.
    Notifier,
    /// The person who follows this commitment.
    Follower(i64),
    /// The address part by which a follower answers, and stops the news.
    FollowerLink,
    /// The words that this decision left out, and the texts as they were.
    LeftOut(i64),
}

/// What a keyed hash is for; each purpose, and each petition, round, input or thread, has its own space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keyed {
    /// A canonical address, for one petition.
    Mailbox(i64),
    /// A folded name, for one petition.
    Name(i64),
    /// A folded postcode or place, for one petition.
    Household(i64),
    /// An identity that was proven, for one round: who writes.
    Author(i64),
    /// The same, for who votes on the statements of a round.
    Voter(i64),
    /// The same, for who stands behind one input.
    Endorser(i64),
    /// The same, for who replies in one thread.
    Replier(i64),
    /// The same, for who agrees with one reply.
    Agreement(i64),
    /// The same, for who follows one commitment.
    Follower(i64),
    /// The same, for who told something of the own background in one round.
    Background(i64),
    /// The same, for who took part in one year, whatever in.
    YearVoice(i32),
    /// A canonical address for limits that are only kept in memory.
    Limit,
    /// The proof in a form that it came from our own page.
    Form,
    /// One side of this decision, in the address by which it asks for another.
    Complaint(i64),
    /// A canonical address that this body warned.
    Warned(i64),
    /// A canonical address that may not write to this body.
    Suspended(i64),
}

/// Why a sealed text cannot be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this was not sealed here, or not for this")]
pub struct VaultFault;

impl Vault {
    /// A vault with the installation's key.
    #[must_use]
    pub fn new(key: &[u8; KEY_LENGTH]) -> Self {
        let derived = |purpose: &str| {
            let mut mac = keyed(key);
            mac.update(purpose.as_bytes());
            mac.finalize().into_bytes()
        };
        let fingerprint = URL_SAFE_NO_PAD.encode(&derived("weerklank fingerprint")[..12]);
        Self {
            key_id: 1,
            cipher: XChaCha20Poly1305::new(&derived("weerklank seal")),
            hashing: keyed(&derived("weerklank hash")),
            fingerprint,
        }
    }

    /// Tells two keys apart without telling anything of either.
    #[must_use]
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// Seals `text` with a nonce that must never be used twice (24 random bytes).
    #[must_use]
    pub fn seal(&self, seal: Seal, text: &str, nonce: [u8; NONCE_LENGTH]) -> String {
        let associated = seal.associated(self.key_id);
        let payload = Payload {
            msg: text.as_bytes(),
            aad: &associated,
        };
        // XChaCha20-Poly1305 only refuses messages above 256 GiB.
        let sealed = self
            .cipher
            .encrypt(&XNonce::from(nonce), payload)
            .unwrap_or_default();
        let mut bytes = Vec::with_capacity(1 + NONCE_LENGTH + sealed.len());
        bytes.push(self.key_id);
        bytes.extend_from_slice(&nonce);
        bytes.extend_from_slice(&sealed);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Opens what [`Vault::seal`] made for the same purpose.
    ///
    /// # Errors
    /// [`VaultFault`] for anything else.
    pub fn open(&self, seal: Seal, sealed: &str) -> Result<String, VaultFault> {
        let bytes = URL_SAFE_NO_PAD.decode(sealed).map_err(|_| VaultFault)?;
        let (key_id, rest) = bytes.split_first().ok_or(VaultFault)?;
        if *key_id != self.key_id || rest.len() < NONCE_LENGTH {
            return Err(VaultFault);
        }
        let (nonce, message) = rest.split_at(NONCE_LENGTH);
        let nonce: [u8; NONCE_LENGTH] = nonce.try_into().map_err(|_| VaultFault)?;
        let associated = seal.associated(*key_id);
        let payload = Payload {
            msg: message,
            aad: &associated,
        };
        let text = self
            .cipher
            .decrypt(&XNonce::from(nonce), payload)
            .map_err(|_| VaultFault)?;
        String::from_utf8(text).map_err(|_| VaultFault)
    }

    /// A secret of 32 bytes for another purpose, such as signing session tokens: it follows from the
    /// installation's key and tells nothing of it.
    #[must_use]
    pub fn secret(&self, purpose: &str) -> [u8; 32] {
        let mut mac = self.hashing.clone();
        mac.update(b"x");
        mac.update(purpose.as_bytes());
        mac.finalize().into_bytes().into()
    }

    /// The keyed hash of a text, 22 characters of URL-safe base64.
    #[must_use]
    pub fn hash(&self, keyed: Keyed, text: &str) -> String {
        let mut mac = self.hashing.clone();
        let (purpose, petition) = match keyed {
            Keyed::Mailbox(petition) => (b'm', petition),
            Keyed::Name(petition) => (b'n', petition),
            Keyed::Household(petition) => (b'h', petition),
            Keyed::Author(round) => (b'a', round),
            Keyed::Voter(round) => (b'v', round),
            Keyed::Endorser(input) => (b'e', input),
            Keyed::Replier(thread) => (b'r', thread),
            Keyed::Agreement(reply) => (b'g', reply),
            Keyed::Follower(commitment) => (b'w', commitment),
            Keyed::Background(round) => (b'b', round),
            Keyed::YearVoice(year) => (b'y', i64::from(year)),
            Keyed::Limit => (b'l', 0),
            Keyed::Form => (b'f', 0),
            Keyed::Complaint(decision) => (b'c', decision),
            Keyed::Warned(body) => (b'd', body),
            Keyed::Suspended(body) => (b's', body),
        };
        mac.update(&[purpose]);
        mac.update(&petition.to_be_bytes());
        mac.update(text.as_bytes());
        URL_SAFE_NO_PAD.encode(&mac.finalize().into_bytes()[..HASH_LENGTH])
    }
}

impl Seal {
    fn associated(self, key_id: u8) -> Vec<u8> {
        let (purpose, petition) = match self {
            Self::Signer(petition) => (b'S', petition),
            Self::CodePage => (b'C', 0),
            Self::Petitioner(petition) => (b'P', petition),
            Self::Supporter(petition) => (b'B', petition),
            Self::ForwardedTo(petition) => (b'F', petition),
            Self::Unsubscribe => (b'U', 0),
            Self::SecondFactor(staff) => (b'T', staff),
            Self::Proof => (b'O', 0),
            Self::Author(round) => (b'A', round),
            Self::Replier(thread) => (b'R', thread),
            Self::Proven => (b'V', 0),
            Self::Notifier => (b'N', 0),
            Self::Follower(commitment) => (b'W', commitment),
            Self::FollowerLink => (b'L', 0),
            Self::LeftOut(decision) => (b'X', decision),
        };
        let mut bytes = vec![key_id, purpose];
        bytes.extend_from_slice(&petition.to_be_bytes());
        bytes
    }
}

/// The hash under which a random token is kept; it has 128 bits of its own, so it needs no key.
#[must_use]
pub fn hash_of_token(token: &str) -> String {
    URL_SAFE_NO_PAD.encode(&Sha256::digest(token.as_bytes())[..HASH_LENGTH])
}

fn keyed(key: &[u8]) -> Hmac<Sha256> {
    // HMAC takes a key of any length (RFC 2104).
    #[expect(
        clippy::expect_used,
        reason = "HMAC-SHA256 accepts keys of every length"
    )]
    <Hmac<Sha256> as KeyInit>::new_from_slice(key).expect("any key length is accepted")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_only_for_its_purpose_and_key() {
        let vault = Vault::new(&[7; KEY_LENGTH]);
        let sealed = vault.seal(Seal::Signer(3), "jan@voorbeeld.nl", [1; NONCE_LENGTH]);
        assert!(!sealed.contains("jan"));
        assert_eq!(
            vault.open(Seal::Signer(3), &sealed).as_deref(),
            Ok("jan@voorbeeld.nl")
        );
        assert_eq!(vault.open(Seal::Signer(4), &sealed), Err(VaultFault));
        assert_eq!(vault.open(Seal::CodePage, &sealed), Err(VaultFault));
        assert_eq!(
            Vault::new(&[8; KEY_LENGTH]).open(Seal::Signer(3), &sealed),
            Err(VaultFault)
        );
        for broken in ["", "x", "é", &sealed[1..], &sealed[..sealed.len() - 2]] {
            assert_eq!(vault.open(Seal::Signer(3), broken), Err(VaultFault));
        }
    }

    #[test]
    fn one_address_has_another_hash_in_every_petition_and_for_every_key() {
        let vault = Vault::new(&[7; KEY_LENGTH]);
        let hash = vault.hash(Keyed::Mailbox(1), "jan@voorbeeld.nl");
        assert_eq!(hash, vault.hash(Keyed::Mailbox(1), "jan@voorbeeld.nl"));
        assert_ne!(hash, vault.hash(Keyed::Mailbox(2), "jan@voorbeeld.nl"));
        assert_ne!(hash, vault.hash(Keyed::Name(1), "jan@voorbeeld.nl"));
        assert_ne!(
            hash,
            Vault::new(&[8; KEY_LENGTH]).hash(Keyed::Mailbox(1), "jan@voorbeeld.nl")
        );
        assert_eq!(hash.len(), 22);
    }
}
