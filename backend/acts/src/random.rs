//! Randomness, as an argument.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use std::sync::{Mutex, PoisonError};
use weerklank_domain::rounds::CODE_LENGTH;

/// Gives random bytes.
pub trait Randomness: Send + Sync {
    /// Fills `bytes`.
    fn fill(&self, bytes: &mut [u8]);
}

/// The machine's randomness: unpredictable.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandom;

impl Randomness for SystemRandom {
    fn fill(&self, bytes: &mut [u8]) {
        rand::rng().fill_bytes(bytes);
    }
}

/// The same bytes in every run; only for the seeds, which nobody is mailed about.
pub struct SeededRandom(Mutex<StdRng>);

impl SeededRandom {
    /// Randomness that follows from `seed`.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(StdRng::seed_from_u64(seed)))
    }
}

impl Randomness for SeededRandom {
    fn fill(&self, bytes: &mut [u8]) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .fill_bytes(bytes);
    }
}

/// A token of 128 random bits, 22 characters of URL-safe base64.
pub fn token(random: &dyn Randomness) -> String {
    let mut bytes = [0; 16];
    random.fill(&mut bytes);
    URL_SAFE_NO_PAD.encode(bytes)
}

/// A number below another, each as likely; `None` below nought.
pub fn number_below(random: &dyn Randomness, limit: usize) -> Option<usize> {
    let limit = u64::try_from(limit).ok().filter(|limit| *limit > 0)?;
    let mut bytes = [0; 8];
    random.fill(&mut bytes);
    // Of 2^64 numbers, the few that this favours do not show among some dozens of members.
    usize::try_from(u64::from_be_bytes(bytes) % limit).ok()
}

/// A code of six digits.
pub fn code(random: &dyn Randomness) -> String {
    let mut bytes = [0; 8];
    random.fill(&mut bytes);
    format!("{:06}", u64::from_be_bytes(bytes) % 1_000_000)
}

/// Letters and digits that are not taken for each other.
const READABLE: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";

/// Sixteen characters that people can type over, which is 80 bits, in groups of four.
pub fn readable_code(random: &dyn Randomness) -> String {
    let mut bytes = [0; 16];
    random.fill(&mut bytes);
    let groups: Vec<String> = bytes
        .chunks(4)
        .map(|group| {
            let letters = group.iter().map(|byte| READABLE[usize::from(byte % 32)]);
            letters.map(char::from).collect()
        })
        .collect();
    groups.join("-")
}

/// The code of an invitation by letter: ten characters that are not taken for each other, which is
/// 50 bits.
pub fn invitation_code(random: &dyn Randomness) -> String {
    let mut bytes = [0; CODE_LENGTH];
    random.fill(&mut bytes);
    bytes
        .iter()
        .map(|byte| char::from(READABLE[usize::from(byte % 32)]))
        .collect()
}

/// The nonce of one sealed text.
pub fn nonce(random: &dyn Randomness) -> [u8; 24] {
    let mut bytes = [0; 24];
    random.fill(&mut bytes);
    bytes
}
