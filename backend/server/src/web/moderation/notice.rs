//! `GET /notices/{token}`: what became of a notice, for whoever reported it.

use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::form::is_token;
use crate::web::page::{PageView, private_page};
use crate::web::petitions::card::rfc3339;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::moderation::complaint_path;
use weerklank_domain::moderation::{Side, complaint_until, may_complain};
use weerklank_store::moderation::{
    DecisionRecord, NoticeRecord, complaint_of, decision, notice_of_token,
};
use weerklank_store::people::hash_of_token;

/// The page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct NoticePage {
    number: String,
    at: String,
    has_mail: bool,
    rule: &'static str,
    is_decided: bool,
    outcome: &'static str,
    decided_at: String,
    reason: String,
    can_complain: bool,
    complaint_url: String,
    complain_until: String,
    has_review: bool,
    review: &'static str,
    review_reason: String,
}

struct Whole {
    notice: NoticeRecord,
    decision: Option<DecisionRecord>,
    has_complained: bool,
    review: Option<(&'static str, DecisionRecord)>,
}

async fn look(app: &Arc<App>, token: &str) -> WebResult<Whole> {
    if !is_token(token) {
        return Err(ErrorCode::NotFound.into());
    }
    let hash = hash_of_token(token);
    let whole = app
        .block(move |app| {
            app.house.store.read_at_once(|db| {
                let notice = notice_of_token(db, &hash)?.ok_or(ActError::Missing)?;
                let (mut taken, mut review, mut has_complained) = (None, None, false);
                if let Some((_, id, _)) = notice.decided {
                    taken = decision(db, id)?;
                    for side in [Side::Author, Side::Notifier] {
                        let complaint = complaint_of(db, id, side)?;
                        has_complained |= side == Side::Notifier && complaint.is_some();
                        if let Some((_, anew, _)) = complaint.and_then(|complaint| complaint.closed)
                            && let Some(anew) = decision(db, anew)?
                        {
                            review = Some((anew.action.code(), anew));
                        }
                    }
                }
                Ok::<_, ActError>(Whole {
                    notice,
                    decision: taken,
                    has_complained,
                    review,
                })
            })
        })
        .await?;
    Ok(whole)
}

/// Shows it.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    token: web::Path<String>,
) -> WebResult<HttpResponse> {
    let whole = look(&app, &token).await?;
    let view = NoticePage::of(&app, &whole);
    let (path, query) = (request.path(), request.query_string());
    private_page(&app, visitor.language, path, query, StatusCode::OK, &view)
}

impl NoticePage {
    fn of(app: &App, whole: &Whole) -> Self {
        let notice = &whole.notice;
        let now = app.house.clock.now();
        let taken = whole.decision.as_ref();
        let can_complain = !whole.has_complained
            && taken.is_some_and(|taken| {
                let about = (taken.action, taken.source);
                may_complain(Side::Notifier, about, taken.at, now).is_ok()
            });
        Self {
            number: notice.number.clone(),
            at: rfc3339(notice.received_at),
            has_mail: notice.sealed.is_some(),
            rule: notice.rule.code(),
            is_decided: taken.is_some(),
            outcome: notice
                .decided
                .as_ref()
                .map_or("", |decided| decided.0.code()),
            decided_at: taken.map(|taken| rfc3339(taken.at)).unwrap_or_default(),
            reason: taken
                .and_then(|taken| taken.reason.clone())
                .unwrap_or_default(),
            can_complain,
            complaint_url: taken
                .map(|taken| complaint_path(&app.house.vault, Side::Notifier, taken.id))
                .unwrap_or_default(),
            complain_until: taken
                .map(|taken| rfc3339(complaint_until(taken.at)))
                .unwrap_or_default(),
            has_review: whole.review.is_some(),
            review: whole.review.as_ref().map_or("", |review| review.0),
            review_reason: whole
                .review
                .as_ref()
                .and_then(|review| review.1.reason.clone())
                .unwrap_or_default(),
        }
    }
}

impl PageView for NoticePage {
    const TEMPLATE: &'static str = "pages/moderation/notice";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let received = Self {
            number: "M26-0007".to_owned(),
            at: "2026-03-02T10:00:00Z".to_owned(),
            has_mail: true,
            rule: "insult",
            ..Self::default()
        };
        let decided = |outcome, has_review: bool| Self {
            is_decided: true,
            outcome,
            has_mail: false,
            decided_at: "2026-03-03T10:00:00Z".to_owned(),
            reason: "Het mag <b>der</b>.".to_owned(),
            can_complain: !has_review,
            complaint_url: "/complaints/notifier/7/abc".to_owned(),
            complain_until: "2026-09-03T10:00:00Z".to_owned(),
            has_review,
            review: if has_review { "keep" } else { "" },
            review_reason: "Het <b>der</b> blijft.".to_owned(),
            ..received.clone()
        };
        vec![
            ("upheld".to_owned(), decided("upheld", false)),
            ("partly".to_owned(), decided("partly", true)),
            ("not-upheld".to_owned(), decided("not_upheld", false)),
            ("received".to_owned(), received),
        ]
    }
}
