//! The title and the summary of a theme.

use weerklank_domain::responses::LONGEST_THEME;

/// The longest summary, in characters.
pub const LONGEST_SUMMARY: usize = 4_000;

/// What a theme is called and what its inputs say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeText {
    title: String,
    summary: String,
}

/// Why a theme cannot be called so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ThemeFault {
    /// It has no title.
    #[error("it has no title")]
    NoTitle,
    /// The title is too long.
    #[error("the title is too long")]
    LongTitle,
    /// The summary is too long.
    #[error("the summary is too long")]
    LongSummary,
}

impl ThemeText {
    /// Takes what somebody typed; the title becomes one line.
    ///
    /// # Errors
    /// [`ThemeFault`].
    pub fn parse(title: &str, summary: &str) -> Result<Self, ThemeFault> {
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        let summary = summary.replace("\r\n", "\n").trim().to_owned();
        if title.is_empty() {
            return Err(ThemeFault::NoTitle);
        }
        if title.chars().count() > LONGEST_THEME {
            return Err(ThemeFault::LongTitle);
        }
        if summary.chars().count() > LONGEST_SUMMARY {
            return Err(ThemeFault::LongSummary);
        }
        Ok(Self { title, summary })
    }

    /// The title.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The summary (Markdown).
    #[must_use]
    pub fn summary(&self) -> &str {
        &self.summary
    }
}
