//! `GET` and `POST /desk/rounds/{number}/worksheets/{sheet}`: what a spreadsheet changed beside what stands
//! here now, row by row, and what is taken over.

use crate::web::address::address;
use crate::web::app::App;
use crate::web::desk::allowed::{Allowed, Staff};
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::DraftAnswers;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::form::{SealedForm, opened, see_other};
use crate::web::page::PageView;
use crate::web::petitions::card::rfc3339;
use crate::web::responses::desk::form::Returned;
use crate::web::responses::round::frame::{Said, WorkHead, run};
use crate::web::responses::round::worksheet_url;
use crate::web::rounds::desk::look;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use weerklank_acts::responses::round::{Picked, SheetChoice, apply_worksheet, drop_worksheet};
use weerklank_acts::{ActError, ActResult};
use weerklank_domain::inputs::InputNumber;
use weerklank_domain::people::Permission;
use weerklank_domain::responses::{
    Placing, SheetAnswer, SheetField, SheetInput, SheetKey, SheetPlace, SheetText, merge, placing,
};
use weerklank_store::Db;
use weerklank_store::inputs::find;
use weerklank_store::responses::{
    ResponseRecord, ResponseSubject, ThemeLine, WorksheetRecord, parts_of, places_of, response_to,
    theme, themes_of, titled, worksheet,
};
use weerklank_store::rounds::RoundRecord;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct ComparePage {
    head: WorkHead,
    back_url: String,
    file_name: String,
    by: String,
    at: String,
    has_answers: bool,
    answers: Vec<AnswerView>,
    has_inputs: bool,
    inputs: Vec<InputView>,
    has_errors: bool,
    errors: Vec<ErrorView>,
    is_done: bool,
    has_left: bool,
    left: i64,
}

/// An answer that would change.
#[derive(Debug, Clone, Serialize)]
struct AnswerView {
    key: String,
    name: String,
    revision: i32,
    is_gone: bool,
    is_published: bool,
    is_taken: bool,
    has_conflicts: bool,
    fields: Vec<FieldView>,
}

#[derive(Debug, Clone, Serialize)]
struct FieldView {
    code: &'static str,
    is_verdict: bool,
    is_conflict: bool,
    was: String,
    says: String,
    is: String,
}

/// An input that would move.
#[derive(Debug, Clone, Serialize)]
struct InputView {
    number: i64,
    name: String,
    is_conflict: bool,
    /// The theme where it is now; empty for none.
    seen: String,
    has_seen: bool,
    has_theme: bool,
    theme: i64,
    has_title: bool,
    title: String,
}

#[derive(Debug, Clone, Serialize)]
struct ErrorView {
    sheet: String,
    row: u32,
    fault: String,
}

/// What stands here beside a row.
struct Beside {
    row: SheetAnswer,
    /// The title of the theme, or the number of the input; `None` when it is not there any more.
    name: Option<String>,
    here: Option<ResponseRecord>,
}

struct Found {
    sheet: WorksheetRecord,
    answers: Vec<Beside>,
    inputs: Vec<(SheetInput, Option<Option<i64>>)>,
}

fn beside(db: &mut Db, round: &RoundRecord, row: SheetAnswer) -> Result<Beside, ActError> {
    let own = |number| {
        InputNumber {
            round: round.number,
            number,
        }
        .to_string()
    };
    let (name, subject) = match row.key {
        SheetKey::Theme(number) => match theme(db, round.id, number)? {
            Some(found) if found.merged_into.is_none() => (
                Some(format!("{number}. {}", found.title)),
                Some(ResponseSubject::Theme(found.id)),
            ),
            _ => (None, None),
        },
        SheetKey::Input(number) => match find(db, round.id, number)? {
            Some(input) => (Some(own(number)), Some(ResponseSubject::Input(input.id))),
            None => (None, None),
        },
        SheetKey::Part(number, part) => {
            let input = find(db, round.id, number)?;
            let parts = match &input {
                Some(input) => parts_of(db, input.id)?,
                None => Vec::new(),
            };
            let found = parts.iter().find(|one| one.number == part);
            match (input, found) {
                (Some(input), Some(found)) => (
                    Some(format!("{} {}", own(number), found.quote)),
                    Some(ResponseSubject::Part(input.id, found.id)),
                ),
                _ => (None, None),
            }
        }
    };
    let here = match subject {
        Some(subject) => response_to(db, subject)?,
        None => None,
    };
    Ok(Beside { row, name, here })
}

/// A title that a theme has by now is that theme.
fn named(place: &SheetPlace, themes: &[ThemeLine]) -> SheetPlace {
    let SheetPlace::Title(title) = place else {
        return place.clone();
    };
    titled(themes, title).map_or_else(|| place.clone(), |theme| SheetPlace::Theme(theme.number))
}

async fn load(app: &Arc<App>, round: &RoundRecord, id: i64) -> WebResult<Found> {
    let round = round.clone();
    let found = app
        .block(move |app| {
            app.house.store.read_at_once(|db| {
                let Some(sheet) = worksheet(db, round.id, id)? else {
                    return Ok(None);
                };
                let mut answers = Vec::new();
                for row in sheet.content.answers.clone() {
                    answers.push(beside(db, &round, row)?);
                }
                let numbers: Vec<i64> = sheet.content.inputs.iter().map(|row| row.number).collect();
                let places = places_of(db, round.id, &numbers)?;
                let themes = themes_of(db, round.id)?;
                let inputs = sheet
                    .content
                    .inputs
                    .iter()
                    .map(|row| {
                        let place = named(&row.place, &themes);
                        let row = SheetInput {
                            place,
                            ..row.clone()
                        };
                        let here = places.get(&row.number).copied();
                        (row, here)
                    })
                    .collect();
                Ok::<_, ActError>(Some(Found {
                    sheet,
                    answers,
                    inputs,
                }))
            })
        })
        .await?;
    found.ok_or_else(|| ErrorCode::NotFound.into())
}

async fn respond(
    app: &Arc<App>,
    staff: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    (round, id): (&RoundRecord, i64),
    said: &Said,
) -> WebResult<HttpResponse> {
    let found = load(app, round, id).await?;
    let head = WorkHead::of(app, (staff, request, visitor), round, "worksheet", said);
    let left = left_of(request.query_string());
    let view = ComparePage::of(head, round.number, &found, left);
    desk_page(app, staff, request, visitor, said.status(), &view)
}

/// How much was left as it is, read off the address that taking over leads to.
fn left_of(query: &str) -> i64 {
    let value = query.split('&').find_map(|pair| pair.strip_prefix("left="));
    value.and_then(|left| left.parse().ok()).unwrap_or(0)
}

/// Shows the comparison.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<DraftAnswers>,
    path: web::Path<(i64, i64)>,
) -> WebResult<HttpResponse> {
    let (number, id) = path.into_inner();
    let round = look(&app, &staff.actor, Permission::DraftAnswers, number).await?;
    respond(
        &app,
        &staff,
        &request,
        visitor,
        (&round, id),
        &Said::default(),
    )
    .await
}

type Pairs = Vec<(String, String)>;

/// What was ticked, with what was seen beside it.
fn choice(pairs: &Pairs) -> SheetChoice {
    let values = |name: &'static str| {
        pairs
            .iter()
            .filter(move |(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    };
    let seen: BTreeMap<&str, &str> = pairs
        .iter()
        .filter_map(|(key, value)| Some((key.strip_prefix("seen.")?, value.as_str())))
        .collect();
    let over: Vec<&str> = values("over").collect();
    let mut answers: Vec<Picked> = Vec::new();
    for typed in values("take").chain(values("over")) {
        let Some(key) = SheetKey::parse(typed) else {
            continue;
        };
        if answers.iter().all(|picked| picked.key != key) {
            answers.push(Picked {
                key,
                read: seen
                    .get(typed)
                    .and_then(|read| read.parse().ok())
                    .unwrap_or(0),
                over: over.contains(&typed),
            });
        }
    }
    let inputs = values("input")
        .filter_map(|typed| {
            let place = seen.get(typed).and_then(|theme| theme.parse().ok());
            Some((typed.parse().ok()?, place))
        })
        .collect();
    SheetChoice { answers, inputs }
}

/// Takes over what was ticked, or throws the sheet away.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<DraftAnswers>,
    path: web::Path<(i64, i64)>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (number, id) = path.into_inner();
    let (pairs, is_proven): (Pairs, bool) = opened(&app, &request, form, request.path())?;
    let round = look(&app, &staff.actor, Permission::DraftAnswers, number).await?;
    if !is_proven {
        let said = Returned::expired();
        return respond(&app, &staff, &request, visitor, (&round, id), &said.into()).await;
    }
    let drops = pairs
        .iter()
        .any(|(key, value)| key == "deed" && value == "drop");
    let (actor, key, all) = (staff.actor.clone(), (round.id, id), worksheet_url(number));
    let outcome = run(&app, move |app| -> ActResult<String> {
        if drops {
            drop_worksheet(&app.house, &actor, key.0, key.1)?;
            return Ok(all);
        }
        let applied = apply_worksheet(&app.house, &actor, key, &choice(&pairs))?;
        let done = [
            ("done", "taken_over".to_owned()),
            ("count", (applied.written + applied.moved).to_string()),
            ("left", applied.left.to_string()),
        ];
        Ok(address(&format!("{all}/{}", key.1), &done))
    })
    .await?;
    match Said::of(outcome)? {
        Ok(next) => Ok(see_other(&next)),
        Err(said) => respond(&app, &staff, &request, visitor, (&round, id), &said).await,
    }
}

impl AnswerView {
    /// `None` when nothing would change.
    fn of(beside: &Beside) -> Option<Self> {
        let row = &beside.row;
        let here = beside
            .here
            .as_ref()
            .map_or_else(SheetText::default, |answer| SheetText::of(&answer.text));
        let merged = merge(&row.base, &row.text, &here);
        let is_gone = beside.name.is_none();
        if !is_gone && merged.taken.is_empty() && merged.conflicts.is_empty() {
            return None;
        }
        let fields = SheetField::ALL
            .iter()
            .filter(|field| merged.taken.contains(field) || merged.conflicts.contains(field))
            .map(|field| FieldView {
                code: field.code(),
                is_verdict: *field == SheetField::Verdict,
                is_conflict: merged.conflicts.contains(field),
                was: row.base.value(*field),
                says: row.text.value(*field),
                is: here.value(*field),
            })
            .collect();
        Some(Self {
            key: row.key.to_string(),
            name: beside.name.clone().unwrap_or_else(|| row.key.to_string()),
            revision: beside.here.as_ref().map_or(0, |answer| answer.revision),
            is_gone,
            is_published: beside
                .here
                .as_ref()
                .is_some_and(ResponseRecord::is_published),
            is_taken: !merged.taken.is_empty(),
            has_conflicts: !merged.conflicts.is_empty(),
            fields,
        })
    }
}

impl InputView {
    /// `None` when it stays where it is, or is not handled any more.
    fn of(round: i64, row: &SheetInput, here: Option<Option<i64>>) -> Option<Self> {
        let here = here?;
        let outcome = placing(row.base, &row.place, here);
        if outcome == Placing::Stays {
            return None;
        }
        let (theme, title) = match &row.place {
            SheetPlace::Nowhere => (None, None),
            SheetPlace::Theme(theme) => (Some(*theme), None),
            SheetPlace::Title(title) => (None, Some(title.clone())),
        };
        Some(Self {
            number: row.number,
            name: InputNumber {
                round,
                number: row.number,
            }
            .to_string(),
            is_conflict: outcome == Placing::Conflict,
            has_seen: here.is_some(),
            seen: here.map(|theme| theme.to_string()).unwrap_or_default(),
            has_theme: theme.is_some(),
            theme: theme.unwrap_or(0),
            has_title: title.is_some(),
            title: title.unwrap_or_default(),
        })
    }
}

impl ComparePage {
    fn of(head: WorkHead, round: i64, found: &Found, left: i64) -> Self {
        let answers: Vec<AnswerView> = found.answers.iter().filter_map(AnswerView::of).collect();
        let inputs: Vec<InputView> = found
            .inputs
            .iter()
            .filter_map(|(row, here)| InputView::of(round, row, *here))
            .collect();
        let sheet = &found.sheet;
        Self {
            head,
            back_url: worksheet_url(round),
            file_name: sheet.file_name.clone(),
            by: sheet.by.clone(),
            at: rfc3339(sheet.brought_at),
            is_done: answers.is_empty() && inputs.is_empty(),
            has_answers: !answers.is_empty(),
            answers,
            has_inputs: !inputs.is_empty(),
            inputs,
            has_errors: !sheet.content.errors.is_empty(),
            errors: sheet
                .content
                .errors
                .iter()
                .map(|error| ErrorView {
                    sheet: error.sheet.clone(),
                    row: error.row,
                    fault: error.fault.clone(),
                })
                .collect(),
            has_left: left > 0,
            left,
        }
    }
}

/// An example of a sheet: a change, a conflict, a theme that is gone, moves, and rows that cannot be read.
#[cfg(test)]
pub(super) fn sample_sheet() -> WorksheetRecord {
    use weerklank_domain::responses::{SheetError, SheetFault, Worksheet};
    let says = |heard: &str, verdict: &str| SheetText {
        heard: heard.to_owned(),
        verdict: verdict.to_owned(),
        ..SheetText::default()
    };
    let answer = |key, base: SheetText, text: SheetText| SheetAnswer { key, base, text };
    let moves = |number, base, place| SheetInput {
        number,
        base,
        place,
    };
    WorksheetRecord {
        id: 3,
        file_name: "R12 <b>der</b>.xlsx".to_owned(),
        by: "Noor Haddad".to_owned(),
        brought_at: chrono::DateTime::from_timestamp(1_790_000_000, 0).unwrap_or_default(),
        content: Worksheet {
            answers: vec![
                answer(
                    SheetKey::Theme(1),
                    says("", ""),
                    says("Blad <b>der</b>", "adopted"),
                ),
                answer(SheetKey::Theme(2), says("was", ""), says("blad", "noted")),
                answer(SheetKey::Part(43, 2), says("", ""), says("weg", "")),
            ],
            inputs: vec![
                moves(1, None, SheetPlace::Theme(2)),
                moves(2, Some(1), SheetPlace::Nowhere),
                moves(3, Some(1), SheetPlace::Title("Nieuw <b>der</b>".to_owned())),
            ],
            errors: SheetFault::ALL
                .iter()
                .map(|fault| SheetError {
                    sheet: "Antwoorden <b>der</b>".to_owned(),
                    row: 7,
                    fault: fault.code().to_owned(),
                })
                .collect(),
        },
    }
}

impl PageView for ComparePage {
    const TEMPLATE: &'static str = "pages/desk/responses/worksheet";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use crate::web::responses::round::frame::sample_response;
        use weerklank_domain::responses::ResponseState;
        let found = |is_full: bool| {
            let mut sheet = sample_sheet();
            if !is_full {
                sheet.content = weerklank_domain::responses::Worksheet::default();
            }
            let rows = sheet.content.answers.clone();
            let mut published = sample_response(2, ResponseState::Ready);
            published.published_revision = Some(2);
            Found {
                answers: rows
                    .into_iter()
                    .zip([
                        (Some("1. Bomen <b>der</b>"), None),
                        (Some("2. Licht"), Some(published)),
                        (None, None),
                    ])
                    .map(|(row, (name, here))| Beside {
                        row,
                        name: name.map(str::to_owned),
                        here,
                    })
                    .collect(),
                inputs: sheet
                    .content
                    .inputs
                    .iter()
                    .cloned()
                    .zip([Some(None), Some(Some(1)), Some(Some(4))])
                    .collect(),
                sheet,
            }
        };
        let page = |is_full, may, said: &Said, done, left| {
            let head = WorkHead::sample("worksheet", may, said, done);
            Self::of(head, 12, &found(is_full), left)
        };
        let plain = Said::default();
        let nothing = Said {
            trouble: Some("nothing"),
            ..Said::default()
        };
        vec![
            ("full".to_owned(), page(true, true, &plain, None, 0)),
            (
                "left".to_owned(),
                page(true, true, &plain, Some("taken_over"), 2),
            ),
            ("nothing".to_owned(), page(true, true, &nothing, None, 0)),
            (
                "done".to_owned(),
                page(false, true, &plain, Some("taken_over"), 0),
            ),
            ("not-now".to_owned(), page(true, false, &plain, None, 0)),
        ]
    }
}
