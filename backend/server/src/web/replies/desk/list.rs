//! `GET /desk/replies`: replies that wait until they were read.

use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::Moderate;
use crate::web::errors::WebResult;
use crate::web::page::PageView;
use crate::web::petitions::card::rfc3339;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_domain::people::Permission;
use weerklank_domain::text::excerpt;
use weerklank_store::replies::{ReplyRecord, awaiting};

/// The list.
#[derive(Debug, Clone, Serialize)]
pub struct AwaitingPage {
    items: Vec<AwaitingView>,
    is_empty: bool,
}

#[derive(Debug, Clone, Serialize)]
struct AwaitingView {
    url: String,
    text: String,
    lang: &'static str,
    at: String,
}

/// So many are listed; the next ones come up as these are decided.
const MOST: i64 = 50;
const EXCERPT: usize = 280;

impl AwaitingView {
    fn of(reply: &ReplyRecord) -> Self {
        Self {
            url: format!("/desk/replies/{}", reply.id),
            text: excerpt(&reply.text, EXCERPT),
            lang: reply.language.code(),
            at: rfc3339(reply.written_at),
        }
    }
}

/// Lists those of the bodies for which this member of staff moderates.
pub async fn list(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<Moderate>,
) -> WebResult<HttpResponse> {
    let bodies = staff.actor.grants.bodies(Permission::Moderate);
    let found = app
        .block(move |app| {
            app.house
                .store
                .read(|db| Ok::<_, ActError>(awaiting(db, &bodies, MOST)?))
        })
        .await?;
    let view = AwaitingPage {
        is_empty: found.is_empty(),
        items: found.iter().map(AwaitingView::of).collect(),
    };
    desk_page(&app, &staff, &request, visitor, StatusCode::OK, &view)
}

impl PageView for AwaitingPage {
    const TEMPLATE: &'static str = "pages/desk/replies/list";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let one = AwaitingView {
            url: "/desk/replies/7".to_owned(),
            text: "Dat is niet <b>der</b> zo.".to_owned(),
            lang: "nl",
            at: "2026-03-03T10:00:00Z".to_owned(),
        };
        let full = Self {
            items: vec![one.clone(), one],
            is_empty: false,
        };
        let empty = Self {
            items: Vec::new(),
            is_empty: true,
        };
        vec![("full".to_owned(), full), ("empty".to_owned(), empty)]
    }
}
