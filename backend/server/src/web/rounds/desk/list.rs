//! `GET /desk/rounds`: every round of one's bodies, the newest first.

use super::desk_url;
use super::moments::ClosingView;
use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::SeeDesk;
use crate::web::errors::WebResult;
use crate::web::page::PageView;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_domain::Language;
use weerklank_domain::people::Permission;
use weerklank_store::rounds::{DeskRound, RoundCursor, desk_rounds};

/// How many on a page.
const PAGE_SIZE: i64 = 25;

/// The list.
#[derive(Debug, Clone, Serialize)]
pub struct RoundsPage {
    items: Vec<Item>,
    is_empty: bool,
    can_plan: bool,
    is_first_page: bool,
    has_next: bool,
    next_url: String,
}

#[derive(Debug, Clone, Serialize)]
struct Item {
    name: String,
    url: String,
    title: String,
    lang: &'static str,
    state: &'static str,
    body_name: String,
    dossier_title: String,
    closing: ClosingView,
    total: i64,
    percent: i64,
}

impl Item {
    fn of(card: &DeskRound, language: Language, now: DateTime<Utc>) -> Self {
        Self {
            name: format!("R{}", card.number),
            url: desk_url(card.number),
            title: card.title.clone(),
            lang: card.language.code(),
            state: card.window.shown_state(now).code(),
            body_name: match language {
                Language::Nl => card.body.1.clone(),
                Language::En => card.body.2.clone(),
            },
            dossier_title: card.dossier.1.clone(),
            closing: ClosingView::of(card.window.closes_at),
            total: card.coverage.total(),
            percent: card.coverage.percent(),
        }
    }
}

/// Where the list begins.
#[derive(Debug, Default, Deserialize)]
pub struct ListQuery {
    before: Option<i64>,
}

/// Shows a page of the list.
pub async fn list(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<SeeDesk>,
    query: web::Query<ListQuery>,
) -> WebResult<HttpResponse> {
    let bodies = staff.actor.grants.bodies(Permission::SeeDesk);
    let after = query.before.map(RoundCursor);
    let found = app
        .block(move |app| {
            app.house
                .store
                .read(|db| Ok::<_, ActError>(desk_rounds(db, &bodies, after, PAGE_SIZE)?))
        })
        .await?;
    let now = app.house.clock.now();
    let items: Vec<Item> = found
        .items
        .iter()
        .map(|card| Item::of(card, visitor.language, now))
        .collect();
    let next = found.next.map(|RoundCursor(id)| id);
    let view = RoundsPage {
        is_empty: items.is_empty(),
        items,
        can_plan: staff.actor.grants.may_somewhere(Permission::ManageRounds),
        is_first_page: after.is_none(),
        has_next: next.is_some(),
        next_url: format!("/desk/rounds?before={}", next.unwrap_or_default()),
    };
    desk_page(&app, &staff, &request, visitor, StatusCode::OK, &view)
}

impl PageView for RoundsPage {
    const TEMPLATE: &'static str = "pages/desk/rounds/list";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use weerklank_domain::rounds::RoundState;
        let [none, time, day] = ClosingView::samples();
        let items = RoundState::ALL
            .iter()
            .map(|state| Item {
                name: "R12".to_owned(),
                url: "/desk/rounds/12".to_owned(),
                title: "Groen in de <b>der</b> buurt".to_owned(),
                lang: "nl",
                state: state.code(),
                body_name: "Gemeenteraad".to_owned(),
                dossier_title: "De Vissersbuurt".to_owned(),
                closing: match state {
                    RoundState::Draft => none.clone(),
                    RoundState::Open => time.clone(),
                    _ => day.clone(),
                },
                total: 312,
                percent: 40,
            })
            .collect();
        let full = Self {
            items,
            is_empty: false,
            can_plan: true,
            is_first_page: false,
            has_next: true,
            next_url: "/desk/rounds?before=1".to_owned(),
        };
        let empty = Self {
            items: Vec::new(),
            is_empty: true,
            can_plan: false,
            is_first_page: true,
            has_next: false,
            ..full.clone()
        };
        vec![("full".to_owned(), full), ("empty".to_owned(), empty)]
    }
}
