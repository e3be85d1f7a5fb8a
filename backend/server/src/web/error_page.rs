//! What a failed request looks like: a page, or problem details.

use super::address::percent_encoded;
use super::app::App;
#[cfg(test)]
use super::errors::ErrorCode;
use super::errors::{FieldProblem, RemovedByLaw, WebError};
use super::form::see_other;
use super::page::{PageView, render_page};
use super::visitor::{Visitor, wants_json};
use actix_web::http::Method;
use actix_web::http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;

/// RFC 9457 problem details, as the API answers them (API-5).
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct Problem {
    /// The HTTP status.
    pub status: u16,
    /// What went wrong, in short, in the visitor's language.
    pub title: String,
    /// What went wrong and what helps.
    pub detail: String,
    /// The code of the problem: a closed list.
    pub code: &'static str,
    /// To find it in the log.
    #[serde(rename = "requestId")]
    pub request_id: String,
    /// Every wrong value of the request.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
    /// What stays of something that the law ordered to be removed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub removed: Option<RemovedByLaw>,
}

/// What a failed request looks like.
#[derive(Debug, Clone, Serialize)]
pub struct ErrorPage {
    code: &'static str,
    status: u16,
    request_id: String,
    has_request_id: bool,
    has_retry_after: bool,
    retry_after: u64,
}

impl PageView for ErrorPage {
    const TEMPLATE: &'static str = "pages/errors/error";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        ErrorCode::ALL
            .into_iter()
            .map(|code| (code.code().to_owned(), Self::of(&code.into(), "0a1b2c3d")))
            .chain([("retry".to_owned(), Self::of(&WebError::busy(), ""))])
            .collect()
    }
}

impl ErrorPage {
    fn of(error: &WebError, request_id: &str) -> Self {
        Self {
            code: error.code.code(),
            status: error.code.status().as_u16(),
            has_request_id: !request_id.is_empty(),
            request_id: request_id.to_owned(),
            has_retry_after: error.retry_after.is_some(),
            retry_after: error.retry_after.unwrap_or(0),
        }
    }
}

fn asks_for_page(request: &HttpRequest) -> bool {
    (request.method() == Method::GET || request.method() == Method::HEAD) && !wants_json(request)
}

/// Leads to another page of the desk, which leads back afterwards.
fn led_to(place: &str, request: &HttpRequest) -> HttpResponse {
    let wanted = request
        .uri()
        .path_and_query()
        .map_or("/desk", |wanted| wanted.as_str());
    see_other(&format!("{place}?then={}", percent_encoded(wanted)))
}

/// The answer to a failed request: a page, or problem details where JSON was asked for.
pub fn respond(
    app: &App,
    request: &HttpRequest,
    error: &WebError,
    request_id: &str,
) -> HttpResponse {
    if let Some(place) = error.instead.filter(|_| asks_for_page(request)) {
        return led_to(place, request);
    }
    let visitor = Visitor::of(request);
    let mut response = HttpResponse::build(error.code.status());
    response.insert_header((CACHE_CONTROL, "no-store"));
    if let Some(seconds) = error.retry_after {
        response.insert_header((RETRY_AFTER, seconds.to_string()));
    }
    if let Some(methods) = error.allow {
        response.insert_header((ALLOW, methods));
    }
    if wants_json(request) {
        let texts = app.templates.texts();
        let key = error.code.code().replace('_', "-");
        let problem = Problem {
            status: error.code.status().as_u16(),
            title: texts.plain(visitor.language, &format!("error-title-{key}")),
            detail: texts.plain(visitor.language, &format!("error-text-{key}")),
            code: error.code.code(),
            request_id: request_id.to_owned(),
            errors: error.fields.clone(),
            removed: error.removed.as_deref().cloned(),
        };
        let body = serde_json::to_string(&problem).unwrap_or_default();
        return response
            .insert_header((CONTENT_TYPE, "application/problem+json"))
            .body(body);
    }
    let view = ErrorPage::of(error, request_id);
    let html = render_page(
        app,
        visitor.language,
        request.path(),
        request.query_string(),
        &view,
    );
    response
        .insert_header((CONTENT_TYPE, "text/html; charset=utf-8"))
        .body(html.unwrap_or_else(|fault| {
            tracing::error!(%fault, "the error page could not be rendered");
            error.code.code().to_owned()
        }))
}
