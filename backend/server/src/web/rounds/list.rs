//! `GET /rounds`: consultations, the open ones first.

use super::card::RoundCard;
use crate::web::address::address;
use crate::web::app::App;
use crate::web::errors::{FieldProblem, WebError, WebResult};
use crate::web::memory::Content;
use crate::web::page::{PageView, render_page};
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_domain::Language;
use weerklank_domain::rounds::RoundState;
use weerklank_domain::search::Query;
use weerklank_store::rounds::{RoundCursor, RoundFilter, page};

const PAGE_SIZE: i64 = 20;
const LONGEST_WORDS: usize = 200;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct RoundListPage {
    q: String,
    has_q: bool,
    states: Vec<StateChoice>,
    items: Vec<RoundCard>,
    is_empty: bool,
    is_filtered: bool,
    has_next: bool,
    next_url: String,
    is_first_page: bool,
}

#[derive(Debug, Clone, Serialize)]
struct StateChoice {
    value: &'static str,
    is_selected: bool,
}

/// The list as it is asked for.
#[derive(Debug, Clone)]
pub struct RoundQuery {
    /// The words, as typed.
    pub words: String,
    /// How the rounds stand.
    pub state: Option<RoundState>,
    /// The body, by its name in addresses.
    pub body: Option<String>,
    /// Where the page begins.
    pub after: Option<RoundCursor>,
    /// How many on a page.
    pub limit: i64,
}

/// Reads the parameters of a list.
///
/// # Errors
/// 400 with every parameter that is unknown or makes no sense.
pub fn read(query: &str, may_limit: bool) -> WebResult<RoundQuery> {
    let pairs = web::Query::<Vec<(String, String)>>::from_query(query)
        .map_err(WebError::bad_request)?
        .into_inner();
    let mut read = RoundQuery {
        words: String::new(),
        state: None,
        body: None,
        after: None,
        limit: PAGE_SIZE,
    };
    let mut problems = Vec::new();
    for (name, value) in &pairs {
        let code = match name.as_str() {
            "lang" => None,
            "q" if value.chars().count() > LONGEST_WORDS => Some("too_long"),
            "q" => {
                read.words.clone_from(value);
                None
            }
            "state" if value.is_empty() => None,
            "state" => {
                read.state = RoundState::from_code(value).filter(|state| state.is_public());
                read.state.is_none().then_some("unknown_value")
            }
            "body" => {
                read.body = Some(value.clone()).filter(|body| !body.is_empty());
                (value.len() > 100 || value.contains('\0')).then_some("too_long")
            }
            "cursor" => {
                read.after = value.parse().ok().map(RoundCursor);
                read.after.is_none().then_some("unknown_value")
            }
            "limit" if may_limit => match value.parse() {
                Ok(limit @ 1..=100) => {
                    read.limit = limit;
                    None
                }
                _ => Some("not_between_1_and_100"),
            },
            _ => Some("unknown"),
        };
        problems.extend(code.map(|code| FieldProblem::new(name, code)));
    }
    if problems.is_empty() {
        Ok(read)
    } else {
        Err(WebError::wrong_values(problems))
    }
}

impl RoundQuery {
    /// What the store is asked.
    pub fn filter(&self) -> RoundFilter {
        RoundFilter {
            state: self.state,
            body: self.body.clone(),
            query: Query::parse(&self.words),
        }
    }

    fn url(&self, cursor: Option<RoundCursor>) -> String {
        let mut pairs: Vec<(&str, String)> = Vec::new();
        if !self.words.is_empty() {
            pairs.push(("q", self.words.clone()));
        }
        if let Some(state) = self.state {
            pairs.push(("state", state.code().to_owned()));
        }
        if let Some(body) = &self.body {
            pairs.push(("body", body.clone()));
        }
        if let Some(RoundCursor(id)) = cursor {
            pairs.push(("cursor", id.to_string()));
        }
        address("/rounds", &pairs)
    }
}

/// Answers the list.
pub async fn list(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
) -> WebResult<HttpResponse> {
    let query = read(request.query_string(), false)?;
    let text = request.query_string().to_owned();
    let key = format!("rounds {} {text}", visitor.language.code());
    app.remembered(&request, key, move |app| {
        Ok(Content::html(build(app, &query, visitor.language, &text)?))
    })
    .await
}

fn build(app: &App, query: &RoundQuery, language: Language, text: &str) -> WebResult<String> {
    let now = app.house.clock.now();
    let asks_nothing = !query.words.trim().is_empty() && query.filter().query.is_none();
    let found = app
        .house
        .store
        .read(|db| Ok::<_, ActError>(page(db, &query.filter(), query.after, query.limit, now)?))?;
    let items: Vec<RoundCard> = found
        .items
        .iter()
        .filter(|_| !asks_nothing)
        .map(|card| RoundCard::of(card, language, now))
        .collect();
    let view = RoundListPage {
        has_q: !query.words.trim().is_empty(),
        q: query.words.clone(),
        states: states(query.state),
        is_empty: items.is_empty(),
        items,
        is_filtered: query.state.is_some()
            || !query.words.trim().is_empty()
            || query.body.is_some(),
        has_next: found.next.is_some() && !asks_nothing,
        next_url: query.url(found.next),
        is_first_page: query.after.is_none(),
    };
    Ok(render_page(app, language, "/rounds", text, &view)?)
}

fn states(selected: Option<RoundState>) -> Vec<StateChoice> {
    RoundState::ALL
        .iter()
        .filter(|state| state.is_public())
        .map(|state| StateChoice {
            value: state.code(),
            is_selected: selected == Some(*state),
        })
        .collect()
}

impl PageView for RoundListPage {
    const TEMPLATE: &'static str = "pages/rounds/list";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let full = Self {
            q: "plein".to_owned(),
            has_q: true,
            states: states(Some(RoundState::Open)),
            items: RoundCard::samples(),
            is_empty: false,
            is_filtered: true,
            has_next: true,
            next_url: "/rounds?cursor=3".to_owned(),
            is_first_page: false,
        };
        let empty = Self {
            q: String::new(),
            has_q: false,
            items: Vec::new(),
            is_empty: true,
            is_filtered: false,
            has_next: false,
            is_first_page: true,
            ..full.clone()
        };
        let nothing_found = Self {
            is_filtered: true,
            ..empty.clone()
        };
        vec![
            ("full".to_owned(), full),
            ("empty".to_owned(), empty),
            ("nothing-found".to_owned(), nothing_found),
        ]
    }
}
