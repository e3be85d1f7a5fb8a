//! What draws the attention of somebody who moderates. A signal marks a text for the queue and decides
//! nothing: it is published all the same, unless it is held for another reason.

use crate::codes::codes;
use crate::people::fold;
use crate::text::plain_text;
use std::collections::BTreeSet;

codes! {
    /// What was found in a text.
    Signal {
        /// A word or phrase of the list of the body.
        Word = "word",
        /// A link to another site.
        Link = "link",
        /// More links than a text needs.
        ManyLinks = "many_links",
        /// An e-mail address.
        Email = "email",
        /// A telephone number.
        Phone = "phone",
        /// A postcode with a house number.
        Address = "address",
    }
}

/// Something that was found in a text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// The code of the signal.
    signal: &'static str,
    /// What stands there, cut short.
    pub what: String,
}

impl Mark {
    /// A mark of a signal.
    #[must_use]
    pub fn new(signal: Signal, what: &str) -> Self {
        Self {
            signal: signal.code(),
            what: what.chars().take(LONGEST_MARK).collect(),
        }
    }

    /// The code of the signal.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.signal
    }
}

/// The longest word or phrase that can be looked for.
pub const LONGEST_PHRASE: usize = 80;
/// So many different marks of one text are kept.
pub const MOST_MARKS: usize = 12;
const LONGEST_MARK: usize = 80;
const MOST_LINKS: usize = 3;

/// A word or phrase that a body looks out for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    text: String,
    folded: String,
}

/// Why something is no word or phrase to look for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhraseFault {
    /// There is no letter or digit in it.
    #[error("nothing to look for")]
    Empty,
    /// It is longer than anybody looks for.
    #[error("longer than {LONGEST_PHRASE} characters")]
    TooLong,
}

impl Phrase {
    /// Reads what somebody typed.
    ///
    /// # Errors
    /// [`PhraseFault`].
    pub fn parse(typed: &str) -> Result<Self, PhraseFault> {
        let text = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.chars().count() > LONGEST_PHRASE {
            return Err(PhraseFault::TooLong);
        }
        let folded = fold(&text).trim().to_owned();
        if folded.is_empty() {
            return Err(PhraseFault::Empty);
        }
        Ok(Self { text, folded })
    }

    /// As it was typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The form by which two spellings are equal.
    #[must_use]
    pub fn folded(&self) -> &str {
        &self.folded
    }
}

/// What is found in a text, each thing once. `own_host` is where links may lead.
#[must_use]
pub fn signals(markdown: &str, phrases: &[Phrase], own_host: &str) -> Vec<Mark> {
    let plain = plain_text(markdown);
    let words = format!(" {} ", fold(&plain).trim());
    let mut marks = BTreeSet::new();
    for phrase in phrases {
        if words.contains(&format!(" {} ", phrase.folded)) {
            marks.insert(Mark::new(Signal::Word, &phrase.text));
        }
    }
    let hosts = hosts(markdown);
    if hosts.len() > MOST_LINKS {
        marks.insert(Mark::new(Signal::ManyLinks, &hosts.len().to_string()));
    }
    for host in hosts.iter().filter(|host| *host != own_host) {
        marks.insert(Mark::new(Signal::Link, host));
    }
    // Marks of Markdown are no part of an address, and a link holds one that nobody reads.
    let tokens: Vec<&str> = plain.split_whitespace().collect();
    marks.extend(
        tokens
            .iter()
            .filter_map(|token| email(token))
            .map(|found| Mark::new(Signal::Email, &found)),
    );
    marks.extend(phones(&plain).map(|found| Mark::new(Signal::Phone, &found)));
    marks.extend(addresses(&tokens).map(|found| Mark::new(Signal::Address, &found)));
    marks.into_iter().take(MOST_MARKS).collect()
}

/// Where the links of a text lead, in order.
fn hosts(markdown: &str) -> Vec<String> {
    let lower = markdown.to_lowercase();
    let mut hosts = Vec::new();
    for (start, _) in lower.match_indices("://") {
        let is_web = lower[..start].ends_with("http") || lower[..start].ends_with("https");
        if is_web {
            hosts.extend(host(&lower[start + 3..]));
        }
    }
    for (start, _) in lower.match_indices("www.") {
        let before = lower[..start].chars().next_back();
        if before.is_none_or(|c| !c.is_alphanumeric() && c != '/' && c != '.' && c != '-') {
            hosts.extend(host(&lower[start..]));
        }
    }
    hosts
}

fn host(rest: &str) -> Option<String> {
    let end = rest.find(|c: char| !c.is_alphanumeric() && c != '.' && c != '-');
    let host = rest[..end.unwrap_or(rest.len())].trim_matches('.');
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then(|| host.to_owned())
}

fn email(token: &str) -> Option<String> {
    let token = token.trim_matches(|c: char| !c.is_alphanumeric());
    let (name, host) = token.rsplit_once('@')?;
    let (before, ending) = host.rsplit_once('.')?;
    let is_one = !name.is_empty()
        && !before.is_empty()
        && ending.chars().count() >= 2
        && ending.chars().all(char::is_alphabetic);
    is_one.then(|| token.to_lowercase())
}

/// Dutch numbers of ten digits, and those with a country in front; dates and amounts are shorter.
fn phones(plain: &str) -> impl Iterator<Item = String> {
    let mut runs = Vec::new();
    let mut run = String::new();
    let mut before = ' ';
    for c in plain.chars().chain([' ', '\n']) {
        let begins =
            run.is_empty() && !before.is_alphanumeric() && (c == '+' || c == '0' || c == '(');
        let goes_on =
            !run.is_empty() && (c.is_ascii_digit() || matches!(c, ' ' | '-' | '(' | ')' | '.'));
        if begins || goes_on {
            run.push(c);
        } else if !run.is_empty() {
            runs.push(std::mem::take(&mut run));
        }
        before = c;
    }
    runs.into_iter().filter_map(|run| phone(&run))
}

fn phone(run: &str) -> Option<String> {
    let digits: String = run.chars().filter(char::is_ascii_digit).collect();
    let is_abroad = run.starts_with('+') || run.starts_with("00");
    let is_one = if is_abroad {
        (10..=15).contains(&digits.len())
    } else {
        digits.len() == 10 && digits.starts_with('0')
    };
    is_one.then(|| run.trim_matches([' ', '-', '.', '(']).to_owned())
}

/// A Dutch postcode with a number behind or before it.
fn addresses<'a>(tokens: &'a [&'a str]) -> impl Iterator<Item = String> + 'a {
    let number = |token: Option<&&str>| {
        token.is_some_and(|token| {
            let token = token.trim_matches(|c: char| !c.is_alphanumeric());
            let digits = token.chars().take_while(char::is_ascii_digit).count();
            (1..=5).contains(&digits) && token.chars().count() <= digits + 2
        })
    };
    (0..tokens.len()).filter_map(move |at| {
        let bare = |token: &str| {
            token
                .trim_matches(|c: char| !c.is_alphanumeric())
                .to_uppercase()
        };
        let first = bare(tokens.get(at)?);
        let (code, next) = if is_postcode(&first) {
            (first, at + 1)
        } else {
            let both = format!(
                "{first}{}",
                bare(tokens.get(at + 1).copied().unwrap_or_default())
            );
            (both, at + 2)
        };
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        let has_number = number(tokens.get(next)) || number(before);
        (is_postcode(&code) && has_number).then_some(code)
    })
}

fn is_postcode(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 6
        && bytes[0] != b'0'
        && bytes[..4].iter().all(u8::is_ascii_digit)
        && bytes[4..].iter().all(u8::is_ascii_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(text: &str) -> Vec<(&'static str, String)> {
        let phrases = ["Sukkel", "rot op"].map(|typed| Phrase::parse(typed).unwrap());
        signals(text, &phrases, "inspraak.example")
            .into_iter()
            .map(|mark| (mark.code(), mark.what))
            .collect()
    }

    fn codes(text: &str) -> Vec<&'static str> {
        found(text).into_iter().map(|(code, _)| code).collect()
    }

    #[test]
    fn a_word_is_found_whole_whatever_its_spelling() {
        assert_eq!(codes("Jij SÜKKEL!"), ["word"]);
        assert_eq!(codes("**Rot**  op, jij."), ["word"]);
        assert!(codes("Sukkelen mag, sukkels ook.").is_empty());
        assert!(codes("Het rotte op den duur.").is_empty());
    }

    #[test]
    fn a_link_to_another_site_is_told_and_many_links_are() {
        assert_eq!(
            found("Zie https://www.Kopen.example/nu en http://inspraak.example/x."),
            [("link", "kopen.example".to_owned())]
        );
        assert_eq!(codes("Kijk op www.kopen.example."), ["link"]);
        let many = "https://inspraak.example/a ".repeat(4);
        assert_eq!(found(&many), [("many_links", "4".to_owned())]);
        assert!(codes("Een dubbele punt: // geen link").is_empty());
    }

    #[test]
    fn what_leads_to_a_person_is_told() {
        assert_eq!(
            found("Mail jan@voorbeeld.example!"),
            [("email", "jan@voorbeeld.example".to_owned())]
        );
        assert_eq!(
            found("Bel 06-12 34 56 78."),
            [("phone", "06-12 34 56 78".to_owned())]
        );
        assert_eq!(codes("Bel (010) 123 4567"), ["phone"]);
        assert_eq!(codes("Bel +31 6 12345678"), ["phone"]);
        assert_eq!(
            found("Hij woont op 1234 ab 12-a."),
            [("address", "1234AB".to_owned())]
        );
        assert_eq!(codes("Dorpsstraat 5, 1234AB"), ["address"]);
        for harmless in [
            "In 2026 kost het 1.250.000 euro.",
            "Op 01-02-2026 om 10.30 uur.",
            "De postcode is 1234 AB hier.",
            "a@b",
            "Artikel 3:16 van de Awb",
        ] {
            assert!(
                codes(harmless).is_empty(),
                "{harmless}: {:?}",
                found(harmless)
            );
        }
    }

    #[test]
    fn a_phrase_has_something_to_look_for() {
        assert_eq!(Phrase::parse(" – "), Err(PhraseFault::Empty));
        assert_eq!(Phrase::parse(&"a".repeat(81)), Err(PhraseFault::TooLong));
        assert_eq!(Phrase::parse(" Rot   op ").unwrap().as_str(), "Rot op");
    }

    proptest! {
        #[test]
        fn no_text_is_too_odd(text in "\\PC{0,200}") {
            let marks = found(&text);
            prop_assert!(marks.len() <= MOST_MARKS);
            prop_assert!(marks.iter().all(|(_, what)| what.chars().count() <= LONGEST_MARK));
        }

        #[test]
        fn a_listed_word_is_found_between_any_others(before in "[a-z ]{0,30}", after in "[a-z ]{0,30}") {
            let text = format!("{before} sukkel {after}");
            prop_assert!(codes(&text).contains(&"word"));
        }
    }
}
