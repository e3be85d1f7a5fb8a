//! Invitation codes, as people type them over from a letter.

use super::{Access, RoundState};

/// The most codes of one batch.
pub const MOST_CODES: u16 = 5_000;
/// The characters of a code.
pub const CODE_LENGTH: usize = 10;

/// Why no codes can be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotMakeCodes {
    /// Nobody needs a code to take part.
    #[error("nobody needs a code for this round")]
    NotByCode,
    /// The round is over, so nobody could use them.
    #[error("the round is over")]
    Over,
    /// None, or more than [`MOST_CODES`].
    #[error("a batch has 1 to {MOST_CODES} codes")]
    Amount,
}

/// Checks that a batch of codes makes sense for a round.
///
/// # Errors
/// [`CannotMakeCodes`].
pub fn may_make_codes(
    access: Access,
    shown_state: RoundState,
    amount: u16,
) -> Result<(), CannotMakeCodes> {
    if access != Access::Code {
        return Err(CannotMakeCodes::NotByCode);
    }
    if !matches!(
        shown_state,
        RoundState::Draft | RoundState::Announced | RoundState::Open
    ) {
        return Err(CannotMakeCodes::Over);
    }
    if !(1..=MOST_CODES).contains(&amount) {
        return Err(CannotMakeCodes::Amount);
    }
    Ok(())
}

/// A code as it was made, however it was typed over: letters and digits only, in lower case.
#[must_use]
pub fn plain_code(typed: &str) -> String {
    typed
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_known_however_it_is_typed_over() {
        assert_eq!(plain_code(" ABcd2-3456 xy\n"), "abcd23456xy");
        assert_eq!(plain_code("é"), "");
    }

    #[test]
    fn codes_are_made_for_rounds_that_ask_for_one_and_are_not_over() {
        use CannotMakeCodes as C;
        for (access, state, amount, expected) in [
            (Access::Code, RoundState::Draft, 1, Ok(())),
            (Access::Code, RoundState::Open, MOST_CODES, Ok(())),
            (Access::Email, RoundState::Open, 1, Err(C::NotByCode)),
            (Access::Code, RoundState::Closed, 1, Err(C::Over)),
            (Access::Code, RoundState::Cancelled, 1, Err(C::Over)),
            (Access::Code, RoundState::Open, 0, Err(C::Amount)),
            (Access::Code, RoundState::Open, 5_001, Err(C::Amount)),
        ] {
            assert_eq!(may_make_codes(access, state, amount), expected);
        }
    }
}
