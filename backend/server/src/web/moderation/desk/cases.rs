//! `GET /desk/notices`: notices and complaints that wait, the oldest first.

use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::Moderate;
use crate::web::errors::{FieldProblem, WebError, WebResult};
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
use weerklank_store::moderation::{ComplaintRecord, NoticeRecord, open_complaints, open_notices};

/// The list.
#[derive(Debug, Clone, Serialize)]
pub struct CasesPage {
    lines: Vec<CaseLine>,
    is_complaints: bool,
    is_empty: bool,
    is_first_page: bool,
    first_url: &'static str,
    has_next: bool,
    next_url: String,
}

#[derive(Debug, Clone, Serialize)]
struct CaseLine {
    url: String,
    number: String,
    kind: &'static str,
    at: String,
    text: String,
    lang: &'static str,
    has_holder: bool,
    holder: String,
    /// Whether another person has to decide than whoever reads this.
    is_not_yours: bool,
}

const PAGE_SIZE: usize = 50;
const EXCERPT: usize = 200;

impl CaseLine {
    fn of_notice(notice: &NoticeRecord) -> Self {
        Self {
            url: format!("/desk/notices/{}", notice.id),
            number: notice.number.clone(),
            kind: "notice",
            at: rfc3339(notice.received_at),
            text: excerpt(&notice.explanation, EXCERPT),
            lang: notice.language.code(),
            has_holder: notice.assigned_to.is_some(),
            holder: notice
                .assigned_to
                .as_ref()
                .map(|holder| holder.1.clone())
                .unwrap_or_default(),
            is_not_yours: false,
        }
    }

    fn of_complaint(complaint: &ComplaintRecord, staff_id: i64) -> Self {
        Self {
            url: format!("/desk/complaints/{}", complaint.id),
            number: complaint.decision_id.to_string(),
            kind: complaint.side.code(),
            at: rfc3339(complaint.opened_at),
            text: excerpt(&complaint.text, EXCERPT),
            // Nobody was asked in which language it is.
            lang: "",
            has_holder: false,
            holder: String::new(),
            is_not_yours: complaint.decided_by == staff_id,
        }
    }
}

fn asked(query: &str) -> WebResult<(bool, i64)> {
    let pairs = web::Query::<Vec<(String, String)>>::from_query(query)
        .map_err(WebError::bad_request)?
        .into_inner();
    let (mut is_complaints, mut after) = (false, 0);
    for (name, value) in pairs {
        match (name.as_str(), value.as_str(), value.parse::<i64>()) {
            ("lang", ..) | ("list", "notices", _) => {}
            ("list", "complaints", _) => is_complaints = true,
            ("after", _, Ok(id)) if id > 0 => after = id,
            _ => {
                let problem = FieldProblem::new(&name, "unknown_value");
                return Err(WebError::wrong_values(vec![problem]));
            }
        }
    }
    Ok((is_complaints, after))
}

impl CasesPage {
    fn of(is_complaints: bool, after: i64, mut lines: Vec<(i64, CaseLine)>) -> Self {
        let has_next = lines.len() > PAGE_SIZE;
        lines.truncate(PAGE_SIZE);
        let first_url = if is_complaints {
            "/desk/notices?list=complaints"
        } else {
            "/desk/notices?list=notices"
        };
        let last = lines.last().map_or(0, |(id, _)| *id);
        Self {
            is_complaints,
            is_empty: lines.is_empty(),
            lines: lines.into_iter().map(|(_, line)| line).collect(),
            is_first_page: after == 0,
            first_url,
            has_next,
            next_url: format!("{first_url}&after={last}"),
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
    let (is_complaints, after) = asked(request.query_string())?;
    let bodies = staff.actor.grants.bodies(Permission::Moderate);
    let staff_id = staff.actor.staff_id;
    let most = i64::try_from(PAGE_SIZE + 1).unwrap_or(i64::MAX);
    let lines = app
        .block(move |app| {
            app.house.store.read(|db| {
                let lines: Vec<(i64, CaseLine)> = if is_complaints {
                    let found = open_complaints(db, &bodies, after, most)?;
                    let line = |one: &ComplaintRecord| CaseLine::of_complaint(one, staff_id);
                    found.iter().map(|one| (one.id, line(one))).collect()
                } else {
                    let found = open_notices(db, &bodies, after, most)?;
                    let line = CaseLine::of_notice;
                    found.iter().map(|one| (one.id, line(one))).collect()
                };
                Ok::<_, ActError>(lines)
            })
        })
        .await?;
    let view = CasesPage::of(is_complaints, after, lines);
    desk_page(&app, &staff, &request, visitor, StatusCode::OK, &view)
}

impl PageView for CasesPage {
    const TEMPLATE: &'static str = "pages/desk/moderation/cases";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let line = |kind, is_taken: bool| CaseLine {
            url: "/desk/notices/7".to_owned(),
            number: "M26-0007".to_owned(),
            kind,
            at: "2026-03-02T10:00:00Z".to_owned(),
            lang: "nl",
            text: "Hij scheldt <b>der</b>.".to_owned(),
            has_holder: is_taken,
            holder: "Hinke <b>der</b> Boer".to_owned(),
            is_not_yours: is_taken,
        };
        let notices = vec![(6, line("notice", true)), (7, line("notice", false))];
        let complaints = vec![(6, line("author", true)), (7, line("notifier", false))];
        let paged = Self {
            has_next: true,
            ..Self::of(false, 5, notices)
        };
        vec![
            ("notices".to_owned(), paged),
            ("complaints".to_owned(), Self::of(true, 0, complaints)),
            ("no-notices".to_owned(), Self::of(false, 0, Vec::new())),
            ("no-complaints".to_owned(), Self::of(true, 0, Vec::new())),
        ]
    }
}
