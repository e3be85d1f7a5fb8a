//! `GET /desk/rounds/{number}/worksheet.xlsx`: themes, answers and inputs as a spreadsheet.

use super::sheet_out::{AnswerRow, Content, InputRow, Words, write};
use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::permissions::DraftAnswers;
use crate::web::errors::WebResult;
use crate::web::rounds::desk::look;
use crate::web::visitor::Visitor;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::{HttpResponse, web};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_domain::inputs::InputNumber;
use weerklank_domain::people::Permission;
use weerklank_domain::responses::{SheetKey, SheetText};
use weerklank_domain::text::excerpt;
use weerklank_store::Db;
use weerklank_store::inputs::find_by_id;
use weerklank_store::responses::{
    ResponseRecord, ResponseSubject, handled_inputs, parts_of, places_of, reach, responses_of,
    themes_of,
};
use weerklank_store::rounds::RoundRecord;

const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
/// So many inputs are read at a time.
const BATCH: i64 = 1_000;

/// Answers the file.
pub async fn file(
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<DraftAnswers>,
    number: web::Path<i64>,
) -> WebResult<HttpResponse> {
    let round = look(&app, &staff.actor, Permission::DraftAnswers, *number).await?;
    let name = format!(
        "attachment; filename=\"R{}-{}.xlsx\"",
        round.number, round.slug
    );
    let body = app
        .block(move |app| {
            let content = app.house.store.read_at_once(|db| gather(db, &round))?;
            let words = Words {
                texts: app.templates.texts(),
                language: visitor.language,
            };
            write(&words, &content)
        })
        .await?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, MEDIA_TYPE))
        .insert_header((CONTENT_DISPOSITION, name))
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(body))
}

fn gather(db: &mut Db, round: &RoundRecord) -> Result<Content, ActError> {
    let mut inputs = Vec::new();
    let mut last = 0;
    loop {
        let cards = handled_inputs(db, round.id, last, BATCH)?;
        let Some(end) = cards.last().map(|card| card.number) else {
            break;
        };
        last = end;
        let numbers: Vec<i64> = cards.iter().map(|card| card.number).collect();
        // What was cut is put into themes by its parts, on the pages of the desk.
        let places = places_of(db, round.id, &numbers)?;
        inputs.extend(cards.into_iter().filter_map(|card| {
            let theme = *places.get(&card.number)?;
            Some(InputRow { card, theme })
        }));
    }
    Ok(Content {
        round: round.number,
        answers: answers(db, round)?,
        inputs,
    })
}

/// A row for every theme, and for every answer to a single input or a part.
fn answers(db: &mut Db, round: &RoundRecord) -> Result<Vec<AnswerRow>, ActError> {
    let responses = responses_of(db, round.id, None)?;
    let of_theme: HashMap<i64, &ResponseRecord> = responses
        .iter()
        .filter_map(|response| match response.subject {
            ResponseSubject::Theme(id) => Some((id, response)),
            ResponseSubject::Input(_) | ResponseSubject::Part(..) => None,
        })
        .collect();
    let mut rows: BTreeMap<SheetKey, AnswerRow> = BTreeMap::new();
    for theme in themes_of(db, round.id)? {
        let response = of_theme.get(&theme.id).copied();
        let key = SheetKey::Theme(theme.number);
        rows.insert(key, row(key, theme.title, theme.inputs, response));
    }
    for response in &responses {
        let (input, part) = match response.subject {
            ResponseSubject::Theme(_) => continue,
            ResponseSubject::Input(input) => (input, None),
            ResponseSubject::Part(input, part) => (input, Some(part)),
        };
        let Some(input) = find_by_id(db, input)? else {
            continue;
        };
        let number = input.number.number;
        let own = InputNumber {
            round: round.number,
            number,
        };
        let inputs = reach(db, response.subject)?;
        let (key, words) = match part {
            None => (SheetKey::Input(number), input.text.clone()),
            Some(id) => {
                let parts = parts_of(db, input.id)?;
                let Some(part) = parts.into_iter().find(|one| one.id == id) else {
                    continue;
                };
                (SheetKey::Part(number, part.number), part.quote)
            }
        };
        let title = format!("{own} {}", excerpt(&words, 200));
        rows.insert(key, row(key, title, inputs, Some(response)));
    }
    Ok(rows.into_values().collect())
}

fn row(key: SheetKey, title: String, inputs: i64, response: Option<&ResponseRecord>) -> AnswerRow {
    AnswerRow {
        key,
        title,
        inputs,
        state: response.map_or("", |response| response.state.code()),
        text: response.map_or_else(SheetText::default, |response| SheetText::of(&response.text)),
    }
}
