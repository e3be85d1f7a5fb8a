//! Calendars as programs read them (RFC 5545): a small writer of events that are a moment.

use chrono::{DateTime, Utc};

/// One event.
#[derive(Debug, Clone)]
pub struct Event {
    /// What makes it the same event in every answer.
    pub uid: String,
    /// When it takes place.
    pub at: DateTime<Utc>,
    /// When what is said of it was last changed.
    pub changed_at: DateTime<Utc>,
    /// How often it was moved.
    pub sequence: usize,
    /// What it is called.
    pub summary: String,
    /// Where more of it stands.
    pub url: String,
    /// Whether it does not take place any more.
    pub is_cancelled: bool,
}

/// The most bytes of a line, without its end (RFC 5545, 3.1).
const LONGEST_LINE: usize = 75;

/// A calendar of events.
pub fn calendar(name: &str, events: &[Event]) -> String {
    let mut text = String::new();
    line(&mut text, "BEGIN:VCALENDAR");
    line(&mut text, "VERSION:2.0");
    line(&mut text, "PRODID:-//Weerklank//Rounds//EN");
    line(&mut text, "CALSCALE:GREGORIAN");
    line(&mut text, &format!("X-WR-CALNAME:{}", escaped(name)));
    for event in events {
        line(&mut text, "BEGIN:VEVENT");
        line(&mut text, &format!("UID:{}", escaped(&event.uid)));
        line(&mut text, &format!("DTSTAMP:{}", utc(event.changed_at)));
        line(&mut text, &format!("DTSTART:{}", utc(event.at)));
        line(&mut text, &format!("SEQUENCE:{}", event.sequence));
        line(&mut text, &format!("SUMMARY:{}", escaped(&event.summary)));
        // An address is no text: it is written as it is.
        line(&mut text, &format!("URL:{}", event.url));
        if event.is_cancelled {
            line(&mut text, "STATUS:CANCELLED");
        }
        line(&mut text, "TRANSP:TRANSPARENT");
        line(&mut text, "END:VEVENT");
    }
    line(&mut text, "END:VCALENDAR");
    text
}

fn utc(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

/// A text value (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// Adds a line, folded between characters where it is too long (RFC 5545, 3.1).
fn line(text: &mut String, content: &str) {
    let mut length = 0;
    for c in content.chars() {
        if length + c.len_utf8() > LONGEST_LINE {
            text.push_str("\r\n ");
            length = 1;
        }
        text.push(c);
        length += c.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(summary: &str) -> Event {
        Event {
            uid: "groen-closes@weerklank.example".to_owned(),
            at: "2026-04-13T22:00:00Z".parse().unwrap(),
            changed_at: "2026-03-02T12:00:00Z".parse().unwrap(),
            sequence: 1,
            summary: summary.to_owned(),
            url: "https://weerklank.example/rounds/groen".to_owned(),
            is_cancelled: false,
        }
    }

    fn unfolded(text: &str) -> Vec<String> {
        let whole = text.replace("\r\n ", "");
        whole.split_terminator("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn no_line_is_too_long_and_none_is_cut_within_a_letter() {
        let summary = "Één, twee; drie\\vier\nvijf ".repeat(20);
        let text = calendar("Rondes", &[event(&summary)]);
        assert!(!text.replace("\r\n", "").contains(['\r', '\n']));
        for line in text.split_terminator("\r\n") {
            assert!(line.len() <= LONGEST_LINE, "{line}");
        }
        let lines = unfolded(&text);
        let told = lines.iter().find(|line| line.starts_with("SUMMARY:"));
        let expected = "Één\\, twee\\; drie\\\\vier\\nvijf ".repeat(20);
        assert_eq!(told, Some(&format!("SUMMARY:{expected}")));
    }

    #[test]
    fn an_event_is_a_moment_in_utc() {
        let lines = unfolded(&calendar("Rondes", &[event("Sluit")]));
        for expected in [
            "DTSTART:20260413T220000Z",
            "DTSTAMP:20260302T120000Z",
            "SEQUENCE:1",
            "URL:https://weerklank.example/rounds/groen",
        ] {
            assert!(lines.iter().any(|line| line == expected), "{expected}");
        }
        assert_eq!(lines.first().map(String::as_str), Some("BEGIN:VCALENDAR"));
        assert_eq!(lines.last().map(String::as_str), Some("END:VCALENDAR"));
        assert!(!lines.iter().any(|line| line == "STATUS:CANCELLED"));
    }

    #[test]
    fn a_calendar_without_events_is_one_too() {
        assert_eq!(unfolded(&calendar("x", &[])).len(), 6);
    }
}
