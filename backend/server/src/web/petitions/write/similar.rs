//! `GET /mine/{token}/similar`: open petitions that may ask the same, before somebody writes on.

use super::check::{MOST_SIMILAR, SimilarView};
use super::{address, link_unknown, look};
use crate::web::app::App;
use crate::web::errors::WebResult;
use crate::web::page::{PageView, private_page};
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_store::petitions::similar_open;

/// Join one of these, or write on.
#[derive(Debug, Clone, Serialize)]
pub struct SimilarPage {
    title: String,
    lang: &'static str,
    similar: Vec<SimilarView>,
    has_similar: bool,
    next_url: String,
}

impl PageView for SimilarPage {
    const TEMPLATE: &'static str = "pages/petitions/write/similar";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let some = Self {
            title: "Een bankje".to_owned(),
            lang: "nl",
            similar: SimilarView::samples(),
            has_similar: true,
            next_url: "/mine/abc/observation".to_owned(),
        };
        let none = Self {
            similar: Vec::new(),
            has_similar: false,
            ..some.clone()
        };
        vec![("some".to_owned(), some), ("none".to_owned(), none)]
    }
}

/// Answers the page.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    token: web::Path<String>,
) -> WebResult<HttpResponse> {
    let Some(page) = look(&app, &token).await? else {
        return link_unknown(&request, &app, visitor);
    };
    let title = page.petition.title.clone();
    let similar = app
        .block(move |app| {
            let now = app.house.clock.now();
            app.house
                .store
                .read(|db| similar_open(db, &title, now, MOST_SIMILAR))
        })
        .await?;
    let view = SimilarPage {
        title: page.petition.title,
        lang: page.petition.language.code(),
        has_similar: !similar.is_empty(),
        similar: similar.into_iter().map(SimilarView::of).collect(),
        next_url: format!("{}/observation", address(&token)),
    };
    let (path, query) = (request.path(), request.query_string());
    private_page(&app, visitor.language, path, query, StatusCode::OK, &view)
}
