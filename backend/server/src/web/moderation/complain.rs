//! `GET` and `POST /complaints/{side}/{decision}/{proof}`: one side of a decision asks for the decision of
//! somebody else. The address is the proof.

use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::field::{Field, Problem};
use crate::web::form::{SealedForm, Unsealed, proof_of_address, returned_status, see_other};
use crate::web::page::{PageView, private_page};
use crate::web::petitions::card::rfc3339;
use crate::web::responses::desk::form::needed;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::moderation::{complain, complaint_proof};
use weerklank_domain::moderation::{Side, complaint_until, may_complain};
use weerklank_store::moderation::{ComplaintRecord, DecisionRecord, complaint_of, decision};

/// The page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ComplainPage {
    is_author: bool,
    at: String,
    has_rule: bool,
    rule: &'static str,
    facts: String,
    has_reason: bool,
    reason: String,
    until: String,
    can_complain: bool,
    is_received: bool,
    is_closed: bool,
    outcome: &'static str,
    review_reason: String,
    action: String,
    csrf: String,
    has_errors: bool,
    problems: Vec<Problem>,
    form_expired: bool,
    complaint: Field,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Fields {
    complaint: String,
}

struct Whole {
    side: Side,
    decision: DecisionRecord,
    complaint: Option<ComplaintRecord>,
    review: Option<DecisionRecord>,
}

type Place = web::Path<(String, i64, String)>;

async fn look(app: &Arc<App>, place: &Place) -> WebResult<Whole> {
    let (side, id, proof) = (place.0.as_str(), place.1, place.2.as_str());
    let side = Side::from_code(side).ok_or(ErrorCode::NotFound)?;
    if proof != complaint_proof(&app.house.vault, side, id) {
        return Err(ErrorCode::NotFound.into());
    }
    let whole = app
        .block(move |app| {
            app.house.store.read_at_once(|db| {
                let taken = decision(db, id)?.ok_or(ActError::Missing)?;
                let complaint = complaint_of(db, id, side)?;
                let closed = complaint.as_ref().and_then(|complaint| complaint.closed);
                let review = match closed {
                    Some((_, review, _)) => decision(db, review)?,
                    None => None,
                };
                Ok::<_, ActError>(Whole {
                    side,
                    decision: taken,
                    complaint,
                    review,
                })
            })
        })
        .await?;
    Ok(whole)
}

#[derive(Default)]
struct Shown {
    fields: Fields,
    problems: Vec<Problem>,
    is_expired: bool,
    is_refused: bool,
}

impl ComplainPage {
    fn of(app: &App, whole: &Whole, path: &str, shown: Shown) -> Self {
        let taken = &whole.decision;
        let now = app.house.clock.now();
        let about = (taken.action, taken.source);
        let may = may_complain(whole.side, about, taken.at, now).is_ok();
        let closed = whole.complaint.as_ref().and_then(|known| known.closed);
        let grounds = taken.grounds.as_ref();
        Self {
            is_author: whole.side == Side::Author,
            at: rfc3339(taken.at),
            has_rule: grounds.is_some(),
            rule: taken.rule().unwrap_or_default(),
            facts: grounds
                .map(|grounds| grounds.facts.clone())
                .unwrap_or_default(),
            has_reason: taken.reason.is_some(),
            reason: taken.reason.clone().unwrap_or_default(),
            until: rfc3339(complaint_until(taken.at)),
            can_complain: may && whole.complaint.is_none(),
            is_received: whole.complaint.is_some() && closed.is_none(),
            is_closed: closed.is_some(),
            outcome: closed.map_or("", |closed| closed.0.code()),
            review_reason: whole
                .review
                .as_ref()
                .and_then(|review| review.reason.clone())
                .unwrap_or_default(),
            action: path.to_owned(),
            csrf: proof_of_address(app, path),
            has_errors: !shown.problems.is_empty(),
            complaint: Field::of(&shown.fields.complaint, "complaint", &shown.problems),
            problems: shown.problems,
            form_expired: shown.is_expired,
        }
    }
}

fn answer(
    app: &App,
    request: &HttpRequest,
    visitor: Visitor,
    whole: &Whole,
    shown: Shown,
) -> WebResult<HttpResponse> {
    let status = if shown.is_refused {
        StatusCode::CONFLICT
    } else {
        returned_status(shown.is_expired, !shown.problems.is_empty())
    };
    let path = request.path();
    let view = ComplainPage::of(app, whole, path, shown);
    private_page(
        app,
        visitor.language,
        path,
        request.query_string(),
        status,
        &view,
    )
}

/// Shows the decision, and the form or what became of the complaint.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    place: Place,
) -> WebResult<HttpResponse> {
    let whole = look(&app, &place).await?;
    answer(&app, &request, visitor, &whole, Shown::default())
}

/// Takes the complaint.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    place: Place,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let whole = look(&app, &place).await?;
    let mut shown = Shown::default();
    let (fields, is_proven) = match form.open_by_address::<Fields>(&app, request.path())? {
        Unsealed::Proven(fields) => (fields, true),
        Unsealed::Expired(fields) => (fields, false),
    };
    match (is_proven, needed("complaint", &fields.complaint)) {
        (true, Ok(text)) => {
            app.count_write(&request)?;
            let (side, id) = (whole.side, whole.decision.id);
            let outcome = app
                .block(move |app| WebResult::Ok(complain(&app.house, side, id, &text)))
                .await?;
            match outcome {
                Ok(()) => return Ok(see_other(request.path())),
                Err(ActError::CannotComplain(_)) => shown.is_refused = true,
                Err(error) => return Err(error.into()),
            }
        }
        (true, Err(problem)) => shown.problems = vec![problem],
        (false, _) => shown.is_expired = true,
    }
    shown.fields = fields;
    let whole = look(&app, &place).await?;
    answer(&app, &request, visitor, &whole, shown)
}

impl PageView for ComplainPage {
    const TEMPLATE: &'static str = "pages/moderation/complain";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use weerklank_domain::moderation::ComplaintOutcome;
        let open = Self {
            is_author: true,
            at: "2026-03-02T10:00:00Z".to_owned(),
            has_rule: true,
            rule: "insult",
            facts: "Er staat <b>der</b>.".to_owned(),
            has_reason: true,
            reason: "U scheldt <b>der</b>.".to_owned(),
            until: "2026-09-02T10:00:00Z".to_owned(),
            can_complain: true,
            action: "/complaints/author/7/abc".to_owned(),
            csrf: "abc".to_owned(),
            ..Self::default()
        };
        let problem = Problem {
            field: "complaint",
            code: "required",
        };
        let wrong = Self {
            is_author: false,
            has_rule: false,
            has_errors: true,
            complaint: Field::of("", "complaint", &[problem]),
            problems: vec![problem],
            ..open.clone()
        };
        let expired = Self {
            form_expired: true,
            ..open.clone()
        };
        let received = Self {
            can_complain: false,
            is_received: true,
            ..open.clone()
        };
        let late = Self {
            can_complain: false,
            has_reason: false,
            ..open.clone()
        };
        let closed = ComplaintOutcome::ALL.iter().map(|outcome| {
            let page = Self {
                can_complain: false,
                is_closed: true,
                outcome: outcome.code(),
                review_reason: "Bij nader <b>der</b> inzien.".to_owned(),
                ..open.clone()
            };
            (format!("closed-{}", outcome.code()), page)
        });
        let mut pages: Vec<(String, Self)> = closed.collect();
        pages.extend([
            ("open".to_owned(), open.clone()),
            ("wrong".to_owned(), wrong),
            ("expired".to_owned(), expired),
            ("received".to_owned(), received),
            ("late".to_owned(), late),
        ]);
        pages
    }
}
