//! `GET` and `POST /desk/rounds/{number}/themes/{theme}`: one theme, with its inputs, its notes and its
//! history; and everything that is done with it.

use super::board::theme_problem;
use super::frame::{Said, WorkHead, run};
use super::theme_page::Found;
pub use super::theme_page::ThemePage;
use super::{answer_url, theme_url};
use crate::web::app::App;
use crate::web::desk::allowed::{Allowed, Staff};
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::{DraftAnswers, SeeDesk};
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::field::Problem;
use crate::web::form::{SealedForm, opened, see_other};
use crate::web::responses::desk::form::{Returned, day, needed};
use crate::web::rounds::desk::look;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use chrono::NaiveDate;
use std::sync::Arc;
use weerklank_acts::responses::round::{
    AnswerTo, ThemeText, assign_theme, begin_answer, describe_theme, make_theme, merge_themes,
    note_theme, put_inputs,
};
use weerklank_acts::{ActError, ActResult};
use weerklank_domain::people::Permission;
use weerklank_domain::petitions::Passage;
use weerklank_store::people::who_may;
use weerklank_store::responses::{
    Chosen, ResponseSubject, inputs_of_theme, notes, response_to, templates, theme, theme_events,
    themes_of,
};
use weerklank_store::rounds::RoundRecord;

/// How many inputs on a page.
pub(super) const PAGE_SIZE: i64 = 50;

/// The form as a browser sends it: which one it is, `deed` says.
#[derive(Debug, Clone, Default)]
pub(super) struct Fields {
    pub(super) deed: String,
    pub(super) revision: i32,
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) owner: String,
    pub(super) due_on: String,
    pub(super) note: String,
    pub(super) into: String,
    pub(super) chosen: Vec<i64>,
    pub(super) to: String,
    pub(super) new_title: String,
    pub(super) template: String,
}

impl Fields {
    fn of(pairs: &[(String, String)]) -> Self {
        let value = |name: &str| {
            pairs
                .iter()
                .find(|(key, _)| key == name)
                .map(|(_, value)| value.clone())
                .unwrap_or_default()
        };
        Self {
            deed: value("deed"),
            revision: value("revision").parse().unwrap_or(0),
            title: value("title"),
            summary: value("summary"),
            owner: value("officer"),
            due_on: value("due_on"),
            note: value("note"),
            into: value("merge_into"),
            chosen: pairs
                .iter()
                .filter(|(name, _)| name == "input")
                .filter_map(|(_, number)| number.parse().ok())
                .collect(),
            to: value("move_to"),
            new_title: value("new_title"),
            template: value("template"),
        }
    }
}

/// What somebody asks for.
enum Deed {
    Describe(ThemeText),
    Assign(Option<i64>, Option<NaiveDate>),
    Note(Passage),
    Merge(i64),
    Move(Option<i64>),
    Split(ThemeText),
    Answer(Option<i64>),
}

fn parsed(fields: &Fields) -> Result<Deed, Vec<Problem>> {
    let problem = |field, code| Problem { field, code };
    match fields.deed.as_str() {
        "describe" => ThemeText::parse(&fields.title, &fields.summary)
            .map(Deed::Describe)
            .map_err(|fault| vec![theme_problem(fault)]),
        "assign" => match day("due_on", &fields.due_on) {
            Ok(due_on) => Ok(Deed::Assign(fields.owner.parse().ok(), due_on)),
            Err(problem) => Err(vec![problem]),
        },
        "note" => needed("note", &fields.note)
            .map(Deed::Note)
            .map_err(|problem| vec![problem]),
        "merge" => fields
            .into
            .parse()
            .map(Deed::Merge)
            .map_err(|_| vec![problem("merge_into", "required")]),
        "answer" => Ok(Deed::Answer(fields.template.parse().ok())),
        _ if fields.chosen.is_empty() => Err(vec![problem("input", "choose_some")]),
        _ => match fields.to.as_str() {
            "none" => Ok(Deed::Move(None)),
            "new" => ThemeText::parse(&fields.new_title, "")
                .map(Deed::Split)
                .map_err(|fault| vec![problem("new_title", theme_problem(fault).code)]),
            number => match number.parse() {
                Ok(number) => Ok(Deed::Move(Some(number))),
                Err(_) => Err(vec![problem("move_to", "required")]),
            },
        },
    }
}

async fn find(app: &Arc<App>, round: &RoundRecord, number: i64, after: i64) -> WebResult<Found> {
    let (id, body_id) = (round.id, round.body.0);
    let found = app
        .block(move |app| {
            app.house.store.read(|db| {
                let Some(theme) = theme(db, id, number)? else {
                    return Ok(None);
                };
                let mut others = themes_of(db, id)?;
                let own = others.iter().position(|line| line.id == theme.id);
                let line = own.map(|place| others.remove(place));
                Ok::<_, ActError>(Some(Found {
                    line,
                    others,
                    items: inputs_of_theme(db, theme.id, after, PAGE_SIZE + 1)?,
                    response: response_to(db, ResponseSubject::Theme(theme.id))?,
                    notes: notes(db, theme.id)?,
                    events: theme_events(db, theme.id)?,
                    officers: who_may(db, Permission::DraftAnswers, body_id)?,
                    templates: templates(db, body_id)?,
                    theme,
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
    (round, theme): (&RoundRecord, i64),
    (fields, said): (Option<&Fields>, &Said),
) -> WebResult<HttpResponse> {
    let after = request
        .query_string()
        .split('&')
        .find_map(|pair| pair.strip_prefix("after="))
        .and_then(|number| number.parse().ok())
        .unwrap_or(0);
    let found = find(app, round, theme, after).await?;
    let head = WorkHead::of(app, (staff, request, visitor), round, "theme", said);
    let view = ThemePage::of(head, round.number, &found, fields, said);
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
    let (number, theme) = path.into_inner();
    let round = look(&app, &staff.actor, Permission::SeeDesk, number).await?;
    let shown = (None, &Said::default());
    respond(&app, &staff, &request, visitor, (&round, theme), shown).await
}

/// Where an act leads, and what is said there.
enum Led {
    Here(&'static str, i64),
    ToTheme(i64, &'static str, i64),
    ToAnswer(i64),
}

fn act(
    app: &App,
    actor: &weerklank_acts::people::Actor,
    (round_id, theme): (i64, i64),
    fields: &Fields,
    deed: Deed,
) -> ActResult<Led> {
    let (house, key) = (&app.house, (round_id, theme));
    let chosen = Chosen::Numbers(fields.chosen.clone());
    match deed {
        Deed::Describe(text) => describe_theme(house, actor, key, fields.revision, &text)
            .map(|()| Led::Here("described", 0)),
        Deed::Assign(owner, due_on) => {
            assign_theme(house, actor, key, fields.revision, owner, due_on)
                .map(|()| Led::Here("assigned", 0))
        }
        Deed::Note(note) => note_theme(house, actor, key, &note).map(|()| Led::Here("noted", 0)),
        Deed::Merge(into) => merge_themes(house, actor, round_id, (theme, into))
            .map(|went| Led::ToTheme(into, "merged", went)),
        Deed::Move(to) => put_inputs(house, actor, round_id, &chosen, to)
            .map(|went| Led::Here(if to.is_some() { "sorted" } else { "unsorted" }, went)),
        Deed::Split(text) => make_theme(house, actor, round_id, &text, Some(&chosen))
            .map(|(number, went)| Led::ToTheme(number, "sorted", went)),
        Deed::Answer(template) => {
            begin_answer(house, actor, round_id, AnswerTo::Theme(theme), template)
                .map(Led::ToAnswer)
        }
    }
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
    let (number, theme) = path.into_inner();
    let (pairs, is_proven): (Vec<(String, String)>, bool) =
        opened(&app, &request, form, request.path())?;
    let fields = Fields::of(&pairs);
    let round = look(&app, &staff.actor, Permission::DraftAnswers, number).await?;
    let said = match (is_proven, parsed(&fields)) {
        (true, Ok(deed)) => {
            let (actor, key, sent) = (staff.actor.clone(), (round.id, theme), fields.clone());
            let outcome = run(&app, move |app| act(app, &actor, key, &sent, deed)).await?;
            match Said::of(outcome)? {
                Ok(Led::Here(done, count)) => {
                    let here = theme_url(number, theme);
                    return Ok(see_other(&format!("{here}?done={done}&count={count}")));
                }
                Ok(Led::ToTheme(other, done, count)) => {
                    let there = theme_url(number, other);
                    return Ok(see_other(&format!("{there}?done={done}&count={count}")));
                }
                Ok(Led::ToAnswer(answer)) => return Ok(see_other(&answer_url(number, answer))),
                Err(said) => said,
            }
        }
        (true, Err(problems)) => Returned::wrong(problems).into(),
        (false, _) => Returned::expired().into(),
    };
    let shown = (Some(&fields), &said);
    respond(&app, &staff, &request, visitor, (&round, theme), shown).await
}
