//! Why somebody cannot take part in a round now: the page, and the words.

use super::card::RoundHead;
use crate::web::app::App;
use crate::web::errors::WebResult;
use crate::web::page::{PageView, private_page};
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;
use weerklank_acts::inputs::CannotTakePart;
use weerklank_domain::rounds::CannotTake;
use weerklank_store::rounds::RoundRecord;

/// Somebody cannot take part now (409).
#[derive(Debug, Clone, Serialize)]
pub struct CannotPage {
    head: RoundHead,
    reason: &'static str,
    is_not_open: bool,
    has_opens_at: bool,
    opens_at: String,
}

/// The word for a reason in message keys and in the API.
pub fn reason_code(reason: CannotTakePart) -> &'static str {
    match reason {
        CannotTakePart::Round(CannotTake::NotOpenYet(_)) => "not_open_yet",
        CannotTakePart::Round(CannotTake::Answered) => "answered",
        CannotTakePart::Round(CannotTake::Cancelled) => "cancelled",
        CannotTakePart::Elsewhere => "elsewhere",
        CannotTakePart::NoSuchForm => "no_such_form",
        CannotTakePart::NeedsCode => "needs_code",
        CannotTakePart::NeedsResidence => "needs_residence",
        CannotTakePart::Closed => "closed",
        CannotTakePart::NoReplies => "no_replies",
    }
}

/// Every reason.
#[cfg(test)]
pub const REASONS: [&str; 9] = [
    "not_open_yet",
    "answered",
    "cancelled",
    "elsewhere",
    "no_such_form",
    "needs_code",
    "needs_residence",
    "closed",
    "no_replies",
];

/// Tells why somebody cannot take part.
///
/// # Errors
/// 500 when the page cannot be rendered.
pub fn cannot(
    request: &HttpRequest,
    app: &App,
    visitor: Visitor,
    round: &RoundRecord,
    reason: CannotTakePart,
) -> WebResult<HttpResponse> {
    let now = app.house.clock.now();
    let is_not_open = matches!(reason, CannotTakePart::Round(CannotTake::NotOpenYet(_)));
    let view = CannotPage {
        head: RoundHead::of(round, visitor.language, now),
        reason: reason_code(reason),
        is_not_open,
        has_opens_at: is_not_open && round.opens_at.is_some(),
        opens_at: crate::web::petitions::card::rfc3339_or_empty(round.opens_at),
    };
    private_page(
        app,
        visitor.language,
        request.path(),
        request.query_string(),
        StatusCode::CONFLICT,
        &view,
    )
}

impl PageView for CannotPage {
    const TEMPLATE: &'static str = "pages/rounds/cannot";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        REASONS
            .into_iter()
            .map(|reason| {
                let is_not_open = reason == "not_open_yet";
                let view = Self {
                    head: RoundHead::sample(weerklank_domain::rounds::RoundState::Announced),
                    reason,
                    is_not_open,
                    has_opens_at: is_not_open,
                    opens_at: "2026-03-02T08:00:00Z".to_owned(),
                };
                (reason.replace('_', "-"), view)
            })
            .collect()
    }
}
