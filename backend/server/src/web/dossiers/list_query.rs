//! What a list of dossiers is asked for, in pages and in the API alike: read once, refused when it
//! makes no sense.

use crate::web::address::percent_encoded;
use crate::web::errors::{FieldProblem, WebError, WebResult};
use crate::web::keyset;
use weerklank_domain::dossiers::PhaseKind;
use weerklank_domain::search::Query;
use weerklank_store::dossiers::{Cursor, Filter};

/// A list as it is asked for.
#[derive(Debug, Clone)]
pub struct DossierQuery {
    /// The words, as typed.
    pub words: String,
    /// What it is narrowed to.
    pub filter: Filter,
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
pub fn read(query: &str, may_limit: bool, default_limit: i64) -> WebResult<DossierQuery> {
    let pairs = actix_web::web::Query::<Vec<(String, String)>>::from_query(query)
        .map_err(WebError::bad_request)?
        .into_inner();
    let mut read = DossierQuery {
        words: String::new(),
        filter: Filter::default(),
        after: None,
        limit: default_limit,
    };
    let mut problems = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for (name, value) in &pairs {
        let is_repeated = seen.contains(&name.as_str());
        seen.push(name);
        let code = if is_repeated {
            Err("repeated")
        } else {
            read.take(name, value, may_limit)
        };
        if let Err(code) = code {
            problems.push(FieldProblem::new(name, code));
        }
    }
    read.filter.query = Query::parse(&read.words);
    if problems.is_empty() {
        return Ok(read);
    }
    Err(WebError::wrong_values(problems))
}

impl DossierQuery {
    fn take(&mut self, name: &str, value: &str, may_limit: bool) -> Result<(), &'static str> {
        let is_name = value.len() <= LONGEST_NAME && !value.contains('\0');
        match name {
            "q" | "phase" | "body" | "area" | "lang" if value.is_empty() => {}
            "q" if value.chars().count() > LONGEST_WORDS => return Err("too_long"),
            "q" => value.clone_into(&mut self.words),
            "phase" => {
                let phase = PhaseKind::from_code(value).ok_or("unknown_value")?;
                self.filter.phase = Some(phase);
            }
            "body" | "area" if !is_name => return Err("too_long"),
            "body" => self.filter.body = Some(value.to_owned()),
            "area" => self.filter.area = Some(value.to_owned()),
            "cursor" => {
                let (published_at, id) = keyset::decode(value).ok_or("unknown_value")?;
                self.after = Some(Cursor { published_at, id });
            }
            "limit" if may_limit => match value.parse() {
                Ok(limit @ 1..=100) => self.limit = limit,
                _ => return Err("not_between_1_and_100"),
            },
            "lang" => {}
            _ => return Err("unknown"),
        }
        Ok(())
    }

    /// Words that hold nothing to look for: the honest answer is that nothing is found.
    pub fn asks_nothing(&self) -> bool {
        !self.words.trim().is_empty() && self.filter.query.is_none()
    }

    /// Whether it is narrowed to anything.
    pub fn is_narrowed(&self) -> bool {
        let filter = &self.filter;
        !self.words.is_empty()
            || filter.phase.is_some()
            || filter.body.is_some()
            || filter.area.is_some()
    }

    /// The same list from another place, as an address.
    pub fn url(&self, cursor: Option<&Cursor>) -> String {
        let filter = &self.filter;
        let words = Some(self.words.clone()).filter(|words| !words.is_empty());
        let pairs = [
            ("q", words),
            ("phase", filter.phase.map(|phase| phase.code().to_owned())),
            ("body", filter.body.clone()),
            ("area", filter.area.clone()),
            ("cursor", cursor.map(encode)),
        ];
        let query: Vec<String> = pairs
            .into_iter()
            .filter_map(|(name, value)| Some(format!("{name}={}", percent_encoded(&value?))))
            .collect();
        if query.is_empty() {
            "/dossiers".to_owned()
        } else {
            format!("/dossiers?{}", query.join("&"))
        }
    }
}

/// A cursor as text.
pub fn encode(cursor: &Cursor) -> String {
    keyset::encode(cursor.published_at, cursor.id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_makes_no_sense_is_refused_all_at_once() {
        let error = read("phase=x&limit=0&zzz=1&cursor=q&q=a&q=b", true, 20).unwrap_err();
        assert_eq!(error.fields.len(), 5, "{:?}", error.fields);
        assert!(read("limit=5", false, 20).is_err());
        assert!(read("q=&phase=&body=&area=", false, 20).is_ok());
    }

    #[test]
    fn an_address_leads_to_the_same_list() {
        let list = read("q=wonen%20%26&phase=evaluation&area=haven", false, 20).unwrap();
        let cursor = Cursor {
            published_at: chrono::DateTime::from_timestamp(1_790_000_000, 0).unwrap(),
            id: 7,
        };
        let url = list.url(Some(&cursor));
        let again = read(url.split_once('?').unwrap().1, false, 20).unwrap();
        assert_eq!(again.after, Some(cursor));
        assert_eq!(again.url(Some(&cursor)), url);
        assert!(list.is_narrowed() && !read("", false, 20).unwrap().is_narrowed());
    }
}
