//! What a list of commitments is asked for, in pages and in the API alike: read once, refused when it
//! makes no sense.

use crate::web::address::percent_encoded;
use crate::web::errors::{FieldProblem, WebError, WebResult};
use chrono::NaiveDate;
use weerklank_domain::commitments::CommitmentState;
use weerklank_store::commitments::{Cursor, Filter};

/// A list as it is asked for.
#[derive(Debug, Clone)]
pub struct CommitmentQuery {
    /// The word for the state: one of them, or `overdue`.
    pub state: String,
    /// The body.
    pub body: Option<String>,
    /// Where the page begins.
    pub after: Option<Cursor>,
    /// How many on a page.
    pub limit: i64,
}

/// What is open and should have been done by now.
pub const OVERDUE: &str = "overdue";
const LONGEST_NAME: usize = 100;

/// Reads the parameters of a list. An empty one is an absent one.
///
/// # Errors
/// 400 with every parameter that is unknown or makes no sense.
pub fn read(query: &str, may_limit: bool, default_limit: i64) -> WebResult<CommitmentQuery> {
    let pairs = actix_web::web::Query::<Vec<(String, String)>>::from_query(query)
        .map_err(WebError::bad_request)?
        .into_inner();
    let mut read = CommitmentQuery {
        state: String::new(),
        body: None,
        after: None,
        limit: default_limit,
    };
    let mut problems = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for (name, value) in &pairs {
        let code = if seen.contains(&name.as_str()) {
            Err("repeated")
        } else {
            read.take(name, value, may_limit)
        };
        seen.push(name);
        if let Err(code) = code {
            problems.push(FieldProblem::new(name, code));
        }
    }
    if problems.is_empty() {
        return Ok(read);
    }
    Err(WebError::wrong_values(problems))
}

impl CommitmentQuery {
    fn take(&mut self, name: &str, value: &str, may_limit: bool) -> Result<(), &'static str> {
        match name {
            "state" | "body" | "lang" if value.is_empty() => {}
            "state" if value == OVERDUE || CommitmentState::from_code(value).is_some() => {
                value.clone_into(&mut self.state);
            }
            "state" => return Err("unknown_value"),
            "body" if value.len() > LONGEST_NAME || value.contains('\0') => {
                return Err("too_long");
            }
            "body" => self.body = Some(value.to_owned()),
            "cursor" => self.after = Some(decode(value).ok_or("unknown_value")?),
            "limit" if may_limit => match value.parse() {
                Ok(limit @ 1..=100) => self.limit = limit,
                _ => return Err("not_between_1_and_100"),
            },
            "lang" => {}
            _ => return Err("unknown"),
        }
        Ok(())
    }

    /// The filter, on a day.
    pub fn filter(&self, today: NaiveDate) -> Filter {
        Filter {
            body: self.body.clone(),
            bodies: None,
            state: CommitmentState::from_code(&self.state),
            overdue_on: (self.state == OVERDUE).then_some(today),
        }
    }

    /// Whether it is narrowed to anything.
    pub fn is_narrowed(&self) -> bool {
        !self.state.is_empty() || self.body.is_some()
    }

    /// The same list from another place, as an address.
    pub fn url(&self, path: &str, cursor: Option<&Cursor>) -> String {
        let pairs = [
            (
                "state",
                Some(self.state.clone()).filter(|state| !state.is_empty()),
            ),
            ("body", self.body.clone()),
            ("cursor", cursor.map(encode)),
        ];
        let query: Vec<String> = pairs
            .into_iter()
            .filter_map(|(name, value)| Some(format!("{name}={}", percent_encoded(&value?))))
            .collect();
        if query.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{}", query.join("&"))
        }
    }
}

/// A cursor as text.
pub fn encode(cursor: &Cursor) -> String {
    format!("{}.{}.{}", cursor.settled, cursor.due_on, cursor.id)
}

/// The cursor of a text; `None` for anything that we did not write.
pub fn decode(text: &str) -> Option<Cursor> {
    let (settled, rest) = text.split_once('.')?;
    let (due_on, id) = rest.split_once('.')?;
    let cursor = Cursor {
        settled: settled.parse().ok()?,
        due_on: due_on.parse().ok()?,
        id: id.parse().ok()?,
    };
    (encode(&cursor) == text).then_some(cursor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_makes_no_sense_is_refused_all_at_once() {
        let error = read("state=x&limit=0&zzz=1&cursor=q&body=a&body=b", true, 20).unwrap_err();
        assert_eq!(error.fields.len(), 5, "{:?}", error.fields);
        assert!(read("limit=5", false, 20).is_err());
        assert!(read("state=&body=", false, 20).is_ok());
        for wrong in ["", "1", "1.2", "0.2026-13-01.1", "+0.2026-01-01.1"] {
            assert_eq!(decode(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_address_leads_to_the_same_list() {
        let list = read("state=overdue&body=raad", false, 20).unwrap();
        let cursor = Cursor {
            settled: 0,
            due_on: "2026-03-02".parse().unwrap(),
            id: 7,
        };
        let url = list.url("/commitments", Some(&cursor));
        let again = read(url.split_once('?').unwrap().1, false, 20).unwrap();
        assert_eq!(again.after, Some(cursor));
        assert_eq!(again.url("/commitments", Some(&cursor)), url);
        assert!(list.is_narrowed());
    }
}
