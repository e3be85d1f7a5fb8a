//! Where the next page of a list in order of time begins, as text in an address: a moment
//! (microseconds) and a key.

use chrono::{DateTime, Utc};

/// The cursor of a row.
pub fn encode(at: DateTime<Utc>, id: i64) -> String {
    format!("{}.{id}", at.timestamp_micros())
}

/// The row of a cursor; `None` for anything that we did not write.
pub fn decode(text: &str) -> Option<(DateTime<Utc>, i64)> {
    let (micros, id) = text.split_once('.')?;
    let micros: i64 = micros.parse().ok()?;
    // A moment must be one that a database can hold: the years 0 to 9999.
    let is_possible = (-62_000_000_000_000_000..253_000_000_000_000_000).contains(&micros);
    let at = DateTime::from_timestamp_micros(micros).filter(|_| is_possible)?;
    Some((at, id.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_leads_back_to_its_row() {
        let at = DateTime::from_timestamp_micros(1_790_000_000_123_456).unwrap();
        assert_eq!(decode(&encode(at, 7)), Some((at, 7)));
        for wrong in ["", "1", "1.", ".1", "9223372036854775807.1", "a.b", "1.2.3"] {
            assert_eq!(decode(wrong), None, "{wrong}");
        }
    }
}
