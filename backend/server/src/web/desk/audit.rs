//! `GET /desk/audit`: who did what, the newest first. Nothing here can be changed, and `weerklank
//! verify` tells when something was.

use super::allowed::Allowed;
use super::page::desk_page;
use super::permissions::ReadAudit;
use crate::web::app::App;
use crate::web::errors::WebResult;
use crate::web::page::PageView;
use crate::web::petitions::card::rfc3339;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_domain::people::Permission;
use weerklank_store::audit::{AuditRecord, page};

/// How many entries on a page.
const PAGE_SIZE: usize = 50;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct AuditPage {
    subject: String,
    has_subject: bool,
    entries: Vec<Row>,
    is_empty: bool,
    has_next: bool,
    next_url: String,
    is_first_page: bool,
    first_url: String,
}

#[derive(Debug, Clone, Serialize)]
struct Row {
    number: i64,
    at: String,
    by: String,
    is_command: bool,
    act: String,
    is_linked: bool,
    subject: String,
    url: String,
    has_detail: bool,
    detail: String,
}

impl From<AuditRecord> for Row {
    fn from(entry: AuditRecord) -> Self {
        let folder = match entry.subject_kind.as_str() {
            "petition" => "petitions",
            "dossier" => "dossiers",
            "round" => "rounds",
            "meeting" => "council/meetings",
            "proposal" => "council/proposals",
            _ => "",
        };
        let is_linked = !folder.is_empty();
        Self {
            number: entry.id,
            at: rfc3339(entry.at),
            is_command: entry.staff_id.is_none(),
            by: entry.staff_name,
            act: entry.act,
            url: format!("/desk/{folder}/{}", entry.subject.trim_start_matches('R')),
            subject: if is_linked {
                entry.subject
            } else {
                String::new()
            },
            is_linked,
            has_detail: !entry.detail.is_empty(),
            detail: entry.detail,
        }
    }
}

/// Which entries are asked for.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct AuditQuery {
    /// The reference of a petition or a dossier, or the name of a round (`R12`).
    #[serde(default)]
    subject: String,
    /// Entries before this one.
    before: Option<i64>,
}

/// What a reference is one of: the numbers of dossiers begin with a D.
fn kind_of(reference: &str) -> &'static str {
    let (first, rest) = reference.split_at_checked(1).unwrap_or_default();
    match first {
        "D" | "d" => "dossier",
        "R" if rest.parse::<i64>().is_ok() => "round",
        "R" => "input",
        _ => "petition",
    }
}

/// A reference as we give them; anything else finds nothing.
fn plain_reference(text: &str) -> String {
    text.trim()
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
        .take(40)
        .collect()
}

/// Shows a page of entries.
pub async fn list(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<ReadAudit>,
) -> WebResult<HttpResponse> {
    let query = web::Query::<AuditQuery>::from_query(request.query_string());
    let query = query.map(web::Query::into_inner).unwrap_or_default();
    let subject = plain_reference(&query.subject);
    let (asked, before) = (subject.clone(), query.before);
    let bodies = staff.actor.grants.bodies(Permission::ReadAudit);
    let found = app
        .block(move |app| {
            let most = i64::try_from(PAGE_SIZE + 1).unwrap_or(i64::MAX);
            let about = (!asked.is_empty()).then_some((kind_of(&asked), asked.as_str()));
            app.house
                .store
                .read(|db| Ok::<_, ActError>(page(db, about, Some(&bodies), before, most)?))
        })
        .await?;
    let has_next = found.len() > PAGE_SIZE;
    let last = found.iter().take(PAGE_SIZE).next_back().map_or(0, |e| e.id);
    let entries: Vec<Row> = found.into_iter().take(PAGE_SIZE).map(Row::from).collect();
    let first_url = format!("/desk/audit?subject={subject}");
    let view = AuditPage {
        has_subject: !subject.is_empty(),
        is_empty: entries.is_empty(),
        entries,
        has_next,
        next_url: format!("{first_url}&before={last}"),
        is_first_page: before.is_none(),
        first_url,
        subject,
    };
    desk_page(&app, &staff, &request, visitor, StatusCode::OK, &view)
}

impl PageView for AuditPage {
    const TEMPLATE: &'static str = "pages/desk/audit";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let mut entries: Vec<Row> = weerklank_acts::people::AuditAct::ALL
            .iter()
            .zip(1..)
            .map(|(act, number)| Row {
                number,
                at: "2026-03-02T10:00:00Z".to_owned(),
                by: "Hinke <b>der</b> Boer".to_owned(),
                is_command: number == 1,
                act: act.code().to_owned(),
                is_linked: number > 9,
                subject: "P26-0031".to_owned(),
                url: "/desk/petitions/P26-0031".to_owned(),
                has_detail: number % 2 == 0,
                detail: "duplicate".to_owned(),
            })
            .collect();
        entries.reverse();
        let full = Self {
            subject: "P26-0031".to_owned(),
            has_subject: true,
            entries,
            is_empty: false,
            has_next: true,
            next_url: "/desk/audit?subject=P26-0031&before=1".to_owned(),
            is_first_page: false,
            first_url: "/desk/audit?subject=P26-0031".to_owned(),
        };
        let empty = Self {
            subject: String::new(),
            has_subject: false,
            entries: Vec::new(),
            is_empty: true,
            has_next: false,
            is_first_page: true,
            ..full.clone()
        };
        vec![("full".to_owned(), full), ("empty".to_owned(), empty)]
    }
}
