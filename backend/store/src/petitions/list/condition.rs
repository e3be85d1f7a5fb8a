//! A filter as SQL that both engines read. Values are quoted; tokens of search are letters and
//! digits only.

use super::Filter;
use crate::search::{Index, Words, holding, quoted};
use diesel::dsl::sql;
use diesel::expression::SqlLiteral;
use diesel::sql_types::Bool;
use std::fmt::Write as _;
use weerklank_domain::petitions::PetitionState;
use weerklank_domain::search::Query;

/// How many words of the question a title holds. Tokens are letters and digits only, so they can
/// stand in the statement.
pub(in crate::petitions) fn score(query: Option<&Query>) -> String {
    let mut score = String::from("(CAST(0 AS BIGINT)");
    for forms in query.map(Query::groups).unwrap_or_default() {
        score.push_str(" + CASE WHEN ");
        for (position, form) in forms.iter().enumerate() {
            let or = if position > 0 { " OR " } else { "" };
            // Writing to a String cannot fail.
            let _ = write!(score, "{or}petition_search.title_tokens LIKE '% {form} %'");
        }
        score.push_str(" THEN 1 ELSE 0 END");
    }
    score.push(')');
    score
}

/// Everything of a filter as one condition. Values are quoted; tokens need no quoting.
pub(super) fn matching(filter: &Filter, postgres: bool) -> SqlLiteral<Bool> {
    let mut condition = String::from("(1 = 1");
    let mut both = |column: &str, value: Option<&str>| {
        if let Some(value) = value {
            let _ = write!(condition, " AND {column} = {}", quoted(value));
        }
    };
    both("petitions.state", filter.state.map(PetitionState::code));
    both("bodies.slug", filter.body.as_deref());
    both("instruments.code", filter.instrument.as_deref());
    if let Some(area) = &filter.area {
        both("areas.scheme", Some(crate::areas::OWN_SCHEME));
        both("areas.code", Some(area));
    }
    if let Some(query) = &filter.query {
        let holding = holding(postgres, Index::Petitions, query, Words::All);
        // Writing to a String cannot fail.
        let _ = write!(condition, " AND {holding}");
    }
    condition.push(')');
    sql::<Bool>(&condition)
}
