//! Every way in which a request can fail, as one closed table: code, status, and whether a visitor
//! should come back. The words are messages; the cause is only in the log.

use super::app::App;
use super::page::{PageView, render_page};
use super::visitor::{Visitor, wants_json};
use actix_web::http::StatusCode;
use actix_web::http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use actix_web::{HttpRequest, HttpResponse, ResponseError};
use serde::Serialize;
use std::fmt;
use weerklank_acts::ActError;

/// The table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    BadRequest,
    Forbidden,
    NotFound,
    MethodNotAllowed,
    RequestTimeout,
    Conflict,
    Gone,
    TooLarge,
    UnsupportedMediaType,
    TooManyRequests,
    Internal,
    Busy,
}

impl ErrorCode {
    pub const ALL: [Self; 12] = [
        Self::BadRequest,
        Self::Forbidden,
        Self::NotFound,
        Self::MethodNotAllowed,
        Self::RequestTimeout,
        Self::Conflict,
        Self::Gone,
        Self::TooLarge,
        Self::UnsupportedMediaType,
        Self::TooManyRequests,
        Self::Internal,
        Self::Busy,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Self::BadRequest => "bad_request",
            Self::Forbidden => "forbidden",
            Self::NotFound => "not_found",
            Self::MethodNotAllowed => "method_not_allowed",
            Self::RequestTimeout => "request_timeout",
            Self::Conflict => "conflict",
            Self::Gone => "gone",
            Self::TooLarge => "too_large",
            Self::UnsupportedMediaType => "unsupported_media_type",
            Self::TooManyRequests => "too_many_requests",
            Self::Internal => "internal",
            Self::Busy => "busy",
        }
    }

    pub fn status(self) -> StatusCode {
        match self {
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::RequestTimeout => StatusCode::REQUEST_TIMEOUT,
            Self::Conflict => StatusCode::CONFLICT,
            Self::Gone => StatusCode::GONE,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooManyRequests => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// The code of a status that something below us answered.
    pub fn of_status(status: StatusCode) -> Self {
        let listed = Self::ALL.into_iter().find(|code| code.status() == status);
        listed.unwrap_or(if status.is_server_error() {
            Self::Internal
        } else {
            Self::BadRequest
        })
    }
}

/// One wrong value in a request to the API.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct FieldProblem {
    /// The name of the value.
    pub field: String,
    /// What is wrong with it: `required`, `too_long`, `invalid_email`, …
    pub code: String,
}

/// A failed request.
#[derive(Debug)]
pub struct WebError {
    pub code: ErrorCode,
    /// Seconds after which to come back.
    pub retry_after: Option<u64>,
    /// Methods that the address takes.
    pub allow: Option<&'static str>,
    /// Every wrong value.
    pub fields: Vec<FieldProblem>,
    /// For the log only.
    pub cause: Option<String>,
}

pub type WebResult<T> = Result<T, WebError>;

impl From<ErrorCode> for WebError {
    fn from(code: ErrorCode) -> Self {
        Self {
            code,
            retry_after: None,
            allow: None,
            fields: Vec::new(),
            cause: None,
        }
    }
}

impl WebError {
    pub fn bad_request(cause: impl fmt::Display) -> Self {
        Self {
            cause: Some(cause.to_string()),
            ..ErrorCode::BadRequest.into()
        }
    }

    pub fn internal(cause: impl fmt::Display) -> Self {
        Self {
            cause: Some(cause.to_string()),
            ..ErrorCode::Internal.into()
        }
    }

    /// Too many at once: nothing was done.
    pub fn busy() -> Self {
        Self {
            retry_after: Some(1),
            ..ErrorCode::Busy.into()
        }
    }
}

/// The one place where an act's failure becomes a status.
impl From<ActError> for WebError {
    fn from(error: ActError) -> Self {
        match error {
            ActError::Missing => ErrorCode::NotFound.into(),
            ActError::CannotSign(_) | ActError::CannotConfirm(_) | ActError::WrongStep(_) => {
                ErrorCode::Conflict.into()
            }
            ActError::Overloaded => Self::busy(),
            ActError::Unusable(cause) => Self::bad_request(cause),
            ActError::Store(weerklank_store::StoreError::Unavailable(cause)) => Self {
                cause: Some(cause),
                ..Self::busy()
            },
            ActError::Store(error) => Self::internal(error),
        }
    }
}

impl From<weerklank_store::StoreError> for WebError {
    fn from(error: weerklank_store::StoreError) -> Self {
        ActError::from(error).into()
    }
}

impl From<crate::templates::TemplateFault> for WebError {
    fn from(fault: crate::templates::TemplateFault) -> Self {
        Self::internal(fault)
    }
}

impl fmt::Display for WebError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code.code())
    }
}

impl ResponseError for WebError {
    fn status_code(&self) -> StatusCode {
        self.code.status()
    }

    // The page is made by the middleware, which knows who asked for what.
    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.code.status())
    }
}

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

/// The answer to a failed request: a page, or problem details where JSON was asked for.
pub fn respond(
    app: &App,
    request: &HttpRequest,
    error: &WebError,
    request_id: &str,
) -> HttpResponse {
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
