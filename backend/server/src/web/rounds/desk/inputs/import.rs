//! `GET` and `POST /desk/rounds/{number}/inputs/import`: a file of inputs, in three steps. The file
//! travels along in the form; nothing is written before the last button.

mod sheet;
mod view;

use super::inputs_url;
use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::EnterInputs;
use crate::web::dossiers::desk::upload::{Sent, read_large};
use crate::web::errors::WebResult;
use crate::web::field::Problem;
use crate::web::form::{Browser, see_other};
use crate::web::responses::desk::form::{FormView, Returned};
use crate::web::rounds::desk::look;
use crate::web::rounds::desk::subject::RoundSubject;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use sheet::{COLUMNS, Checked, LARGEST_FILE, Mapping, Sheet, check};
use std::sync::Arc;
pub use view::ImportPage;
use weerklank_acts::ActError;
use weerklank_acts::inputs::desk::enter_all;
use weerklank_domain::people::Permission;
use weerklank_store::rounds::RoundRecord;

#[cfg(test)]
pub use sheet::ROW_PROBLEMS;

type Staff = Allowed<EnterInputs>;

/// How far somebody is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Step {
    /// Choosing a file.
    #[default]
    File,
    /// Saying which column is what.
    Columns,
    /// Looking at what becomes of it.
    Preview,
}

#[derive(Default)]
struct Shown {
    step: Step,
    content: String,
    sheet: Sheet,
    mapping: Mapping,
    checked: Checked,
    returned: Returned,
    is_refused: bool,
}

/// Shows the first step, or what the last one did.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    number: web::Path<i64>,
) -> WebResult<HttpResponse> {
    let number = number.into_inner();
    let round = look(&app, &staff.actor, Permission::EnterInputs, number).await?;
    answer(&app, &staff, &request, visitor, &round, &Shown::default())
}

fn answer(
    app: &App,
    staff: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    round: &RoundRecord,
    shown: &Shown,
) -> WebResult<HttpResponse> {
    let browser = Browser::of(app, request);
    let now = app.house.clock.now();
    let form = FormView::of(app, &browser, request.path(), &shown.returned);
    let subject = RoundSubject::of(round, visitor.language, now);
    let takes = !round.is_elsewhere() && round.window().takes(now).is_ok();
    let mut view = ImportPage::of(subject, form, shown);
    view.list_url = inputs_url(round.number);
    view.is_refused = shown.is_refused || !takes;
    view.has_form = takes || shown.is_refused;
    if let Some((entered, known)) = done_of(request.query_string()) {
        view.has_done = true;
        view.entered = entered;
        view.known = known;
    }
    let status = shown.returned.status(shown.is_refused);
    desk_page(app, staff, request, visitor, status, &view)
}

/// How many were entered and how many were known, read off the address that the last button leads to.
fn done_of(query: &str) -> Option<(usize, usize)> {
    let number = |name: &str| {
        query
            .split('&')
            .find_map(|pair| pair.strip_prefix(name))
            .and_then(|number| number.parse().ok())
    };
    Some((number("entered=")?, number("known=")?))
}

/// The text of the file, or what was pasted.
fn content_of(sent: &Sent) -> Result<String, &'static str> {
    let bytes: &[u8] = if sent.content.is_empty() {
        sent.text("content").as_bytes()
    } else {
        &sent.content
    };
    if bytes.len() > LARGEST_FILE {
        return Err("csv_too_large");
    }
    let text = std::str::from_utf8(bytes).map_err(|_| "csv_unreadable")?;
    // As a browser sends it back, with one kind of line end.
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    Ok(text.replace('\r', "\n").replace('\0', ""))
}

/// The names of the fields in which a column is chosen.
const FIELDS: [(&str, &str); 9] = [
    ("text", "column_text"),
    ("title", "column_title"),
    ("name", "column_name"),
    ("organisation", "column_organisation"),
    ("sender", "column_sender"),
    ("channel", "column_channel"),
    ("received", "column_received"),
    ("source", "column_source"),
    ("public", "column_public"),
];

fn mapping_of(sent: &Sent, columns: usize) -> Mapping {
    let chosen = FIELDS.iter().filter_map(|(column, field)| {
        let place: usize = sent.text(field).parse().ok()?;
        (place < columns).then_some((*column, place))
    });
    Mapping(chosen.collect())
}

/// Takes a step.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    number: web::Path<i64>,
    payload: web::Payload,
) -> WebResult<HttpResponse> {
    let number = number.into_inner();
    let round = look(&app, &staff.actor, Permission::EnterInputs, number).await?;
    let sent = read_large(&app, &request, payload, LARGEST_FILE + 1024).await?;
    let mut shown = app
        .block({
            let round = round.clone();
            move |app| WebResult::Ok(understood(app, &round, &sent))
        })
        .await?;
    let is_last = shown.0;
    let entries = std::mem::take(&mut shown.1.checked.entries);
    if !is_last || entries.is_empty() {
        shown.1.checked.entries = entries;
        return answer(&app, &staff, &request, visitor, &round, &shown.1);
    }
    let (actor, id) = (staff.actor.clone(), round.id);
    let outcome = app
        .block(move |app| WebResult::Ok(enter_all(&app.house, &actor, id, &entries)))
        .await?;
    match outcome {
        Ok(all) => {
            let entered = all.iter().filter(|one| one.is_new).count();
            let known = all.len() - entered;
            let here = request.path();
            Ok(see_other(&format!(
                "{here}?entered={entered}&known={known}"
            )))
        }
        Err(ActError::CannotTakePart(_)) => {
            shown.1.is_refused = true;
            answer(&app, &staff, &request, visitor, &round, &shown.1)
        }
        Err(error) => Err(error.into()),
    }
}

/// What was sent, and whether it is the last button.
fn understood(app: &App, round: &RoundRecord, sent: &Sent) -> (bool, Shown) {
    let mut shown = Shown::default();
    let problem = |field, code| Problem { field, code };
    if !sent.is_proven {
        shown.returned.is_expired = true;
        return (false, shown);
    }
    let content = match content_of(sent) {
        Ok(content) => content,
        Err(code) => {
            shown.returned.problems.push(problem("file", code));
            return (false, shown);
        }
    };
    match Sheet::read(&content) {
        Ok(sheet) => shown.sheet = sheet,
        Err(code) => {
            shown.returned.problems.push(problem("file", code));
            return (false, shown);
        }
    }
    shown.content = content;
    shown.step = Step::Columns;
    let step = sent.text("step");
    if !["preview", "enter"].contains(&step) {
        shown.mapping = Mapping::guess(&shown.sheet.header);
        return (false, shown);
    }
    shown.mapping = mapping_of(sent, shown.sheet.header.len());
    if !shown.mapping.0.contains_key(COLUMNS[0].0) {
        let code = "required";
        shown.returned.problems.push(problem("column_text", code));
        return (false, shown);
    }
    shown.step = Step::Preview;
    let now = app.house.clock.now();
    shown.checked = check(&shown.sheet, &shown.mapping, round, now);
    (step == "enter", shown)
}
