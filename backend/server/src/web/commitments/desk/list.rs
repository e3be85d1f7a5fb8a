//! `GET /desk/commitments`: what has to be done, what is overdue first.

use super::super::card::CommitmentCard;
use super::super::list_query::{CommitmentQuery, OVERDUE, read};
use crate::web::app::App;
use crate::web::desk::{Allowed, SeeDesk, desk_page};
use crate::web::errors::WebResult;
use crate::web::page::PageView;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_domain::calendar::day_of;
use weerklank_domain::people::Permission;
use weerklank_store::commitments::{Counts, Filter, Page, counts, page};

/// How many on a page.
const PAGE_SIZE: i64 = 25;

/// The list.
#[derive(Debug, Clone, Serialize)]
pub struct DeskCommitmentsPage {
    can_make: bool,
    states: Vec<StateChoice>,
    is_empty: bool,
    is_narrowed: bool,
    items: Vec<CommitmentCard>,
    has_next: bool,
    next_url: String,
}

#[derive(Debug, Clone, Serialize)]
struct StateChoice {
    value: &'static str,
    count: i64,
    is_selected: bool,
    url: String,
}

/// Answers the list.
pub async fn list(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<SeeDesk>,
) -> WebResult<HttpResponse> {
    let query = read(request.query_string(), false, PAGE_SIZE)?;
    let today = day_of(app.house.clock.now());
    let filter = Filter {
        bodies: Some(staff.actor.grants.bodies(Permission::SeeDesk)),
        ..query.filter(today)
    };
    let (after, limit) = (query.after, query.limit);
    let (found, numbers) = app
        .block(move |app| {
            app.house.store.read(|db| {
                let found = page(db, &filter, after, limit)?;
                Ok::<_, ActError>((found, counts(db, &filter, today)?))
            })
        })
        .await?;
    let cards = CommitmentCard::all(&found.items, visitor.language, today);
    let view = DeskCommitmentsPage {
        can_make: (staff.actor.grants).may_somewhere(Permission::ManageCommitments),
        ..DeskCommitmentsPage::of(&query, &found, cards, numbers)
    };
    desk_page(&app, &staff, &request, visitor, StatusCode::OK, &view)
}

impl DeskCommitmentsPage {
    fn of(
        query: &CommitmentQuery,
        found: &Page,
        items: Vec<CommitmentCard>,
        counts: Counts,
    ) -> Self {
        let path = "/desk/commitments";
        let states = [
            (OVERDUE, counts.overdue),
            ("open", counts.open),
            ("done", counts.done),
            ("dropped", counts.dropped),
        ];
        Self {
            can_make: false,
            states: states
                .into_iter()
                .map(|(value, count)| StateChoice {
                    value,
                    count,
                    is_selected: query.state == value,
                    url: format!("{path}?state={value}"),
                })
                .collect(),
            is_empty: items.is_empty(),
            is_narrowed: query.is_narrowed(),
            items,
            has_next: found.next.is_some(),
            next_url: query.url(path, found.next.as_ref()),
        }
    }
}

impl PageView for DeskCommitmentsPage {
    const TEMPLATE: &'static str = "pages/desk/commitments/list";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use weerklank_store::commitments::Cursor;
        let of = |text: &str, items: Vec<CommitmentCard>, next| {
            let query = read(text, false, PAGE_SIZE).unwrap_or_else(|_| unreachable!());
            let page = Page {
                items: Vec::new(),
                next,
            };
            Self::of(&query, &page, items, Counts::default())
        };
        let next = Some(Cursor {
            settled: 0,
            due_on: chrono::NaiveDate::default(),
            id: 7,
        });
        let full = Self {
            can_make: true,
            ..of("", CommitmentCard::samples(), next)
        };
        vec![
            ("full".to_owned(), full),
            ("none".to_owned(), of("", Vec::new(), None)),
            ("narrowed".to_owned(), of("state=done", Vec::new(), None)),
        ]
    }
}
