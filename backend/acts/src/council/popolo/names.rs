//! What our bundles call things, and how such names are read again. They hold no address of a site, so
//! that a bundle can move with its data.

use chrono::{DateTime, NaiveDate, Utc};
use weerklank_domain::calendar::{local_time_of, start_of};
use weerklank_domain::petitions::is_slug;

pub(super) fn body(slug: &str) -> String {
    format!("bodies/{slug}")
}

pub(super) fn faction(slug: &str) -> String {
    format!("factions/{slug}")
}

pub(super) fn member(slug: &str) -> String {
    format!("members/{slug}")
}

pub(super) fn seat(body: &str, position: i32) -> String {
    format!("seats/{body}/{position}")
}

pub(super) fn meeting(reference: &str) -> String {
    format!("meetings/{reference}")
}

pub(super) fn item(reference: &str, number: &str) -> String {
    format!("meetings/{reference}/items/{number}")
}

pub(super) fn proposal(reference: &str) -> String {
    format!("proposals/{reference}")
}

pub(super) fn vote(reference: &str) -> String {
    format!("votes/{reference}")
}

/// The name in addresses that one of our own names ends with: `members/a-de-vries`.
pub(super) fn own_slug<'a>(id: &'a str, kind: &str) -> Option<&'a str> {
    let (before, slug) = id.split_once('/')?;
    (before == kind && is_slug(slug)).then_some(slug)
}

/// The reference that one of our own names ends with: `meetings/V26-0012`.
pub(super) fn own_reference<'a>(id: &'a str, kind: &str) -> Option<&'a str> {
    let (before, reference) = id.split_once('/')?;
    let (letters, number) = reference.split_once('-')?;
    let is_word = letters.len() <= 8 && letters.chars().all(|c| c.is_ascii_alphanumeric());
    let is_number = (4..=9).contains(&number.len()) && number.chars().all(|c| c.is_ascii_digit());
    (before == kind && is_word && is_number).then_some(reference)
}

/// A moment as bundles have it. Where only the day is known, only the day is told: such a moment is kept
/// as the first one of its day, at which no council meets.
pub(super) fn written(at: DateTime<Utc>) -> String {
    let (day, _) = local_time_of(at);
    if at == start_of(day) {
        day.to_string()
    } else {
        at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
    }
}

/// A moment of a bundle: of a day it is the first one. A time without an offset is one of the clocks
/// here.
pub(super) fn moment(text: &str) -> Option<DateTime<Utc>> {
    if let Ok(day) = text.parse::<NaiveDate>() {
        return Some(start_of(day));
    }
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Some(at.to_utc());
    }
    let local: chrono::NaiveDateTime = text.parse().ok()?;
    let found = weerklank_domain::calendar::moments_of(local.date(), local.time());
    found.map(|(first, _)| first)
}

/// At most so many characters, cut at the end of a word where that costs little.
pub(super) fn shortened(text: &str, longest: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= longest {
        return text;
    }
    let cut: String = text.chars().take(longest.saturating_sub(1)).collect();
    let kept = match cut.rfind(' ') {
        Some(at) if at * 2 > cut.len() => &cut[..at],
        _ => &cut,
    };
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_stays_a_day() {
        for text in ["2026-03-02", "2026-07-14", "2026-03-02T18:30:00Z"] {
            assert_eq!(written(moment(text).unwrap()), text);
        }
        let summer = moment("2026-07-14T20:00:00").unwrap();
        assert_eq!(written(summer), "2026-07-14T18:00:00Z");
        assert_eq!(moment("soon"), None);
    }

    #[test]
    fn own_names_are_known_again() {
        assert_eq!(
            own_slug("members/a-de-vries", "members"),
            Some("a-de-vries")
        );
        assert_eq!(own_slug("party/labor", "factions"), None);
        assert_eq!(own_slug("members/A b", "members"), None);
        let reference = own_reference("meetings/V26-0012", "meetings");
        assert_eq!(reference, Some("V26-0012"));
        for wrong in ["meetings/V26-12", "meetings/V26-0012/items/1", "V26-0012"] {
            assert_eq!(own_reference(wrong, "meetings"), None, "{wrong}");
        }
    }

    #[test]
    fn a_long_name_is_cut_between_words() {
        assert_eq!(shortened("Greens", 20), "Greens");
        let long = shortened("Independence and Experience Party", 20);
        assert_eq!(long, "Independence and…");
        assert_eq!(shortened(&"a".repeat(30), 20).chars().count(), 20);
    }
}
