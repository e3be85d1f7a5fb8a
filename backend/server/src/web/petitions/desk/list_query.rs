//! What the desk's list is asked for.

use crate::web::address::percent_encoded;
use crate::web::errors::{WebError, WebResult};
use weerklank_store::petitions::{DeskSort, Stage};

/// The list as it is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskQuery {
    pub stage: Stage,
    pub words: String,
    pub sort: DeskSort,
    pub has_sort: bool,
    pub is_mine: bool,
    pub after: Option<(i64, i64)>,
}

const LONGEST_WORDS: usize = 100;

/// Reads the parameters; whatever is unknown or makes no sense is as if it were not there, since
/// these addresses are written by our own pages.
///
/// # Errors
/// 400 for a query that is no query at all.
pub fn read(query: &str) -> WebResult<DeskQuery> {
    let pairs = actix_web::web::Query::<Vec<(String, String)>>::from_query(query)
        .map_err(WebError::bad_request)?
        .into_inner();
    let value = |name: &str| {
        pairs
            .iter()
            .find(|(known, value)| known == name && !value.is_empty())
            .map(|(_, value)| value.as_str())
    };
    let stage = value("stage")
        .and_then(Stage::from_code)
        .unwrap_or(Stage::Waiting);
    let asked = value("sort").and_then(DeskSort::from_code);
    let sort = match asked {
        Some(DeskSort::Due) | None if stage.has_due() => DeskSort::Due,
        Some(DeskSort::Due) | None => DeskSort::Newest,
        Some(other) => other,
    };
    Ok(DeskQuery {
        stage,
        words: value("q")
            .unwrap_or_default()
            .chars()
            .filter(|c| !c.is_control())
            .take(LONGEST_WORDS)
            .collect(),
        sort,
        has_sort: asked.is_some(),
        is_mine: value("mine").is_some(),
        after: value("after").and_then(cursor),
    })
}

fn cursor(text: &str) -> Option<(i64, i64)> {
    let (micros, id) = text.split_once('.')?;
    let micros: i64 = micros.parse().ok()?;
    // A moment must be one that a database can hold: the years 0 to 9999.
    (-62_000_000_000_000_000..253_000_000_000_000_000)
        .contains(&micros)
        .then_some((micros, id.parse().ok()?))
}

impl DeskQuery {
    /// The same list in another stage, or from another place, as an address.
    pub fn url(&self, stage: Stage, after: Option<(i64, i64)>) -> String {
        let mut pairs = vec![format!("stage={}", stage.code())];
        if !self.words.is_empty() {
            pairs.push(format!("q={}", percent_encoded(&self.words)));
        }
        if self.has_sort {
            pairs.push(format!("sort={}", self.sort.code()));
        }
        if self.is_mine {
            pairs.push("mine=1".to_owned());
        }
        if let Some((micros, id)) = after {
            pairs.push(format!("after={micros}.{id}"));
        }
        format!("/desk/petitions?{}", pairs.join("&"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_to_the_same_list_and_nonsense_to_the_queue() {
        let query = read("stage=to_answer&q=zwembad%20%26&sort=newest&mine=1").unwrap();
        let url = query.url(query.stage, Some((5, 7)));
        let again = read(url.split_once('?').unwrap().1).unwrap();
        assert_eq!(
            again,
            DeskQuery {
                after: Some((5, 7)),
                ..query
            }
        );
        let queue = read("stage=zzz&sort=zzz&after=x.y").unwrap();
        assert_eq!(queue.stage, Stage::Waiting);
        assert_eq!((queue.sort, queue.after), (DeskSort::Due, None));
        assert_eq!(read("stage=running").unwrap().sort, DeskSort::Newest);
    }
}
