//! `GET` and `POST /following/{link}/stop`: the link of a mail shows a button; the button, or the mail
//! program itself (RFC 8058), stops the news.

use super::card::CommitmentCard;
use crate::web::app::App;
use crate::web::errors::WebResult;
use crate::web::follow::unsubscribe::{is_one_click, stopped};
use crate::web::page::{PageView, private_page};
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::commitments::{followed, stop_following};
use weerklank_domain::calendar::day_of;

/// The page of the link.
#[derive(Debug, Clone, Serialize)]
pub struct StopPage {
    action: String,
    is_active: bool,
    has_card: bool,
    card: Option<CommitmentCard>,
}

/// `GET`: changes nothing, however often a mail scanner follows the link.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    link: web::Path<String>,
) -> WebResult<HttpResponse> {
    let link = link.into_inner();
    let looked = link.clone();
    let found = app.block(move |app| followed(&app.house, &looked)).await?;
    let today = day_of(app.house.clock.now());
    let card = found
        .as_ref()
        .map(|found| CommitmentCard::of(&found.commitment, visitor.language, today));
    let view = StopPage {
        action: format!("/following/{link}/stop"),
        is_active: found.is_some_and(|found| found.follower.wants_news),
        has_card: card.is_some(),
        card,
    };
    let (path, query) = (request.path(), request.query_string());
    private_page(&app, visitor.language, path, query, StatusCode::OK, &view)
}

/// `POST`: stops the news. There is no proof in the form: the address is the proof, and a mail
/// program that posts to it knows nothing else.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    link: web::Path<String>,
    payload: web::Payload,
) -> WebResult<HttpResponse> {
    let is_one_click = is_one_click(&request, payload).await?;
    app.count_write(&request)?;
    let link = link.into_inner();
    let place = format!("/following/{link}/stop");
    app.block(move |app| stop_following(&app.house, &link))
        .await?;
    Ok(stopped(is_one_click, &place))
}

impl PageView for StopPage {
    const TEMPLATE: &'static str = "pages/commitments/stop";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let active = Self {
            action: "/following/abc/stop".to_owned(),
            is_active: true,
            has_card: true,
            card: CommitmentCard::samples().into_iter().next(),
        };
        let stopped = Self {
            is_active: false,
            ..active.clone()
        };
        let erased = Self {
            has_card: false,
            card: None,
            ..stopped.clone()
        };
        vec![
            ("active".to_owned(), active),
            ("stopped".to_owned(), stopped),
            ("erased".to_owned(), erased),
        ]
    }
}
