//! The languages of the screen.

use serde::{Deserialize, Serialize};

/// A language in which every sentence of the product exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Dutch, the default.
    Nl,
    /// English.
    En,
}

impl Language {
    /// Every language, the default first.
    pub const ALL: [Self; 2] = [Self::Nl, Self::En];

    /// The BCP 47 tag, which is also the value of `?lang=`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Nl => "nl",
            Self::En => "en",
        }
    }

    /// The language of a tag such as `nl`, `nl-BE` or `EN_gb`; `None` for one that we do not speak.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|language| primary.eq_ignore_ascii_case(language.code()))
    }

    /// The first language of an `Accept-Language` header (RFC 9110 §12.5.4) that we speak, by
    /// descending quality and then by position.
    #[must_use]
    pub fn negotiate(header: &str) -> Option<Self> {
        let mut best: Option<(Self, f32)> = None;
        for part in header.split(',').take(32) {
            let mut pieces = part.split(';');
            let Some(language) = pieces.next().and_then(Self::from_tag) else {
                continue;
            };
            let quality = pieces
                .find_map(|piece| piece.trim().strip_prefix("q=")?.parse::<f32>().ok())
                .unwrap_or(1.0);
            if quality > 0.0 && best.is_none_or(|(_, top)| quality > top) {
                best = Some((language, quality));
            }
        }
        best.map(|(language, _)| language)
    }
}

#[cfg(test)]
mod tests {
    use super::Language::{self, En, Nl};

    #[test]
    fn the_visitors_first_choice_wins() {
        assert_eq!(Language::negotiate("de, en-GB;q=0.8, nl;q=0.9"), Some(Nl));
        assert_eq!(Language::negotiate("en-US,en;q=0.5"), Some(En));
        assert_eq!(Language::negotiate("nl;q=0, en;q=0.1"), Some(En));
        assert_eq!(Language::negotiate("fr, *;q=0.1"), None);
        assert_eq!(Language::negotiate(";;;q=,,"), None);
    }
}
