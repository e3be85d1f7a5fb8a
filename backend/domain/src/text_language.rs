//! The language in which somebody wrote, which need not be one that the screens speak.

use crate::Language;
use crate::codes::codes;

codes! {
    /// The language of a text that people wrote, by its BCP 47 tag: what `lang` says of it, so that a
    /// screen reader pronounces it (WCAG 2.2, 3.1.2).
    TextLanguage {
        /// Dutch.
        Nl = "nl",
        /// English.
        En = "en",
        /// West Frisian.
        Fy = "fy",
        /// German.
        De = "de",
        /// French.
        Fr = "fr",
        /// Spanish.
        Es = "es",
        /// Italian.
        It = "it",
        /// Portuguese.
        Pt = "pt",
        /// Polish.
        Pl = "pl",
        /// Turkish.
        Tr = "tr",
        /// Arabic.
        Ar = "ar",
        /// Ukrainian.
        Uk = "uk",
        /// Papiamento.
        Pap = "pap",
    }
}

impl TextLanguage {
    /// The same language of the screens; `None` for one that they do not speak.
    #[must_use]
    pub fn on_screen(self) -> Option<Language> {
        match self {
            Self::Nl => Some(Language::Nl),
            Self::En => Some(Language::En),
            _ => None,
        }
    }

    /// The language of a tag such as `nl`, `nl-BE` or `ES_mx`; `None` for one that is not listed.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default();
        Self::from_code(&primary.to_ascii_lowercase())
    }
}

impl From<Language> for TextLanguage {
    fn from(language: Language) -> Self {
        match language {
            Language::Nl => Self::Nl,
            Language::En => Self::En,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_of_the_screens_is_one_of_texts_by_the_same_tag() {
        for language in Language::ALL {
            let written = TextLanguage::from(language);
            assert_eq!(written.code(), language.code());
            assert_eq!(written.on_screen(), Some(language));
        }
    }

    #[test]
    fn a_tag_tells_the_language_also_with_a_region() {
        assert_eq!(TextLanguage::from_tag("ES_mx"), Some(TextLanguage::Es));
        assert_eq!(TextLanguage::from_tag("pap-AW"), Some(TextLanguage::Pap));
        assert_eq!(TextLanguage::from_tag("tlh"), None);
        assert_eq!(TextLanguage::Es.on_screen(), None);
    }
}
