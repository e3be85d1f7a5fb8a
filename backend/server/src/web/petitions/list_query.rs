//! What a list is asked for, in pages and in the API alike: read once, refused when it makes no
//! sense.

use crate::web::address::address;
use crate::web::errors::{FieldProblem, WebError, WebResult};
use weerklank_domain::petitions::PetitionState;
use weerklank_domain::search::Query;
use weerklank_store::petitions::{Cursor, Filter, Sort};

/// A list as it is asked for.
#[derive(Debug, Clone)]
pub struct ListQuery {
    /// The words, as typed.
    pub words: String,
    /// What it is narrowed to.
    pub filter: Filter,
    /// Its order.
    pub sort: Sort,
    /// Whether the order was asked for.
    pub has_sort: bool,
    /// Where the page begins.
    pub after: Option<Cursor>,
    /// How many on a page.
    pub limit: i64,
}

const LONGEST_WORDS: usize = 200;
const LONGEST_NAME: usize = 100;

/// Reads the parameters of a list. An empty one is an absent one.
///
/// # Errors
/// 400 with every parameter that is unknown or makes no sense.
pub fn read(query: &str, may_limit: bool, default_limit: i64) -> WebResult<ListQuery> {
    let mut problems = Vec::new();
    let pairs = actix_web::web::Query::<Vec<(String, String)>>::from_query(query)
        .map_err(WebError::bad_request)?
        .into_inner();
    let mut read = ListQuery {
        words: String::new(),
        filter: Filter::default(),
        sort: Sort::Signatures,
        has_sort: false,
        after: None,
        limit: default_limit,
    };
    let mut cursor = None;
    let mut seen = Vec::new();
    for (name, value) in &pairs {
        let mut problem = |code: &str| {
            problems.push(FieldProblem::new(name, code));
        };
        if seen.contains(&name.as_str()) {
            problem("repeated");
            continue;
        }
        seen.push(name.as_str());
        let is_name = value.len() <= LONGEST_NAME && !value.contains('\0');
        match name.as_str() {
            _ if value.is_empty() && !matches!(name.as_str(), "cursor" | "limit") => {
                if !matches!(
                    name.as_str(),
                    "q" | "state" | "body" | "area" | "instrument" | "sort" | "lang"
                ) {
                    problem("unknown");
                }
            }
            "q" if value.chars().count() > LONGEST_WORDS => problem("too_long"),
            "q" => read.words.clone_from(value),
            "state" => match PetitionState::from_code(value) {
                Some(state) => read.filter.state = Some(state),
                None => problem("unknown_value"),
            },
            "body" if is_name => read.filter.body = Some(value.clone()),
            "area" if is_name => read.filter.area = Some(value.clone()),
            "instrument" if is_name => read.filter.instrument = Some(value.clone()),
            "body" | "area" | "instrument" => problem("too_long"),
            "sort" => match Sort::from_code(value) {
                Some(sort) => {
                    read.sort = sort;
                    read.has_sort = true;
                }
                None => problem("unknown_value"),
            },
            "cursor" => cursor = Some(value.clone()),
            "limit" if may_limit => match value.parse() {
                Ok(limit @ 1..=100) => read.limit = limit,
                _ => problem("not_between_1_and_100"),
            },
            "lang" => {}
            _ => problem("unknown"),
        }
    }
    read.filter.query = Query::parse(&read.words);
    if !read.has_sort {
        read.sort = if read.filter.query.is_some() {
            Sort::Relevance
        } else {
            Sort::Signatures
        };
    }
    if let Some(text) = cursor {
        match decode_cursor(&text, read.sort) {
            Some(cursor) => read.after = Some(cursor),
            None => problems.push(FieldProblem::new("cursor", "unknown_value")),
        }
    }
    if problems.is_empty() {
        Ok(read)
    } else {
        let cause = problems
            .iter()
            .map(|problem| format!("{}: {}", problem.field, problem.code));
        let cause = cause.collect::<Vec<_>>().join(", ");
        Err(WebError {
            cause: Some(cause),
            ..WebError::wrong_values(problems)
        })
    }
}

impl ListQuery {
    /// Words that hold nothing to look for: the honest answer is that nothing is found.
    pub fn asks_nothing(&self) -> bool {
        !self.words.trim().is_empty() && self.filter.query.is_none()
    }

    /// The same list from another place, as an address.
    pub fn url(&self, path: &str, cursor: Option<&Cursor>) -> String {
        let mut pairs: Vec<(&str, String)> = Vec::new();
        if !self.words.is_empty() {
            pairs.push(("q", self.words.clone()));
        }
        if let Some(state) = self.filter.state {
            pairs.push(("state", state.code().to_owned()));
        }
        for (name, value) in [
            ("body", &self.filter.body),
            ("area", &self.filter.area),
            ("instrument", &self.filter.instrument),
        ] {
            if let Some(value) = value {
                pairs.push((name, value.clone()));
            }
        }
        if self.has_sort {
            pairs.push(("sort", self.sort.code().to_owned()));
        }
        if let Some(cursor) = cursor {
            pairs.push(("cursor", encode_cursor(cursor, self.sort)));
        }
        address(path, &pairs)
    }
}

/// A cursor as text: the order it belongs to, and three numbers.
pub fn encode_cursor(cursor: &Cursor, sort: Sort) -> String {
    format!(
        "{}.{}.{}.{}",
        sort.code(),
        cursor.score,
        cursor.value,
        cursor.id
    )
}

fn decode_cursor(text: &str, sort: Sort) -> Option<Cursor> {
    let mut parts = text.split('.');
    if parts.next()? != sort.code() {
        return None;
    }
    let mut number = || parts.next()?.parse::<i64>().ok();
    let cursor = Cursor {
        score: number()?,
        value: number()?,
        id: number()?,
    };
    // A moment must be one that a database can hold: the years 0 to 9999.
    let is_possible = (-62_000_000_000_000_000..253_000_000_000_000_000).contains(&cursor.value);
    (parts.next().is_none() && is_possible).then_some(cursor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_makes_no_sense_is_refused_all_at_once() {
        let error = read("state=x&sort=y&limit=0&zzz=1&cursor=q", true, 20).unwrap_err();
        assert_eq!(error.fields.len(), 5);
        assert!(read("limit=5", false, 20).is_err());
        assert!(read("q=a&q=b", false, 20).is_err());
    }

    #[test]
    fn empty_parameters_are_absent() {
        let list = read("q=&state=&body=&area=&instrument=&sort=", false, 20).unwrap();
        assert_eq!(list.url("/petitions", None), "/petitions");
    }

    #[test]
    fn an_address_leads_to_the_same_list() {
        let list = read("q=zwembad%20%26%20sport&state=open&sort=newest", false, 20).unwrap();
        let cursor = Cursor {
            score: 0,
            value: 1_790_000_000_000_000,
            id: 7,
        };
        let url = list.url("/petitions", Some(&cursor));
        let again = read(url.split_once('?').unwrap().1, false, 20).unwrap();
        assert_eq!(again.after, Some(cursor));
        assert_eq!(again.words, "zwembad & sport");
        assert_eq!(again.url("/petitions", Some(&cursor)), url);
    }
}
