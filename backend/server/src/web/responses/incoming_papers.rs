//! `GET /incoming-papers`: the list of incoming papers, the newest first.

use super::paper::PaperView;
use crate::web::address::percent_encoded;
use crate::web::app::App;
use crate::web::errors::{FieldProblem, WebError, WebResult};
use crate::web::keyset;
use crate::web::memory::Content;
use crate::web::page::{PageView, render_page};
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_domain::Language;
use weerklank_store::petitions::{ListedPaper, PaperCursor, incoming_page, receiving_bodies};

/// How many on a page.
const PAGE_SIZE: i64 = 20;

/// The list.
#[derive(Debug, Clone, Serialize)]
pub struct IncomingPapersPage {
    is_empty: bool,
    is_filtered: bool,
    items: Vec<Row>,
    bodies: Vec<Choice>,
    has_next: bool,
    next_url: String,
    is_first_page: bool,
    first_url: String,
}

#[derive(Debug, Clone, Serialize)]
struct Row {
    #[serde(flatten)]
    paper: PaperView,
    title: String,
    lang: &'static str,
    url: String,
    state: &'static str,
    body_name: String,
}

#[derive(Debug, Clone, Serialize)]
struct Choice {
    value: String,
    name: String,
    is_selected: bool,
}

/// What the list is asked for.
#[derive(Debug, Clone, Default)]
pub struct PapersQuery {
    /// Only papers of the body of this slug.
    pub body: Option<String>,
    /// Where the page begins.
    pub after: Option<PaperCursor>,
    /// How many on a page.
    pub limit: i64,
}

/// Reads the parameters of the list, for page and API alike.
///
/// # Errors
/// 400 with every parameter that is unknown or makes no sense.
pub fn read(query: &str, may_limit: bool) -> WebResult<PapersQuery> {
    let pairs = web::Query::<Vec<(String, String)>>::from_query(query)
        .map_err(WebError::bad_request)?
        .into_inner();
    let mut read = PapersQuery {
        limit: PAGE_SIZE,
        ..PapersQuery::default()
    };
    let mut problems = Vec::new();
    for (name, value) in pairs {
        let problem = match name.as_str() {
            "lang" => None,
            "body" if value.is_empty() => None,
            "body" if value.len() <= 100 && !value.contains('\0') => {
                read.body = Some(value);
                None
            }
            "cursor" => {
                read.after =
                    keyset::decode(&value).map(|(received_at, id)| PaperCursor { received_at, id });
                read.after.is_none().then_some("unknown_value")
            }
            "limit" if may_limit => match value.parse() {
                Ok(limit @ 1..=100) => {
                    read.limit = limit;
                    None
                }
                _ => Some("not_between_1_and_100"),
            },
            "body" => Some("too_long"),
            _ => Some("unknown"),
        };
        problems.extend(problem.map(|code| FieldProblem::new(&name, code)));
    }
    match problems.is_empty() {
        true => Ok(read),
        false => Err(WebError::wrong_values(problems)),
    }
}

fn url(body: Option<&str>, cursor: Option<PaperCursor>) -> String {
    let pairs = [
        body.map(|body| format!("body={}", percent_encoded(body))),
        cursor.map(|at| format!("cursor={}", keyset::encode(at.received_at, at.id))),
    ];
    let query = pairs.into_iter().flatten().collect::<Vec<_>>().join("&");
    match query.is_empty() {
        true => "/incoming-papers".to_owned(),
        false => format!("/incoming-papers?{query}"),
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
    let key = format!("incoming {} {text}", visitor.language.code());
    app.remembered(&request, key, move |app| {
        Ok(Content::html(build(app, &query, visitor.language, &text)?))
    })
    .await
}

fn build(app: &App, query: &PapersQuery, language: Language, text: &str) -> WebResult<String> {
    let ((papers, next), bodies) = app.house.store.read(|db| {
        let page = incoming_page(db, query.body.as_deref(), query.after, query.limit)?;
        Ok::<_, ActError>((page, receiving_bodies(db)?))
    })?;
    let view = IncomingPapersPage {
        is_empty: papers.is_empty(),
        is_filtered: query.body.is_some(),
        items: papers
            .iter()
            .map(|paper| Row::of(paper, language))
            .collect(),
        bodies: bodies
            .into_iter()
            .map(|(slug, dutch, english)| Choice {
                is_selected: query.body.as_deref() == Some(slug.as_str()),
                value: slug,
                name: match language {
                    Language::Nl => dutch,
                    Language::En => english,
                },
            })
            .collect(),
        has_next: next.is_some(),
        next_url: url(query.body.as_deref(), next),
        is_first_page: query.after.is_none(),
        first_url: url(query.body.as_deref(), None),
    };
    Ok(render_page(app, language, "/incoming-papers", text, &view)?)
}

impl Row {
    fn of(listed: &ListedPaper, language: Language) -> Self {
        Self {
            paper: PaperView::of(&listed.paper),
            title: listed.title.clone(),
            lang: listed.language.code(),
            url: format!("/petitions/{}", listed.slug),
            state: listed.state.code(),
            body_name: match language {
                Language::Nl => listed.body.1.clone(),
                Language::En => listed.body.2.clone(),
            },
        }
    }
}

impl PageView for IncomingPapersPage {
    const TEMPLATE: &'static str = "pages/responses/incoming_papers";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let row = |paper| Row {
            paper,
            title: "Maak de Havenstraat veilig <b>der</b>".to_owned(),
            lang: "nl",
            url: "/petitions/veilige-havenstraat".to_owned(),
            state: "handed_over",
            body_name: "Gemeenteraad".to_owned(),
        };
        let full = Self {
            is_empty: false,
            is_filtered: true,
            items: PaperView::samples().into_iter().map(row).collect(),
            bodies: [true, false]
                .map(|is_selected| Choice {
                    value: format!("raad-{is_selected}"),
                    name: "Gemeenteraad".to_owned(),
                    is_selected,
                })
                .into(),
            has_next: true,
            next_url: "/incoming-papers?cursor=1.1".to_owned(),
            is_first_page: false,
            first_url: "/incoming-papers".to_owned(),
        };
        let last = Self {
            is_filtered: false,
            has_next: false,
            is_first_page: true,
            ..full.clone()
        };
        let empty = Self {
            is_empty: true,
            items: Vec::new(),
            ..last.clone()
        };
        vec![
            ("full".to_owned(), full),
            ("last".to_owned(), last),
            ("empty".to_owned(), empty),
        ]
    }
}
