//! `GET` and `POST /desk/rounds/{number}/worksheets`: a spreadsheet is taken out, and brought back.

use super::sheet_in::read as read_sheet;
use crate::web::app::App;
use crate::web::desk::allowed::{Allowed, Staff};
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::DraftAnswers;
use crate::web::dossiers::desk::upload::read;
use crate::web::errors::WebResult;
use crate::web::field::{Field, Problem};
use crate::web::form::see_other;
use crate::web::page::PageView;
use crate::web::petitions::card::rfc3339;
use crate::web::responses::desk::form::Returned;
use crate::web::responses::round::frame::{Said, WorkHead, run};
use crate::web::responses::round::worksheet_url;
use crate::web::rounds::desk::look;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::responses::round::bring_back;
use weerklank_domain::people::Permission;
use weerklank_store::responses::{WorksheetRecord, worksheets_of};
use weerklank_store::rounds::RoundRecord;

/// So many sheets are listed.
const MOST_LISTED: i64 = 20;
/// The longest name of a file that is kept.
const LONGEST_NAME: usize = 120;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct WorksheetsPage {
    head: WorkHead,
    file_url: String,
    file: Field,
    has_sheets: bool,
    sheets: Vec<SheetRow>,
}

#[derive(Debug, Clone, Serialize)]
struct SheetRow {
    name: String,
    url: String,
    by: String,
    at: String,
}

async fn respond(
    app: &Arc<App>,
    staff: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    round: &RoundRecord,
    said: &Said,
) -> WebResult<HttpResponse> {
    let id = round.id;
    let sheets = app
        .block(move |app| {
            let store = &app.house.store;
            store.read(|db| Ok::<_, ActError>(worksheets_of(db, id, MOST_LISTED)?))
        })
        .await?;
    let head = WorkHead::of(app, (staff, request, visitor), round, "worksheet", said);
    let view = WorksheetsPage::of(head, round.number, &sheets, said);
    desk_page(app, staff, request, visitor, said.status(), &view)
}

/// Shows how it goes, and what was brought back before.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<DraftAnswers>,
    number: web::Path<i64>,
) -> WebResult<HttpResponse> {
    let round = look(&app, &staff.actor, Permission::DraftAnswers, *number).await?;
    respond(&app, &staff, &request, visitor, &round, &Said::default()).await
}

/// Keeps what a sheet changed, and goes to the comparison.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<DraftAnswers>,
    number: web::Path<i64>,
    payload: web::Payload,
) -> WebResult<HttpResponse> {
    let round = look(&app, &staff.actor, Permission::DraftAnswers, *number).await?;
    let sent = read(&app, &request, payload).await?;
    if !sent.is_proven {
        let said = Returned::expired();
        return respond(&app, &staff, &request, visitor, &round, &said.into()).await;
    }
    let own = round.number;
    let (content, name) = (sent.content, sent.file_name);
    let sheet = app
        .block(move |app| WebResult::Ok(read_sheet(&content, own, app.templates.texts())))
        .await?;
    let said = match sheet {
        Ok(sheet) => {
            let (actor, id) = (staff.actor.clone(), round.id);
            let name: String = name.chars().take(LONGEST_NAME).collect();
            let outcome = run(&app, move |app| {
                bring_back(&app.house, &actor, id, &name, &sheet)
            })
            .await?;
            match Said::of(outcome)? {
                Ok(id) => return Ok(see_other(&format!("{}/{id}", worksheet_url(own)))),
                Err(said) => said,
            }
        }
        Err(code) => Returned::wrong(vec![Problem {
            field: "file",
            code,
        }])
        .into(),
    };
    respond(&app, &staff, &request, visitor, &round, &said).await
}

impl WorksheetsPage {
    fn of(head: WorkHead, round: i64, sheets: &[WorksheetRecord], said: &Said) -> Self {
        Self {
            head,
            file_url: format!("/desk/rounds/{round}/worksheet.xlsx"),
            file: Field::of("", "file", &said.returned.problems),
            has_sheets: !sheets.is_empty(),
            sheets: sheets
                .iter()
                .map(|sheet| SheetRow {
                    name: sheet.file_name.clone(),
                    url: format!("{}/{}", worksheet_url(round), sheet.id),
                    by: sheet.by.clone(),
                    at: rfc3339(sheet.brought_at),
                })
                .collect(),
        }
    }
}

impl PageView for WorksheetsPage {
    const TEMPLATE: &'static str = "pages/desk/responses/worksheets";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let page = |sheets: &[WorksheetRecord], said: &Said, may| {
            let head = WorkHead::sample("worksheet", may, said, None);
            Self::of(head, 12, sheets, said)
        };
        let wrong = Said::from(Returned::wrong(vec![Problem {
            field: "file",
            code: "not_ours",
        }]));
        let sheets = [super::compare::sample_sheet()];
        vec![
            ("empty".to_owned(), page(&[], &Said::default(), true)),
            ("some".to_owned(), page(&sheets, &Said::default(), true)),
            ("errors".to_owned(), page(&sheets, &wrong, true)),
            ("not-now".to_owned(), page(&sheets, &Said::default(), false)),
        ]
    }
}
