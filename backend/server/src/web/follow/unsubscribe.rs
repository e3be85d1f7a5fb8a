//! `GET` and `POST /unsubscribe/{handle}`: the link of a mail shows a button; the button, or the mail
//! program itself (RFC 8058), stops the news.

use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebError, WebResult};
use crate::web::form::{limited_body, media_type};
use crate::web::page::{PageView, private_page};
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, LOCATION};
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::follow::{Subscription, subscription, unsubscribe};

/// The page of the link.
#[derive(Debug, Clone, Default, Serialize)]
pub struct UnsubscribePage {
    action: String,
    is_active: bool,
    has_petition: bool,
    title: String,
    lang: &'static str,
    petition_url: String,
}

impl UnsubscribePage {
    fn of(found: Option<&Subscription>, handle: &str) -> Self {
        // A petition that not everybody may see any more is not named here either.
        let petition = found
            .map(|found| &found.petition)
            .filter(|petition| petition.is_public);
        Self {
            action: format!("/unsubscribe/{handle}"),
            is_active: found.is_some_and(|found| found.is_active),
            has_petition: petition.is_some(),
            title: petition
                .map(|petition| petition.title.clone())
                .unwrap_or_default(),
            lang: petition.map_or("nl", |petition| petition.language.code()),
            petition_url: petition
                .map(|petition| format!("/petitions/{}", petition.slug))
                .unwrap_or_default(),
        }
    }
}

impl PageView for UnsubscribePage {
    const TEMPLATE: &'static str = "pages/follow/unsubscribe";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let active = Self {
            action: "/unsubscribe/abc".to_owned(),
            is_active: true,
            has_petition: true,
            title: "Maak de Havenstraat veilig".to_owned(),
            lang: "nl",
            petition_url: "/petitions/veilige-havenstraat".to_owned(),
        };
        let stopped = Self {
            is_active: false,
            ..active.clone()
        };
        let unnamed = |page: &Self| Self {
            has_petition: false,
            ..page.clone()
        };
        vec![
            ("active-unnamed".to_owned(), unnamed(&active)),
            ("stopped-unnamed".to_owned(), unnamed(&stopped)),
            ("active".to_owned(), active),
            ("stopped".to_owned(), stopped),
        ]
    }
}

/// `GET`: changes nothing, however often a mail scanner follows the link.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    handle: web::Path<String>,
) -> WebResult<HttpResponse> {
    let handle = handle.into_inner();
    let looked = handle.clone();
    let found = app
        .block(move |app| subscription(&app.house, &looked))
        .await?;
    private_page(
        &app,
        visitor.language,
        request.path(),
        request.query_string(),
        StatusCode::OK,
        &UnsubscribePage::of(found.as_ref(), &handle),
    )
}

/// `POST`: stops the news. There is no proof in the form: the address is the proof, and a mail
/// program that posts to it knows nothing else.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    handle: web::Path<String>,
    payload: web::Payload,
) -> WebResult<HttpResponse> {
    let is_one_click = is_one_click(&request, payload).await?;
    app.count_write(&request)?;
    let handle = handle.into_inner();
    let for_act = handle.clone();
    app.block(move |app| unsubscribe(&app.house, &for_act))
        .await?;
    Ok(stopped(is_one_click, &format!("/unsubscribe/{handle}")))
}

/// What is answered once the news stopped. RFC 8058: a mail program is not redirected.
pub fn stopped(is_one_click: bool, place: &str) -> HttpResponse {
    if is_one_click {
        return HttpResponse::Ok()
            .insert_header((CACHE_CONTROL, "no-store"))
            .content_type("text/plain; charset=utf-8")
            .body("");
    }
    HttpResponse::SeeOther()
        .insert_header((LOCATION, place))
        .insert_header((CACHE_CONTROL, "no-store"))
        .finish()
}

/// Whether a mail program posts: `List-Unsubscribe=One-Click`, as a form of either kind.
pub async fn is_one_click(request: &HttpRequest, payload: web::Payload) -> WebResult<bool> {
    let media = media_type(request);
    if media != "application/x-www-form-urlencoded" && media != "multipart/form-data" {
        return Err(ErrorCode::UnsupportedMediaType.into());
    }
    let body = limited_body(request, &mut payload.into_inner()).await?;
    let body = String::from_utf8(body.to_vec()).map_err(WebError::bad_request)?;
    Ok(body.contains("One-Click"))
}
