//! `GET /commitments`: what was promised, what is overdue first.

use super::card::CommitmentCard;
use super::list_query::{CommitmentQuery, OVERDUE, read};
use crate::web::app::App;
use crate::web::errors::WebResult;
use crate::web::memory::Content;
use crate::web::page::{PageView, render_page};
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_domain::Language;
use weerklank_domain::calendar::day_of;
use weerklank_store::commitments::{
    BodyCount, Counts, Page, bodies_with_commitments, counts, page,
};

/// How many on a page.
const PAGE_SIZE: i64 = 20;

/// The list with its counts.
#[derive(Debug, Clone, Serialize)]
pub struct CommitmentsPage {
    states: Vec<StateChoice>,
    bodies: Vec<BodyChoice>,
    has_bodies: bool,
    is_filtered: bool,
    is_empty: bool,
    items: Vec<CommitmentCard>,
    has_next: bool,
    next_url: String,
    is_first_page: bool,
    first_url: String,
    csv_url: &'static str,
    feed_url: &'static str,
    api_url: &'static str,
}

/// A state, and how many stand there.
#[derive(Debug, Clone, Serialize)]
struct StateChoice {
    value: &'static str,
    count: i64,
    is_selected: bool,
    is_late: bool,
    url: String,
}

#[derive(Debug, Clone, Serialize)]
struct BodyChoice {
    value: String,
    name: String,
    count: i64,
    is_selected: bool,
}

/// Answers the list.
pub async fn list(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
) -> WebResult<HttpResponse> {
    let query = read(request.query_string(), false, PAGE_SIZE)?;
    let text = request.query_string().to_owned();
    let key = format!("commitments {} {text}", visitor.language.code());
    app.remembered(&request, key, move |app| {
        build(app, &query, visitor.language, &text)
    })
    .await
}

fn build(app: &App, query: &CommitmentQuery, language: Language, text: &str) -> WebResult<Content> {
    let today = day_of(app.house.clock.now());
    let filter = query.filter(today);
    let (found, numbers, bodies) = app.house.store.read(|db| {
        Ok::<_, ActError>((
            page(db, &filter, query.after, query.limit)?,
            counts(db, &filter, today)?,
            bodies_with_commitments(db)?,
        ))
    })?;
    let cards = CommitmentCard::all(&found.items, language, today);
    let view = CommitmentsPage::of(query, (&found, cards), numbers, &bodies, language);
    let html = render_page(app, language, "/commitments", text, &view)?;
    Ok(Content::html(html))
}

impl CommitmentsPage {
    fn of(
        query: &CommitmentQuery,
        (found, items): (&Page, Vec<CommitmentCard>),
        counts: Counts,
        bodies: &[BodyCount],
        language: Language,
    ) -> Self {
        let path = "/commitments";
        let bodies: Vec<BodyChoice> = bodies
            .iter()
            .map(|body| BodyChoice {
                is_selected: query.body.as_ref() == Some(&body.slug),
                value: body.slug.clone(),
                name: match language {
                    Language::Nl => body.names.0.clone(),
                    Language::En => body.names.1.clone(),
                },
                count: body.count,
            })
            .collect();
        Self {
            states: states(query, counts),
            has_bodies: bodies.len() > 1,
            bodies,
            is_filtered: query.is_narrowed(),
            is_empty: items.is_empty(),
            items,
            has_next: found.next.is_some(),
            next_url: query.url(path, found.next.as_ref()),
            is_first_page: query.after.is_none(),
            first_url: query.url(path, None),
            csv_url: "/commitments.csv",
            feed_url: "/feeds/commitments.atom",
            api_url: "/api/v1/commitments",
        }
    }
}

fn states(query: &CommitmentQuery, counts: Counts) -> Vec<StateChoice> {
    [
        (OVERDUE, counts.overdue),
        ("open", counts.open),
        ("done", counts.done),
        ("dropped", counts.dropped),
    ]
    .into_iter()
    .map(|(value, count)| StateChoice {
        value,
        count,
        is_selected: query.state == value,
        is_late: value == OVERDUE && count > 0,
        url: CommitmentQuery {
            state: value.to_owned(),
            ..query.clone()
        }
        .url("/commitments", None),
    })
    .collect()
}

impl PageView for CommitmentsPage {
    const TEMPLATE: &'static str = "pages/commitments/list";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use weerklank_store::commitments::Cursor;
        let of = |text: &str, items: Vec<CommitmentCard>, next, overdue| {
            let query = read(text, false, PAGE_SIZE).unwrap_or_else(|_| unreachable!());
            let page = Page {
                items: Vec::new(),
                next,
            };
            let counts = Counts {
                open: 12,
                overdue,
                done: 3,
                dropped: 1,
            };
            let body = |slug: &str| BodyCount {
                slug: slug.to_owned(),
                names: ("Raad".to_owned(), "Council".to_owned()),
                count: 3,
            };
            let bodies = [body("raad"), body("college")];
            let shown = if items.is_empty() { 0 } else { 2 };
            Self::of(
                &query,
                (&page, items),
                counts,
                &bodies[..shown],
                Language::Nl,
            )
        };
        let next = Some(Cursor {
            settled: 0,
            due_on: chrono::NaiveDate::default(),
            id: 7,
        });
        vec![
            (
                "full".to_owned(),
                of("", CommitmentCard::samples(), next, 1),
            ),
            (
                "last".to_owned(),
                of(
                    "body=raad&state=open&cursor=0.2026-03-02.7",
                    CommitmentCard::samples(),
                    None,
                    0,
                ),
            ),
            ("none".to_owned(), of("", Vec::new(), None, 0)),
            (
                "none-found".to_owned(),
                of("state=overdue", Vec::new(), None, 0),
            ),
        ]
    }
}
