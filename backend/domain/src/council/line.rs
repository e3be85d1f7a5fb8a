//! A line of text, such as the title of an item or the name of a faction.

/// One line of so many characters at the most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line<const LONGEST: usize>(String);

/// Why a text is no such line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LineFault {
    /// Nothing but white space.
    #[error("the line is empty")]
    Empty,
    /// Too many characters.
    #[error("the line is too long")]
    TooLong,
}

impl<const LONGEST: usize> Line<LONGEST> {
    /// Accepts a line as typed: white space is made single, control characters are dropped.
    ///
    /// # Errors
    /// [`LineFault`].
    pub fn parse(typed: &str) -> Result<Self, LineFault> {
        let line = Self::parse_optional(typed)?;
        if line.0.is_empty() {
            return Err(LineFault::Empty);
        }
        Ok(line)
    }

    /// As [`Line::parse`], where nothing is an answer too.
    ///
    /// # Errors
    /// [`LineFault::TooLong`].
    pub fn parse_optional(typed: &str) -> Result<Self, LineFault> {
        let spaced: String = typed
            .chars()
            .map(|c| if c.is_control() { ' ' } else { c })
            .collect();
        let line = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.chars().count() > LONGEST {
            return Err(LineFault::TooLong);
        }
        Ok(Self(line))
    }

    /// The line.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The line, given away.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_line_of_some_length() {
        let parse = |typed: &str| Line::<5>::parse(typed).map(Line::into_string);
        assert_eq!(parse(" a\r\nb "), Ok("a b".to_owned()));
        assert_eq!(parse("\u{7} "), Err(LineFault::Empty));
        assert_eq!(parse("ééééé"), Ok("ééééé".to_owned()));
        assert_eq!(parse("éééééé"), Err(LineFault::TooLong));
        assert_eq!(
            Line::<5>::parse_optional(" ").map(Line::into_string),
            Ok(String::new())
        );
    }
}
