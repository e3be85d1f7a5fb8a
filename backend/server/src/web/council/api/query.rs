//! What a list of the council is asked for: read once, refused when it makes no sense.

use crate::web::errors::{FieldProblem, WebError, WebResult};
use chrono::{DateTime, NaiveDate, Utc};
use weerklank_domain::calendar::{end_of, start_of};
use weerklank_domain::council::{ProposalKind, ProposalState};

/// A list as it is asked for.
#[derive(Debug, Clone, Default)]
pub struct CouncilQuery {
    /// The body, by its slug.
    pub body: Option<String>,
    /// From the beginning of this day on.
    pub from: Option<DateTime<Utc>>,
    /// Until the end of this day.
    pub before: Option<DateTime<Utc>>,
    /// What was proposed.
    pub kind: Option<ProposalKind>,
    /// What became of it.
    pub state: Option<ProposalState>,
    /// A dossier, by its slug.
    pub dossier: Option<String>,
    /// A member, by the slug.
    pub member: Option<String>,
    /// A faction, by the slug.
    pub faction: Option<String>,
    /// Which votes are compared.
    pub compare: Option<String>,
    /// Where the page begins, as it was given.
    pub cursor: Option<String>,
    /// How many on a page.
    pub limit: i64,
}

const DEFAULT_LIMIT: i64 = 20;
const LONGEST_NAME: usize = 100;

/// Reads the parameters of a list that knows these. An empty one is an absent one.
///
/// # Errors
/// 400 with every parameter that is unknown or makes no sense.
pub fn read(query: &str, known: &[&str]) -> WebResult<CouncilQuery> {
    let pairs = actix_web::web::Query::<Vec<(String, String)>>::from_query(query)
        .map_err(WebError::bad_request)?
        .into_inner();
    let mut read = CouncilQuery {
        limit: DEFAULT_LIMIT,
        ..CouncilQuery::default()
    };
    let mut problems = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for (name, value) in &pairs {
        let taken = if seen.contains(&name.as_str()) {
            Err("repeated")
        } else if name == "lang" {
            Ok(())
        } else if !known.contains(&name.as_str()) {
            Err("unknown")
        } else if value.is_empty() {
            Ok(())
        } else {
            read.take(name, value)
        };
        seen.push(name);
        if let Err(code) = taken {
            problems.push(FieldProblem::new(name, code));
        }
    }
    if problems.is_empty() {
        return Ok(read);
    }
    Err(WebError::wrong_values(problems))
}

/// Refuses one parameter.
pub fn refused(name: &str, code: &'static str) -> WebError {
    WebError::wrong_values(vec![FieldProblem::new(name, code)])
}

impl CouncilQuery {
    fn take(&mut self, name: &str, value: &str) -> Result<(), &'static str> {
        if value.len() > LONGEST_NAME || value.contains('\0') {
            return Err("too_long");
        }
        let text = Some(value.to_owned());
        let day = || value.parse::<NaiveDate>().map_err(|_| "unknown_value");
        match name {
            "body" => self.body = text,
            "dossier" => self.dossier = text,
            "member" => self.member = text,
            "faction" => self.faction = text,
            "cursor" => self.cursor = text,
            "from" => self.from = Some(start_of(day()?)),
            "until" => self.before = Some(end_of(day()?)),
            "kind" => self.kind = Some(ProposalKind::from_code(value).ok_or("unknown_value")?),
            "state" => self.state = Some(ProposalState::from_code(value).ok_or("unknown_value")?),
            "compare" if matches!(value, "contested" | "all") => self.compare = text,
            "limit" => match value.parse() {
                Ok(limit @ 1..=100) => self.limit = limit,
                _ => return Err("not_between_1_and_100"),
            },
            _ => return Err("unknown_value"),
        }
        Ok(())
    }
}

/// The place of a day and a key in a list, as text.
pub fn encode_day((day, id): (NaiveDate, i64)) -> String {
    format!("{day}.{id}")
}

/// The place of a text; `None` for anything that we did not write.
pub fn decode_day(text: &str) -> Option<(NaiveDate, i64)> {
    let (day, id) = text.split_once('.')?;
    let place = (day.parse().ok()?, id.parse().ok()?);
    (encode_day(place) == text).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_makes_no_sense_is_refused_all_at_once() {
        let known = ["body", "from", "kind", "limit"];
        let error = read("zzz=1&from=x&kind=q&limit=0&body=a&body=b", &known).unwrap_err();
        assert_eq!(error.fields.len(), 5, "{:?}", error.fields);
        let read = read("body=raad&from=2026-03-02&limit=7&kind=&lang=en", &known).unwrap();
        assert_eq!((read.body.as_deref(), read.limit), (Some("raad"), 7));
        assert_eq!(read.kind, None);
    }

    #[test]
    fn a_cursor_leads_back_to_its_row() {
        let place = ("2026-03-02".parse().unwrap(), 7);
        assert_eq!(decode_day(&encode_day(place)), Some(place));
        for wrong in ["", "2026-03-02", "2026-03-02.+7", "x.7"] {
            assert_eq!(decode_day(wrong), None, "{wrong}");
        }
    }
}
