//! Which part of a thread is asked for.

use crate::web::errors::{FieldProblem, WebError, WebResult};
use actix_web::web;
use weerklank_domain::replies::ReplySort;
use weerklank_store::replies::ReplyCursor;

/// What is asked for.
#[derive(Debug, Clone)]
pub struct ThreadQuery {
    pub sort: ReplySort,
    pub after: Option<ReplyCursor>,
    pub is_last: bool,
    /// Somebody comes from writing a reply that waits.
    pub was_received: bool,
    /// For the API: the replies to the reply of this number.
    pub parent: Option<i64>,
    pub limit: i64,
}

/// How many on a page.
pub const PAGE_SIZE: i64 = 20;

/// Reads a query; `is_api` takes `parent` and `limit`, and no page.
pub fn read(text: &str, is_api: bool) -> WebResult<ThreadQuery> {
    let pairs = web::Query::<Vec<(String, String)>>::from_query(text)
        .map_err(WebError::bad_request)?
        .into_inner();
    let mut read = ThreadQuery {
        sort: ReplySort::Newest,
        after: None,
        is_last: false,
        was_received: false,
        parent: None,
        limit: PAGE_SIZE,
    };
    let mut problems = Vec::new();
    for (name, value) in &pairs {
        let taken = match name.as_str() {
            "sort" => ReplySort::from_code(value).map(|sort| read.sort = sort),
            "cursor" => decode(value).map(|after| read.after = Some(after)),
            "page" if !is_api => (value == "last").then(|| read.is_last = true),
            "received" if !is_api => {
                read.was_received = true;
                Some(())
            }
            "parent" if is_api => value.parse().ok().map(|number| read.parent = Some(number)),
            "limit" if is_api => value
                .parse()
                .ok()
                .filter(|limit| (1..=100).contains(limit))
                .map(|limit| read.limit = limit),
            "lang" => Some(()),
            _ => None,
        };
        if taken.is_none() {
            problems.push(FieldProblem::new(name, "unknown_value"));
        }
    }
    if problems.is_empty() {
        Ok(read)
    } else {
        Err(WebError::wrong_values(problems))
    }
}

impl ThreadQuery {
    /// The address of another part in the same order.
    pub fn url(&self, path: &str, sort: ReplySort, rest: &str) -> String {
        let is_default = sort == ReplySort::Newest;
        match (is_default, rest.is_empty()) {
            (true, true) => path.to_owned(),
            (true, false) => format!("{path}?{rest}"),
            (false, true) => format!("{path}?sort={}", sort.code()),
            (false, false) => format!("{path}?sort={}&{rest}", sort.code()),
        }
    }
}

/// The cursor of a reply, as text in an address.
pub fn encode(cursor: ReplyCursor) -> String {
    format!("{}.{}", cursor.value, cursor.id)
}

/// The earliest and the latest moment that a database can hold, in microseconds.
const POSSIBLE: std::ops::Range<i64> = -62_000_000_000_000_000..253_000_000_000_000_000;

fn decode(text: &str) -> Option<ReplyCursor> {
    let (value, id) = text.split_once('.')?;
    let (value, id) = (value.parse().ok()?, id.parse().ok()?);
    POSSIBLE
        .contains(&value)
        .then_some(ReplyCursor { value, id })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_leads_back_to_its_reply_and_nothing_else_is_taken() {
        for value in [-3, 0, 1_790_000_000_123_456] {
            let cursor = ReplyCursor { value, id: 7 };
            assert_eq!(decode(&encode(cursor)), Some(cursor));
        }
        for wrong in ["", "1", "1.", ".1", "9223372036854775807.1", "a.b", "1.2.3"] {
            assert_eq!(decode(wrong), None, "{wrong}");
        }
        for wrong in ["sort=best", "cursor=x", "page=2", "limit=5", "x=1"] {
            assert!(read(wrong, false).is_err(), "{wrong}");
        }
        assert!(read("parent=3&limit=100&sort=most_agreed", true).is_ok());
        assert!(read("limit=101", true).is_err());
    }
}
