//! `GET /desk/answers`: answers that are being written, and petitions that are owed one.

use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::SeeDesk;
use crate::web::errors::WebResult;
use crate::web::keyset;
use crate::web::page::PageView;
use crate::web::petitions::card::rfc3339;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_domain::Language;
use weerklank_domain::obligations::ObligationKind;
use weerklank_domain::people::Permission;
use weerklank_store::obligations::{DueCursor, DueRecord, due};
use weerklank_store::responses::{DraftCursor, DraftState, WaitingDraft, drafts};

/// How many on a page, of each.
const PAGE_SIZE: usize = 20;

/// Both lists.
#[derive(Debug, Clone, Serialize)]
pub struct AnswersPage {
    drafts: Vec<DraftRow>,
    has_drafts: bool,
    has_more_drafts: bool,
    more_drafts_url: String,
    owed: Vec<OwedRow>,
    has_owed: bool,
    has_more_owed: bool,
    more_owed_url: String,
    is_first_page: bool,
}

#[derive(Debug, Clone, Serialize)]
struct DraftRow {
    reference: String,
    title: String,
    lang: &'static str,
    url: String,
    body_name: String,
    is_offered: bool,
    writer: String,
    written_at: String,
}

/// A step that is owed, in the desk's lists.
#[derive(Debug, Clone, Serialize)]
pub struct OwedRow {
    reference: String,
    title: String,
    lang: &'static str,
    url: String,
    body_name: String,
    kind: &'static str,
    state: &'static str,
    due_at: String,
    is_overdue: bool,
}

/// Where both lists begin.
#[derive(Debug, Default, Deserialize)]
pub struct AnswersQuery {
    #[serde(default)]
    drafts: String,
    #[serde(default)]
    owed: String,
}

fn in_language((dutch, english): &(String, String), language: Language) -> String {
    match language {
        Language::Nl => dutch.clone(),
        Language::En => english.clone(),
    }
}

impl DraftRow {
    fn of(waiting: &WaitingDraft, language: Language) -> Self {
        Self {
            reference: waiting.reference.clone(),
            title: waiting.title.clone(),
            lang: waiting.language.code(),
            url: format!("/desk/petitions/{}/answer", waiting.reference),
            body_name: in_language(&waiting.body, language),
            is_offered: waiting.state == DraftState::Offered,
            writer: waiting.writer.clone(),
            written_at: rfc3339(waiting.written_at),
        }
    }
}

impl OwedRow {
    /// The row of a step; an answer that is owed leads to the page on which it is written.
    pub fn of(owed: &DueRecord, language: Language, now: DateTime<Utc>) -> Self {
        let petition = format!("/desk/petitions/{}", owed.reference);
        // The day that people read is the last one on which it is in time.
        let last = owed.due_at - chrono::TimeDelta::microseconds(1);
        Self {
            reference: owed.reference.clone(),
            title: owed.title.clone(),
            lang: owed.language.code(),
            url: match owed.kind {
                ObligationKind::Answer => format!("{petition}/answer"),
                ObligationKind::Decide => petition,
            },
            body_name: in_language(&owed.body, language),
            kind: owed.kind.code(),
            state: owed.state.code(),
            due_at: rfc3339(last),
            is_overdue: owed.due_at <= now,
        }
    }

    /// Examples: overdue, and in time.
    #[cfg(test)]
    pub fn samples() -> Vec<Self> {
        [true, false]
            .map(|is_overdue| Self {
                reference: "P26-0031".to_owned(),
                title: "Maak de Havenstraat veilig <b>der</b>".to_owned(),
                lang: "nl",
                url: "/desk/petitions/P26-0031/answer".to_owned(),
                body_name: "Gemeenteraad".to_owned(),
                kind: if is_overdue { "answer" } else { "decide" },
                state: "handed_over",
                due_at: "2026-03-02T22:59:59Z".to_owned(),
                is_overdue,
            })
            .into()
    }
}

/// Takes one more than a page holds off, and says whether there was one.
fn page_of<T>(rows: &mut Vec<T>) -> bool {
    let has_more = rows.len() > PAGE_SIZE;
    rows.truncate(PAGE_SIZE);
    has_more
}

/// Shows both lists.
pub async fn list(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<SeeDesk>,
    query: web::Query<AnswersQuery>,
) -> WebResult<HttpResponse> {
    let bodies = staff.actor.grants.bodies(Permission::SeeDesk);
    let drafts_after =
        keyset::decode(&query.drafts).map(|(written_at, id)| DraftCursor { written_at, id });
    let owed_after = keyset::decode(&query.owed).map(|(due_at, id)| DueCursor { due_at, id });
    let (mut writing, mut owed) = app
        .block(move |app| {
            app.house.store.read(|db| {
                let most = i64::try_from(PAGE_SIZE + 1).unwrap_or(i64::MAX);
                let kind = Some(ObligationKind::Answer);
                Ok::<_, ActError>((
                    drafts(db, &bodies, drafts_after, most)?,
                    due(db, &bodies, kind, owed_after, most)?,
                ))
            })
        })
        .await?;
    let has_more_drafts = page_of(&mut writing);
    let has_more_owed = page_of(&mut owed);
    let cursor = |at, id| keyset::encode(at, id);
    let next_draft = writing
        .last()
        .map(|last| cursor(last.written_at, last.petition_id))
        .unwrap_or_default();
    let next_owed = owed
        .last()
        .map(|last| cursor(last.due_at, last.id))
        .unwrap_or_default();
    let now = app.house.clock.now();
    let language = visitor.language;
    let view = AnswersPage {
        has_drafts: !writing.is_empty(),
        drafts: writing
            .iter()
            .map(|waiting| DraftRow::of(waiting, language))
            .collect(),
        has_more_drafts,
        more_drafts_url: format!("/desk/answers?drafts={next_draft}"),
        has_owed: !owed.is_empty(),
        owed: owed
            .iter()
            .map(|owed| OwedRow::of(owed, language, now))
            .collect(),
        has_more_owed,
        more_owed_url: format!("/desk/answers?owed={next_owed}"),
        is_first_page: drafts_after.is_none() && owed_after.is_none(),
    };
    desk_page(&app, &staff, &request, visitor, StatusCode::OK, &view)
}

impl PageView for AnswersPage {
    const TEMPLATE: &'static str = "pages/desk/responses/answers";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let rows = [true, false].map(|is_offered| DraftRow {
            reference: "P26-0031".to_owned(),
            title: "Maak de Havenstraat veilig".to_owned(),
            lang: "nl",
            url: "/desk/petitions/P26-0031/answer".to_owned(),
            body_name: "Gemeenteraad".to_owned(),
            is_offered,
            writer: "Bea Beleid".to_owned(),
            written_at: "2026-03-02T10:00:00Z".to_owned(),
        });
        let full = Self {
            drafts: rows.into(),
            has_drafts: true,
            has_more_drafts: true,
            more_drafts_url: "/desk/answers?drafts=1.1".to_owned(),
            owed: OwedRow::samples(),
            has_owed: true,
            has_more_owed: true,
            more_owed_url: "/desk/answers?owed=1.1".to_owned(),
            is_first_page: false,
        };
        let last = Self {
            has_more_drafts: false,
            has_more_owed: false,
            is_first_page: true,
            ..full.clone()
        };
        let empty = Self {
            drafts: Vec::new(),
            has_drafts: false,
            owed: Vec::new(),
            has_owed: false,
            ..last.clone()
        };
        vec![
            ("full".to_owned(), full),
            ("last".to_owned(), last),
            ("empty".to_owned(), empty),
        ]
    }
}
