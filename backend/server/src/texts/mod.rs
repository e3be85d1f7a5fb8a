//! Every sentence on screen and in mails: Fluent catalogues, one file per capability and language.

use crate::templates::embedded::Sources;
use chrono::{DateTime, Datelike, Timelike, Utc};
use chrono_tz::Tz;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::collections::HashMap;
use std::sync::Arc;
use weerklank_domain::Language;

/// The catalogues of every language.
pub struct Texts {
    bundles: HashMap<Language, FluentBundle<Arc<FluentResource>>>,
}

/// A catalogue that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("messages: {0}")]
pub struct TextsFault(String);

impl Texts {
    /// Reads the built-in catalogues, and those of a site's own folder over them.
    ///
    /// # Errors
    /// [`TextsFault`] for a catalogue with a mistake in it.
    pub fn load(sources: &Sources) -> Result<Self, TextsFault> {
        let mut bundles = HashMap::new();
        for language in Language::ALL {
            let id: unic_langid::LanguageIdentifier = language
                .code()
                .parse()
                .map_err(|error| TextsFault(format!("{error}")))?;
            let mut bundle = FluentBundle::new_concurrent(vec![id]);
            bundle.set_use_isolating(false);
            bundle.set_formatter(Some(match language {
                Language::Nl => dutch_numbers,
                Language::En => english_numbers,
            }));
            let folder = format!("messages/{}/", language.code());
            for name in sources.names(&folder, ".ftl") {
                let text = sources.text(&name).unwrap_or_default();
                let resource = FluentResource::try_new(text)
                    .map_err(|(_, errors)| TextsFault(format!("{name}: {errors:?}")))?;
                bundle.add_resource_overriding(Arc::new(resource));
            }
            bundles.insert(language, bundle);
        }
        Ok(Self { bundles })
    }

    /// The sentence of a key; `None` when the catalogue does not have it.
    #[must_use]
    pub fn get(&self, language: Language, key: &str, args: &FluentArgs) -> Option<String> {
        let bundle = self.bundles.get(&language)?;
        let pattern = bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(args), &mut errors);
        if !errors.is_empty() {
            tracing::error!(key, ?errors, "a message could not be put together");
        }
        Some(text.into_owned())
    }

    /// The sentence of a key without arguments; the key itself when it is missing, which the check
    /// of the catalogues forbids.
    #[must_use]
    pub fn plain(&self, language: Language, key: &str) -> String {
        self.get(language, key, &FluentArgs::new())
            .unwrap_or_else(|| key.to_owned())
    }

    /// A day in words, in the site's time zone.
    #[must_use]
    pub fn date(&self, language: Language, at: DateTime<Utc>, zone: Tz) -> String {
        let local = at.with_timezone(&zone);
        let mut args = FluentArgs::new();
        args.set("day", local.day().to_string());
        args.set(
            "month",
            self.plain(language, &format!("month-{}", local.month())),
        );
        args.set("year", local.year().to_string());
        self.get(language, "date-pattern", &args)
            .unwrap_or_default()
    }

    /// A moment in words, in the site's time zone.
    #[must_use]
    pub fn datetime(&self, language: Language, at: DateTime<Utc>, zone: Tz) -> String {
        let local = at.with_timezone(&zone);
        let mut args = FluentArgs::new();
        args.set("date", self.date(language, at, zone));
        args.set("hour", format!("{:02}", local.hour()));
        args.set("minute", format!("{:02}", local.minute()));
        self.get(language, "datetime-pattern", &args)
            .unwrap_or_default()
    }
}

/// A whole number with the thousands separator of a language.
#[must_use]
pub fn number(language: Language, number: i64) -> String {
    let separator = match language {
        Language::Nl => '.',
        Language::En => ',',
    };
    let digits = number.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if number < 0 {
        text.push('−');
    }
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

type Memoizer = intl_memoizer::concurrent::IntlLangMemoizer;

fn dutch_numbers(value: &FluentValue, _: &Memoizer) -> Option<String> {
    whole(value).map(|whole| number(Language::Nl, whole))
}

fn english_numbers(value: &FluentValue, _: &Memoizer) -> Option<String> {
    whole(value).map(|whole| number(Language::En, whole))
}

fn whole(value: &FluentValue) -> Option<i64> {
    match value {
        FluentValue::Number(FluentNumber { value, .. })
            if value.fract() == 0.0 && value.abs() < 9e15 =>
        {
            #[expect(clippy::cast_possible_truncation, reason = "a whole number below 2^53")]
            Some(*value as i64)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_separated_as_each_language_does() {
        assert_eq!(number(Language::Nl, 1_234_567), "1.234.567");
        assert_eq!(number(Language::En, 999), "999");
        assert_eq!(number(Language::En, 1_000), "1,000");
        assert_eq!(number(Language::Nl, -1_500), "−1.500");
    }
}
