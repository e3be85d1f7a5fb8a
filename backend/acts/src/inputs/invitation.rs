//! Somebody types in the code of an invitation: it is used once, and proves this browser.

use crate::errors::ActResult;
use crate::house::House;
use crate::people::Proven;
use weerklank_store::people::hash_of_token;
use weerklank_store::rounds::{code_of_hash, use_code};

/// What a typed code turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypedInvitation {
    /// A code that was not used before.
    Taken(Proven),
    /// Somebody used it before.
    Used,
    /// No code of this round.
    Wrong,
}

/// A code as it was made: lower case, without spaces and dashes.
#[must_use]
pub fn plain_code(typed: &str) -> String {
    typed
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

/// Uses a code.
///
/// # Errors
/// What the store says.
pub fn use_invitation(house: &House, round_id: i64, typed: &str) -> ActResult<TypedInvitation> {
    let now = house.clock.now();
    let hash = hash_of_token(&plain_code(typed));
    house.store.write(|db| {
        let Some(code) = code_of_hash(db, &hash)?.filter(|code| code.round_id == round_id) else {
            return Ok(TypedInvitation::Wrong);
        };
        if use_code(db, code.id, now)? {
            Ok(TypedInvitation::Taken(Proven::code(code.id, round_id)))
        } else {
            Ok(TypedInvitation::Used)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_may_be_typed_with_or_without_its_groups() {
        assert_eq!(plain_code(" Abcd-EFGH 23 "), "abcdefgh23");
    }
}
