//! Passwords of staff: argon2id, with the parameters of its authors.

use crate::errors::{ActError, ActResult};
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};

/// The fewest characters of a password.
pub const SHORTEST_PASSWORD: usize = 12;
/// The most characters of a password; more would only make work.
pub const LONGEST_PASSWORD: usize = 128;

/// The hash of a password that nobody has: whoever gives an unknown address waits as long as
/// whoever gives a wrong password.
const NOBODYS: &str = "$argon2id$v=19$m=19456,t=2,p=1$WEkvVTRVWjJTUTRrd1d2eQ$VbDJY5NCkkcaCWFPHuhvvMGvfsQZhM8jeMnKX9tXDlA";

/// The hash of a password in PHC form.
///
/// # Errors
/// [`ActError::Unusable`] when it is too short or too long, or the machine has no randomness.
pub fn hash_password(password: &str) -> ActResult<String> {
    let length = password.chars().count();
    if !(SHORTEST_PASSWORD..=LONGEST_PASSWORD).contains(&length) {
        return Err(ActError::Unusable(format!(
            "a password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters"
        )));
    }
    let hash = Argon2::default().hash_password(password.as_bytes());
    Ok(hash
        .map_err(|error| ActError::Unusable(error.to_string()))?
        .to_string())
}

/// Whether a password is the one of a hash; without a hash the same work is done for nothing.
pub(crate) fn is_password(password: &str, hash: Option<&str>) -> bool {
    if password.chars().count() > LONGEST_PASSWORD {
        return false;
    }
    let known = PasswordHash::new(hash.unwrap_or(NOBODYS));
    let matches = known.is_ok_and(|known| {
        Argon2::default()
            .verify_password(password.as_bytes(), &known)
            .is_ok()
    });
    matches && hash.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_opens_only_its_own_hash() {
        let hash = hash_password("een lang wachtwoord").unwrap();
        assert!(hash.starts_with("$argon2id$"));
        assert!(is_password("een lang wachtwoord", Some(&hash)));
        assert!(!is_password("een ander wachtwoord", Some(&hash)));
        assert!(!is_password("een lang wachtwoord", None));
        assert!(PasswordHash::new(NOBODYS).is_ok());
        assert!(hash_password("kort").is_err());
        assert!(hash_password(&"x".repeat(129)).is_err());
    }
}
