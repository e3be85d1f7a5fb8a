//! The name of a petition in its address.

use crate::people::fold;

const LONGEST: usize = 60;

/// A slug of lower-case ASCII letters, digits and single hyphens, at most 60 long, made of whole
/// words where that is possible; `fallback` when the title has no such letter.
#[must_use]
pub fn slugify(title: &str, fallback: &str) -> String {
    let mut slug = String::new();
    for word in fold(title).split(' ') {
        let word: String = word.chars().filter(char::is_ascii_alphanumeric).collect();
        if word.is_empty() {
            continue;
        }
        let room = LONGEST.saturating_sub(slug.len() + usize::from(!slug.is_empty()));
        if room < word.len() {
            if slug.is_empty() {
                slug.push_str(&word[..LONGEST]);
            }
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(&word);
    }
    if slug.is_empty() || RESERVED.contains(&slug.as_str()) {
        fallback.to_owned()
    } else {
        slug
    }
}

/// Words that the site's own addresses have in this place.
const RESERVED: [&str; 1] = ["new"];

/// Whether a text can be a slug at all; anything else need not be looked for.
#[must_use]
pub fn is_slug(text: &str) -> bool {
    (1..=LONGEST + 20).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::{is_slug, slugify};
    use proptest::prelude::*;

    #[test]
    fn titles_become_readable_addresses() {
        assert_eq!(
            slugify("Méér groen in de Vissersbuurt!", "x"),
            "meer-groen-in-de-vissersbuurt"
        );
        assert_eq!(slugify("李明", "petition-7"), "petition-7");
        assert_eq!(slugify("New!", "petition"), "petition");
        assert!(!is_slug("a\0b") && !is_slug("") && !is_slug("A") && !is_slug(&"a".repeat(81)));
    }

    proptest! {
        #[test]
        fn a_slug_is_always_safe_in_an_address(title in ".{0,200}") {
            let slug = slugify(&title, "x");
            prop_assert!(is_slug(&slug) && slug.len() <= 60);
            prop_assert!(slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
            prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
        }
    }
}
