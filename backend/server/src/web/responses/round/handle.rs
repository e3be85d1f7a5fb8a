//! `GET` and `POST /desk/rounds/{number}/inputs/{input}/answer`: one input is cut into parts, set aside,
//! put into a theme, or answered by itself.

use super::frame::{Said, WorkHead, run};
use super::sort::{ThemeChoice, aside_of, theme_choices};
use super::{answer_url, handle_url, theme_url};
use crate::web::app::App;
use crate::web::desk::allowed::{Allowed, Staff};
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::{DraftAnswers, SeeDesk};
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::field::{Field, Problem};
use crate::web::form::{SealedForm, opened, see_other};
use crate::web::page::PageView;
use crate::web::petitions::card::rfc3339;
use crate::web::responses::desk::form::{Choice, Returned, choices};
use crate::web::rounds::desk::look;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::people::Actor;
use weerklank_acts::responses::round::{
    AnswerTo, Aside, begin_answer, cut_input, lift_set_aside, make_whole, put_inputs, put_part,
    set_aside, set_aside_part,
};
use weerklank_acts::{ActError, ActResult};
use weerklank_domain::inputs::{InputNumber, InputState};
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::Passage;
use weerklank_domain::responses::{SetAsideReason, remainder};
use weerklank_domain::text::{SafeHtml, Under, to_html};
use weerklank_store::inputs::{InputRecord, find};
use weerklank_store::responses::{
    Chosen, PartRecord, ResponseRecord, ResponseSubject, SetAsideRecord, ThemeLine, parts_of,
    response_to, set_asides_of, themes_of,
};
use weerklank_store::rounds::RoundRecord;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct HandlePage {
    head: WorkHead,
    number: String,
    input_url: String,
    lang: &'static str,
    has_title: bool,
    title: String,
    text_html: SafeHtml,
    state: &'static str,
    is_live: bool,
    is_whole: bool,
    units: Vec<Unit>,
    has_lifted: bool,
    lifted: Vec<AsideRow>,
    quote: Field,
    themes: Vec<ThemeChoice>,
    has_themes: bool,
    to: Field,
    reasons: Vec<Choice>,
    aside_reason: Field,
    original: Field,
    explanation: Field,
}

/// What gets one answer: the whole input, or a part of it.
#[derive(Debug, Clone, Serialize)]
struct Unit {
    /// `whole`, or the number of the part.
    key: String,
    is_remainder: bool,
    is_part: bool,
    number: i32,
    words: String,
    state: &'static str,
    has_theme: bool,
    theme: i64,
    theme_title: String,
    theme_url: String,
    has_answer: bool,
    answer_url: String,
    answer_state: &'static str,
    has_aside: bool,
    aside: AsideRow,
}

#[derive(Debug, Clone, Default, Serialize)]
struct AsideRow {
    id: i64,
    reason: &'static str,
    has_original: bool,
    original: String,
    explanation: String,
    staff: String,
    at: String,
}

struct Found {
    input: InputRecord,
    parts: Vec<PartRecord>,
    asides: Vec<SetAsideRecord>,
    /// The answer of each unit: that of the whole first, then of the parts.
    answers: Vec<Option<ResponseRecord>>,
    themes: Vec<ThemeLine>,
}

/// The form as a browser sends it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    deed: String,
    /// Which unit: `whole`, or the number of a part.
    unit: String,
    quote: String,
    #[serde(rename = "move_to")]
    to: String,
    aside_reason: String,
    original: String,
    #[serde(rename = "aside_why")]
    explanation: String,
    aside: String,
}

/// What somebody asks for. `None` is the whole input.
enum Deed {
    Cut(String),
    MakeWhole,
    Put(Option<i32>, Option<i64>),
    SetAside(Option<i32>, Aside, Passage),
    Lift(i64),
    Answer(Option<i32>),
}

fn parsed(fields: &Fields) -> Result<Deed, Vec<Problem>> {
    let unit = fields.unit.parse().ok();
    match fields.deed.as_str() {
        "cut" => Ok(Deed::Cut(fields.quote.clone())),
        "whole" => Ok(Deed::MakeWhole),
        "lift" => Ok(Deed::Lift(fields.aside.parse().unwrap_or(0))),
        "answer" => Ok(Deed::Answer(unit)),
        "aside" => aside_of(&fields.aside_reason, &fields.original, &fields.explanation)
            .map(|(aside, why)| Deed::SetAside(unit, aside, why)),
        _ => match fields.to.as_str() {
            "none" => Ok(Deed::Put(unit, None)),
            number => match number.parse() {
                Ok(number) => Ok(Deed::Put(unit, Some(number))),
                Err(_) => Err(vec![Problem {
                    field: "move_to",
                    code: "required",
                }]),
            },
        },
    }
}

async fn load(app: &Arc<App>, round: &RoundRecord, number: i64) -> WebResult<Found> {
    let id = round.id;
    let found = app
        .block(move |app| {
            app.house.store.read(|db| {
                let Some(input) = find(db, id, number)? else {
                    return Ok(None);
                };
                let parts = parts_of(db, input.id)?;
                let mut answers = vec![response_to(db, ResponseSubject::Input(input.id))?];
                for part in &parts {
                    answers.push(response_to(db, ResponseSubject::Part(input.id, part.id))?);
                }
                Ok::<_, ActError>(Some(Found {
                    asides: set_asides_of(db, input.id)?,
                    themes: themes_of(db, id)?,
                    answers,
                    parts,
                    input,
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
    (round, number): (&RoundRecord, i64),
    (fields, said): (&Fields, &Said),
) -> WebResult<HttpResponse> {
    let found = load(app, round, number).await?;
    let head = WorkHead::of(app, (staff, request, visitor), round, "input", said);
    let view = HandlePage::of(head, round.number, &found, fields, said);
    desk_page(app, staff, request, visitor, said.status(), &view)
}

/// Shows it.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<SeeDesk>,
    path: web::Path<(i64, i64)>,
) -> WebResult<HttpResponse> {
    let (number, input) = path.into_inner();
    let round = look(&app, &staff.actor, Permission::SeeDesk, number).await?;
    let shown = (&Fields::default(), &Said::default());
    respond(&app, &staff, &request, visitor, (&round, input), shown).await
}

fn act(
    app: &App,
    actor: &Actor,
    (round_id, input): (i64, i64),
    deed: Deed,
) -> ActResult<(&'static str, Option<i64>)> {
    let (house, key) = (&app.house, (round_id, input));
    let alone = Chosen::Numbers(vec![input]);
    let done = match deed {
        Deed::Cut(quote) => cut_input(house, actor, key, &quote).map(|_| "cut"),
        Deed::MakeWhole => make_whole(house, actor, key).map(|()| "whole"),
        Deed::Put(None, to) => put_inputs(house, actor, round_id, &alone, to).map(|_| "sorted"),
        Deed::Put(Some(part), to) => {
            put_part(house, actor, (round_id, input, part), to).map(|()| "sorted")
        }
        Deed::SetAside(None, aside, why) => {
            set_aside(house, actor, round_id, &alone, &aside, &why).map(|_| "aside")
        }
        Deed::SetAside(Some(part), aside, why) => {
            set_aside_part(house, actor, (round_id, input, part), &aside, &why).map(|()| "aside")
        }
        Deed::Lift(aside) => lift_set_aside(house, actor, key, aside).map(|()| "lifted"),
        Deed::Answer(part) => {
            let to = match part {
                Some(part) => AnswerTo::Part(input, part),
                None => AnswerTo::Input(input),
            };
            let number = begin_answer(house, actor, round_id, to, None)?;
            return Ok(("saved", Some(number)));
        }
    };
    done.map(|done| (done, None))
}

/// Does what the form asks for.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<DraftAnswers>,
    path: web::Path<(i64, i64)>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (number, input) = path.into_inner();
    let (fields, is_proven): (Fields, bool) = opened(&app, &request, form, request.path())?;
    let round = look(&app, &staff.actor, Permission::DraftAnswers, number).await?;
    let said = match (is_proven, parsed(&fields)) {
        (true, Ok(deed)) => {
            let (actor, key) = (staff.actor.clone(), (round.id, input));
            let outcome = run(&app, move |app| act(app, &actor, key, deed)).await?;
            match Said::of(outcome)? {
                Ok((_, Some(answer))) => return Ok(see_other(&answer_url(number, answer))),
                Ok((done, None)) => {
                    let here = handle_url(number, input);
                    return Ok(see_other(&format!("{here}?done={done}&count=1")));
                }
                Err(said) => said,
            }
        }
        (true, Err(problems)) => Returned::wrong(problems).into(),
        (false, _) => Returned::expired().into(),
    };
    let shown = (&fields, &said);
    respond(&app, &staff, &request, visitor, (&round, input), shown).await
}

impl AsideRow {
    fn of(round: i64, aside: &SetAsideRecord) -> Self {
        let original = aside
            .duplicate_of
            .map(|number| InputNumber { round, number });
        Self {
            id: aside.id,
            reason: aside.reason.code(),
            has_original: original.is_some(),
            original: original
                .map(|number| number.to_string())
                .unwrap_or_default(),
            explanation: aside.explanation.clone(),
            staff: aside.staff_name.clone(),
            at: rfc3339(aside.at),
        }
    }
}

/// What a unit is made of, besides what it shares with its input.
struct UnitParts<'a> {
    part: Option<&'a PartRecord>,
    words: String,
    state: &'static str,
    theme_id: Option<i64>,
    answer: Option<&'a ResponseRecord>,
}

impl Unit {
    fn of(round: i64, found: &Found, made: &UnitParts) -> Self {
        let part_id = made.part.map(|part| part.id);
        let aside = found
            .asides
            .iter()
            .find(|aside| aside.part_id == part_id && aside.lifted_at.is_none());
        let theme = found
            .themes
            .iter()
            .find(|theme| made.theme_id == Some(theme.id));
        Self {
            key: made
                .part
                .map_or_else(|| "whole".to_owned(), |part| part.number.to_string()),
            is_remainder: made.part.is_some_and(|part| part.number == 0),
            is_part: made.part.is_some_and(|part| part.number > 0),
            number: made.part.map_or(0, |part| part.number),
            words: made.words.clone(),
            state: made.state,
            has_theme: theme.is_some(),
            theme: theme.map_or(0, |theme| theme.number),
            theme_title: theme.map(|theme| theme.title.clone()).unwrap_or_default(),
            theme_url: theme_url(round, theme.map_or(0, |theme| theme.number)),
            has_answer: made.answer.is_some(),
            answer_url: answer_url(round, made.answer.map_or(0, |answer| answer.number)),
            answer_state: made.answer.map_or("", |answer| answer.state.code()),
            has_aside: aside.is_some(),
            aside: aside
                .map(|aside| AsideRow::of(round, aside))
                .unwrap_or_default(),
        }
    }
}

fn units(round: i64, found: &Found) -> Vec<Unit> {
    let answer = |place: usize| found.answers.get(place).and_then(Option::as_ref);
    if found.parts.is_empty() {
        let whole = UnitParts {
            part: None,
            words: String::new(),
            state: found.input.standing.state.code(),
            theme_id: found.input.theme_id,
            answer: answer(0),
        };
        return vec![Unit::of(round, found, &whole)];
    }
    let quotes: Vec<String> = found
        .parts
        .iter()
        .filter(|part| part.number > 0)
        .map(|part| part.quote.clone())
        .collect();
    (1..)
        .zip(&found.parts)
        .map(|(place, part)| {
            let words = match part.number {
                0 => remainder(&found.input.text, &quotes),
                _ => part.quote.clone(),
            };
            let made = UnitParts {
                part: Some(part),
                words,
                state: part.handling.code(),
                theme_id: part.theme_id,
                answer: answer(place),
            };
            Unit::of(round, found, &made)
        })
        .collect()
}

impl HandlePage {
    fn of(head: WorkHead, round: i64, found: &Found, fields: &Fields, said: &Said) -> Self {
        let (input, problems) = (&found.input, &said.returned.problems);
        let field = |value: &str, name| Field::of(value, name, problems);
        let lifted: Vec<AsideRow> = found
            .asides
            .iter()
            .filter(|aside| aside.lifted_at.is_some())
            .map(|aside| AsideRow::of(round, aside))
            .collect();
        Self {
            head,
            number: input.number.to_string(),
            input_url: format!("/desk/rounds/{round}/inputs/{}", input.number.number),
            lang: input.language.code(),
            has_title: input.title.is_some(),
            title: input.title.clone().unwrap_or_default(),
            text_html: to_html(&input.text, Under::Section),
            state: input.standing.state.code(),
            is_live: !matches!(
                input.standing.state,
                InputState::Withdrawn | InputState::Removed
            ),
            is_whole: found.parts.is_empty(),
            units: units(round, found),
            has_lifted: !lifted.is_empty(),
            lifted,
            quote: field(&fields.quote, "quote"),
            has_themes: !found.themes.is_empty(),
            themes: theme_choices(&found.themes, fields.to.parse().ok()),
            to: field(&fields.to, "move_to"),
            reasons: choices(
                SetAsideReason::ALL.iter().map(|reason| reason.code()),
                &fields.aside_reason,
            ),
            aside_reason: field(&fields.aside_reason, "aside_reason"),
            original: field(&fields.original, "original"),
            explanation: field(&fields.explanation, "aside_why"),
        }
    }
}

impl PageView for HandlePage {
    const TEMPLATE: &'static str = "pages/desk/responses/handle";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use super::frame::sample_response;
        use crate::web::rounds::desk::inputs::sample_input;
        use weerklank_domain::inputs::{Handling, ModerationState};
        use weerklank_domain::responses::ResponseState;
        let at = chrono::DateTime::from_timestamp(1_790_000_000, 0).unwrap_or_default();
        let theme = ThemeLine {
            id: 1,
            number: 1,
            title: "Bomen <b>der</b>".to_owned(),
            summary: String::new(),
            owner: None,
            due_on: None,
            inputs: 3,
            open: 3,
            response: None,
        };
        let part = |id: i64, number, handling| PartRecord {
            id,
            number,
            quote: if number == 0 {
                ""
            } else {
                "de bomen <b>der</b>"
            }
            .to_owned(),
            theme_id: Some(1),
            handling,
        };
        let aside = |part_id, is_lifted: bool| SetAsideRecord {
            id: 3,
            part_id,
            reason: SetAsideReason::Duplicate,
            duplicate_of: Some(2),
            explanation: "Zegt hetzelfde <b>der</b>.".to_owned(),
            staff_name: "Noor Haddad".to_owned(),
            at,
            lifted_at: is_lifted.then_some(at),
        };
        let found = |is_cut: bool, state| {
            let mut input = sample_input(true, state, ModerationState::Visible);
            input.theme_id = (!is_cut).then_some(1);
            Found {
                input,
                parts: match is_cut {
                    true => vec![
                        part(1, 0, Handling::SetAside),
                        part(2, 1, Handling::Open),
                        part(3, 2, Handling::Answered),
                    ],
                    false => Vec::new(),
                },
                asides: vec![aside(Some(1), false), aside(None, true)],
                answers: vec![
                    (!is_cut).then(|| sample_response(4, ResponseState::Draft)),
                    None,
                    None,
                    Some(sample_response(5, ResponseState::Ready)),
                ],
                themes: vec![theme.clone()],
            }
        };
        let page = |found: &Found, may, said: &Said| {
            let head = WorkHead::sample("input", may, said, None);
            Self::of(head, 12, found, &Fields::default(), said)
        };
        let names = ["quote", "move_to", "aside_reason", "original", "aside_why"];
        let wrong = Said::from(Returned::wrong(
            names
                .map(|field| Problem {
                    field,
                    code: "required",
                })
                .to_vec(),
        ));
        let plain = Said::default();
        vec![
            (
                "whole".to_owned(),
                page(&found(false, InputState::Open), true, &plain),
            ),
            (
                "cut".to_owned(),
                page(&found(true, InputState::Open), true, &plain),
            ),
            (
                "errors".to_owned(),
                page(&found(true, InputState::Open), true, &wrong),
            ),
            (
                "withdrawn".to_owned(),
                page(&found(false, InputState::Withdrawn), true, &plain),
            ),
            (
                "read-only".to_owned(),
                page(&found(true, InputState::Open), false, &plain),
            ),
        ]
    }
}
