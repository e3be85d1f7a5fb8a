//! Every way in which a request can fail, as one closed table: code, status, and whether a visitor
//! should come back. The words are messages; the cause is only in the log.

use super::field::Problem;
use super::petitions::card::rfc3339;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
use serde::Serialize;
use std::fmt;
use weerklank_acts::ActError;
use weerklank_store::moderation::TombstoneRecord;

/// The table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    BadRequest,
    Unauthorised,
    Forbidden,
    NotAllowed,
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
    pub const ALL: [Self; 14] = [
        Self::BadRequest,
        Self::Unauthorised,
        Self::Forbidden,
        Self::NotAllowed,
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
            Self::Unauthorised => "unauthorised",
            Self::Forbidden => "forbidden",
            Self::NotAllowed => "not_allowed",
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
            Self::Unauthorised => StatusCode::UNAUTHORIZED,
            Self::Forbidden | Self::NotAllowed => StatusCode::FORBIDDEN,
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

impl FieldProblem {
    /// A wrong value; of a name that somebody made up only the beginning is told.
    pub fn new(name: &str, code: &str) -> Self {
        Self {
            field: name.chars().take(40).collect(),
            code: code.to_owned(),
        }
    }
}

impl From<&Problem> for FieldProblem {
    fn from(problem: &Problem) -> Self {
        Self {
            field: problem.field.to_owned(),
            code: problem.code.to_owned(),
        }
    }
}

/// What stays of something that the law ordered to be removed (WOO-6): never who ordered it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct RemovedByLaw {
    /// When it was removed (UTC).
    pub at: String,
    /// The class of the reason: the house rule that it broke.
    pub rule: &'static str,
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
    /// What stays of what was here.
    pub removed: Option<Box<RemovedByLaw>>,
    /// Where somebody who asked for a page is led instead.
    pub instead: Option<&'static str>,
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
            removed: None,
            instead: (code == ErrorCode::Unauthorised).then_some("/desk/sign-in"),
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

    /// 400 with every wrong value.
    pub fn wrong_values(fields: Vec<FieldProblem>) -> Self {
        Self {
            fields,
            ..ErrorCode::BadRequest.into()
        }
    }

    /// 410 with what stays of something that the law ordered to be removed.
    pub fn removed(stays: &TombstoneRecord) -> Self {
        Self {
            removed: Some(Box::new(RemovedByLaw {
                at: rfc3339(stays.at),
                rule: stays.rule.code(),
            })),
            ..ErrorCode::Gone.into()
        }
    }

    pub fn internal(cause: impl fmt::Display) -> Self {
        Self {
            cause: Some(cause.to_string()),
            ..ErrorCode::Internal.into()
        }
    }

    /// Too many from one place: come back after so many seconds.
    pub fn too_many(seconds: u64) -> Self {
        Self {
            retry_after: Some(seconds),
            ..ErrorCode::TooManyRequests.into()
        }
    }

    /// Something else comes first: whoever asked for a page is led there.
    pub fn instead(place: &'static str) -> Self {
        Self {
            instead: Some(place),
            ..ErrorCode::NotAllowed.into()
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
            ActError::NotAllowed => ErrorCode::NotAllowed.into(),
            ActError::CannotSign(_)
            | ActError::CannotConfirm(_)
            | ActError::WrongStep(_)
            | ActError::Claimed(..)
            | ActError::Overtaken(_)
            | ActError::Stale
            | ActError::Unchanged
            | ActError::CannotComplain(_)
            | ActError::GroundsLacking
            | ActError::ReasonLacking
            | ActError::SamePerson
            | ActError::Unfinished(_)
            | ActError::TooFewSupporters { .. }
            | ActError::Closing(_)
            | ActError::CannotSupport(_)
            | ActError::CannotTakePart(_)
            | ActError::CannotEnter(_)
            | ActError::TooLateToProve
            | ActError::CannotModerate(_)
            | ActError::Suspended
            | ActError::LeftOut
            | ActError::CannotRecord(_)
            | ActError::Lacking(_)
            | ActError::WrongRoundStep(_)
            | ActError::CannotAnnounce(_)
            | ActError::CannotExtend(_)
            | ActError::CannotMakeCodes(_)
            | ActError::CannotHandle
            | ActError::CannotCut(_)
            | ActError::CannotAsk(_)
            | ActError::PromisesMany
            | ActError::Handled
            | ActError::NoOriginal
            | ActError::NoOfficer
            | ActError::Nothing
            | ActError::ReportLacking(_)
            | ActError::ChangedBy(..)
            | ActError::CannotMove(_)
            | ActError::ScopeLacking(_)
            | ActError::CannotKeep(_)
            | ActError::CannotHang(_)
            | ActError::NoManager
            | ActError::CannotCommit(_)
            | ActError::CannotMeet(_)
            | ActError::CannotPropose(_)
            | ActError::CannotVote(_)
            | ActError::Unsound(_)
            | ActError::WrongProposalStep(_) => ErrorCode::Conflict.into(),
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
