//! Who sees to a commitment: a post, never a person's own data.

/// The most characters of an owner.
pub const LONGEST_OWNER: usize = 80;

/// A post or a team: one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner(String);

/// Why a line is no owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OwnerFault {
    /// Nothing but white space.
    #[error("nobody is named")]
    Empty,
    /// Too many characters.
    #[error("the name is too long")]
    TooLong,
    /// An address or a telephone number stands in it.
    #[error("personal data stands in it")]
    Private,
}

impl Owner {
    /// Accepts a line as typed.
    ///
    /// # Errors
    /// [`OwnerFault`].
    pub fn parse(typed: &str) -> Result<Self, OwnerFault> {
        let spaced: String = typed
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        let text = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
        let digits = text.chars().filter(char::is_ascii_digit).count();
        if text.is_empty() {
            Err(OwnerFault::Empty)
        } else if text.chars().count() > LONGEST_OWNER {
            Err(OwnerFault::TooLong)
        } else if text.contains('@') || digits >= 8 {
            Err(OwnerFault::Private)
        } else {
            Ok(Self(text))
        }
    }

    /// The line.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_owner_is_a_post_of_one_line() {
        let parse = |typed: &str| Owner::parse(typed).map(|owner| owner.as_str().to_owned());
        assert_eq!(
            parse(" Wethouder\r\nwonen "),
            Ok("Wethouder wonen".to_owned())
        );
        assert!(parse("Team 2030").is_ok());
        assert_eq!(parse("\u{7} "), Err(OwnerFault::Empty));
        assert_eq!(parse(&"é".repeat(81)), Err(OwnerFault::TooLong));
        for private in ["jan@voorbeeld.nl", "bel 06 1234 5678"] {
            assert_eq!(parse(private), Err(OwnerFault::Private), "{private}");
        }
    }
}
